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
WIDE = 32
"""A column wider than this gives way like the flexible ones."""


def lines(table: Table, columns: int, colour: bool) -> Iterator[str]:
    """The lines of a table that fits a terminal of so many columns."""
    texts = [[on_one_line(words(cell)) for cell in row] for row in table.rows]
    heads = [column.name.upper().replace("_", " ") for column in table.columns]
    natural = [max([width(heads[n]), *(width(row[n]) for row in texts)]) for n in range(len(heads))]
    widths = fitted(table.columns, natural, columns)
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


def fitted(columns: Sequence[Column], natural: Sequence[int], most: int) -> list[int]:
    """
    The width of each column: flexible ones give way until the table fits.

    What a row is about, its title, stands in the first of them and keeps twice as much.
    """
    widths = list(natural)
    title = [n for n, column in enumerate(columns) if column.flexible][:1]
    over = sum(widths) + len(GAP) * (len(widths) - 1) - most
    while over > 0:
        giving = [
            n
            for n, column in enumerate(columns)
            if widths[n] > NARROWEST and (column.flexible or natural[n] > WIDE)
        ]
        if not giving:
            break
        widest = max(giving, key=lambda n: widths[n] / (1 + (n in title)))
        widths[widest] -= 1
        over -= 1
    return widths


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
