"""Points, lines and areas, drawn in the cells of a plane."""

from collections.abc import Iterator, Mapping, Sequence
from string import ascii_lowercase

from learnorg.page import Chart
from learnorg.render.planes import Plane, framed, plane
from learnorg.render.scales import places
from learnorg.render.strokes import QUIET, Stroke, codes
from learnorg.render.ways import between, summed

SYMBOLS = "●○■□▲△◆◇" + ascii_lowercase
FILLS = "█░▓·▒+#=-%:~" + ascii_lowercase
BETWEEN = "·"


def points(chart: Chart, width: int) -> Iterator[Sequence[Stroke]]:
    """A symbol for each point; where several share a cell, how many they are."""
    flat, place, colours = plane(chart, width), places(chart), codes(chart)
    found: dict[tuple[int, int], list[int]] = {}
    for n, one in enumerate(chart.series):
        for p in one.points:
            found.setdefault((flat.row(p.y), flat.column(place(p.x))), []).append(n)
    if chart.x.form == "name":
        found = dict(_side_by_side(found, flat.columns // max(1, len(flat.across.ticks)) - 2))
    yield from framed(chart, flat, {at: _told(turns, colours) for at, turns in found.items()})
    if any(len(turns) > 1 for turns in found.values()):
        yield [("A digit: so many at one place; #: more than nine.", QUIET)]


def _side_by_side(
    found: Mapping[tuple[int, int], Sequence[int]], room: int
) -> Iterator[tuple[tuple[int, int], list[int]]]:
    """The points of a cell in cells beside it, where a name has room for them."""
    for (row, column), turns in found.items():
        if len(turns) > room:
            yield (row, column), [*turns]
        else:
            begin = max(0, column - len(turns) // 2)
            yield from (((row, begin + n), [turn]) for n, turn in enumerate(turns))


def _told(turns: Sequence[int], colours: Sequence[str]) -> Stroke:
    """The cell of points, given by their series' turns."""
    code = colours[turns[0]] if len(set(turns)) == 1 else ""
    if len(turns) == 1:
        return SYMBOLS[turns[0] % len(SYMBOLS)], code
    return str(len(turns)) if len(turns) < 10 else "#", code


def curves(chart: Chart, width: int) -> Iterator[Sequence[Stroke]]:
    """A symbol for each value, and dots on the way from one to the next."""
    flat, place, colours = plane(chart, width), places(chart), codes(chart)
    dots: dict[tuple[int, int], Stroke] = {}
    found: dict[tuple[int, int], set[int]] = {}
    for n, one in enumerate(chart.series):
        way = sorted((place(p.x), p.y) for p in one.points)
        for at, value in way:
            found.setdefault((flat.row(value), flat.column(at)), set()).add(n)
        for column in range(flat.columns):
            if (level := between(way, flat.at(column))) is not None:
                dots[flat.row(level), column] = (BETWEEN, colours[n])
    cells = {
        at: ("*", "") if len(turns) > 1 else _told([*turns], colours) for at, turns in found.items()
    }
    yield from framed(chart, flat, dots | cells)
    if any(len(turns) > 1 for turns in found.values()):
        yield [("*: several meet.", QUIET)]


def areas(chart: Chart, width: int) -> Iterator[Sequence[Stroke]]:
    """A fill for each series, one upon the other."""
    flat, place, colours = plane(chart, width), places(chart), codes(chart)
    ways = [summed((place(p.x), p.y) for p in one.points) for one in chart.series]
    cells: dict[tuple[int, int], Stroke] = {}
    for column in range(flat.columns):
        values = [between(way, flat.at(column)) or 0 for way in ways]
        for row, n in _stacked(values, flat):
            cells[row, column] = (FILLS[n % len(FILLS)], colours[n])
    yield from framed(chart, flat, cells)


def _stacked(values: Sequence[float], flat: Plane) -> Iterator[tuple[int, int]]:
    """The rows that the values fill, and whose turn each is; what is below zero goes down."""
    ground = flat.row(0)
    top, bottom, above, below = ground + 1, ground + 1, 0.0, 0.0
    for n, value in enumerate(values):
        if value > 0:
            above += value
            reached = flat.row(above)
            yield from ((row, n) for row in range(reached, top))
            top = min(top, reached)
        elif value < 0:
            below += value
            reached = flat.row(below) + 1
            yield from ((row, n) for row in range(bottom, reached))
            bottom = max(bottom, reached)
