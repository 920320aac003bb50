from checkouts import Checkout
from learnorg.checks.change.note_rewritten import note_rewritten
from rules import BEN, LEA, added, committed, judged, swapped, upon

ID = "IMP-2611-7k3mqx"
POLICY = """
# path: learnorg.yaml
format: 1
authority: ada@example.org
"""
RECORD = """
id: IMP-2611-7k3mqx
title: Shorter hand-over
state: proposed
raised: 2026-11-02
notes:
  - id: b7k
    by: ada
    text: Too dear.
"""


@upon(POLICY, RECORD)
def test_yes(repo: Checkout) -> None:
    """Another's note that is reworded is an error."""
    assert judged(note_rewritten, repo, {ID: swapped("Too dear", "Fine")}, by=LEA) == [
        "error 5:1 the note of ada changes or goes: 'Too dear.'"
    ]


@upon(POLICY, RECORD)
def test_no(repo: Checkout) -> None:
    """New notes are none, and nor is one's own that is mended."""
    more = "  - {by: lea, text: Seen again}\n"
    assert judged(note_rewritten, repo, {ID: added(more)}, by=LEA) == []
    assert judged(note_rewritten, repo, {ID: swapped("Seen again", "Seen twice")}, by=LEA) == []
    assert judged(note_rewritten, repo, {ID: swapped("Too dear", "Very dear")}) == []


@upon(POLICY, RECORD)
def test_edge(repo: Checkout) -> None:
    """One that goes counts as well; to who governs it is a warning."""
    gone = {ID: swapped("notes:\n  - id: b7k\n    by: ada\n    text: Too dear.\n", "")}
    committed(repo, gone, by=BEN)
    assert [one.split()[0] for one in judged(note_rewritten, repo)] == ["error"]
