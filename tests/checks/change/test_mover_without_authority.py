import pytest

from checkouts import Checkout
from learnorg.checks.change.mover_without_authority import mover_without_authority
from rules import ADA, BEN, LEA, added, committed, judged, swapped, upon

ID = "IMP-2611-7k3mqx"
RECORD = """
id: IMP-2611-7k3mqx
title: Shorter hand-over
state: proposed
owner: lea
raised: 2026-11-02
"""
POLICY = """
# path: learnorg.yaml
format: 1
authority: ada@example.org
levels:
  - name: team-lead
    people: ben
rights:
  accept: team-lead
  approve: authority
  close: authority
  reopen: team-lead
"""
PEOPLE = "id: ben\ntitle: Ben\nemails: ben@example.org\n"
ACCEPTED = {ID: swapped("state: proposed", "state: accepted")}


def told(who: str, to: str, level: str, verb: str) -> str:
    name = who.partition(" <")[2].rstrip(">")
    shown = {"ben@example.org": "ben"}.get(name, who.partition(" <")[0])
    return (
        f"error 3:1 moved to {to}, but policy lets only {level} {verb}; "
        f"this was {shown} <{name}>, as the commit says, unverified"
    )


@upon(POLICY, RECORD, PEOPLE)
def test_yes(repo: Checkout) -> None:
    """A move by somebody on no level is an error at the state."""
    assert judged(mover_without_authority, repo, ACCEPTED, by=LEA) == [
        told(LEA, "accepted", "team-lead", "accept")
    ]


@pytest.mark.parametrize("by", [BEN, ADA])
@upon(POLICY, RECORD, PEOPLE)
def test_no(repo: Checkout, by: str) -> None:
    """One by somebody on the level or above it is none; nor is a change that moves nothing."""
    assert judged(mover_without_authority, repo, ACCEPTED, by=by) == []
    assert judged(mover_without_authority, repo, {ID: swapped("title: S", "title: A s")}) == []


@pytest.mark.parametrize(
    ("by", "found"), [(BEN, [told(BEN, "closed", "the authority", "close")]), (ADA, [])]
)
@upon(POLICY, RECORD, PEOPLE)
def test_edge(repo: Checkout, by: str, found: list[str]) -> None:
    """A move over several states needs the right to each of them."""
    closed = {ID: swapped("state: proposed", "state: closed")}
    assert judged(mover_without_authority, repo, closed, by=by) == found


@pytest.mark.parametrize("to", ["in-progress", "on-hold"])
@upon(POLICY, RECORD.replace("proposed", "accepted"), PEOPLE)
def test_open(repo: Checkout, to: str) -> None:
    """What policy reserves for nobody is open to all."""
    change = {ID: swapped("state: accepted", f"state: {to}")}
    assert judged(mover_without_authority, repo, change, by=LEA) == []


@upon(RECORD)
def test_nobody_named(repo: Checkout) -> None:
    """Where policy names nobody, anybody may."""
    assert judged(mover_without_authority, repo, ACCEPTED, by=LEA) == []


@pytest.mark.parametrize("state", ["closed", "declined", "in-progress"])
@upon(POLICY, RECORD, PEOPLE)
def test_reopened(repo: Checkout, state: str) -> None:
    """The way back is a right of its own."""
    to = "proposed" if state == "declined" else "accepted"
    committed(repo, {ID: swapped("proposed", state)}, branch="main")
    back = {ID: swapped(f"state: {state}", f"state: {to}")}
    found = [told(LEA, to, "team-lead", "reopen")]
    assert judged(mover_without_authority, repo, back, by=LEA) == found
    assert judged(mover_without_authority, repo, {}, by=BEN) == found


@upon(POLICY, RECORD.replace("state: proposed", "state: on-hold\nhold: {state: accepted}"), PEOPLE)
def test_resumed(repo: Checkout) -> None:
    """Back to where the hold began needs no right; further on it does."""
    resumed = {ID: swapped("state: on-hold", "state: accepted")}
    assert judged(mover_without_authority, repo, resumed, by=LEA) == []
    further = {ID: swapped("\nstate: accepted", "\nstate: closed")}
    assert judged(mover_without_authority, repo, further, by=LEA) == [
        told(LEA, "closed", "the authority", "close")
    ]


