import pytest

from checkouts import Checkout
from learnorg.checks.change.address_taken import address_taken
from rules import added, judged, swapped, upon

PEOPLE = (
    "id: ada\ntitle: Ada\nemails: [ada@example.org]\naliases: [ada-at-work]\n",
    "id: lea\ntitle: Lea\nemails: [lea@example.org]\n",
)


@upon(*PEOPLE)
def test_yes(repo: Checkout) -> None:
    """A new person with another one's address is an error at the addresses."""
    new = {"aaa": "id: aaa\ntitle: Aaa\nemails:\n  - Ada@example.org\n"}
    assert judged(address_taken, repo, new) == ["error 3:1 ada@example.org belongs to ada already"]


@upon(*PEOPLE)
def test_no(repo: Checkout) -> None:
    """An address of one's own is none, nor is what one has already or is called."""
    change = {"lea": swapped("[lea@", "[l@example.org, LEA@"), "ada": added("team: night\n")}
    assert judged(address_taken, repo, change) == []


@pytest.mark.parametrize("alias", ["ada", "Ada-at-work", "ada@example.org"])
@upon(*PEOPLE)
def test_edge(repo: Checkout, alias: str) -> None:
    """An alias counts as much, and so does what the other one is called."""
    assert judged(address_taken, repo, {"lea": added(f"aliases: [lm, {alias}]\n")}) == [
        f"error 4:1 {alias.lower()} belongs to ada already"
    ]


@upon(*PEOPLE)
def test_rekeyed(repo: Checkout) -> None:
    """Whoever keeps an old name as an alias takes it from nobody."""
    change = {"lea": None, "lea-m": PEOPLE[1].replace("id: lea", "id: lea-m\naliases: [lea]")}
    assert judged(address_taken, repo, change) == []
