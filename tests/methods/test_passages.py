"""Sentences and headings of a Markdown text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.methods.passages import MOST, headings_and_sentences, spoken


def sentences(text: str) -> list[str]:
    return [sentence.text.strip() for sentence in headings_and_sentences(text)[1]]


def test_sentences() -> None:
    """A text falls into its sentences, each from its first word on."""
    text = "One, e.g. two.  (Three\ngoes on!)\n\n1. Four\n- [x] Five; six\n  still on\n| A | B |\n"
    assert sentences(text) == [
        "One, e.g.",
        "two.",
        "Three\ngoes on!)",
        "Four",
        "Five; six\n  still on",
        "A",
        "B",
    ]


def test_under() -> None:
    """A sentence stands under the headings above it, the nearest last."""
    text = "Top\n# A\n## 2. *B*:\nx\n### C #\ny\n## D\nz\nE\n=\nw\n"
    headings, found = headings_and_sentences(text)
    assert [(heading.depth, heading.title) for heading in headings] == [
        (1, "a"),
        (2, "b"),
        (3, "c"),
        (2, "d"),
        (1, "z e"),
    ]
    assert [[heading.title for heading in one.under] for one in found] == [
        [],
        ["a", "b"],
        ["a", "b", "c"],
        ["z e"],
    ]


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("## What went well?", "what went well"),
        ("4. What *went* well:", "what went well"),
        ("Follow-up", "follow up"),
        ("Étape 2", "étape 2"),
        ("2026", ""),
        ("???", ""),
    ],
)
def test_spoken(title: str, told: str) -> None:
    """Headings are compared by their words."""
    assert spoken(title) == told


def test_theirs() -> None:
    """What others wrote is there as a sentence without a word."""
    assert sentences("```\nx\n```\n") == ["\ufffc"] * 3
    assert sentences("> x\ny\n\nz") == ["\ufffc", "\ufffc", "z"]


def test_list_or_code() -> None:
    """Indented lines are code, unless a list goes on."""
    assert sentences("a\n\n    b\n") == ["a", "\ufffc"]
    assert sentences("- a\n\n      b\n\nc\n\n    d\n") == ["a", "b", "c", "\ufffc"]


def test_long() -> None:
    """A sentence beyond all measure is taken in pieces."""
    assert [len(one) for one in sentences("a" * (2 * MOST + 1))] == [MOST, MOST, 1]


@given(st.text(st.sampled_from('a.İß \n-#>`"[](<!>)|*_=:1\t'), max_size=80))
def test_places(text: str) -> None:
    """A sentence is as long as what it stands for, and the lower one as long as it is."""
    headings, found = headings_and_sentences(text)
    ends = [0]
    for one in found:
        assert len(one.text) == len(one.lower)
        shown = text[one.start : one.start + len(one.text)]
        assert len(shown) == len(one.text)
        ends.append(one.start)
    assert ends == sorted(ends)
    assert all(text[heading.start : heading.end] for heading in headings)
