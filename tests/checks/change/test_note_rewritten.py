from collections.abc import Callable

import pytest

from checkouts import Checkout
from checks.change.knowledge import DRAFT, REV
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


@pytest.mark.parametrize(
    "spoiled",
    [
        swapped("notes:\n", "notes:\n  - {on: yesterday, by: ben, text: Fine}\n"),
        swapped("title: Shorter hand-over\n", ""),
        swapped("state: proposed", "state: [a]"),
        swapped("notes:\n", "notes:\n  - abc\n  - [a, {b: c}]\n"),
    ],
)
@upon(POLICY, RECORD)
def test_unreadable_neighbours(repo: Checkout, spoiled: Callable[[str], str]) -> None:
    """Whatever else is wrong with the record, a note that is reworded is found."""
    committed(repo, {ID: spoiled}, branch="main")
    (only,) = judged(note_rewritten, repo, {ID: swapped("Too dear", "Splendid")}, by=LEA)
    assert only.endswith("the note of ada changes or goes: 'Too dear.'")


@upon(POLICY, RECORD.replace("by: ada", "by: ada\n    on: yesterday"))
def test_mended(repo: Checkout) -> None:
    """What cannot be read of a note may be mended, but for who said what."""
    assert judged(note_rewritten, repo, {ID: swapped("yesterday", "2026-11-02")}, by=LEA) == []
    found = judged(note_rewritten, repo, {ID: swapped("Too dear", "Fine")}, by=LEA)
    assert [one.split()[0] for one in found] == ["error"]


@upon(POLICY, RECORD)
def test_spoiled_now(repo: Checkout) -> None:
    """A note that can be read stays as it is, its day as well."""
    found = judged(note_rewritten, repo, {ID: added("    on: yesterday\n")}, by=LEA)
    assert [one.split()[0] for one in found] == ["error"]


@upon(POLICY, RECORD.replace("  - id: b7k\n    by: ada\n    text: Too dear.", "  Too dear."))
def test_no_list(repo: Checkout) -> None:
    """A text in place of notes is one of nobody's, and may be made a note."""
    found = judged(note_rewritten, repo, {ID: swapped("Too dear", "Fine")}, by=LEA)
    assert [one.partition(" ")[2] for one in found] == [
        "5:1 the note of nobody named changes or goes: 'Too dear.'"
    ]
    repo.git("reset", "-q", "--hard", "main")
    made = {ID: swapped("  Too dear.", "  - text: Too dear.")}
    assert judged(note_rewritten, repo, made, by=LEA) == []


@upon(POLICY, DRAFT.replace("+++", "notes:\n  - {id: n7k, by: ada, text: Too dear.}\n+++"))
def test_review(repo: Checkout) -> None:
    """Notes of other kinds of records stay as well."""
    assert judged(note_rewritten, repo, {REV: swapped("Too dear", "Fine")}, by=LEA) == [
        "error 13:1 the note of ada changes or goes: 'Too dear.'"
    ]
