"""
The sentences in which wording rules find something, and where in their file they stand.

Of a record the prose of its head and its whole body are looked at. Notes are not: they tell what
was said at the time, and are not to be changed.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from learnorg.checks.asides import Aside, asides
from learnorg.checks.waivers import WORDING, comments
from learnorg.files.loader import Document, place
from learnorg.files.nodes import Mapping, Node, Scalar
from learnorg.files.nodes import Sequence as Listed
from learnorg.methods.passages import headings_and_sentences
from learnorg.methods.wording import Hit, Rule, findings

HEAD = (
    ("title",),
    ("timeline", "what"),
    ("factors", "what"),
    ("findings", "what"),
    ("findings", "no_action"),
    ("verdict", "because"),
)
"""Where prose stands in a head, whatever the place in a list."""


class Found(NamedTuple):
    """What a rule finds in a sentence: its place in the file, that of the sentence, and the hit."""

    line: int
    col: int
    sentence: tuple[int, int]
    hit: Hit


def found(document: Document, rules: Sequence[Rule]) -> list[Found]:
    """What rules find in a record, each rule once in a sentence; in the order of the file."""
    every = [one for keys in HEAD for one in _in_head(document, keys, rules)]
    above = document.text.count("\n", 0, document.body_start)
    return [*sorted(every, key=lambda one: one[:2]), *found_in(document.body, rules, above)]


def standing(document: Document, rules: Sequence[Rule]) -> list[Found]:
    """What rules find in a record, without what a comment in it lets stand."""
    if waived(document):
        return []
    return unasked(found(document, rules), asides(document))


def waived(document: Document) -> str:
    """Why all that a record says is let be, or nothing."""
    said = (one for one in comments(document) if WORDING in one.rules)
    return next((one.reason for one in said if one.reason), "")


def unasked(every: Sequence[Found], said: Iterable[Aside]) -> list[Found]:
    """What is left of what was found where some comments give a reason to let it stand."""
    let = {(aside.on, rule) for aside in said if aside.reason for rule in aside.rules}
    return [one for one in every if (one.line, one.hit.rule) not in let]


def found_in(text: str, rules: Sequence[Rule], above: int = 0) -> list[Found]:
    """The same of a text with some lines above it."""
    return [
        Found(above + hit.line, hit.col, (above + line, col), hit)
        for hit, _, (line, col) in _once(text, rules)
    ]


def _once(text: str, rules: Sequence[Rule]) -> Iterator[tuple[Hit, int, tuple[int, int]]]:
    """What rules find, each once in a sentence, its offset, and the sentence's line and column."""
    hits = findings(text, rules)
    if not hits:
        return
    headings, sentences = headings_and_sentences(text)
    begins = sorted({*(one.start for one in headings), *(one.start for one in sentences)})
    lines = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
    seen: set[tuple[str, int]] = set()
    for hit in hits:
        at = lines[hit.line - 1] + hit.col - 1
        start = begins[max(bisect_right(begins, at) - 1, 0)]
        if (hit.rule, start) not in seen:
            seen.add((hit.rule, start))
            line = bisect_right(lines, start)
            yield hit, at, (line, start - lines[line - 1] + 1)


def _in_head(document: Document, keys: tuple[str, ...], rules: Sequence[Rule]) -> Iterator[Found]:
    for scalar in _scalars(document.root, keys):
        placed = _placing(document, scalar)
        for hit, at, sentence in _once(scalar.text, rules):
            line, col = placed(at, hit.length)
            yield Found(line, col, (scalar.line + sentence[0], sentence[1]), hit)


def _scalars(node: Node, keys: tuple[str, ...]) -> Iterator[Scalar]:
    """The texts that some keys lead to."""
    if isinstance(node, Listed):
        for item in node.items:
            yield from _scalars(item, keys)
    elif isinstance(node, Mapping) and keys and keys[0] in node.entries:
        yield from _scalars(node.entries[keys[0]][1], keys[1:])
    elif isinstance(node, Scalar) and not keys and not node.absent:
        yield node


def _placing(document: Document, scalar: Scalar) -> Callable[[int, int], tuple[int, int]]:
    """
    Where in the file some words of a field stand, by their offset in its text and their length.

    It is the place of the field where they cannot be told apart, such as behind escapes.
    """
    text, raw = scalar.text, document.text[scalar.start : scalar.end]

    @cache
    def places(word: str) -> tuple[list[int], list[int]]:
        said, written = (re.finditer(re.escape(word), one) for one in (text, raw))
        return [found.start() for found in said], [found.start() for found in written]

    def placed(at: int, length: int) -> tuple[int, int]:
        word = re.match(r"\S+", text[at : at + length])
        said, written = places(word[0]) if word else ([], [])
        n = bisect_left(said, at)
        if n == len(said) or said[n] != at or len(said) != len(written):
            return scalar.line, scalar.col
        return place(document.text, scalar.start + written[n])

    return placed
