import pytest

from checkouts import Checkout
from checks.change.knowledge import ARTICLE, DRAFT, KB, REV
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


@upon(POLICY, DRAFT, ARTICLE)
def test_one_line(repo: Checkout) -> None:
    """The days of reviews and articles come by moves, too."""
    earlier = {REV: swapped("  draft: 2026-11-02", "  draft: 2026-11-01")}
    assert judged(dates_rewritten, repo, earlier, by=LEA) == [
        "error 7:3 'dates.draft' changes without a move (2026-11-02 -> 2026-11-01)"
    ]
    repo.git("reset", "-q", "--hard", "main")
    further = {KB: swapped("  wip: 2026-11-02", "  wip: 2026-11-02\n  validated: 2026-11-03")}
    assert judged(dates_rewritten, repo, further, by=LEA) == [
        "error 8:3 'dates.validated' changes without a move (none -> 2026-11-03)"
    ]
    repo.git("reset", "-q", "--hard", "main")
    days = "  draft: 2026-11-02\n  in-review: 2026-11-09\n  reviewed: 2026-11-09"
    moved = {REV: swapped("state: draft", "state: reviewed", "  draft: 2026-11-02", days)}
    assert judged(dates_rewritten, repo, moved, by=LEA) == []


@upon(POLICY, ARTICLE.replace("state: wip", "state: archived").replace(
    "  wip: 2026-11-02\n", "  wip: 2026-11-02\n  archived: 2026-11-10\n"))  # fmt: skip
def test_out_of_the_archive(repo: Checkout) -> None:
    """What is brought back loses the day on which it was archived."""
    back = swapped("state: archived", "state: wip", "  archived: 2026-11-10\n", "")
    assert judged(dates_rewritten, repo, {KB: back}, by=LEA) == []
