"""Markdown as its author wrote it: what each of its lines is."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

FENCE = re.compile(r" {0,3}(`{3,}+(?!.*`)|~{3,})")
HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")
UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*")
MARK = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\S)|[ \t]*>[ \t]?")
"""What a list's item, or a quotation, begins with."""


class Line(NamedTuple):
    """A line as it was written; `hang` columns in is where it goes on, should it not fit."""

    kind: Literal["text", "heading", "code"]
    text: str
    hang: int = 0


def lines(text: str) -> Iterator[Line]:
    """The lines of a text, each with what it is (CommonMark 0.31: headings and fenced code)."""
    fence, written = "", text.strip("\n").split("\n")
    for line, below in zip(written, [*written[1:], ""], strict=True):
        found = FENCE.match(line)
        if fence:
            yield Line("code", line)
            closes = found and found[1].startswith(fence) and line.strip() == found[1]
            fence = "" if closes else fence
        elif found:
            fence = found[1]
            yield Line("code", line)
        elif HEADING.match(line) or (_is_sentence(line) and UNDERLINE.fullmatch(below)):
            yield Line("heading", line)
        else:
            yield Line("text", line, _hang(line))


def _is_sentence(line: str) -> bool:
    """Whether a line may stand in a paragraph, which a line under it can make a heading."""
    begins = line[:4].strip() and not MARK.match(line) and not line.lstrip().startswith("|")
    return bool(begins) and not UNDERLINE.fullmatch(line)


def _hang(line: str) -> int:
    """How far beyond its own beginning the text of an item or a quotation begins."""
    mark = MARK.match(line)
    return len(mark[0].lstrip()) if mark else 0
