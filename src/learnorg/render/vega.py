"""A picture as a Vega-Lite specification, and as SVG that suits light and dark pages."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from learnorg.errors import LearnorgError
from learnorg.page import Axis, Chart, Series
from learnorg.render.palette import CONFIG, DASHES, SHAPES, colours
from learnorg.render.safe import cut
from learnorg.render.safe import width as wide
from learnorg.render.scales import (
    Scale,
    across,
    drawable,
    keyed,
    names,
    number,
    places,
    said,
    spelled,
    upward,
)
from learnorg.render.ways import between, summed

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
VERSION = "6.4"
WIDTH, HEIGHT = 520, 240
LETTER = 6.7
"""About how many pixels a letter of 12 pixels takes."""
LONGEST = 30
"""The columns that a name in the picture may take; Vega's own cuts would halve an emoji."""
LINE = 75
"""The columns that what an axis measures may take."""
NUMBER = ",~f"
"""Numbers with their thousands apart, and no more decimals than they need."""
WIDEST = 64
"""The pixels that a bar may be wide."""
NEAREST = 14
"""The pixels between the names of two marks."""


class PicturesMissing(LearnorgError):
    """The library that draws pictures is not there."""

    exit_code = 3
    hint = (
        "Install it with `pip install 'learnorg[site]'`, or do without: `--no-pictures` where "
        "the command has it, or `--format md`, which draws them in text."
    )

    def __init__(self) -> None:
        super().__init__("pictures need vl-convert-python, which is not installed")


def svg(chart: Chart) -> str:
    """
    The chart as an SVG element, with its title for those who do not see it.

    Raises `PicturesMissing`.
    """
    try:
        import vl_convert  # 30 MB that only pictures need, and that not everybody installs
    except ImportError as missing:
        raise PicturesMissing from missing
    from learnorg.render.svg import cleaned

    drawn = vl_convert.vegalite_to_svg(
        spec(chart), vl_version=VERSION, show_warnings=False, allowed_base_urls=[]
    )
    return cleaned(drawn, drawable(chart).title)


class Frame(NamedTuple):
    """A chart within its pixels."""

    chart: Chart
    width: int
    height: int
    across: Scale
    upward: Scale
    lying: bool = False
    """Bars go from left to right, since their names need the room."""

    def level(self, at: float) -> float:
        """The pixel at which a value stands: from above, or from the left where bars lie."""
        share = self.upward.at(at)
        return share * self.width if self.lying else (1 - share) * self.height


def spec(chart: Chart) -> dict[str, Any]:
    """The chart in Vega-Lite, its data and all its texts within."""
    frame = _frame(_shortened(drawable(chart)))
    layers = {"bars": _bars, "areas": _areas, "lines": _lines, "points": _points}
    return {
        "$schema": SCHEMA,
        "description": _name(frame.chart.title),
        "width": frame.width,
        "height": frame.height,
        "background": None,
        "config": CONFIG,
        "layer": [*layers[frame.chart.form](frame), *_marks(frame)],
    }


def _shortened(chart: Chart) -> Chart:
    """The chart with names that there is room for, each still unlike the others."""
    places = _short(names(chart))
    series = _short([one.name for one in chart.series])
    return chart._replace(
        x=chart.x._replace(
            name=cut(chart.x.name, LINE), order=[places.get(n, n) for n in chart.x.order]
        ),
        y=chart.y._replace(name=cut(chart.y.name, LINE)),
        series=[
            Series(
                series[one.name],
                [p._replace(x=_briefly(p.x, places)) for p in one.points],
                one.tone,
            )
            for one in chart.series
        ],
        marks=[
            mark._replace(at=_briefly(mark.at, places), name=cut(mark.name, LONGEST))
            for mark in chart.marks
        ],
    )


def _briefly(at: str | float, places: Mapping[str, str]) -> str | float:
    return places.get(at, at) if isinstance(at, str) else at


def _short(listed: Sequence[str]) -> dict[str, str]:
    """Names with what is short for them; a number tells those apart that begin alike."""
    found: dict[str, str] = {}
    for name in dict.fromkeys(listed):
        brief, n = cut(name, LONGEST), 1
        while brief in found.values():
            n += 1
            brief = f"{cut(name, LONGEST - 1 - len(str(n)))} {n}"
        found[name] = brief
    return found


