"""
Pages of lines that flow down a terminal, as rich would show them, without its 20 ms.

Only what is plain is taken here: texts, items and prose in characters of one column each. Of
whatever else a page holds, `terminal` takes care.
"""

import re
from collections.abc import Iterator, Sequence

from learnorg.page import Block, Cell, Items, Page, Prose, Text, Tone, words
from learnorg.render.safe import visible, width
from learnorg.render.tables import paint

INDENT, HANG = "  ", 4
"""What `terminal` has under the same names."""

WORD = r"\s*\S+\s*"


class NotPlain(Exception):
    """Something that flows otherwise than plain text does."""


def lines(page: Page, most: int, colour: bool) -> list[str] | None:
    """The page in lines of a width; none if it holds what is not plain, or nothing."""
    if page.title:
        return None
    try:
        return [line for block in page.blocks for line in _block(block, most, colour)] or None
    except NotPlain:
        return None


def _block(block: Block, most: int, colour: bool) -> Iterator[str]:
    match block:
        case Text(text, tone):
            yield from _told(visible(text), tone, most, colour)
        case Prose(text):
            for line in visible(text).strip("\n").split("\n"):
                yield from _indented(line, "", most, colour, 0)
        case Items(items, False):
            for item in items:
                yield from _item(item, most, colour)
        case _:
            raise NotPlain


def _told(text: str, tone: Tone, most: int, colour: bool) -> Iterator[str]:
    for line in text.split("\n"):
        if line != line.strip():
            raise NotPlain
        yield from (_painted(one, tone, colour) for one in _wrapped(line, most))


def _item(item: Cell, most: int, colour: bool) -> Iterator[str]:
    tone: Tone = "" if isinstance(item, str) else item.tone
    for n, line in enumerate(visible(words(item)).split("\n")):
        yield from _indented(line, tone, most, colour, 0 if n else HANG)


def _indented(text: str, tone: Tone, most: int, colour: bool, hang: int) -> Iterator[str]:
    """The text as far in as it begins; what does not fit goes on below, further in if it hangs."""
    inside = text.lstrip(" ")
    if not inside:
        raise NotPlain
    margin = INDENT + " " * (len(text) - len(inside))
    first, *others = _wrapped(inside, most - len(margin), hang)
    yield (margin + _painted(first, tone, colour)).rstrip()
    for other in others:
        yield margin + " " * hang + _painted(other, tone, colour)


def _painted(text: str, tone: Tone, colour: bool) -> str:
    return paint(text, tone) if colour else text


def _wrapped(text: str, most: int, hang: int = 0) -> Sequence[str]:
    """The text in lines of a width, those after the first shorter by what they hang."""
    if not text.isprintable() or width(text) != len(text):
        raise NotPlain
    if len(text) <= most:
        return [text.rstrip()]
    found: list[str] = []
    line = ""
    for word in re.findall(WORD, text):
        room = most - hang if found else most
        if len(word.rstrip()) > most - hang:
            raise NotPlain
        if line and len(line) + len(word.rstrip()) > room:
            found.append(line.rstrip())
            line = word.lstrip()
        else:
            line += word
    return [*found, line.rstrip()]
