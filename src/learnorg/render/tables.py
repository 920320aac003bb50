"""
Tables for a terminal, written by hand.

A rich table of 10,000 rows takes four seconds; this takes a twentieth, and warm lists
need no rich at all.
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from learnorg.page import Cell, Column, Table, Tone, words
from learnorg.render.safe import cut, on_one_line, width, wrapped

CODES: dict[Tone, str] = {
    "good": "32",
    "bad": "31",
    "warn": "33",
    "quiet": "2",
    "strong": "1",
    "id": "36",
}
GAP = "  "
NARROWEST = 8
READABLE = 12
ROOMY = 24
"""What a column that is cut keeps, and a wrapped one, as long as another can give way."""
WIDE = 32
"""A column wider than this gives way like the flexible ones."""
MOST_SHARES = 3
"""What a wrapped column may have of the room, where one that is cut has one."""


def lines(table: Table, columns: int, colour: bool) -> Iterator[str]:
    """The lines of a table that fits a terminal of so many columns."""
    texts = [[on_one_line(words(cell)) for cell in row] for row in table.rows]
    heads = [column.name.upper().replace("_", " ") for column in table.columns]
    natural = [max([width(heads[n]), *(width(row[n]) for row in texts)]) for n in range(len(heads))]
    widths = fitted(table.columns, natural, columns, _longest_words(table.columns, texts))
    yield _line(heads, [*heads], table.columns, widths, colour, head=True)
    for row, plain in zip(table.rows, texts, strict=True):
        for part in _parts(plain, table.columns, widths):
            yield _line(row, part, table.columns, widths, colour)


def _parts(
    plain: Sequence[str], columns: Sequence[Column], widths: Sequence[int]
) -> Iterator[Sequence[str]]:
    """The lines of a row: one, unless a wrapped column does not fit on it."""
    if not any(c.wrapped and width(plain[n]) > widths[n] for n, c in enumerate(columns)):
        yield plain
        return
    cells = [
        wrapped(plain[n], widths[n]) if column.wrapped else [plain[n]]
        for n, column in enumerate(columns)
    ]
    yield from zip_longest(*cells, fillvalue="")


def _longest_words(columns: Sequence[Column], texts: Sequence[Sequence[str]]) -> list[int]:
    """How wide the longest word of each column is that is wrapped; nothing where none is."""
    if not any(column.wrapped for column in columns):
        return []
    return [
        max((width(word) for row in texts for word in row[n].split()), default=0)
        if column.wrapped
        else 0
        for n, column in enumerate(columns)
    ]


def fitted(
    columns: Sequence[Column], natural: Sequence[int], most: int, words: Sequence[int] = ()
) -> list[int]:
    """
    The width of each column: flexible ones give way until the table fits.

    What a row is about, its title, stands in the first of them and keeps twice as much; one that
    is wrapped keeps more, the more it holds. `words` are the longest ones of the wrapped columns:
    a word is broken only when nothing is left that could be cut instead.
    """
    widths = list(natural)
    title = next((n for n, column in enumerate(columns) if column.flexible), None)
    shares = [_share(c, natural[n], n == title) for n, c in enumerate(columns)]
    over = sum(widths) + len(GAP) * (len(widths) - 1) - most
    for least in _leasts(columns, natural, words):
        while over > 0:
            giving = [n for n, width in enumerate(widths) if width > least[n]]
            if not giving:
                break
            widths[max(giving, key=lambda n: widths[n] / shares[n])] -= 1
            over -= 1
    return widths


def _share(column: Column, natural: int, is_title: bool) -> float:
    """How much of the room is a column's, as a multiple of that of an ordinary one."""
    needed = min(natural / WIDE, MOST_SHARES) if column.wrapped else 1
    return max(1 + is_title, needed)


def _leasts(
    columns: Sequence[Column], natural: Sequence[int], words: Sequence[int]
) -> Iterator[list[int]]:
    """How narrow each column may become, first with whole words, in the end with broken ones."""
    rigid = [0 if _gives(c, natural[n]) else natural[n] for n, c in enumerate(columns)]
    if words:
        for cut_to, room in ((READABLE, ROOMY), (NARROWEST, ROOMY), (NARROWEST, NARROWEST)):
            yield [
                kept or (max(words[n], room) if columns[n].wrapped else cut_to)
                for n, kept in enumerate(rigid)
            ]
    yield [kept or NARROWEST for kept in rigid]


def _gives(column: Column, natural: int) -> bool:
    return column.flexible or natural > WIDE


def _line(
    row: Sequence[Cell],
    plain: Sequence[str],
    columns: Sequence[Column],
    widths: Sequence[int],
    colour: bool,
    head: bool = False,
) -> str:
    pieces = []
    last = len(columns) - 1
    for n, column in enumerate(columns):
        text = cut(plain[n], widths[n])
        padding = " " * (widths[n] - width(text))
        cell = row[n]
        tone: Tone = "strong" if head else ("" if isinstance(cell, str) else cell.tone)
        painted = paint(text, tone) if colour else text
        if column.right:
            painted = padding + painted
        elif n != last:
            painted += padding
        pieces.append(painted)
    return GAP.join(pieces).rstrip()


def paint(text: str, tone: Tone) -> str:
    """The text in a tone's colour."""
    return f"\x1b[{CODES[tone]}m{text}\x1b[0m" if tone and text else text
