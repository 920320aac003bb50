import pytest

from checkouts import Checkout
from learnorg.checks.change.authority_readdressed import authority_readdressed
from rules import ADA, BEN, LEA, added, committed, judged, swapped, upon

POLICY = """
# path: learnorg.yaml
format: 1
authority: ada
levels:
  - {name: team-lead, people: [ben]}
"""
PEOPLE = (
    "id: ada\ntitle: Ada\nemails:\n  - ada@example.org\n",
    "id: ben\ntitle: Ben\nemails: ben@example.org\n",
    "id: lea\ntitle: Lea\nemails: lea@example.org\n",
)
MINE = {"ada": added("  - lea@example.org\n")}
UNVERIFIED = "as the commit says, unverified"


@upon(POLICY, *PEOPLE)
def test_yes(repo: Checkout) -> None:
    """A new address of the authority, by somebody else, is an error at the addresses."""
    (found,) = judged(authority_readdressed, repo, MINE, by=LEA)
    assert found == (
        "error 3:1 ada has rights, and gets a new address, "
        f"and this was lea <lea@example.org>, {UNVERIFIED}"
    )


@upon(POLICY, *PEOPLE)
def test_no(repo: Checkout) -> None:
    """One of somebody without rights is none, nor is one that goes or is written otherwise."""
    change = {
        "lea": swapped("emails: lea@example.org", "emails: [lea@example.org, l@example.org]"),
        "ben": swapped("emails: ben@example.org\n", "team: night\n"),
        "ada": swapped("\n  - ada@", " ['ADA@", "example.org\n", "example.org']\n"),
    }
    assert judged(authority_readdressed, repo, change, by=LEA) == []


@pytest.mark.parametrize(("by", "level"), [(ADA, "warning"), (BEN, "warning"), (LEA, "error")])
@upon(POLICY, *PEOPLE)
def test_edge(repo: Checkout, by: str, level: str) -> None:
    """The authority, and the person, get away with a warning; an alias is as good."""
    change = {"ben": added("aliases: '@ben'\n")}
    (found,) = judged(authority_readdressed, repo, change, by=by)
    assert found.startswith(f"{level} 3:1 ben has rights, and gets a new address")


@upon(POLICY, *PEOPLE[1:])
def test_new(repo: Checkout) -> None:
    """Whom policy names and nobody lists is not listed by anybody."""
    new = {"ada": PEOPLE[0].replace("ada@", "lea@")}
    (found,) = judged(authority_readdressed, repo, new, by=LEA)
    assert found.startswith("error ")


@upon(POLICY + "evidence: {demand: forge}\n", *PEOPLE)
def test_unproven(repo: Checkout) -> None:
    """Whoever only says to be the person is not, where policy demands a proof."""
    (found,) = judged(authority_readdressed, repo, MINE, by=ADA)
    assert found.startswith("error ")
    ada = {"author": {"login": "x", "email": "ada@example.org"}}
    (found,) = judged(authority_readdressed, repo, actors=ada)
    assert found.startswith("warning ")


@upon(PEOPLE[0])
def test_nobody_named(repo: Checkout) -> None:
    """Where policy names nobody, nobody has rights to lose."""
    committed(repo, MINE, by=LEA)
    assert judged(authority_readdressed, repo) == []
