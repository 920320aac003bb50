import pytest

from checkouts import Checkout
from learnorg.checks.change.dates_rewritten import dates_rewritten
from rules import LEA, judged, swapped, upon

ID = "IMP-2611-7k3mqx"
POLICY = """
# path: learnorg.yaml
format: 1
authority: ada@example.org
"""
RECORD = """
id: IMP-2611-7k3mqx
title: Shorter hand-over
state: accepted
dates:
  proposed: 2026-11-02
  accepted: 2026-11-09
owner: lea
raised: 2026-11-02
"""


@upon(POLICY, RECORD)
def test_yes(repo: Checkout) -> None:
    """A day of a state that changes without a move is an error; by who governs, a warning."""
    change = {ID: swapped("accepted: 2026-11-09", "accepted: 2026-11-03")}
    said = "'dates.accepted' changes without a move (2026-11-09 -> 2026-11-03)"
    assert judged(dates_rewritten, repo, change, by=LEA) == [f"error 6:3 {said}"]


@upon(POLICY, RECORD)
def test_governing(repo: Checkout) -> None:
    """Whoever governs the register may correct them, and is told."""
    change = {ID: swapped("accepted: 2026-11-09", "accepted: 2026-11-03")}
    assert [one.split()[0] for one in judged(dates_rewritten, repo, change)] == ["warning"]


@upon(POLICY, RECORD.replace("  accepted: 2026-11-09\n", ""))
def test_no(repo: Checkout) -> None:
    """The day of the state that it is in may be added, and moves bring their own."""
    proposed = "  proposed: 2026-11-02\n"
    told = {ID: swapped(proposed, proposed + "  accepted: 2026-11-09\n")}
    assert judged(dates_rewritten, repo, told, by=LEA) == []
    moved = {ID: swapped("state: accepted", "state: in-progress", proposed,
                         proposed + "  in-progress: 2026-11-10\n")}  # fmt: skip
    assert judged(dates_rewritten, repo, moved, by=LEA) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  accepted: 2026-11-09\n", ""),
        ("  accepted: 2026-11-09\n", "  accepted: 2026-11-09\n  in-progress: 2026-11-10\n"),
    ],
)
@upon(POLICY, RECORD)
def test_edge(repo: Checkout, old: str, new: str) -> None:
    """One that goes, and one of a state that it never was in, count as well."""
    assert len(judged(dates_rewritten, repo, {ID: swapped(old, new)}, by=LEA)) == 1
