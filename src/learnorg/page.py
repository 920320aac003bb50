"""
A page: what is shown, whatever shows it.

Reports and commands lay their answers out as blocks; `render` turns a page into a
terminal's screen, Markdown or JSON. A page knows no medium and holds no markup: text is text.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Tone = Literal["", "good", "bad", "warn", "quiet", "strong", "id"]


@dataclass(frozen=True, slots=True)
class Say:
    """A piece of text in a tone."""

    text: str
    tone: Tone = ""


Cell: TypeAlias = str | Say
"""What stands in a cell: plain text, or text in a tone."""


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column: its name, how it is aligned, and whether it may be cut to fit."""

    name: str
    right: bool = False
    flexible: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that says what follows."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence or a few, in one tone."""

    text: str
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """Somebody's own words, over several lines."""

    text: str


@dataclass(frozen=True, slots=True)
class Fields:
    """Names with their values, one under the other."""

    items: Sequence[tuple[str, Cell]]


@dataclass(frozen=True, slots=True)
class Items:
    """A list of short lines."""

    items: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Lane:
    """A column of a board: its head, and the cards under it."""

    head: str
    cards: Sequence[Sequence[Cell]]
    tone: Tone = ""
    more: int = 0


@dataclass(frozen=True, slots=True)
class Lanes:
    """Lanes beside one another, as on a board."""

    lanes: Sequence[Lane]


Block: TypeAlias = Heading | Text | Prose | Fields | Items | Table | Lanes


@dataclass(frozen=True, slots=True)
class Page:
    """A title and what stands under it, with the plain data behind it for JSON."""

    title: str
    blocks: Sequence[Block] = ()
    kind: str = "page"
    data: object = field(default=None)


def words(cell: Cell) -> str:
    """The text of a cell, without its tone."""
    return cell if isinstance(cell, str) else cell.text
