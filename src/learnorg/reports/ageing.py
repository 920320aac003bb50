"""What has been in work for longer than such things take?"""

from datetime import date, timedelta
from typing import Any, NamedTuple

from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.methods.flow import FEWEST, Percentiles, percentiles, took
from learnorg.page import (
    Axis,
    Block,
    Cell,
    Chart,
    Column,
    Mark,
    Page,
    Point,
    Say,
    Series,
    Table,
    Text,
    Tone,
)
from learnorg.register.course import Course, courses, numbers, whatever_state
from learnorg.register.lookup import shortest
from learnorg.register.query import Query
from learnorg.register.register import Register
from learnorg.reports.states import TONES
from learnorg.reports.tracking.figures import bar, days, spread
from learnorg.reports.tracking.windows import Window

YEAR = timedelta(days=365)
BANDS: tuple[tuple[int, Tone], ...] = ((0, ""), (50, ""), (85, "warn"), (95, "bad"))
"""The percentiles of the cycle time that an age can be past, with how that looks."""


class Aged(NamedTuple):
    """Something in work, for how many days, and past which percentile that is."""

    identity: str
    short: str
    state: str
    title: str
    owner: str
    since: date | None
    age: int | None
    past: int


class Ageing(NamedTuple):
    """What is in work, the oldest first, beside how long finished work took."""

    items: list[Aged]
    cycle: Percentiles
    window: Window
    whole: bool
    """Whether the window is all there is, since too little finished in the last year."""


def derive(register: Register, query: Query, today: date) -> Ageing:
    """
    The age of work in progress against the cycle time of what was closed.

    In progress is what is open and past *proposed*; what is on hold only where the query asks
    for states. Age counts from the beginning of the work as cycle time does; before that, from
    the day it was accepted. Cycle times are those of what the query finds, whatever its
    state, closed in the last year, or ever if those are fewer than six.
    """
    known = courses(register, whatever_state(query), today)
    asked = numbers(register, query, today)
    cycle, window, whole = _finished(known, today)
    states = set(IMPROVEMENT.states) - {"proposed"} - IMPROVEMENT.finished
    states -= set() if query.about_standing else {"on-hold"}
    found = [c for c in known if c.state in states and c.n in asked]
    short = shortest(register.index, [c.identity for c in found])
    items = [_aged(c, short[c.identity], cycle, today) for c in found]
    items.sort(key=lambda one: (-1 if one.age is None else -one.age - 1, one.identity))
    return Ageing(items, cycle, window, whole)


def _finished(known: list[Course], today: date) -> tuple[Percentiles, Window, bool]:
    """How long finished work took, in which window, and if that is all there is."""
    ended = [
        (c.closed, t) for c in known if c.closed and (t := took(c.begun, c.closed)) is not None
    ]
    year = Window(today - YEAR + timedelta(days=1), today)
    lately = [time for closed, time in ended if closed in year]
    if len(lately) >= FEWEST or len(lately) == len(ended):
        return percentiles(lately), year, False
    first = min(closed for closed, _ in ended)
    return percentiles([time for _, time in ended]), Window(first, today), True


def _aged(course: Course, short: str, cycle: Percentiles, today: date) -> Aged:
    since = course.begun or min(
        (day for state, day in course.reached.items() if state != "proposed"), default=None
    )
    age = took(since, today)
    return Aged(
        course.identity, short, course.state, course.title, course.owner, since, age,
        _past(age, cycle),
    )  # fmt: skip


def _past(age: int | None, cycle: Percentiles) -> int:
    """The highest percentile that an age exceeds, or 0."""
    known = ((95, cycle.p95), (85, cycle.p85), (50, cycle.p50))
    return next((p for p, line in known if age is not None and line is not None and age > line), 0)


def lay_out(ageing: Ageing, limit: int = 0) -> Page:
    """Each item with its age, and a picture of all of them."""
    if not ageing.items:
        nothing = Text("Nothing is in work.", "quiet")
        return Page("", (nothing, Text(_told(ageing), "quiet")), "ageing", _data(ageing))
    past = sum(1 for one in ageing.items if one.past >= 85)
    blocks: list[Block] = [Text(_told(ageing))]
    if ageing.cycle.p85 is not None:
        few = f"{past} of {len(ageing.items)} in work are older than 85 % of that."
        blocks.append(Text(few, "warn" if past else "good"))
    blocks += [_table(ageing, limit)]
    if 0 < limit < len(ageing.items):
        blocks.append(Text(f"and {len(ageing.items) - limit} more", "quiet"))
    return Page("The age of work in progress", (*blocks, _chart(ageing)), "ageing", _data(ageing))


def _told(ageing: Ageing) -> str:
    """What is known of the cycle time, in a sentence."""
    cycle, window = ageing.cycle, ageing.window
    if cycle.p50 is None:
        return (
            f"Not enough data on how long work takes: {cycle.number} finished by {window.last} "
            f"with the days of their beginning and end; percentiles take {FEWEST}."
        )
    ever = ", all there are, since too few finished in the last year" if ageing.whole else ""
    return (
        f"Of {cycle.number} finished {window}{ever}, half took up to {days(cycle.p50)} days from "
        f"in-progress to closed, 85 % up to {days(cycle.p85)}, 95 % up to {days(cycle.p95)}."
    )


def _table(ageing: Ageing, limit: int) -> Table:
    most = max([1.0, ageing.cycle.p95 or 0, *(one.age or 0 for one in ageing.items)])
    columns = [
        Column("id"), Column("state"), Column("days", right=True), Column("age"), Column("past"),
        Column("title", flexible=True), Column("owner", flexible=True),
    ]  # fmt: skip
    rows: list[list[Cell]] = []
    for one in ageing.items[: limit or None]:
        tone = dict(BANDS)[one.past]
        rows.append([
            Say(one.short, "id", one.identity),
            Say(one.state, TONES.get(one.state, "")),
            Say("?", "warn", " ") if one.age is None else Say(str(one.age), tone),
            Say(bar((one.age or 0) / most), tone),
            Say(f"{one.past} %" if one.past else "", tone),
            one.title,
            one.owner,
        ])  # fmt: skip
    return Table(columns, rows)


def _chart(ageing: Ageing) -> Chart:
    order = {state: n for n, state in enumerate(IMPROVEMENT.states)}
    items = sorted(ageing.items, key=lambda one: order[one.state])
    series = [
        Series(
            f"past {past} %" if past else "younger",
            [Point(one.state, one.age, one.short)
             for one in items if one.past == past and one.age is not None],
            tone,
        )
        for past, tone in BANDS
    ]  # fmt: skip
    cycle = ageing.cycle
    lines = ((50, cycle.p50), (85, cycle.p85), (95, cycle.p95))
    return Chart(
        "points",
        "Age in days, by state",
        Axis("state", "name", [state for state in order if any(i.state == state for i in items)]),
        Axis("days"),
        [one for one in series if one.points],
        [Mark("y", round(line), f"{share} %") for share, line in lines if line is not None],
    )


def _data(ageing: Ageing) -> dict[str, Any]:
    cycle = ageing.cycle
    return {
        "window": {"first": ageing.window.first.isoformat(), "last": ageing.window.last.isoformat(),
                   "all": ageing.whole},
        "cycle_days": spread(cycle),
        "items": [
            {"id": one.identity, "state": one.state, "title": one.title,
             "owner": one.owner or None, "since": one.since.isoformat() if one.since else None,
             "days": one.age, "past": one.past or None}
            for one in ageing.items
        ],
    }  # fmt: skip
