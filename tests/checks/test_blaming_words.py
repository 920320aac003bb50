import pytest

from learnorg.checks.blaming_words import blaming_words
from learnorg.register.register import Register
from registers import put
from rules import found, path_of, upon

REVIEW = """
id: REV-2611-7k3mqx
title: Sign-in failed
type: process
state: draft
raised: 2026-11-20
factors:
  - id: b7k
    what: The engineer forgot to restart the queue
+++
## What we found

The queue stood still. It was human error.
"""
FOUND = [
    "9:15 'engineer forgot' makes a person the cause (person-as-cause)",
    "14:31 'human error' is a label, not an explanation (labels)",
]


@upon(REVIEW)
def test_yes(register: Register) -> None:
    """Sentences that make somebody the cause are found where they stand, in head and body."""
    assert found(blaming_words, register) == FOUND


@upon(REVIEW.replace("forgot", "was not told").replace("It was human", "\n\n> human"))
def test_no(register: Register) -> None:
    """What is told without blame, or quoted, is not."""
    assert found(blaming_words, register) == []


@pytest.mark.parametrize(
    ("identity", "of_type", "count"),
    [("KB-2611-7k3mqx", "lesson", 1), ("KB-2611-7k3mqx", "fix", 0)],
)
def test_edge(register: Register, identity: str, of_type: str, count: int) -> None:
    """
    Of articles lessons alone are looked at: a fix may speak of mistakes that one can make.
    ---
    id: lea
    title: Lea
    """
    head = f"id: {identity}\ntitle: x\ntype: {of_type}\nstate: wip\nraised: 2026-11-02\n"
    put(register.root, path_of(identity), f"---\n{head}---\n\nIt was human error.\n")
    assert len(found(blaming_words, register)) == count
