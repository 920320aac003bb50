import pytest

from checkouts import Checkout
from learnorg.checks.change.nobody_left import nobody_left
from rules import ADA, judged, swapped, upon

POLICY = """
# path: learnorg.yaml
format: 1
authority: [ada@example.org]
levels:
  - {name: lead, people: [ben]}
  - {name: board}
rights:
  accept: lead
  approve: authority
"""


@pytest.mark.parametrize("new", ["", "authority: []\n", "authority:\n"])
@upon(POLICY)
def test_yes(repo: Checkout, new: str) -> None:
    """An authority that is taken away or emptied is an error, whoever does it."""
    change = {"learnorg.yaml": swapped("authority: [ada@example.org]\n", new)}
    (found,) = judged(nobody_left, repo, change, by=ADA)
    assert found.startswith("error ")
    assert found.endswith(" nobody is the authority any more")


@upon(POLICY)
def test_no(repo: Checkout) -> None:
    """A successor is none, nor is an empty level that has no right."""
    change = {"learnorg.yaml": swapped("[ada@", "[leo@", "{name: board}", "{name: boards}")}
    assert judged(nobody_left, repo, change, by=ADA) == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("people: [ben]", "people: []", "7:3 only lead may accept"),
        ("accept: lead", "accept: board", "7:3 only board may accept"),
    ],
)
@upon(POLICY)
def test_edge(repo: Checkout, old: str, new: str, found: str) -> None:
    """So is a level with a right on which nobody stands any more, or did before."""
    told = judged(nobody_left, repo, {"learnorg.yaml": swapped(old, new)}, by=ADA)
    assert told == [f"error {found}, and nobody stands on this level"]


@upon(POLICY.replace("people: [ben]", "people: []"))
def test_there_before(repo: Checkout) -> None:
    """A level on which nobody stood on the base is not held against a change."""
    change = {"learnorg.yaml": swapped("format: 1", "format: 1\nname: Ours")}
    assert judged(nobody_left, repo, change) == []


def test_first(repo: Checkout) -> None:
    """The first policy that names somebody may leave levels for later."""
    new = "format: 1\nauthority: [ada]\nlevels: [{name: x}]\nrights: {start: x}\n"
    assert judged(nobody_left, repo, {"learnorg.yaml": new}) == []
