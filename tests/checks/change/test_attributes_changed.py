import pytest

from checkouts import Checkout
from learnorg.checks.change.attributes_changed import attributes_changed
from learnorg.checks.judging.judge import judge
from rules import LEA, committed, judged, told, upon

HIDES = ".gitattributes can hide changes from reviewers, and decides how files are merged"


def test_yes(repo: Checkout) -> None:
    """A change of `.gitattributes` is a warning."""
    change = {".gitattributes": "register/** -diff\n"}
    assert judged(attributes_changed, repo, change) == [f"warning 1:1 {HIDES}"]


def test_no(repo: Checkout) -> None:
    """
    A file that begins like it is not one, nor is what was there before found.
    ---
    # path: .gitattributes
    *.yaml text
    """
    assert judged(attributes_changed, repo, {".gitattributes.txt": "text\n"}) == []


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("register/improvements/.GitAttributes", [f"warning 1:1 {HIDES}"]),
        (".mailmap", ["warning 1:1 .mailmap changes by whom history seems to be made"]),
        (".gitmodules", ["warning 1:1 .gitmodules brings in other repositories"]),
        ("templates/.gitattributes", [f"warning 1:1 {HIDES}"]),
        ("docs/.gitattributes", []),
    ],
)
def test_edge(repo: Checkout, path: str, found: list[str]) -> None:
    """It counts in any spelling, in every folder of the register, and nowhere else."""
    assert judged(attributes_changed, repo, {path: "* -diff\n"}) == found


@upon("# path: learnorg.yaml\nformat: 1\nauthority: [ada@example.org]\n")
def test_without_authority(repo: Checkout) -> None:
    """By somebody who does not govern it is an error."""
    change = {".gitattributes": "/register/** working-tree-encoding=UTF-16LE\n"}
    (found,) = judged(attributes_changed, repo, change, by=LEA)
    assert found.startswith(f"error 1:1 {HIDES}, and this was Lea <lea@example.org>")
    ada = {"approvers": [{"email": "ada@example.org"}]}
    assert judged(attributes_changed, repo, actors=ada) == [f"warning 1:1 {HIDES}"]


@upon("# path: learnorg.yaml\nformat: 1\nauthority: [ada@example.org]\n")
def test_hidden_behind_another(repo: Checkout) -> None:
    """It is the change of whoever made it, whoever else commits after that."""
    committed(repo, {".gitattributes": "/register/** -diff\n"}, by=LEA)
    (found,) = judged(attributes_changed, repo, {"learnorg.yaml": "format: 1\n"})
    assert found.startswith(f"error 1:1 {HIDES}, and this was Lea <lea@example.org>")


def test_taken_away(repo: Checkout) -> None:
    """
    That one is taken away is found, too.
    ---
    # path: .gitattributes
    *.yaml text
    """
    assert judged(attributes_changed, repo, {".gitattributes": None}) == [f"warning 1:1 {HIDES}"]


def test_above_the_register(repo: Checkout) -> None:
    """
    Of a register in a folder, the attributes of the folders above bear on it, too.
    ---
    # path: teams/it/learnorg.yaml
    format: 1
    """
    paths = [".gitattributes", "teams/.gitattributes", "teams/it/.gitattributes"]
    committed(repo, dict.fromkeys([*paths, "teams/hr/.gitattributes"], "* -diff\n"))
    found = judge(repo.path / "teams" / "it", "main").findings
    assert len(told(attributes_changed, found)) == len(paths)
