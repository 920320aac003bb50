"""A page on a terminal: the one door to rich."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.segment import Segment
from rich.text import Text as RichText

from learnorg.page import (
    Block,
    Cell,
    Chart,
    Fields,
    Heading,
    Items,
    Lane,
    Lanes,
    Markdown,
    Page,
    Prose,
    Table,
    Text,
    ticked,
    words,
)
from learnorg.render.safe import cut, on_one_line, visible
from learnorg.render.tables import lines

if TYPE_CHECKING:
    from rich.table import Table as RichTable

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
GAP = 2
LONGEST = 30
"""The columns that the name of a field may take; longer ones, which strangers give, are cut."""
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
        # What is ready bears escapes, which rich would count as columns and cut off.
        console.print(Group(*_page(page, width, colour)), crop=False)
    return "\n".join(line.rstrip() for line in capture.get().splitlines()) + "\n"


def _page(page: Page, width: int, colour: bool) -> Iterator[RenderableType]:
    if page.title:
        yield RichText(visible(page.title), style="bold")
    for n, block in enumerate(page.blocks):
        if n and isinstance(block, Markdown):
            yield RichText("")
        yield from _block(block, width, colour)


def _block(block: Block, width: int, colour: bool) -> Iterator[RenderableType]:
    match block:
        case Heading(text):
            yield RichText("\n" + visible(text), style="bold")
        case Text(text, tone):
            yield RichText(visible(text), style=STYLES[tone])
        case Prose(text):
            for line in visible(text).strip("\n").split("\n"):
                yield _indented(RichText(line))
        case Markdown(text):
            yield from _manuscript(text)
        case Fields(items):
            yield from _fields(items)
        case Items():
            for done, item in ticked(block):
                yield from _item(item if done is None else _to_tick(item, done))
        case Table():
            yield Ready(lines(block, width, colour))
        case Lanes(lanes):
            yield _lanes(lanes, width)
        case Chart():
            from learnorg.render import charts  # pages without pictures do without

            yield Ready(["", *charts.lines(block, width, colour)])


def _manuscript(text: str) -> Iterator[RenderableType]:
    """Markdown as it was written, its headings strong."""
    from learnorg.render import manuscript  # for bodies only

    for kind, line, hang in manuscript.lines(visible(text)):
        yield _indented(RichText(line, style="bold" if kind == "heading" else ""), hang)


def _to_tick(item: Cell, done: bool) -> Cell:
    text = f"[{'x' if done else ' '}] {words(item)}"
    return text if isinstance(item, str) else item._replace(text=text)


def _item(item: Cell) -> Iterator[RenderableType]:
    """The lines of an item, each going on below itself where it does not fit."""
    for n, line in enumerate(_text(item).split("\n")):
        yield _indented(line, hang=0 if n else HANG)


def _indented(text: RichText, hang: int = 0) -> RenderableType:
    """The text as a block as far in as it begins; what hangs goes on further in."""
    inside = len(text.plain) - len(text.plain.lstrip(" "))
    return Beside(RichText(INDENT + " " * inside), text[inside:] if inside else text, hang)


class Ready:
    """Lines that fit already, and bear their colours: thousands of them pass at no cost."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = lines

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The lines, as rich asks for them."""
        for line in self.lines:
            yield Segment(line + "\n")


class Beside:
    """A text beside a margin; where it does not fit, it goes on beside as much of nothing."""

    def __init__(self, margin: RichText, text: RichText, hang: int = 0) -> None:
        self.margin = margin
        self.text = text
        self.hang = hang

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The lines, as rich asks for them."""
        margin, nothing = self.margin, " " * self.margin.cell_len
        for line in self._lines(console, max(1, options.max_width - margin.cell_len)):
            yield from RichText.assemble(margin, line).render(console, "\n")
            margin = RichText(nothing)

    def _lines(self, console: Console, width: int) -> Iterator[RichText]:
        """The text in lines of a width; those that hang are as much shorter."""
        if self.text.cell_len <= width and self.text.plain.isprintable():
            yield self.text
            return
        lines = self.text.wrap(console, width, overflow="fold")
        if not self.hang:
            yield from lines
            return
        yield lines[0]
        left = self.text[len(lines[0].plain) :]
        left = left[len(left.plain) - len(left.plain.lstrip()) :]
        for line in left.wrap(console, max(1, width - self.hang)) if left else ():
            line.pad_left(self.hang)
            yield line


def _fields(items: Sequence[tuple[str, Cell]]) -> Iterator[RenderableType]:
    """The names in a column, the values beside them."""
    names = [RichText(INDENT + cut(on_one_line(name), LONGEST), style="dim") for name, _ in items]
    width = max((name.cell_len for name in names), default=0) + GAP
    for name, (_, cell) in zip(names, items, strict=True):
        name.pad_right(width - name.cell_len)
        yield Beside(name, _text(cell))


def _text(cell: Cell) -> RichText:
    tone = "" if isinstance(cell, str) else cell.tone
    return RichText(visible(words(cell)), style=STYLES[tone])


def _lanes(lanes: Sequence[Lane], width: int) -> RenderableType:
    longest = max((len(words(card[0])) for lane in lanes for card in lane.cards), default=0)
    if width < max(NARROWEST, TIMES * longest) * len(lanes):
        return Group(*_stacked(lanes, width))
    board = _grid(2)
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
    card = _grid(1)
    card.add_column(no_wrap=True)
    card.add_column(overflow="fold")
    card.add_row(first, RichText(" ").join(others))
    return card


def _grid(gap: int) -> "RichTable":
    """Columns beside one another, with a gap between."""
    from rich.table import Table as RichTable  # for boards only: other pages go down the page

    return RichTable.grid(padding=(0, gap, 0, 0))


def _flat(cell: Cell) -> RichText:
    tone = "" if isinstance(cell, str) else cell.tone
    return RichText(on_one_line(words(cell)), style=STYLES[tone])
