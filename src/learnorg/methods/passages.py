"""
Sentences of a Markdown text that are its author's own words.

Code, block quotes, headings, comments and the keys before a colon are not; what stands within
a sentence is left to `quoting`. Every look at the text is one pass, so that none takes longer
than in proportion to its length.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from learnorg.methods.quoting import HIDDEN, own_words, without_comments

MOST = 2000
"""Characters of a sentence; what is longer is taken in pieces."""

FENCE = re.compile(r"[ \t]*(?:[-*+][ \t]+)?(`{3,}(?=[^`]*$)|~{3,})")
HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]|$)")
UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t\r]*$")
QUOTE = re.compile(r"[ \t]*(?:[-*+][ \t]+)?>")
INDENTED = re.compile(r" {4}| {0,3}\t")
ITEM = re.compile(r"[ \t]*(?:[-*+•]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
KEY = re.compile(r"[ \t]*[^\W\d][\w-]*:(?=\s|$)")
SPLIT = re.compile(r"(?<![.!?…])[.!?…]++[)\]]*+\s++|\|")
LEAD = re.compile(rf"[^\w{HIDDEN}]*+")


class Heading(NamedTuple):
    """A heading: from where to where, how deep it is, and what it says as it is compared."""

    start: int
    end: int
    depth: int
    title: str


class Sentence(NamedTuple):
    """A sentence: where its first word begins, its text as is and lower, the headings above it."""

    start: int
    text: str
    lower: str
    under: tuple[Heading, ...]


class _Paragraph(NamedTuple):
    start: int
    end: int
    own: bool


def headings_and_sentences(text: str) -> tuple[list[Heading], list[Sentence]]:
    """
    All headings and all sentences of a text, in their order.

    What the author did not write is there as one sentence without a word.
    """
    text = without_comments(text)
    headings: list[Heading] = []
    sentences: list[Sentence] = []
    under: tuple[Heading, ...] = ()
    for part in _parts(text):
        if isinstance(part, Heading):
            headings.append(part)
            under = (*(above for above in under if above.depth < part.depth), part)
        elif part.own:
            words = own_words(text[part.start : part.end])
            for at, one in _split(words):
                sentences.append(Sentence(part.start + at, one, _lower(one), under))
        else:
            sentences.append(Sentence(part.start, HIDDEN, HIDDEN, under))
    return headings, sentences


def spoken(title: str) -> str:
    """A heading as headings are compared: its words, without a number before them."""
    words = re.findall(r"[^\W_]+", title.casefold())
    return " ".join(words[1:] if words[:1] and words[0].isdigit() else words)


def _parts(text: str) -> Iterator[Heading | _Paragraph]:
    start = end = -1
    for at, line, kind in _kinds(text):
        if kind == "text" and start >= 0:
            end = at + len(line)
            continue
        if kind == "underline":
            yield Heading(start, end, 1 if "=" in line else 2, spoken(text[start:end]))
        elif start >= 0:
            yield _Paragraph(start, end, own=True)
        start = -1
        match kind:
            case "heading":
                depth = len(line.lstrip(" ").split(maxsplit=1)[0])
                yield Heading(at, at + len(line), depth, spoken(line))
            case "theirs":
                yield _Paragraph(at, at + len(line), own=False)
            case "text" | "item" | "key" | "row":
                start, end = at + _marked(line), at + len(line)
    if start >= 0:
        yield _Paragraph(start, end, own=True)


def _kinds(text: str) -> Iterator[tuple[int, str, str]]:
    """Every line with its place and what it is."""
    fence, before, listed = "", "blank", False
    for at, line in _lines(text):
        if fence:
            kind = "fenced"
            bare = line.strip()
            if len(bare) >= len(fence) and not bare.strip(fence[0]):
                fence = ""
        elif found := FENCE.match(line):
            fence, kind = found[1], "fenced"
        else:
            kind = _kind(line, before, listed)
        if kind == "item":
            listed = True
        elif kind == "heading" or (kind in ("text", "key") and not line[0].isspace()):
            listed = listed and before != "blank" and kind != "heading"
        yield at, line, "theirs" if kind in ("fenced", "quote", "code") else kind
        before = kind


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1


def _kind(line: str, before: str, listed: bool) -> str:
    """What a line outside a fence is, after one of another kind."""
    if not line.strip():
        return "blank"
    if INDENTED.match(line) and before in ("blank", "code", "heading") and not listed:
        return "code"
    if HEADING.match(line):
        return "heading"
    if before == "text" and UNDERLINE.match(line):
        return "underline"
    if QUOTE.match(line):
        return "quote"
    if ITEM.match(line):
        return "item"
    if before == "quote":  # a quotation goes on over lines that do not say so
        return "quote"
    if KEY.match(line):
        return "key"
    return "row" if line.lstrip().startswith("|") else "text"


def _marked(line: str) -> int:
    """How much of a line are marks of a list, and a key."""
    item = ITEM.match(line)
    at = item.end() if item else 0
    key = KEY.match(line, at)
    return key.end() if key else at


def _split(words: str) -> Iterator[tuple[int, str]]:
    """The sentences of a paragraph, each from its first word on."""
    here = 0
    for end, after in [*_ends(words), (len(words), len(words))]:
        while here < end:
            most = min(end, here + MOST)
            lead = LEAD.match(words, here, most)
            first = lead.end() if lead else here
            if first < most:
                yield first, words[first:most]
            here = most
        here = after


def _lower(text: str) -> str:
    """A text in lower case and of the same length, which the few letters are left for that grow."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(each if len(each.lower()) > 1 else each.lower() for each in text)


def _ends(words: str) -> Iterator[tuple[int, int]]:
    for found in SPLIT.finditer(words):
        yield (found.start() if found[0] == "|" else found.end()), found.end()
