"""Bars from left to right, each with its number beside it."""

from collections.abc import Iterator, Mapping, Sequence

from learnorg.page import Chart, Series
from learnorg.render.safe import cut
from learnorg.render.safe import width as wide
from learnorg.render.scales import Scale, along, names, number, said, spelled, upward
from learnorg.render.strokes import QUIET, Stroke, codes, runs

EIGHTHS = " ▏▎▍▌▋▊▉█"
BACKWARD = " ▐█"
"""The ends of bars that go to the left of zero, which come in halves."""
NARROWEST = 6
MARK = "┊"


def bars(chart: Chart, width: int) -> Iterator[Sequence[Stroke]]:
    """A line for each bar: its place, its series where there are several, the bar, its value."""
    listed, several = names(chart), len(chart.series) > 1
    heights = [_sums(one) for one in chart.series]
    first = _widest(listed, width // 3)
    second = _widest([one.name for one in chart.series], width // 4) + 2 if several else 0
    value = max(wide(number(y)) for each in heights for y in each.values())
    room = max(NARROWEST, width - first - 2 - second - 1 - value)
    scale = upward(chart, 5)
    marks = [mark for mark in chart.marks if mark.axis == "y"]
    stops = {round(scale.at(float(mark.at)) * (room - 1)) for mark in marks}
    if about := " by ".join(name for name in (chart.y.name, chart.x.name) if name):
        yield [(about, QUIET)]
    for n, name in enumerate(listed):
        yield from ([(f"── {crossing}", QUIET)] for crossing in _crossings(chart, listed, n))
        label = _padded(name, first)
        for one, each, code in zip(chart.series, heights, codes(chart), strict=True):
            if name in each or not several:
                series = _padded(one.name, second) if several else ""
                bar = _bar(each.get(name, 0), scale, room, code, stops)
                yield [(f"{label}  {series}", ""), *bar, (f" {_value(each, name):>{value}}", "")]
                label = " " * first
        if several and label.strip():
            yield [(f"{label}  –", "")]
    yield from ([(f"── {crossing}", QUIET)] for crossing in _crossings(chart, listed, len(listed)))
    if marks:
        yield [(f"{MARK} {', '.join(said(mark) for mark in marks)}", QUIET)]


def _value(each: Mapping[str, float], name: str) -> str:
    return number(each[name]) if name in each else "–"


def _sums(one: Series) -> Mapping[str, float]:
    """A series' value at each place."""
    found: dict[str, float] = {}
    for point in one.points:
        found[spelled(point.x)] = found.get(spelled(point.x), 0) + point.y
    return found


def _widest(texts: Sequence[str], most: int) -> int:
    return min(most, max(map(wide, texts), default=0))


def _padded(text: str, width: int) -> str:
    text = cut(text, width)
    return text + " " * (width - wide(text))


def _crossings(chart: Chart, listed: Sequence[str], n: int) -> Iterator[str]:
    """The marks that stand before the place of a number, or after the last."""
    for mark in chart.marks:
        at = spelled(mark.at)
        if chart.x.form == "name":
            before = listed.index(at) if at in listed else len(listed)
        else:
            before = sum(along(name) < along(at) for name in listed)
        if mark.axis == "x" and before == n:
            yield said(mark)


def _bar(value: float, scale: Scale, room: int, code: str, stops: set[int]) -> Sequence[Stroke]:
    """A bar in its room, from zero to its value, with the marks it meets or misses."""
    zero = round(scale.at(0) * room)
    low, high = sorted((zero, zero + scale.share(value) * room))
    cells: list[Stroke] = []
    for n in range(room):
        share = max(0, min(high, n + 1) - max(low, n))
        filled = EIGHTHS[round(share * 8)] if value > 0 else BACKWARD[round(share * 2)]
        if n in stops:
            cells.append((MARK, code if filled == "█" else QUIET))
        else:
            cells.append((filled, code if filled != " " else ""))
    at = min(zero, room - 1) if value > 0 else max(0, zero - 1)
    if value and cells[at][0] == " ":
        cells[at] = (EIGHTHS[1] if value > 0 else BACKWARD[1], code)
    return runs(cells)
