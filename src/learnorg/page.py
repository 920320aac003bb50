"""
A page: what is shown, whatever shows it.

Reports and commands lay their answers out as blocks; `render` turns a page into a
terminal's screen, Markdown or JSON. A page knows no medium and holds no markup: text is text.
These values are named tuples, as others on the way of a warm read are: a frozen dataclass
takes five times as long to define, and there are many.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

Tone = Literal["", "good", "bad", "warn", "quiet", "strong", "id"]


class Say(NamedTuple):
    """A piece of text in a tone; `whole` is what it is short for, if it is."""

    text: str
    tone: Tone = ""
    whole: str = ""


Cell: TypeAlias = str | Say
"""What stands in a cell: plain text, or text in a tone."""


class Column(NamedTuple):
    """A table's column: its name, how it is aligned, and if it may be cut, or wrapped, to fit."""

    name: str
    right: bool = False
    flexible: bool = False
    wrapped: bool = False


class Heading(NamedTuple):
    """A line that says what follows."""

    text: str


class Text(NamedTuple):
    """A sentence or a few, in one tone."""

    text: str
    tone: Tone = ""


class Prose(NamedTuple):
    """Somebody's own words, over several lines."""

    text: str


class Markdown(NamedTuple):
    """
    Somebody's own words in Markdown, such as the body of an article.

    A browser gets what of it does no harm as HTML; a terminal shows it as it was written.
    """

    text: str


class Fields(NamedTuple):
    """Names with their values, one under the other."""

    items: Sequence[tuple[str, Cell]]


class Items(NamedTuple):
    """A list of short lines, which may be there to be ticked off."""

    items: Sequence[Cell]
    to_tick: bool = False
    done: Sequence[bool] = ()
    """Which of those to tick are ticked already; none, where nothing is said."""


class Table(NamedTuple):
    """Rows under columns."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    programs: "Table | None" = None
    """The same in columns for a spreadsheet or a script, where those for people would not do."""


class Lane(NamedTuple):
    """A column of a board: its head, and the cards under it."""

    head: str
    cards: Sequence[Sequence[Cell]]
    tone: Tone = ""
    more: int = 0
    name: str = ""
    """What the lane is called, without its figures."""


class Lanes(NamedTuple):
    """Lanes beside one another, as on a board."""

    lanes: Sequence[Lane]


class Axis(NamedTuple):
    """What a picture is measured along: days (ISO), numbers, or names in their own order."""

    name: str
    form: Literal["day", "number", "name"] = "number"
    order: Sequence[str] = ()
    """The names along it, also those without a value; as they come, where none are given."""


class Point(NamedTuple):
    """A value at a place; `label` names it where it stands for one record."""

    x: str | float
    y: float
    label: str = ""


class Series(NamedTuple):
    """Points that belong together under a name, drawn in the tone's colour."""

    name: str
    points: Sequence[Point]
    tone: Tone = ""


class Mark(NamedTuple):
    """A line across a picture at a place of one axis, such as a median or a limit."""

    axis: Literal["x", "y"]
    at: str | float
    name: str


class Chart(NamedTuple):
    """A picture of numbers; a table of the same numbers always stands beside it."""

    form: Literal["bars", "areas", "lines", "points"]
    """Bars and lines side by side, areas one upon the other, points by themselves."""
    title: str
    x: Axis
    y: Axis
    series: Sequence[Series]
    marks: Sequence[Mark] = ()


Block: TypeAlias = Heading | Text | Prose | Markdown | Fields | Items | Table | Lanes | Chart


class Page(NamedTuple):
    """A title and what stands under it, with the plain data behind it for JSON."""

    title: str
    blocks: Sequence[Block] = ()
    kind: str = "page"
    data: object = None
    beside: Mapping[str, object] = {}
    """What JSON tells beside the data, as it does of files that cannot be read."""


def spelled_out(page: Page) -> Page:
    """The page for other programs: what is short for something is that something."""
    return page._replace(blocks=tuple(_spelled_out(block) for block in page.blocks))


def _spelled_out(block: Block) -> Block:
    match block:
        case Table(columns, rows, programs):
            spelled = [[_whole(cell) for cell in row] for row in rows]
            return Table(columns, spelled, _of_programs(programs))
        case Items(items):
            return block._replace(items=[_whole(item) for item in items])
        case Lanes(lanes):
            cards = [[[_whole(cell) for cell in card] for card in lane.cards] for lane in lanes]
            return Lanes(
                [lane._replace(cards=shown) for lane, shown in zip(lanes, cards, strict=True)]
            )
    return block


def _of_programs(table: Table | None) -> Table | None:
    """The table for programs, spelled out as the one for people is."""
    if table is None:
        return None
    return Table(table.columns, [[_whole(cell) for cell in row] for row in table.rows])


def _whole(cell: Cell) -> Cell:
    return cell if isinstance(cell, str) or not cell.whole else Say(cell.whole, cell.tone)


def ticked(block: Items) -> list[tuple[bool | None, Cell]]:
    """Each item with whether it is ticked off; none, where it is not there to be."""
    if not block.to_tick:
        return [(None, item) for item in block.items]
    done = block.done or [False] * len(block.items)
    return list(zip(done, block.items, strict=True))


def counted(number: int, one: str, several: str = "") -> str:
    """A number of things in words: `1 file`, `2 files`."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def words(cell: Cell) -> str:
    """The text of a cell, without its tone."""
    return cell if isinstance(cell, str) else cell.text