def _frame(chart: Chart) -> Frame:
    height = upward(chart, 5)
    beside = max([wide(said(mark)) for mark in chart.marks if mark.axis == "y"], default=0)
    width = WIDTH - int(beside * LETTER)
    if chart.form != "bars":
        return Frame(chart, width, HEIGHT, across(chart, 7), height)
    listed = names(chart)
    scale = Scale(-0.5, len(listed) - 0.5, ())
    if _fit(listed, width):
        return Frame(chart, width, HEIGHT, scale, height)
    left = max(map(wide, listed)) * LETTER
    each = 16 * len(chart.series) + 8
    return Frame(chart, WIDTH + 40 - int(left), each * len(listed), scale, height, lying=True)


def _fit(listed: Sequence[str], width: int) -> bool:
    """Whether names fit under their places, side by side."""
    return max(map(wide, listed), default=0) * LETTER + 8 <= width / max(1, len(listed))


def _bars(frame: Frame) -> Iterator[dict[str, Any]]:
    """Bars for each place, those of several series beside one another, with their values."""
    chart = frame.chart
    band, length, beside = ("y", "x", "yOffset") if frame.lying else ("x", "y", "xOffset")
    rows = [
        {"x": _name(spelled(x)), "y": y, "series": _name(one.name), "said": number(y)}
        for one in chart.series
        for x, y in _by_place(one.points)
    ]
    listed = [_name(name) for name in names(chart)]
    each = (frame.height if frame.lying else frame.width) / max(1, len(listed))
    free = max(0.2, 1 - WIDEST * len(chart.series) / each)
    scale = {"domain": listed, "paddingInner": round(free, 3), "paddingOuter": round(free / 2, 3)}
    axis = {"title": _titled(chart.x), "labelAngle": 0, "ticks": False, "grid": False}
    where: dict[str, Any] = {
        band: {"field": "x", "type": "nominal", "scale": scale, "axis": axis},
        length: _value(frame),
    }
    if len(chart.series) > 1:
        order = [_name(one.name) for one in chart.series]
        where[beside] = {"field": "series", "type": "nominal", "scale": {"domain": order}}
    yield {
        "data": {"values": rows},
        "mark": {"type": "bar"},
        "encoding": where | {"color": _colour(chart)},
    }
    if len(rows) <= 40:
        yield _said(frame, rows, where)


def _by_place(points: Sequence[Any]) -> list[tuple[str, float]]:
    found: dict[str, float] = {}
    for point in points:
        found[spelled(point.x)] = found.get(spelled(point.x), 0) + point.y
    return list(found.items())


def _said(
    frame: Frame, rows: Sequence[Mapping[str, Any]], where: Mapping[str, Any]
) -> dict[str, Any]:
    """The values of bars at their ends, and of those below zero at zero, where there is room."""
    ends = [dict(row) | {"y": max(0, row["y"])} for row in rows]
    mark: dict[str, Any] = {"type": "text", "fontSize": 11, "color": "currentColor"}
    mark |= {"align": "left", "dx": 4} if frame.lying else {"baseline": "bottom", "dy": -3}
    text = {"field": "said", "type": "nominal"}
    return {"data": {"values": ends}, "mark": mark, "encoding": dict(where) | {"text": text}}


def _areas(frame: Frame) -> Iterator[dict[str, Any]]:
    """An area for each series upon those before it, over the places of all."""
    place = places(frame.chart)
    ways = [summed((place(p.x), p.y) for p in one.points) for one in frame.chart.series]
    all_places = sorted({at for way in ways for at, _ in way})
    rows = [
        {"x": _at(frame, at), "y": between(way, at) or 0, "series": _name(one.name), "turn": n}
        for n, (one, way) in enumerate(zip(frame.chart.series, ways, strict=True))
        for at in all_places
    ]
    value = _value(frame) | {"stack": "zero"}
    line = {"color": "currentColor", "strokeWidth": 0.6, "opacity": 0.6}
    yield {
        "data": {"values": rows},
        "mark": {"type": "area", "opacity": 1, "line": line},
        "encoding": {
            "x": _along(frame),
            "y": value,
            "color": _colour(frame.chart),
            "order": {"field": "turn", "type": "quantitative"},
        },
    }


