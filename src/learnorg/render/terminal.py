"""A page on a terminal: the one door to rich."""

from collections.abc import Iterator, Sequence

from rich.columns import Columns
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
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
                yield _indented(_text(item))
        case Table():
            yield RichText.from_ansi("\n".join(lines(block, width, colour)))
        case Lanes(lanes):
            yield _lanes(lanes, width)


def _indented(text: RichText) -> RenderableType:
    grid = RichTable.grid(padding=0)
    grid.add_column(width=len(INDENT))
    grid.add_column(overflow="fold")
    grid.add_row("", text)
    return grid


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
    if width < 20 * len(lanes):
        return Group(*(_lane(lane, width) for lane in lanes))
    each = width // max(1, len(lanes)) - 1
    return Columns([_lane(lane, each) for lane in lanes], padding=(0, 1), expand=False)


def _lane(lane: Lane, width: int) -> RenderableType:
    cards = [_card(card) for card in lane.cards]
    if lane.more:
        cards.append(RichText(f"and {lane.more} more", style="dim"))
    if not cards:
        cards = [RichText("–", style="dim")]
    return Panel(
        Group(*cards),
        title=RichText(lane.head, style=STYLES[lane.tone or "strong"]),
        title_align="left",
        width=width,
        border_style="dim",
        padding=(0, 1),
    )


def _card(cells: Sequence[Cell]) -> RichText:
    text = RichText()
    for n, cell in enumerate(cells):
        if n:
            text.append(" ")
        tone = "" if isinstance(cell, str) else cell.tone
        text.append(on_one_line(words(cell)), style=STYLES[tone])
    return text
