"""The plane that a picture is drawn on: a frame with ticks and names, and the cells inside."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from learnorg.page import Chart
from learnorg.render.safe import cut
from learnorg.render.safe import width as wide
from learnorg.render.scales import Scale, across, places, said, upward
from learnorg.render.strokes import QUIET, Stroke, runs

HEIGHT = 13
NARROWEST = 8
TICK = 13
"""The columns that a day under an axis needs."""
LEVEL = "┄"
UPRIGHT = "┊"


class Plane(NamedTuple):
    """The scales of both axes, and how many cells there are between them."""

    across: Scale
    upward: Scale
    columns: int
    rows: int
    left: int
    """The columns that the numbers beside the frame take."""
    right: int
    """The columns that the names of marks take."""

    def column(self, at: float) -> int:
        """The column of a place."""
        return max(0, min(self.columns - 1, round(self.across.at(at) * (self.columns - 1))))

    def at(self, column: int) -> float:
        """The place in the middle of a column."""
        span = self.across.high - self.across.low
        return self.across.low + span * column / max(1, self.columns - 1)

    def row(self, at: float) -> int:
        """The row of a value, counted from above."""
        return max(0, min(self.rows - 1, round((1 - self.upward.at(at)) * (self.rows - 1))))


def plane(chart: Chart, width: int) -> Plane:
    """The plane that a chart needs within so many columns."""
    height = upward(chart, 5)
    left = max(wide(name) for _, name in height.ticks)
    bare = Plane(height, height, NARROWEST, HEIGHT, left, 0)
    right = min(max(map(wide, _levels(chart, bare).values()), default=-1) + 1, width // 4)
    columns = max(NARROWEST, width - left - right - 2)
    return bare._replace(
        across=across(chart, max(2, columns // TICK)), columns=columns, right=right
    )


def framed(
    chart: Chart, flat: Plane, cells: Mapping[tuple[int, int], Stroke]
) -> Iterator[Sequence[Stroke]]:
    """The cells, by row and column, within the frame; marks stand where no cell is taken."""
    if chart.y.name:
        yield [(chart.y.name, QUIET)]
    yield from _above(chart, flat)
    ticks = {flat.row(at): name for at, name in flat.upward.ticks}
    beside, untold = _beside(chart, flat)
    lines = _lines(chart, flat)
    for row in range(flat.rows):
        inside = [
            cells.get((row, column), lines.get((row, column), (" ", "")))
            for column in range(flat.columns)
        ]
        edge = "┤" if row in ticks else "│"
        yield [
            (f"{ticks.get(row, ''):>{flat.left}}{edge}", QUIET),
            *runs(inside),
            (f" {beside[row]}" if row in beside else "", QUIET),
        ]
    yield from _below(chart, flat)
    if untold:
        yield [(f"{LEVEL} {', '.join(untold)}", QUIET)]


def _lines(chart: Chart, flat: Plane) -> dict[tuple[int, int], Stroke]:
    """The cells that marks go through."""
    place = places(chart)
    found: dict[tuple[int, int], Stroke] = {}
    for mark in chart.marks:
        if mark.axis == "y":
            row = flat.row(float(mark.at))
            found |= {(row, column): (LEVEL, QUIET) for column in range(flat.columns)}
        else:
            column = flat.column(place(mark.at))
            found |= {(row, column): (UPRIGHT, QUIET) for row in range(flat.rows)}
    return found


def _beside(chart: Chart, flat: Plane) -> tuple[dict[int, str], list[str]]:
    """The names of level marks by their row as far as they fit, and those that do not, whole."""
    levels, room = _levels(chart, flat), flat.right - 1
    untold = [name for _, name in sorted(levels.items()) if wide(name) > room]
    return {row: cut(name, room) for row, name in levels.items() if room > 0}, untold


def _levels(chart: Chart, flat: Plane) -> dict[int, str]:
    """The names of level marks by their row."""
    found: dict[int, list[str]] = {}
    for mark in chart.marks:
        if mark.axis == "y":
            found.setdefault(flat.row(float(mark.at)), []).append(said(mark))
    return {row: ", ".join(names) for row, names in found.items()}


def _above(chart: Chart, flat: Plane) -> Iterator[Sequence[Stroke]]:
    """The names of upright marks over their columns, on as many lines as they need."""
    place = places(chart)
    marks = [(flat.column(place(m.at)), said(m)) for m in chart.marks if m.axis == "x"]
    most = flat.left + 1 + flat.columns + flat.right
    for text in _spread([(flat.left + 1 + at, name) for at, name in sorted(marks)], most):
        yield [(text, QUIET)]


def _below(chart: Chart, flat: Plane) -> Iterator[Sequence[Stroke]]:
    """The lower edge with its ticks, their names, and what the axis measures."""
    ticks = [(flat.column(at), name) for at, name in flat.across.ticks]
    taken = {column for column, _ in ticks}
    edge = "".join("┬" if column in taken else "─" for column in range(flat.columns))
    yield [(" " * flat.left + "└" + edge, QUIET)]
    most = flat.left + 1 + flat.columns + flat.right
    if chart.x.form == "name":
        yield from ([(line, QUIET)] for line in _banded(ticks, flat))
    else:
        yield [(next(_spread(_centred(ticks, flat), most, drop=True), ""), QUIET)]
    if chart.x.name:
        indent = flat.left + 1 + max(0, (flat.columns - wide(chart.x.name)) // 2)
        yield [(" " * indent + chart.x.name, QUIET)]


def _banded(ticks: Sequence[tuple[int, str]], flat: Plane) -> Iterator[str]:
    """Names under their places; where they do not fit, their turns, and the names below."""
    most = flat.left + 1 + flat.columns + flat.right
    under = list(_spread(_centred(ticks, flat), most))
    if len(under) < 2:
        yield from under
        return
    turns = [(at, str(n)) for n, (at, _) in enumerate(ticks, 1)]
    yield next(_spread(_centred(turns, flat), most, drop=True))
    line = ""
    for n, (_, name) in enumerate(ticks, 1):
        piece = f"{n} {name}"
        if line and wide(line) + 2 + wide(piece) > most:
            yield line
            line = ""
        line += f"  {piece}" if line else piece
    if line:
        yield line


def _centred(texts: Sequence[tuple[int, str]], flat: Plane) -> list[tuple[int, str]]:
    """Texts with the columns at which they begin, to stand under the middle of their own."""
    return [(flat.left + 1 + max(0, at - wide(text) // 2), text) for at, text in texts]


def _spread(texts: Sequence[tuple[int, str]], most: int, drop: bool = False) -> Iterator[str]:
    """Texts at their columns; those that would touch go to a further line, or are dropped."""
    left = list(texts)
    while left:
        line, later = "", list[tuple[int, str]]()
        for at, text in left:
            begin = max(0, min(at, most - wide(text)))
            if line and begin < wide(line) + 1:
                later.append((at, text))
            else:
                line += " " * (begin - wide(line)) + text
        yield line
        left = [] if drop else later
