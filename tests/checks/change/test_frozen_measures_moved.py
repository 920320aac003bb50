import pytest

from checkouts import Checkout
from learnorg.checks.change.frozen_measures_moved import frozen_measures_moved
from rules import committed, judged, swapped, upon

ID = "IMP-2611-7k3mqx"
RECORD = """
id: IMP-2611-7k3mqx
title: Shorter hand-over
state: in-progress
owner: lea
raised: 2026-11-02
measures:
  - {id: b7k, name: minutes, baseline: 25, target: 15}
"""
FULL = """
# path: learnorg.yaml
format: 1
workflow: full
"""
FURTHER = swapped("target: 15", "target: 20")


@upon(RECORD)
def test_yes(repo: Checkout) -> None:
    """In the light work flow, a target that moves after the start is an error at the measures."""
    assert judged(frozen_measures_moved, repo, {ID: FURTHER}) == [
        "error 6:1 measures frozen since in-progress are changed: target 15 -> 20"
    ]


@upon(RECORD)
def test_no(repo: Checkout) -> None:
    """The value that it has now stays open."""
    actual = {ID: swapped("target: 15", "target: 15, actual: 18")}
    assert judged(frozen_measures_moved, repo, actual) == []


@pytest.mark.parametrize(
    ("flow", "state", "since"),
    [
        ("light", "accepted", ""),
        ("light", "on-hold\nhold: {state: accepted}", ""),
        ("light", "on-hold\nhold: {state: in-progress}", "in-progress"),
        ("full", "assessed", ""),
        ("full", "approved", "approved"),
        ("full", "measuring", "approved"),
    ],
)
@upon(RECORD)
def test_edge(repo: Checkout, flow: str, state: str, since: str) -> None:
    """They freeze by the start in the light work flow, by approval in the full one."""
    stands = {ID: swapped("state: in-progress", f"state: {state}")}
    policy = {"learnorg.yaml": f"format: 1\nworkflow: {flow}\n"}
    committed(repo, stands | policy, branch="main")
    told = [
        found.partition(" are ")[0] for found in judged(frozen_measures_moved, repo, {ID: FURTHER})
    ]
    assert [one.rpartition(" since ")[2] for one in told] == ([since] if since else [])


@upon(RECORD)
def test_with_a_note(repo: Checkout) -> None:
    """With a note that gives the reason it is a warning."""
    change = {ID: lambda text: FURTHER(text) + "notes:\n  - text: The network grew\n"}
    assert judged(frozen_measures_moved, repo, change) == [
        "warning 6:1 measures frozen since in-progress are changed: target 15 -> 20"
    ]


@upon(RECORD + "notes:\n  - text: The network grew\n")
def test_with_an_old_note(repo: Checkout) -> None:
    """A note that was there before gives no reason."""
    assert [one[:5] for one in judged(frozen_measures_moved, repo, {ID: FURTHER})] == ["error"]


@upon(RECORD)
def test_taken_away(repo: Checkout) -> None:
    """A measure that goes, and one that comes before the one that decides, count as well."""
    first = {ID: swapped("measures:\n", "measures:\n  - {name: calls, target: 1}\n")}
    assert len(judged(frozen_measures_moved, repo, first)) == 1
    gone = {ID: swapped("  - {id: b7k, name: minutes, baseline: 25, target: 15}\n", "")}
    assert "taken away" in "".join(judged(frozen_measures_moved, repo, gone))


@upon(RECORD)
def test_back_and_forth(repo: Checkout) -> None:
    """That the record goes back in the same change does not free its goals."""
    change = {ID: swapped("state: in-progress", "state: accepted", "target: 15", "target: 20")}
    assert [f[:5] for f in judged(frozen_measures_moved, repo, change)] == ["error"]


@upon(RECORD.replace("state: in-progress", "state: closed"))
def test_reopened(repo: Checkout) -> None:
    """That it is reopened in the same change does not, either."""
    change = {ID: swapped("state: closed", "state: in-progress", "target: 15", "target: 20")}
    assert [f[:5] for f in judged(frozen_measures_moved, repo, change)] == ["error"]


@upon(RECORD.replace("state: in-progress", "state: closed"))
def test_closed(repo: Checkout) -> None:
    """Measures of a closed record are left to the rule over closed ones."""
    assert judged(frozen_measures_moved, repo, {ID: FURTHER}) == []
