"""Where the values of a picture stand: the ranges of its axes, their ticks, their words."""

from collections.abc import Callable, Sequence
from datetime import date
from math import ceil, floor, isfinite, log10
from typing import NamedTuple

from learnorg.page import Axis, Chart, Mark, Point
from learnorg.render.markup import readable
from learnorg.render.safe import on_one_line

HUGE = 1e100
"""What is larger than this is left out: no axis can hold it beside anything else."""
STEPS = (1, 2, 7, 14)
MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 600)
NEAR = 0.3
"""Lines whose low end is at most this share of their high end begin at zero."""


class Scale(NamedTuple):
    """The range of an axis, from its first tick to its last, and the places of its ticks."""

    low: float
    high: float
    ticks: Sequence[tuple[float, str]]

    def at(self, value: float) -> float:
        """How far along the axis a value stands, from 0 to 1."""
        return (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5

    def share(self, value: float) -> float:
        """How much of the axis's length a value takes."""
        return value / (self.high - self.low) if self.high > self.low else 0


def drawable(chart: Chart) -> Chart:
    """The chart with every text on one line, and without what no axis can hold."""
    return chart._replace(
        title=_flat(chart.title),
        x=_named(chart.x),
        y=_named(chart.y),
        series=[
            one._replace(
                name=_flat(one.name),
                points=[_point(p) for p in one.points if _fits(p.x) and _fits(p.y)],
            )
            for one in chart.series
        ],
        marks=[m._replace(name=_flat(m.name), at=_safe(m.at)) for m in chart.marks if _fits(m.at)],
    )


def _flat(text: str) -> str:
    """The text on one line, of nothing that a medium has no place for."""
    return readable(on_one_line(text))


def _named(axis: Axis) -> Axis:
    return axis._replace(name=_flat(axis.name), order=[_flat(name) for name in axis.order])


def _point(point: Point) -> Point:
    return Point(_safe(point.x), _held(point.y), _flat(point.label))


def _safe(value: str | float) -> str | float:
    return _flat(value) if isinstance(value, str) else _held(value)


def _held(value: float) -> float:
    """The value, or zero for one so small that no axis can tell it from that."""
    return float(value) if abs(value) > 1 / HUGE else 0.0


def _fits(value: str | float) -> bool:
    return isinstance(value, str) or (isfinite(value) and abs(value) < HUGE)


def number(value: float) -> str:
    """A number as it is said on an axis: to two decimals, or three figures where it is tiny."""
    if value and (abs(value) < 0.01 or abs(value) >= 1e15):
        return f"{value:.3g}"
    said = f"{value:,.2f}".rstrip("0").rstrip(".")
    return said if said != "-0" else "0"


def said(mark: Mark) -> str:
    """A mark's name, with its value where that is a number which the name does not tell."""
    if isinstance(mark.at, str) or number(mark.at) in mark.name:
        return mark.name
    return f"{mark.name}: {number(mark.at)}" if mark.name else number(mark.at)


def keyed(chart: Chart) -> list[str]:
    """The names that a key is to tell: none where the only series is what the axis measures."""
    named = [one.name for one in chart.series if one.name]
    return [] if named == [chart.y.name] and len(chart.series) == 1 else named


def names(chart: Chart) -> list[str]:
    """The places of an axis of names, or of bars, in their order."""
    found = dict.fromkeys(chart.x.order if chart.x.form == "name" else ())
    found.update(dict.fromkeys(spelled(p.x) for one in chart.series for p in one.points))
    listed = list(found)
    return listed if chart.x.form == "name" else sorted(listed, key=along)


def spelled(value: str | float) -> str:
    """A place on an axis in words."""
    return value if isinstance(value, str) else number(value)


def along(place: str) -> tuple[float, str]:
    """What puts places of an axis in order: numbers by their size, days by their text."""
    try:
        return (float(place.replace(",", "")), "")
    except ValueError:
        return (0, place)


def across(chart: Chart, most: int) -> Scale:
    """The scale of the x axis, with about so many ticks."""
    if chart.x.form == "name":
        listed = names(chart)
        return Scale(-0.5, len(listed) - 0.5, [(n, name) for n, name in enumerate(listed)])
    place = places(chart)
    found = [place(p.x) for one in chart.series for p in one.points]
    found += [place(mark.at) for mark in chart.marks if mark.axis == "x"]
    if not found:
        return Scale(0, 1, ())
    if chart.x.form == "day":
        return Scale(min(found), max(found), _day_ticks(int(min(found)), int(max(found)), most))
    return _numbers(min(found), max(found), most, all(value == int(value) for value in found))


def places(chart: Chart) -> Callable[[str | float], float]:
    """What tells where on the x axis a value stands: a day's number, a name's turn, a number."""
    if chart.x.form == "day":
        return lambda value: date.fromisoformat(str(value)).toordinal()
    if chart.x.form == "name":
        turns = {name: n for n, name in enumerate(names(chart))}
        return lambda value: turns.get(spelled(value), -0.5)
    return float


def upward(chart: Chart, most: int) -> Scale:
    """The scale of the y axis: it holds zero, but for lines that stay far from it."""
    found = [value for column in _heights(chart) for value in column]
    found += [float(mark.at) for mark in chart.marks if mark.axis == "y"]
    if not found:
        return Scale(0, 1, ((0, "0"), (1, "1")))
    low, high = min(found), max(found)
    if chart.form != "lines" or 0 < low <= high * NEAR:
        low, high = min(low, 0), max(high, 0)
    return _numbers(low, high, most, all(value == int(value) for value in found))


def _heights(chart: Chart) -> list[list[float]]:
    """The values that the y axis is to hold; of areas, the sums below and above zero at a place."""
    if chart.form != "areas":
        return [[p.y for p in one.points] for one in chart.series]
    sums: dict[str, list[float]] = {}
    for one in chart.series:
        for p in one.points:
            both = sums.setdefault(spelled(p.x), [0, 0])
            both[p.y > 0] += p.y
    return list(sums.values())


def _numbers(low: float, high: float, most: int, whole: bool) -> Scale:
    """A range of round numbers that holds both ends, with a tick at each."""
    if low == high:
        low, high = min(low, 0), max(high, 0) if low else 1
    raw = (high - low) / max(1, most)
    step = 10.0 ** floor(log10(raw))
    step *= next(times for times in (1, 2, 5, 10) if times * step >= raw * 0.999)
    step = max(1, step) if whole else step
    turns = range(floor(low / step + 1e-9), ceil(high / step - 1e-9) + 1)
    ticks = [float(f"{turn * step:.12g}") for turn in turns]
    return Scale(ticks[0], ticks[-1], [(tick, number(tick)) for tick in ticks])


def _day_ticks(first: int, last: int, most: int) -> list[tuple[float, str]]:
    """Days in even steps, or the first days of months where those would be too many."""
    for step in STEPS:
        if (last - first) / step < most:
            days = [date.fromordinal(n) for n in range(first, last + 1, step)]
            return [(day.toordinal(), day.isoformat()) for day in days]
    for months in MONTHS:
        days = [
            day for day in _firsts(first, last) if (day.year * 12 + day.month - 1) % months == 0
        ]
        if 0 < len(days) <= most:
            return [(day.toordinal(), day.isoformat()[:7]) for day in days]
    return [(n, date.fromordinal(n).isoformat()) for n in (first, last)]


def _firsts(first: int, last: int) -> list[date]:
    """The first days of the months in a range of days."""
    begin, end = date.fromordinal(first), date.fromordinal(last)
    turns = range(begin.year * 12 + begin.month - 1, end.year * 12 + end.month)
    days = [date(turn // 12, turn % 12 + 1, 1) for turn in turns]
    return [day for day in days if day >= begin]
