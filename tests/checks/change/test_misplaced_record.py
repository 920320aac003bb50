import pytest

from checkouts import Checkout
from learnorg.checks.change.misplaced_record import misplaced_record
from rules import committed, judged, over, upon

ID = "IMP-2611-7k3mqx"
WAIVER = "# learnorg: waive wrong-place, id-unlike-file-name, misplaced-record because of an import"
FOLDER = "register/improvements/"
ADA = "id: ada\ntitle: Ada\n"


@upon(ADA)
def test_yes(repo: Checkout) -> None:
    """A new file of no identity is an error, whatever it waives."""
    change = {"register/people/ada_home.yaml": f"{WAIVER}\n{ADA}"}
    assert judged(misplaced_record, repo, change) == [
        "error 1:1 'ada_home' is no identity of the kind person"
    ]


@upon(ADA)
def test_no(repo: Checkout) -> None:
    """A record that stands where it belongs is none, nor is what is no record."""
    change = {ID: f"id: {ID}\n", "ada": None, "leo": ADA, "register/people/x.txt": "x"}
    assert judged(misplaced_record, repo, change) == []


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("evil.yaml", "'evil' is no identity of the kind improvement"),
        (f"{ID}.yaml", f"{ID} does not belong here"),
        (f"2026/10/{ID}.yaml", f"{ID} does not belong here"),
        (f"2026/11/{ID}.yml", f"{ID} does not belong here"),
    ],
)
def test_edge(repo: Checkout, path: str, found: str) -> None:
    """Folder and ending are to be those of the identity."""
    assert judged(misplaced_record, repo, {FOLDER + path: f"id: {ID}\n"}) == [f"error 1:1 {found}"]


@upon(f"id: {ID}\n")
def test_renamed(repo: Checkout) -> None:
    """A record that is moved away is one, too."""
    change = {ID: None, f"{FOLDER}{ID}.yaml": f"id: {ID}\n"}
    assert judged(misplaced_record, repo, change) == [f"error 1:1 {ID} does not belong here"]


@upon(f"# path: {FOLDER}{ID}.yaml\nid: {ID}\n")
def test_there_before(repo: Checkout) -> None:
    """What stood there before may be changed, and put in its place."""
    committed(repo, {f"{FOLDER}{ID}.yaml": f"id: {ID}\ntitle: Calm\n"})
    assert judged(misplaced_record, repo) == []
    change = {f"{FOLDER}{ID}.yaml": None, ID: f"id: {ID}\ntitle: Calm\n"}
    assert judged(misplaced_record, repo, change) == []


@pytest.mark.parametrize("name", [f"x/{ID}", "copy-of-it"])
@upon(f"id: {ID}\n")
def test_copy(repo: Checkout, name: str) -> None:
    """A copy is not to be moved over what it was made of."""
    committed(repo, {f"{FOLDER}{name}.yaml": f"id: {ID}\n"})
    (hint,) = [one.hint for one in over(repo) if one.rule == misplaced_record.name]
    assert "ake it out where it is a copy" in hint
