"""How long does it take to notice, to tame and to end what breaks, and is any of it a signal?"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from learnorg.methods.behaviour import FEWEST, FIRM, Limits, Signal, limits, missing, signals
from learnorg.methods.flow import percentile
from learnorg.methods.incidents import Span, Times, to_detect, to_mitigate, to_resolve
from learnorg.page import (
    Axis,
    Block,
    Cell,
    Chart,
    Column,
    Heading,
    Mark,
    Page,
    Point,
    Say,
    Series,
    Table,
    Text,
)
from learnorg.periods import Period
from learnorg.register.lookup import shortest
from learnorg.register.register import Register
from learnorg.register.reviews import About, Review, about
from learnorg.reports.telling.reviews import lasting
from learnorg.reports.tracking.figures import rounded
from learnorg.reports.tracking.windows import Window, window

BROKE = ("post-mortem", "major-incident")
"""Types of reviews of something that broke: what is asked for unless a type is named."""

MEASURES: tuple[tuple[str, Callable[[Times], Span]], ...] = (
    ("detect", to_detect),
    ("mitigate", to_mitigate),
    ("resolve", to_resolve),
)


class Measured(NamedTuple):
    """One time of each review, in minutes, in the order in which they happened."""

    name: str
    spans: list[Span]
    limits: Limits | None
    signals: list[Signal]

    @property
    def values(self) -> list[float | None]:
        """The minutes; None where a review does not tell."""
        return [one.minutes for one in self.spans]

    @property
    def known(self) -> list[float]:
        """The minutes that are known."""
        return [value for value in self.values if value is not None]

    def quantile(self, share: float) -> float | None:
        """The minutes that a share does not exceed; None of fewer than six."""
        return percentile(self.known, share) if len(self.known) >= FEWEST else None


class Lasted(NamedTuple):
    """The times of the reviews of a window, in the order in which they happened."""

    window: Window
    about: About
    reviews: list[Review]
    measured: list[Measured]
    short: dict[str, str]


def derive(register: Register, wanted: About, span: Period, today: date) -> Lasted:
    """
    The times to detect, mitigate and resolve of what happened in a span.

    Medians and the middle half, from six known times on; limits by medians, and signals by them
    (formulas: Reviews, Signals). A review that lacks a time breaks the moving range. Unless a
    type is asked for, of post-mortems and major incidents.
    """
    types = (wanted.type,) if wanted.type else BROKE
    every = [one for one in about(register, wanted, today) if one.type in types and any(one.times)]
    days = [one.happened for one in every if one.happened]
    within = window(span, min(days, default=None), today)
    there = sorted((one for one in every if one.happened in within), key=_order)
    return Lasted(
        within,
        wanted,
        there,
        [_measured(name, [span_(one.times) for one in there]) for name, span_ in MEASURES],
        shortest(register.index, [one.identity for one in there]),
    )


def _order(one: Review) -> tuple[date, str, str]:
    """By the day; of one day by the moment as it is written, then by identity."""
    at = one.times.started or one.times.detected
    return one.happened or date.min, f"{at.at:%H%M%S}" if at else "", one.identity


def _measured(name: str, spans: list[Span]) -> Measured:
    values = [one.minutes for one in spans]
    found = limits(values, by="median", floor=0)
    return Measured(name, spans, found, signals(values, found) if found else [])


def lay_out(found: Lasted) -> Page:
    """The medians, a process behaviour chart of each time, and the times of each review."""
    of = f": {found.about.told}" if found.about.told else ""
    title = f"Times to detect, mitigate and resolve, {found.window}{of}"
    return Page(title, tuple(_blocks(found)), "review-times", _data(found))


def _blocks(found: Lasted) -> Iterator[Block]:
    if not found.reviews:
        yield Text("Not enough data: no review of what broke in that time states times.", "quiet")
        return
    yield _medians(found)
    for one in found.measured:
        if lacking := missing(one.values):
            yield Text(f"To {one.name}: not enough data for limits, {lacking}.", "quiet")
    if any(one.limits and not one.limits.firm for one in found.measured):
        yield Text(f"Limits come from few values; they are firmer from {FIRM} on.", "quiet")
    yield Heading("By review")
    yield _table(found)
    for one in found.measured:
        if one.limits:
            yield _chart(found, one, one.limits)


def _medians(found: Lasted) -> Table:
    columns = [Column("time"), Column("known", right=True), Column("median", right=True),
               Column("middle half", right=True), Column("routine up to", right=True),
               Column("signals", right=True)]  # fmt: skip
    rows: list[list[Cell]] = []
    programs: list[list[Cell]] = []
    for one in found.measured:
        low, middle, high = (one.quantile(share) for share in (0.25, 0.5, 0.75))
        beyond = len({signal.place for signal in one.signals})
        known = f"{len(one.known)} of {len(one.spans)}"
        if middle is None or low is None or high is None:
            rows.append([f"to {one.name}", known, Say(f"fewer than {FEWEST}", "quiet"), "", "", ""])
            programs.append([one.name, str(len(one.known)), "", "", "", "", ""])
            continue
        upper = one.limits.upper if one.limits else None
        rows.append(
            [f"to {one.name}", known, Say(_words(middle), "strong"),
             f"{_words(low)} to {_words(high)}", "" if upper is None else _words(upper),
             Say(str(beyond), "warn" if beyond else "") if one.limits else ""]
        )  # fmt: skip
        programs.append(
            [one.name, str(len(one.known)), *(f"{value:g}" for value in (middle, low, high)),
             "" if upper is None else f"{upper:g}", str(beyond) if one.limits else ""]
        )  # fmt: skip
    heads = ("time", "known", "median_minutes", "quarter_minutes", "three_quarters_minutes",
             "upper_limit_minutes", "signals")  # fmt: skip
    return Table(columns, rows, Table([Column(head) for head in heads], programs))


def _table(found: Lasted) -> Table:
    columns = [Column("n", right=True), Column("day"), Column("id"),
               *(Column(f"to {m.name}", right=True) for m in found.measured),
               Column("title", flexible=True)]  # fmt: skip
    rows = [
        [
            str(n + 1),
            str(one.happened),
            Say(found.short[one.identity], "id", one.identity),
            *(_cell(measured, n) for measured in found.measured),
            one.title,
        ]
        for n, one in enumerate(found.reviews)
    ]
    return Table(columns, rows)


def _cell(measured: Measured, n: int) -> Cell:
    """A time; of a signal in its tone, and marked for who sees no colour."""
    span = measured.spans[n]
    if span.length is None:
        return Say("–", "quiet", span.missing)
    sides = [signal.side for signal in measured.signals if signal.place == n]
    mark = {"high": " ▲", "low": " ▼"}[sides[0]] if sides else ""
    return Say(f"{lasting(span.length)}{mark}", "warn" if sides else "", lasting(span.length))


def _chart(found: Lasted, one: Measured, by: Limits) -> Chart:
    places = {signal.place for signal in one.signals}
    unit, size = _unit(max(one.known))
    points = [
        (n, Point(f"{n + 1}", value / size, found.short[found.reviews[n].identity]))
        for n, value in enumerate(one.values)
        if value is not None
    ]
    series = [Series("routine", [point for n, point in points if n not in places])]
    if places:
        series.append(Series("signal", [point for n, point in points if n in places], "warn"))
    marks = [Mark("y", by.centre / size, "median"), Mark("y", by.upper / size, "upper limit")]
    if by.lower > 0:
        marks.append(Mark("y", by.lower / size, "lower limit"))
    title = f"Time to {one.name}, one after the other, and what is routine"
    order = [f"{n + 1}" for n in range(len(found.reviews))]
    return Chart("points", title, Axis("n", "name", order), Axis(unit), series, marks)


def _unit(longest: float) -> tuple[str, float]:
    """The unit in which a time is easiest to read, and how many minutes it has."""
    for name, size in (("days", 24 * 60), ("hours", 60)):
        if longest >= 2 * size:
            return name, size
    return "minutes", 1


def _words(minutes: float) -> str:
    return lasting(timedelta(minutes=round(minutes)))


def _data(found: Lasted) -> dict[str, Any]:
    return {
        "window": {"first": found.window.first.isoformat(), "last": found.window.last.isoformat()},
        "service": found.about.service or None,
        "type": found.about.type or None,
        "severity": found.about.severity,
        "reviews": [_review(found, n) for n in range(len(found.reviews))],
        "times": {one.name: _times(one, found.reviews) for one in found.measured},
    }


def _review(found: Lasted, n: int) -> dict[str, Any]:
    one = found.reviews[n]
    return {
        "id": one.identity,
        "title": one.title,
        "type": one.type,
        "severity": one.severity,
        "day": one.happened.isoformat() if one.happened else None,
        "minutes": {measured.name: measured.values[n] for measured in found.measured},
        "missing": {m.name: m.spans[n].missing for m in found.measured if m.spans[n].missing},
    }


def _times(one: Measured, among: Sequence[Review]) -> dict[str, Any]:
    by = one.limits
    return {
        "known": len(one.known),
        "median": rounded(one.quantile(0.5)),
        "quarter": rounded(one.quantile(0.25)),
        "three_quarters": rounded(one.quantile(0.75)),
        "missing": f"not enough data: {lacking}" if (lacking := missing(one.values)) else None,
        "lacking": dict(Counter(span.missing for span in one.spans if span.missing)),
        "limits": None if by is None else {
            "by": "medians", "centre": rounded(by.centre), "lower": rounded(by.lower),
            "upper": rounded(by.upper), "range_upper": rounded(by.range_upper), "firm": by.firm,
        },
        "signals": [
            {"id": among[signal.place].identity, "rule": signal.rule, "side": signal.side}
            for signal in one.signals
        ],
    }  # fmt: skip
