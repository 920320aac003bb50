"""A page on a terminal: the one door to rich."""

from collections.abc import Iterator, Sequence

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table as RichTable
from rich.text import Text as RichText

from learnorg.page import (
    Block,
    Cell,
    Fields,
    Heading,
    Items,
    Lane,
    Lanes,
    Page,
    Prose,
    Table,
    Text,
    words,
)
from learnorg.render.safe import on_one_line, visible
from learnorg.render.tables import lines

STYLES = {
    "": "",
    "good": "green",
    "bad": "red",
    "warn": "yellow",
    "quiet": "dim",
    "strong": "bold",
    "id": "cyan",
}
INDENT = "  "
HANG = 4
NARROWEST = 18
"""The columns that a lane of a board needs, to stand beside others."""
TIMES = 3
"""And as many times the columns of its longest identity, so that titles have room beside it."""


def show(page: Page, width: int, colour: bool) -> str:
    """The page as text for a terminal of a width, with or without colour."""
    console = Console(
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        file=None,
        record=False,
    )
    with console.capture() as capture:
        if page.title:
            console.print(RichText(visible(page.title), style="bold"), soft_wrap=False)
        for block in page.blocks:
            for renderable in _block(block, width, colour):
                console.print(renderable)
    return "\n".join(line.rstrip() for line in capture.get().splitlines()) + "\n"


def _block(block: Block, width: int, colour: bool) -> Iterator[RenderableType]:
    match block:
        case Heading(text):
            yield RichText("\n" + visible(text), style="bold")
        case Text(text, tone):
            yield RichText(visible(text), style=STYLES[tone])
        case Prose(text):
            for line in visible(text).strip("\n").split("\n"):
                yield _indented(RichText(line))
        case Fields(items):
            yield _fields(items)
        case Items(items):
            for item in items:
                yield from _item(item)
        case Table():
            yield RichText.from_ansi("\n".join(lines(block, width, colour)))
        case Lanes(lanes):
            yield _lanes(lanes, width)


def _item(item: Cell) -> Iterator[RenderableType]:
    """The lines of an item, each going on below itself where it does not fit."""
    for n, line in enumerate(_text(item).split("\n")):
        yield _indented(line, hanging=not n)


def _indented(text: RichText, hanging: bool = False) -> RenderableType:
    """The text as a block as far in as it begins; what hangs goes on further in."""
    inside = len(text.plain) - len(text.plain.lstrip(" "))
    text = text[inside:] if inside else text
    grid = RichTable.grid(padding=0)
    grid.add_column(width=len(INDENT) + inside)
    grid.add_column(overflow="fold")
    grid.add_row("", Hanging(text) if hanging else text)
    return grid


class Hanging:
    """A line that goes on further in where it does not fit."""

    def __init__(self, text: RichText) -> None:
        self.text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The lines, as rich asks for them."""
        first = self.text.wrap(console, options.max_width)[0]
        left = self.text[len(first.plain) :]
        left = left[len(left.plain) - len(left.plain.lstrip()) :]
        yield first
        if left:
            for line in left.wrap(console, max(1, options.max_width - HANG)):
                line.pad_left(HANG)
                yield line


def _fields(items: Sequence[tuple[str, Cell]]) -> RenderableType:
    grid = RichTable.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for name, cell in items:
        grid.add_row(RichText(INDENT + name), _text(cell))
    return grid


def _text(cell: Cell) -> RichText:
    tone = "" if isinstance(cell, str) else cell.tone
    return RichText(visible(words(cell)), style=STYLES[tone])


def _lanes(lanes: Sequence[Lane], width: int) -> RenderableType:
    longest = max((len(words(card[0])) for lane in lanes for card in lane.cards), default=0)
    if width < max(NARROWEST, TIMES * longest) * len(lanes):
        return Group(*_stacked(lanes, width))
    board = RichTable.grid(padding=(0, 2, 0, 0))
    each = (width - 2 * (len(lanes) - 1)) // max(1, len(lanes))
    for _ in lanes:
        board.add_column(width=each)
    board.add_row(*(Group(*_lane(lane, each)) for lane in lanes))
    return board


def _stacked(lanes: Sequence[Lane], width: int) -> Iterator[RenderableType]:
    """The lanes that hold something one under the other, and the names of the others."""
    empty = [lane for lane in lanes if not lane.cards and not lane.more]
    for lane in lanes:
        if lane not in empty:
            yield from _lane(lane, width)
            yield RichText()
    if empty:
        names = ", ".join(on_one_line(lane.name or lane.head) for lane in empty)
        yield RichText(f"Nothing in {names}.", style="dim")


def _lane(lane: Lane, width: int) -> Iterator[RenderableType]:
    """A head over a line, then the cards."""
    yield RichText(on_one_line(lane.head), style=STYLES[lane.tone or "strong"], overflow="fold")
    yield RichText("─" * width, style="dim")
    yield from (_card(card) for card in lane.cards)
    if lane.more:
        yield RichText(f"and {lane.more} more", style="dim")
    if not lane.cards and not lane.more:
        yield RichText("–", style="dim")


def _card(cells: Sequence[Cell]) -> RenderableType:
    """The first cell, with the others beside it."""
    first, *others = (_flat(cell) for cell in cells)
    card = RichTable.grid(padding=(0, 1, 0, 0))
    card.add_column(no_wrap=True)
    card.add_column(overflow="fold")
    card.add_row(first, RichText(" ").join(others))
    return card


def _flat(cell: Cell) -> RichText:
    tone = "" if isinstance(cell, str) else cell.tone
    return RichText(on_one_line(words(cell)), style=STYLES[tone])
