"""What has been in work for longer than such things take?"""

from collections.abc import Iterator
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
from learnorg.register.course import (
    IN_WORK,
    UNSTARTED,
    Course,
    courses,
    numbers,
    whatever_state,
)
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
    """Something begun, for how many days, and past which percentile; or how long it waits."""

    identity: str
    short: str
    state: str
    title: str
    owner: str
    begun: bool
    since: date | None
    """The day on which it was begun; of what is not, the one since which it waits."""
    days: int | None
    past: int


class Ageing(NamedTuple):
    """What is in work, the oldest first, beside how long finished work took."""

    items: list[Aged]
    states: tuple[str, ...]
    """The open states looked at."""
    cycle: Percentiles
    window: Window
    whole: bool
    """Whether the window is all there is, since too little finished in the last year."""

    @property
    def begun(self) -> list[Aged]:
        """What cycle time says something about."""
        return [one for one in self.items if one.begun]


def derive(register: Register, query: Query, today: date) -> Ageing:
    """
    The age of work in progress against the cycle time of what was closed.

    In work is what is in progress or measuring; where the query names states, what is open in
    those is meant. Age counts from the beginning of the work as cycle time does. What is not
    begun has no age but the days that it waits, since it was accepted, or proposed if it is not,
    which no cycle time is held against. Cycle times are those of what the query finds, whatever
    its state, closed in the last year, or ever if those are fewer than six.
    """
    known = courses(register, whatever_state(query), today)
    asked = numbers(register, query, today)
    cycle, window, whole = _finished(known, today)
    states = _states(query)
    found = [c for c in known if c.state in states and c.n in asked]
    short = shortest(register.index, [c.identity for c in found])
    items = [_aged(c, short[c.identity], cycle, today) for c in found]
    items.sort(key=lambda one: (not one.begun, 1 if one.days is None else -one.days, one.identity))
    return Ageing(items, states, cycle, window, whole)


def _states(query: Query) -> tuple[str, ...]:
    """The open states that a query names, or those of what is in work."""
    named = {
        value.lower()
        for one in query.filters
        if one.field in ("state", "is") and not one.negated
        for value in one.values
    }
    still = [state for state in IMPROVEMENT.states if state not in IMPROVEMENT.finished]
    if "open" in named:
        return tuple(still)
    if named & set(IMPROVEMENT.states):
        return tuple(state for state in still if state in named)
    return IN_WORK


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
    begun = course.standing not in UNSTARTED
    since = course.begun if begun else course.waiting
    days = took(since, today)
    return Aged(
        course.identity, short, course.state, course.title, course.owner, begun, since, days,
        _past(days, cycle) if begun else 0,
    )  # fmt: skip


def _past(age: int | None, cycle: Percentiles) -> int:
    """The highest percentile that an age exceeds, or 0."""
    known = ((95, cycle.p95), (85, cycle.p85), (50, cycle.p50))
    return next((p for p, line in known if age is not None and line is not None and age > line), 0)


def lay_out(ageing: Ageing, limit: int = 0) -> Page:
    """Each item with its age, and a picture of all of them."""
    if not ageing.items:
        nothing = Text(_nothing(ageing.states), "quiet")
        return Page("", (nothing, Text(_told(ageing), "quiet")), "ageing", _data(ageing))
    blocks: list[Block] = [Text(_told(ageing)), *_compared(ageing), _table(ageing, limit)]
    if 0 < limit < len(ageing.items):
        blocks.append(Text(f"and {len(ageing.items) - limit} more", "quiet"))
    if any(one.days is not None for one in ageing.begun):
        blocks.append(_chart(ageing))
    return Page("The age of work in progress", tuple(blocks), "ageing", _data(ageing))


def _nothing(states: tuple[str, ...]) -> str:
    if states == IN_WORK:
        return "Nothing is in work."
    return f"Nothing is {' or '.join(states)}." if states else "Nothing of that is open."


def _compared(ageing: Ageing) -> Iterator[Text]:
    """How many are older than most that finished, and how many have no age yet."""
    begun = ageing.begun
    if begun and ageing.cycle.p85 is not None:
        past = sum(1 for one in begun if one.past >= 85)
        what = "in work" if all(one.state in IN_WORK for one in begun) else "begun"
        told = f"{past} of {len(begun)} {what} are older than 85 % of that."
        yield Text(told, "warn" if past else "good")
    if waiting := len(ageing.items) - len(begun):
        yield Text(f"{waiting} not begun: their days are those that they wait.", "quiet")


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
    most = max([1.0, ageing.cycle.p95 or 0, *(one.days or 0 for one in ageing.begun)])
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
            Say("?", "warn", " ") if one.days is None else Say(str(one.days), tone),
            Say(bar((one.days or 0) / most), tone) if one.begun else Say("not begun", "quiet"),
            Say(f"{one.past} %" if one.past else "", tone),
            one.title,
            one.owner,
        ])  # fmt: skip
    return Table(columns, rows)


def _chart(ageing: Ageing) -> Chart:
    order = {state: n for n, state in enumerate(IMPROVEMENT.states)}
    items = sorted(ageing.begun, key=lambda one: order[one.state])
    series = [
        Series(
            f"past {past} %" if past else "younger",
            [Point(one.state, one.days, one.short)
             for one in items if one.past == past and one.days is not None],
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
        "states": list(ageing.states),
        "items": [
            {"id": one.identity, "state": one.state, "title": one.title,
             "owner": one.owner or None, "begun": one.begun,
             "since": one.since.isoformat() if one.since else None,
             "days": one.days, "past": one.past or None}
            for one in ageing.items
        ],
    }  # fmt: skip
