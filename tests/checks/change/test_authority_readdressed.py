from collections.abc import Callable

import pytest

from checkouts import Checkout
from learnorg.checks.change.authority_readdressed import authority_readdressed
from rules import ADA, BEN, LEA, Changes, added, committed, judged, swapped, upon

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
NAMED = """
# path: learnorg.yaml
format: 1
authority: [ada, it-director, IT-DESK@example.org]
levels:
  - {name: team-lead, people: ["@root", Grace Hopper]}
"""
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
    """One of somebody without rights is none, nor is one that is written otherwise."""
    change = {
        "lea": swapped("emails: lea@example.org", "emails: [lea@example.org, l@example.org]"),
        "ben": added("team: night\n"),
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


@pytest.mark.parametrize(
    ("lea", "of"),
    [
        (
            swapped("lea@example.org", "[lea@example.org, IT-Desk@example.org]"),
            "it-desk@example.org",
        ),
        (added("aliases: it-director\n"), "it-director"),
        (added("aliases: [lea-at-work, '@IT-Director']\n"), "it-director"),
        (added("aliases: '@root'\n"), "@root"),
        (added("aliases: root\n"), "@root"),
        (added("aliases: grace-hopper\n"), "grace hopper"),
    ],
)
@upon(NAMED, *PEOPLE)
def test_to_rights(repo: Checkout, lea: Callable[[str], str], of: str) -> None:
    """Nobody comes to be known by what policy names, not even by being themselves."""
    (found,) = judged(authority_readdressed, repo, {"lea": lea}, by=LEA)
    assert found.startswith("error ")
    assert f"lea gets the rights of {of}, and this was lea" in found
    ada = {"author": {"login": "x", "email": "ada@example.org"}}
    assert [one.split()[0] for one in judged(authority_readdressed, repo, actors=ada)] == [
        "warning"
    ]


@pytest.mark.parametrize("slug", ["it-director", "grace-hopper", "root"])
@upon(NAMED, *PEOPLE)
def test_rekeyed_to_rights(repo: Checkout, slug: str) -> None:
    """Nor by another slug, be it of a record that is new."""
    text = f"id: {slug}\ntitle: Lea\nemails: lea@example.org\naliases: lea\n"
    (found,) = judged(authority_readdressed, repo, {"lea": None, slug: text}, by=LEA)
    assert found.startswith(f"error 3:1 {slug} gets the rights of ")
    (found,) = judged(authority_readdressed, repo, {"lea": PEOPLE[2]}, by=LEA)
    assert found.startswith("error ")


@upon(POLICY.replace("[ben]", "[lea@example.org, Ben]"))
def test_own_rights(repo: Checkout) -> None:
    """Whom policy names by address may list themselves."""
    (found,) = judged(authority_readdressed, repo, {"lea": PEOPLE[2]}, by=LEA)
    assert found == "warning 3:1 lea gets the rights of lea@example.org"


@upon(POLICY.replace("[ben]", "[lea@example.org, Ben]"))
def test_own_name(repo: Checkout) -> None:
    """To be called in git as policy says is not enough."""
    (found,) = judged(authority_readdressed, repo, {"ben": PEOPLE[1]}, by=BEN)
    assert found.startswith("error 3:1 ben gets the rights of ben, and this was Ben ")


GONE = {"ben": swapped("emails: ben@example.org\n", "")}
REKEYED = {"ben": None, "benno": PEOPLE[1].replace("id: ben", "id: benno") + "aliases: ben\n"}


@pytest.mark.parametrize(
    ("change", "what"),
    [(GONE, "loses an address"), (REKEYED, "becomes benno"), ({"ben": None}, "would be gone")],
)
@upon(POLICY, *PEOPLE)
def test_of_rights(repo: Checkout, change: Changes, what: str) -> None:
    """What somebody with rights is known by goes by themselves, or by the authority."""
    (found,) = judged(authority_readdressed, repo, change, by=LEA)
    assert found.startswith("error ")
    assert f"ben has rights, and {what}, and this was lea" in found
    lea = {"login": "x", "email": "lea@example.org"}
    for who in ("ada", "ben"):
        by = {"login": "y", "email": f"{who}@example.org"}
        for actors in ({"author": by}, {"author": lea, "approvers": [by]}):
            (found,) = judged(authority_readdressed, repo, actors=actors)
            assert found.startswith("warning ")


@upon(NAMED.replace("root", "ben"), PEOPLE[0] + "aliases: ada-at-work\n", *PEOPLE[1:])
def test_by_an_alias(repo: Checkout) -> None:
    """Rights that policy gives to an address or alias are the person's, too."""
    both = {"ada": added("role: x\n"), "ben": swapped("ben@example.org", "[]")}
    (found,) = judged(authority_readdressed, repo, both, by=LEA)
    assert "ben has rights, and loses an address" in found


@upon(POLICY, PEOPLE[0] + "aliases: ada-at-work\n", *PEOPLE[1:])
def test_from_others(repo: Checkout) -> None:
    """Nobody comes to be called what somebody with rights is known by."""
    new = {"ada-at-work": PEOPLE[2].replace("id: lea\n", "id: ada-at-work\n").replace("lea@", "l@")}
    (found,) = judged(authority_readdressed, repo, new, by=LEA)
    assert found.startswith("error 3:1 ada has rights, and is known as ada-at-work, and this was ")
    ada = {"author": {"login": "x", "email": "ada@example.org"}}
    (found,) = judged(authority_readdressed, repo, actors=ada)
    assert found.startswith("warning ")


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
