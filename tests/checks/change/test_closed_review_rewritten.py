import pytest

from checkouts import Checkout
from checks.change.knowledge import CLOSED, REV
from learnorg.checks.change.closed_review_rewritten import closed_review_rewritten
from rules import committed, judged, swapped, upon


@upon(CLOSED)
def test_yes(repo: Checkout) -> None:
    """A finding of a closed review that is reworded is an error where the findings stand."""
    change = {REV: swapped("Disk alarms are set by hand", "Disk alarms could be better")}
    told = "finding #c7k changes or goes although it is closed: 'Disk alarms are set by hand'"
    assert judged(closed_review_rewritten, repo, change) == [f"error 19:1 {told}"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("home: KB-2611-x2wbcd", "home: [KB-2611-x2wbcd, IMP-2611-7k3mqx]"),
        ("home: KB-2611-x2wbcd", "no_action: It goes in January."),
        ("findings:\n", "notes:\n  - text: Seen again\ntags: [disks]\nfindings:\n"),
        ("findings:\n", "links: [{rel: relates-to, to: KB-2611-x2wbcd}]\nfindings:\n"),
        ("factors:\n", "factors:\n  - id: f7k\n    what: Nobody was there\n"),
        ("  started: 2026-11-01 09:12\n", "  started: '2026-11-01 09:12'\n"),
        ("Nobody could sign in.", "Nobody could sign in for an hour."),
    ],
)
@upon(CLOSED)
def test_no(repo: Checkout, old: str, new: str) -> None:
    """Homes, notes, links, tags and what only comes along stay open, and so does the text."""
    assert judged(closed_review_rewritten, repo, {REV: swapped(old, new)}) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "factors:\n  - id: g7k\n    what: The alarm was set for the primary alone\n",
            "",
            "factor #g7k changes or goes although it is closed",
        ),
        (
            "  started: 2026-11-01 09:12\n",
            "  started: 2026-11-01 08:00\n",
            "'times.started' changes although it is closed (2026-11-01 09:12 -> 2026-11-01 08:00)",
        ),
        (
            "times:\n  started: 2026-11-01 09:12\n",
            "",
            "'times.started' changes although it is closed (2026-11-01 09:12 -> none)",
        ),
        (
            "    at: 2026-11-01 09:12\n",
            "    at: 2026-11-01 09:40\n",
            "entry #d7k changes or goes although it is closed",
        ),
        ("  - id: c7k\n", "  - id: c8k\n", "finding #c7k changes or goes although it is closed"),
        ("    home: KB-2611-x2wbcd\n", "", "finding #c7k has no home any more"),
    ],
)
@upon(CLOSED)
def test_edge(repo: Checkout, old: str, new: str, told: str) -> None:
    """Times, entries and factors count as well, what goes as what changes, and a lost home."""
    (found,) = judged(closed_review_rewritten, repo, {REV: swapped(old, new)})
    assert told in found


@upon(CLOSED)
def test_reopened(repo: Checkout) -> None:
    """What is taken up again may change, be it closed anew in the same change."""
    note = "notes:\n  - id: n7k\n    text: It was two disks\nfindings:\n"
    opened = swapped("state: closed", "state: in-review", "findings:\n", note)
    committed(repo, {REV: lambda text: opened(text).replace("  closed: 2026-11-10\n", "")})
    reworded = {REV: swapped("are set by hand", "are set by a script")}
    assert judged(closed_review_rewritten, repo, reworded) == []
    dates = "dates:\n  in-review: 2026-11-20\n  closed: 2026-11-20\n"
    again = {REV: swapped("state: in-review", "state: closed", "dates:\n", dates)}
    assert judged(closed_review_rewritten, repo, again) == []


@upon(CLOSED.replace("  - id: c7k\n    what:", "  - what:"))
def test_without_identity(repo: Checkout) -> None:
    """A finding may get the short id that it lacked, and its home with it."""
    change = {REV: swapped("  - what:", "  - id: c7k\n    what:")}
    assert judged(closed_review_rewritten, repo, change) == []
