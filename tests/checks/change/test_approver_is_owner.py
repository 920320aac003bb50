import pytest

from checkouts import Checkout
from learnorg.checks.change.approver_is_owner import approver_is_owner
from rules import BEN, LEA, Changes, added, committed, judged, swapped, upon

ID = "IMP-2611-7k3mqx"
ASSESSED = """
id: IMP-2611-7k3mqx
title: Shorter hand-over
state: assessed
owner: lea
raised: 2026-11-02
measures:
  - {name: minutes, baseline: 25, target: 15}
plan:
  - do: Ask the night shift
"""
FULL = """
# path: learnorg.yaml
format: 1
workflow: full
authority: [ada@example.org, ben@example.org]
rights: {approve: authority}
"""
FOUND = "5:3 approved by its owner, lea"


def approved(by: str, because: str = "") -> Changes:
    """A change that approves the record."""
    reason = f"  because: {because}\n" if because else ""
    given = f"approval:\n  by: {by}\n  on: 2026-11-20\n{reason}owner: lea\n"
    return {ID: swapped("state: assessed", "state: approved", "owner: lea\n", given)}


@upon(FULL, ASSESSED)
def test_yes(repo: Checkout) -> None:
    """In the full work flow, an owner's approval is an error where it stands."""
    assert judged(approver_is_owner, repo, approved("lea")) == [f"error {FOUND}"]


@upon(FULL, ASSESSED)
def test_no(repo: Checkout) -> None:
    """Somebody else's is none."""
    assert judged(approver_is_owner, repo, approved("ada")) == []


@pytest.mark.parametrize(("by", "found"), [("Lea", [f"error {FOUND}"]), ("leander", [])])
@upon(FULL, ASSESSED)
def test_edge(repo: Checkout, by: str, found: list[str]) -> None:
    """The owner is known in any spelling, and by the whole name alone."""
    assert judged(approver_is_owner, repo, approved(by)) == found


@upon(FULL, ASSESSED)
def test_in_another_name(repo: Checkout) -> None:
    """Whoever writes down an approval gives it, whatever name it bears."""
    assert judged(approver_is_owner, repo, approved("ada"), by=LEA) == [f"error {FOUND}"]


@upon(FULL, ASSESSED)
def test_with_a_reason(repo: Checkout) -> None:
    """With a reason it is a warning."""
    change = approved("lea", "nobody else is there")
    assert judged(approver_is_owner, repo, change) == [f"warning {FOUND}"]


@upon(ASSESSED)
def test_light(repo: Checkout) -> None:
    """In the light work flow it is a warning."""
    assert judged(approver_is_owner, repo, approved("lea")) == [f"warning {FOUND}"]


@upon(FULL + "small: {effort: 2}\n", ASSESSED + "estimates: {effort: 2}\n")
def test_small(repo: Checkout) -> None:
    """Small work is approved beforehand, so that it is a warning."""
    assert judged(approver_is_owner, repo, approved("lea")) == [f"warning {FOUND}"]


@upon(FULL, ASSESSED)
def test_not_new(repo: Checkout) -> None:
    """An approval that the base has already is let be."""
    committed(repo, approved("lea"), branch="main")
    assert judged(approver_is_owner, repo, {ID: swapped("title: S", "title: A s")}) == []


@pytest.mark.parametrize(
    ("approver", "found"), [("ada", []), ("leo", [f"error {FOUND}"]), ("lea", [f"error {FOUND}"])]
)
@upon(FULL, ASSESSED, "id: lea\ntitle: Lea\nemails: lea@example.org\n")
def test_forge(repo: Checkout, approver: str, found: list[str]) -> None:
    """An owner may write down what somebody with the right to approve approves at the forge."""
    actors = {
        "author": {"login": "lea-at-work", "email": "lea@example.org"},
        "approvers": [{"email": f"{approver}@example.org"}],
    }
    assert judged(approver_is_owner, repo, approved("ada"), by=LEA, actors=actors) == found


@upon(FULL, ASSESSED)
def test_started_by_the_owner(repo: Checkout) -> None:
    """Whoever starts what somebody else approved on the same branch has not approved it."""
    committed(repo, approved("ben"), by=BEN)
    started = {ID: swapped("state: approved", "state: in-progress")}
    assert judged(approver_is_owner, repo, started, by=LEA) == []
    assert judged(approver_is_owner, repo, {ID: added("tags: [night]\n")}, by=LEA) == []


@pytest.mark.parametrize("owner", ["lm", "lea@home.example", "Lea", "@lea-at-work"])
@pytest.mark.parametrize("approver", ["lea", "lea@example.org"])
@upon(
    FULL,
    ASSESSED,
    "id: lea\ntitle: Lea\nemails: [lea@example.org, lea@home.example]\n"
    "aliases: [lm, '@lea-at-work']\n",
)
def test_people(repo: Checkout, owner: str, approver: str) -> None:
    """Both are compared as people, by whatever they are called."""
    change = {
        ID: swapped(
            *("state: assessed", "state: approved"),
            *("owner: lea\n", f"approval: {{by: {approver}, on: 2026-11-20}}\nowner: '{owner}'\n"),
        )
    }
    (found,) = judged(approver_is_owner, repo, change, by=BEN)
    assert found.endswith(f" approved by its owner, {owner}")