SMALL = POLICY + "workflow: full\nsmall: {effort: 3}\n"


@pytest.mark.parametrize(
    ("effort", "found"), [(3, []), (4, [told(LEA, "approved", "the authority", "approve")])]
)
@upon(SMALL, RECORD.replace("proposed", "assessed"), PEOPLE)
def test_small(repo: Checkout, effort: int, found: list[str]) -> None:
    """What policy calls small is approved beforehand, whoever moves it on."""
    committed(repo, {ID: added(f"estimates: {{effort: {effort}}}\n")}, branch="main")
    change = {ID: swapped("state: assessed", "state: approved")}
    assert judged(mover_without_authority, repo, change, by=LEA) == found


@pytest.mark.parametrize(("before", "faults"), [(5, 1), (2, 0)])
@upon(SMALL, RECORD.replace("proposed", "assessed"), PEOPLE)
def test_made_small(repo: Checkout, before: int, faults: int) -> None:
    """What a change makes small that was not, is not approved beforehand."""
    committed(repo, {ID: added(f"estimates: {{effort: {before}}}\n")}, branch="main")
    change = {ID: swapped("state: assessed", "state: approved", f"effort: {before}", "effort: 3")}
    assert len(judged(mover_without_authority, repo, change, by=LEA)) == faults


@pytest.mark.parametrize(
    ("approvers", "faults"),
    [
        ([], 1),
        ([{"login": "leo"}], 1),
        ([{"login": "leo"}, {"login": "ben-at-work"}], 0),
        ([{"login": "x", "email": "ADA@example.org"}], 0),
        ([{"login": "ada", "name": "ada@example.org"}], 1),
        ([{"login": "lea"}], 1),
    ],
)
@upon(POLICY, RECORD, PEOPLE + "aliases: ben-at-work\n")
def test_approved(repo: Checkout, approvers: list[dict[str, str]], faults: int) -> None:
    """Somebody on the level who approves at the forge makes up for a mover who is not."""
    actors = {"author": {"login": "lea"}, "approvers": approvers}
    assert len(judged(mover_without_authority, repo, ACCEPTED, by=LEA, actors=actors)) == faults


@upon(POLICY, RECORD, PEOPLE)
def test_forge_author(repo: Checkout) -> None:
    """Who opened the pull request counts, and not who the commit says it was."""
    found = judged(
        mover_without_authority, repo, ACCEPTED, by=ADA, actors={"author": {"login": "lea"}}
    )
    assert [one.partition("this was ")[2] for one in found] == ["@lea, as the forge says"]


@upon(POLICY, RECORD, PEOPLE)
def test_each_their_own(repo: Checkout) -> None:
    """Of two people's moves on a branch, each counts as theirs, whoever comes last."""
    committed(repo, ACCEPTED, by=BEN)
    started = {ID: swapped("state: accepted", "state: in-progress")}
    assert judged(mover_without_authority, repo, started, by=LEA) == []


@upon(POLICY, RECORD, PEOPLE)
def test_not_by_another(repo: Checkout) -> None:
    """A later change by somebody who may does not make a move theirs."""
    committed(repo, ACCEPTED, by=LEA)
    titled = {ID: swapped("title: S", "title: A s")}
    assert judged(mover_without_authority, repo, titled, by=ADA)[0] == told(
        LEA, "accepted", "team-lead", "accept"
    )


@pytest.mark.parametrize("written", ["'state': {}", "state:\n  {}", '"state": {}'])
@upon(POLICY, RECORD, PEOPLE)
def test_in_disguise(repo: Checkout, written: str) -> None:
    """However the state is written, it is seen who moved it."""
    committed(repo, {ID: swapped("state: proposed", written.format("proposed"))}, branch="main")
    committed(repo, {ID: swapped("proposed", "accepted")}, by=LEA)
    found = judged(mover_without_authority, repo, {ID: swapped("title: S", "title: A s")}, by=ADA)
    assert found[0].endswith("this was Lea <lea@example.org>, as the commit says, unverified")


@upon(POLICY, RECORD + "titel: Misspelt\n", PEOPLE)
def test_broken(repo: Checkout) -> None:
    """A field in which something is wrong lets nobody through."""
    assert len(judged(mover_without_authority, repo, ACCEPTED, by=LEA)) == 1
