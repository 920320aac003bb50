import pytest

from checkouts import Checkout
from learnorg.checks.change.closed_record_edited import closed_record_edited
from rules import added, committed, judged, swapped, upon

ID = "IMP-2611-7k3mqx"
CLOSED = """
id: IMP-2611-7k3mqx
title: Shorter hand-over
state: closed
raised: 2026-11-02
owner: lea
measures:
  - {name: minutes, baseline: 25, target: 15, actual: 20}
approval:
  by: ada
  on: 2026-11-03
outcome:
  result: not-achieved
learned: Ask the night shift first
"""


@upon(CLOSED)
def test_yes(repo: Checkout) -> None:
    """A closed improvement whose outcome changes is an error where it does."""
    change = {ID: swapped("not-achieved", "achieved")}
    assert judged(closed_record_edited, repo, change) == [
        "error 11:1 'outcome' changes although it is closed"
    ]


@upon(CLOSED)
def test_no(repo: Checkout) -> None:
    """Benefits, momentum, notes, links and tags stay open."""
    more = """
benefits: [{kind: time, actual: 3}]
momentum: {checks: [still so]}
notes: [{text: Seen again}]
links: [{rel: relates-to, to: IMP-2611-000000}]
tags: [night]
"""
    assert judged(closed_record_edited, repo, {ID: added(more)}) == []


@pytest.mark.parametrize(
    ("field", "old", "new"),
    [
        ("measures", "actual: 20", "actual: 15"),
        ("approval", "by: ada", "by: lea"),
        ("outcome", "outcome:\n  result: not-achieved\n", ""),
    ],
)
@upon(CLOSED)
def test_edge(repo: Checkout, field: str, old: str, new: str) -> None:
    """Measures, approval and an outcome that is taken out count as well."""
    (found,) = judged(closed_record_edited, repo, {ID: swapped(old, new)})
    assert found.endswith(f"'{field}' changes although it is closed")


@upon(CLOSED)
def test_reopened(repo: Checkout) -> None:
    """What is reopened, or only now closed, may change."""
    opened = swapped(
        "state: closed", "state: in-progress", "outcome:\n  result: not-achieved\n", ""
    )
    committed(repo, {ID: opened}, branch="main")
    again = swapped("state: in-progress", "state: closed\noutcome:\n  result: achieved")
    assert judged(closed_record_edited, repo, {ID: again}) == []


@upon(CLOSED)
def test_layout(repo: Checkout) -> None:
    """The same in other words of YAML is the same."""
    change = {ID: swapped("outcome:\n  result: not-achieved", "outcome: {result: 'not-achieved'}")}
    assert judged(closed_record_edited, repo, change) == []


@upon(CLOSED + "titel: Misspelt\n")
def test_broken(repo: Checkout) -> None:
    """A field in which something is wrong does not let the others be changed."""
    change = {ID: swapped("not-achieved", "achieved")}
    assert len(judged(closed_record_edited, repo, change)) == 1