def _lines(frame: Frame) -> Iterator[dict[str, Any]]:
    """A line for each series through its values, told by colour, dashes and shapes."""
    rows = _rows(frame)
    shapes = {"field": "series", "type": "nominal", "scale": _range(frame.chart, SHAPES)}
    dashes = {"field": "series", "type": "nominal", "scale": _range(frame.chart, DASHES)}
    where = {"x": _along(frame), "y": _value(frame), "color": _colour(frame.chart)}
    yield {
        "data": {"values": rows},
        "mark": {"type": "line", "strokeWidth": 2},
        "encoding": where | {"strokeDash": dashes | {"legend": None}},
    }
    yield {
        "data": {"values": rows},
        "mark": {"type": "point", "filled": True, "opacity": 1, "size": 36},
        "encoding": where | {"shape": shapes | _legend(frame.chart)},
    }


def _points(frame: Frame) -> Iterator[dict[str, Any]]:
    """A shape for each point; those at one name and nearly one height stand side by side."""
    rows = _rows(frame)
    where = {"x": _along(frame), "y": _value(frame), "color": _colour(frame.chart)}
    if frame.chart.x.form == "name":
        most = _stand_aside(rows, frame)
        scale = {"domain": [-most, most]}
        where["xOffset"] = {"field": "aside", "type": "quantitative", "scale": scale}
    shapes = {"field": "series", "type": "nominal", "scale": _range(frame.chart, SHAPES)}
    yield {
        "data": {"values": rows},
        "mark": {"type": "point", "filled": True, "opacity": 0.9, "size": 60},
        "encoding": where
        | {"shape": shapes | _legend(frame.chart), "description": {"field": "label"}},
    }


