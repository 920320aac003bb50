import re
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from learnorg.checks.sentences import found, found_in
from learnorg.files.emitter import emit
from learnorg.files.loader import Form, load
from learnorg.findings import Level
from learnorg.methods.wording import Rule


def rule(name: str, *words: str) -> Rule:
    finds = tuple((re.compile(rf"\b{word}\b"), "") for word in words)
    return Rule(name, Level.WARNING, "'%s'", "why", "else", ("everywhere",), finds)


ONE, TWO = rule("one", "alpha", "beta"), rule("two", "gamma")
RULES = (ONE, TWO)


def places(text: str, rules: Sequence[Rule] = RULES) -> list[tuple[int, int, str]]:
    document = load(text.encode(), Form.MARKDOWN)
    return [(one.line, one.col, one.hit.rule) for one in found(document, rules)]


def test_body() -> None:
    """Lines and columns are those of the file, the head counted, whatever ends its lines."""
    text = "---\nid: x\n---\n\nOne alpha.\n\n- two gamma\n"
    assert places(text) == places(text.replace("\n", "\r\n")) == [(5, 5, "one"), (7, 7, "two")]
    assert places("---\nid: x\n---\nOne alpha.\n") == [(4, 5, "one")]


def test_head() -> None:
    """In the head a hit stands where its words do, however the field is written."""
    text = """\
---
title: An alpha
timeline:
  - {at: 2026-11-20 09:12, what: 'it''s gamma'}
factors:
  - what: |
      First.
      Then alpha, and
      more. A gamma.
  - what: >-
      folded
      gamma
findings:
  - what: "escaped \\u0061lpha"
    no_action: alpha
    home: [alpha]
verdict:
  answer: alpha
  because: gamma
notes:
  - text: alpha
---
"""
    assert places(text) == [
        (2, 11, "one"),
        (4, 41, "two"),
        (8, 12, "one"),
        (9, 15, "two"),
        (12, 7, "two"),
        (14, 11, "one"),
        (15, 16, "one"),
        (19, 12, "two"),
    ]


def test_again_in_a_field() -> None:
    """Of the same words said twice in a field each is told at its own place."""
    text = "---\nfactors:\n  - what: |\n      alpha. No.\n      So alpha!\n---\n"
    assert places(text) == [(4, 7, "one"), (5, 10, "one")]


def test_once_a_sentence() -> None:
    """A rule is told once in a sentence, and several rules each; sentences are counted apart."""
    every = found_in("One alpha and beta, gamma.\nThen beta. Alpha beta.\n", RULES)
    assert [(one.line, one.col, one.hit.rule) for one in every] == [
        (1, 5, "one"), (1, 21, "two"), (2, 6, "one"), (2, 12, "one"),
    ]  # fmt: skip
    assert len({one.sentence for one in every}) == 3


def test_odd_heads() -> None:
    """Fields that are not what they should be are looked at as far as there is text."""
    assert places("---\ntitle: [alpha]\ntimeline: gamma\nfactors: {what: beta}\n---\n") == [
        (2, 9, "one"),
        (4, 17, "one"),
    ]


@given(st.text(st.sampled_from("alphgmbet .\n'\"|>#:-\t"), max_size=60), st.booleans())
def test_any_text(words: str, below: bool) -> None:
    """Every place is in the file; in the body and in plain text the words stand there."""
    said = {"title": "x", "factors": [{"what": words or "x"}]}
    text = emit(said | ({"body": words} if below else {}), Form.MARKDOWN, ())
    lines = text.split("\n")
    for one in found(load(text.encode(), Form.MARKDOWN), RULES):
        assert lines[one.line - 1][one.col - 1 :]
        if one.line > text.count("\n", 0, text.rindex("---\n")) + 1:
            word = one.hit.words.split()[0]
            assert lines[one.line - 1][one.col - 1 :].startswith(word)
