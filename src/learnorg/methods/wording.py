"""
Words in a review that look for somebody to blame instead of for what happened.

The rules come from outside (`register.wording`), in the form of the prose linter Vale: what is
not to be there, or what to write instead of it. Here is how they are applied: sentence by
sentence, to what the author says and not to what is quoted. A finding speaks of the sentence.
Source: formulas, "Reviews (post-mortems)"; Dekker, The Field Guide to Understanding Human Error.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from learnorg.findings import Level
from learnorg.methods.passages import Heading, Sentence, headings_and_sentences, spoken

EVERYWHERE, ACTION = "everywhere", "action"
SHOWN = 60
"""Characters of what was found that a message repeats."""


class Rule(NamedTuple):
    """What to look for, where, and what to say of it."""

    name: str
    level: Level
    message: str
    """With `%s` for the words; with two, the first is what to write instead."""
    reason: str
    instead: str
    scope: tuple[str, ...]
    """`everywhere`, `action` for what is to be done, or headings."""
    finds: tuple[tuple[re.Pattern[str], str], ...]
    """Patterns with what to write instead, if that is given; none looks for empty sections."""
    innocent: re.Pattern[str] | None = None
    ignorecase: bool = True


class Hit(NamedTuple):
    """A place where a rule applies, counted from 1 as an editor counts."""

    rule: str
    level: Level
    line: int
    col: int
    length: int
    words: str
    message: str
    reason: str
    instead: str


def findings(text: str, rules: Sequence[Rule], action: bool = False) -> list[Hit]:
    """
    What some rules find in a Markdown text, from its beginning on.

    With `action`, the text says what is to be done. Takes time in proportion to the text.
    """
    headings, sentences = headings_and_sentences(text)
    lines = [0, *(found.end() for found in re.finditer("\n", text))]
    found = []
    for rule in rules:
        for start, end, swap in _places(rule, headings, sentences, action):
            line = bisect_right(lines, start)
            words = _short(text[start:end])
            hit = Hit(
                rule.name,
                rule.level,
                line,
                start - lines[line - 1] + 1,
                end - start,
                words,
                _said(rule.message, words, swap),
                rule.reason,
                rule.instead,
            )
            found.append((start, hit))
    return [hit for _, hit in sorted(found, key=lambda one: one[0])]


def _places(
    rule: Rule, headings: Sequence[Heading], sentences: Sequence[Sentence], action: bool
) -> Iterator[tuple[int, int, str]]:
    """From where to where a rule applies, and what to write instead."""
    scope = {spoken(name) for name in rule.scope}
    if not rule.finds:
        yield from _empty(scope, headings, sentences)
        return
    anywhere = EVERYWHERE in scope or (action and ACTION in scope)
    for sentence in sentences:
        if anywhere or any(above.title in scope for above in sentence.under):
            words = sentence.lower if rule.ignorecase else sentence.text
            for start, end, swap in _in_sentence(rule, words):
                yield sentence.start + start, sentence.start + end, swap


def _empty(
    scope: set[str], headings: Sequence[Heading], sentences: Sequence[Sentence]
) -> Iterator[tuple[int, int, str]]:
    filled = {above.start for sentence in sentences for above in sentence.under}
    for heading in headings:
        if heading.title in scope and heading.start not in filled:
            yield heading.start, heading.end, ""


def _in_sentence(rule: Rule, sentence: str) -> Iterator[tuple[int, int, str]]:
    """The places in a sentence that are not excepted, none within another."""
    found = sorted(
        (one.start(), -one.end(), swap)
        for pattern, swap in rule.finds
        for one in pattern.finditer(sentence)
    )
    if not found:
        return
    excepted = [one.span() for one in rule.innocent.finditer(sentence)] if rule.innocent else []
    here = 0
    for start, end, swap in found:
        innocent = any(first < -end and start < last for first, last in excepted)
        if start >= here and not innocent:
            here = -end
            yield start, -end, swap


def _said(message: str, words: str, swap: str) -> str:
    if swap:
        message = message.replace("%s", swap, 1)
    return message.replace("%s", words, 1)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= SHOWN else words[: SHOWN - 1] + "…"