def _stand_aside(rows: Sequence[dict[str, Any]], frame: Frame) -> int:
    """Give each point as many steps aside as it needs to hide no other; at least eight fit."""
    taken: dict[tuple[str, int], float] = {}
    near = (frame.upward.high - frame.upward.low) * 9 / frame.height
    most = 8
    for row in sorted(rows, key=lambda row: float(row["y"])):
        steps = (n // 2 * (1 if n % 2 else -1) for n in range(1, len(rows) + 2))
        for aside in steps:
            if row["y"] - taken.get((row["x"], aside), float("-inf")) >= near:
                break
        taken[row["x"], aside] = row["y"]
        row["aside"] = aside
        most = max(most, abs(aside))
    return most


def _rows(frame: Frame) -> list[dict[str, Any]]:
    """The points of every series, from left to right."""
    place = places(frame.chart)
    return [
        {"x": _at(frame, place(p.x)), "y": p.y, "series": _name(one.name), "label": _name(p.label)}
        for one in frame.chart.series
        for p in sorted(one.points, key=lambda point: place(point.x))
    ]


def _at(frame: Frame, at: float) -> str | float:
    """A place as Vega-Lite takes it: a name, a number, or milliseconds since 1970."""
    if frame.chart.x.form == "name":
        return _name(frame.across.ticks[int(at)][1])
    return _milliseconds(at) if frame.chart.x.form == "day" else at


def _milliseconds(day: float) -> int:
    return (int(day) - 719_163) * 86_400_000  # the number of 1970-01-01, and of a day's


def _name(text: str) -> str:
    """A text behind a blank, so that none is a word of JavaScript's own, such as constructor."""
    return " " + text


def _titled(axis: Axis) -> str | None:
    """What an axis measures, if that is said."""
    return _name(axis.name) if axis.name else None


def _along(frame: Frame) -> dict[str, Any]:
    """The encoding of the x axis, with the ticks that the picture in text has."""
    title, scale = _titled(frame.chart.x), frame.across
    if frame.chart.x.form == "name":
        domain = [_name(name) for name in names(frame.chart)]
        axis: dict[str, Any] = {"title": title, "labelAngle": 0, "grid": False, "ticks": False}
        if not _fit(domain, frame.width):
            axis["labelAngle"] = -35
        padding = {"paddingInner": 0.2, "paddingOuter": 0.1}
        return {
            "field": "x",
            "type": "nominal",
            "axis": axis,
            "scale": {"domain": domain} | padding,
        }
    ticks, low, high = [at for at, _ in scale.ticks], scale.low, scale.high
    if low == high:
        low, high = low - 1, high + 1
    if frame.chart.x.form == "number":
        return {
            "field": "x",
            "type": "quantitative",
            "scale": {"domain": [low, high], "nice": False},
            "axis": {"title": title, "values": ticks, "format": NUMBER, "grid": False},
        }
    months = all(len(name) == 7 for _, name in scale.ticks)
    axis = {"title": title, "format": "%Y-%m" if months else "%Y-%m-%d", "grid": False}
    return {
        "field": "x",
        "type": "temporal",
        "scale": {"type": "utc", "domain": [_milliseconds(low), _milliseconds(high)]},
        "axis": axis | {"values": [_milliseconds(at) for at in ticks], "labelFlush": False},
    }


def _value(frame: Frame) -> dict[str, Any]:
    """The encoding of what is measured."""
    scale = frame.upward
    return {
        "field": "y",
        "type": "quantitative",
        "stack": None,
        "scale": {"domain": [scale.low, scale.high], "nice": False},
        "axis": {
            "title": _titled(frame.chart.y),
            "values": [at for at, _ in scale.ticks],
            "format": NUMBER,
        },
    }


def _colour(chart: Chart) -> dict[str, Any]:
    scale = _range(chart, colours(chart))
    return {"field": "series", "type": "nominal", "scale": scale} | _legend(chart)


def _range(chart: Chart, values: Sequence[Any]) -> dict[str, Any]:
    """One of these values for each series, in turn."""
    domain = [_name(one.name) for one in chart.series]
    return {"domain": domain, "range": [values[n % len(values)] for n in range(len(domain))]}


def _legend(chart: Chart) -> dict[str, Any]:
    """What the series are told by, where there are several or one has a name."""
    named = keyed(chart)
    if not named:
        return {"legend": None}
    widest = max(map(wide, named)) * LETTER + 30
    return {"legend": {"columns": max(1, min(len(named), int(WIDTH / widest)))}}


def _marks(frame: Frame) -> Iterator[dict[str, Any]]:
    """The lines across the picture, with their names beyond its edge."""
    levels = [mark for mark in frame.chart.marks if mark.axis == "y"]
    stops = [(frame.level(float(mark.at)), said(mark)) for mark in levels]
    uprights = [mark for mark in frame.chart.marks if mark.axis == "x"]
    crossings = [(_crossing(frame, mark.at), said(mark)) for mark in uprights]
    if frame.lying:
        stops, crossings = crossings, stops
    room = iter(_apart(sorted(stops)))
    for pixel, name in sorted(stops):
        yield _rule({"x": 0, "x2": frame.width, "y": pixel})
        yield _word(name, frame.width + 6, next(room), {"align": "left", "baseline": "middle"})
    for n, (pixel, name) in enumerate(sorted(crossings)):
        yield _rule({"x": pixel, "y": -6 - NEAREST * n, "y2": frame.height})
        right = pixel > frame.width * 0.7
        aside = {"align": "right", "dx": -4} if right else {"align": "left", "dx": 4}
        yield _word(name, pixel, -NEAREST * n - 2, aside | {"baseline": "bottom"})


def _crossing(frame: Frame, at: str | float) -> float:
    """The pixel of a place on the x axis; of names, and of bars, that before the place."""
    chart, length = frame.chart, frame.height if frame.lying else frame.width
    if chart.form != "bars" and chart.x.form != "name":
        return frame.across.at(places(chart)(at)) * length
    listed = names(chart)
    before = listed.index(spelled(at)) if spelled(at) in listed else len(listed)
    return before / max(1, len(listed)) * length


def _apart(stops: Sequence[tuple[float, str]]) -> list[float]:
    """The pixels of names beside their lines, moved down where two would touch."""
    found: list[float] = []
    for pixel, _ in stops:
        found.append(max(pixel, found[-1] + NEAREST) if found else pixel)
    return found


def _rule(ends: Mapping[str, float]) -> dict[str, Any]:
    mark = {"type": "rule", "color": "currentColor", "strokeDash": [4, 3], "opacity": 0.75}
    return {"data": {"values": [{}]}, "mark": mark, "encoding": _fixed(ends)}


def _word(text: str, x: float, y: float, how: Mapping[str, Any]) -> dict[str, Any]:
    mark = {"type": "text", "color": "currentColor", "fontSize": 12} | dict(how)
    where = _fixed({"x": x, "y": y})
    return {
        "data": {"values": [{"name": _name(text)}]},
        "mark": mark,
        "encoding": where | {"text": {"field": "name", "type": "nominal"}},
    }


def _fixed(pixels: Mapping[str, float]) -> dict[str, Any]:
    return {channel: {"value": round(pixel, 2)} for channel, pixel in pixels.items()}
