import pytest

from checkouts import Checkout
from learnorg.checks.change.odd_entry import odd_entry
from rules import blob, judged, on_branch, over, placed, upon

LEA = "id: lea\ntitle: Lea\n"


def indexed(repo: Checkout, path: str, mode: str, id_: str) -> None:
    """One more commit on the branch, with something in git's index that is no file."""
    on_branch(repo, "change")
    repo.git("update-index", "--add", "--cacheinfo", f"{mode},{id_},{path}")
    repo.git("commit", "-qm", "Place")


def test_yes(repo: Checkout) -> None:
    """A symlink is an error, whatever it leads to."""
    indexed(repo, "register/people/lea.yaml", "120000", blob(repo, "/etc/passwd"))
    assert judged(odd_entry, repo) == ["error 1:1 a symlink stands here"]


def test_no(repo: Checkout) -> None:
    """A file is none, even if it may be run."""
    indexed(repo, "register/people/lea.yaml", "100755", blob(repo, LEA))
    assert judged(odd_entry, repo) == []


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("register", ["error 1:1 another repository stands here"]),
        ("register/x", ["error 1:1 another repository stands here"]),
        ("learnorg.yaml", ["error 1:1 another repository stands here"]),
        ("templates/wording", ["error 1:1 another repository stands here"]),
        ("vendor/x", []),
    ],
)
def test_edge(repo: Checkout, path: str, found: list[str]) -> None:
    """Another repository is one, wherever in the register it stands, and nowhere else."""
    indexed(repo, path, "160000", "1" * 40)
    assert judged(odd_entry, repo) == found


@upon(LEA)
def test_instead_of_a_record(repo: Checkout) -> None:
    """A symlink in a record's place takes the record away, too."""
    indexed(repo, "register/people/lea.yaml", "120000", blob(repo, "leo.yaml"))
    assert [(one.rule, one.message) for one in over(repo)] == [
        ("odd-entry", "a symlink stands here"),
        ("record-deleted", "lea would be gone"),
    ]


def test_policy(repo: Checkout) -> None:
    """A symlink in the place of the policy does not become the policy."""
    placed(repo, "learnorg.yaml", "120000", blob(repo, "authority: lea"))
    assert [(one.rule, one.message) for one in over(repo)] == [
        ("odd-entry", "a symlink stands here"),
        ("record-deleted", "the policy would be gone"),
    ]
