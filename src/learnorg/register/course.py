"""
The course of improvements: on which day each reached which state, read from the index alone.

`dates` in a record tells when a state was *first* reached, and reopening takes `closed` away. So
a reopened improvement counts as in work since it first began, until it is closed again; and how
long something was on hold is known only while it is: what was resumed has no such day.
"""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from learnorg.kinds.improvement import ORDER
from learnorg.periods import NotADate, iso_day
from learnorg.register import query as queries
from learnorg.register.query import ABOUT_STANDING, Query
from learnorg.register.register import Register

UNSTARTED = ORDER[: ORDER.index("in-progress")]
"""The states before work begins."""

IN_WORK = ORDER[ORDER.index("in-progress") : -1]
"""The states of what is in work: begun, and neither on hold nor over."""

LAST = ("on-hold", "declined", "closed")
"""States after which nothing comes as long as something is in them."""

RANK = {state: n for n, state in enumerate((*ORDER[:-1], *LAST))}
"""The order of what was reached on one day."""


class Hold(NamedTuple):
    """Since when something waits, until when, and in which state it was."""

    since: date | None
    until: date | None
    state: str


class Course(NamedTuple):
    """An improvement as reports on flow need it."""

    n: int
    identity: str
    title: str
    state: str
    open: bool
    owner: str
    due: date | None
    raised: date | None
    raised_by: str
    source: str
    reached: dict[str, date]
    """The day on which each state was first reached."""
    result: str
    hold: Hold | None
    """While it is on hold."""
    more: tuple[Any, ...] = ()
    """What was asked for besides, as plain data."""

    @property
    def proposed(self) -> date | None:
        """The day from which lead time counts."""
        return self.reached.get("proposed", self.raised)

    @property
    def answered(self) -> date | None:
        """The day on which whoever raised it had an answer."""
        days = [self.reached[s] for s in ("accepted", "declined") if s in self.reached]
        return min(days, default=None)

    @property
    def standing(self) -> str:
        """The state on the main line: where it is, or where its hold began."""
        if self.state != "on-hold":
            return self.state
        if self.hold and self.hold.state:
            return self.hold.state
        return next((s for s in reversed(ORDER[:-1]) if s in self.reached), "proposed")

    @property
    def begun(self) -> date | None:
        """The day from which cycle time counts; none for what was moved back before its work."""
        if self.open and self.standing in UNSTARTED:
            return None
        return self.reached.get("in-progress")

    @property
    def waiting(self) -> date | None:
        """The day since which it waits to be begun: accepted, or while it is not, proposed."""
        if self.standing == "proposed":
            return self.proposed
        answered = [day for state, day in self.reached.items() if state in UNSTARTED[1:]]
        return min(answered, default=None)

    @property
    def closed(self) -> date | None:
        """The day on which it was closed, if it is."""
        return self.reached.get("closed") if self.state == "closed" else None

    @property
    def undated(self) -> bool:
        """Whether it is over, and on no day that is known."""
        return not self.open and self.state not in self.reached

    @property
    def moved(self) -> date | None:
        """The last day on which it is known to have reached a state, or a hold to have begun."""
        held = [self.hold.since] if self.hold and self.hold.since else []
        return max([*self.reached.values(), *held], default=self.raised)

    @property
    def stays(self) -> list[tuple[str, date, date | None]]:
        """
        Every state it stood in, as (state, from, until), in the order of the days reached.

        A hold counts while it lasts; where work went on afterwards, the days of the hold belong
        to the state that it interrupted. What was moved back counts on in the state it left.
        """
        found = {"proposed": self.proposed} | self.reached
        if self.hold and self.hold.since:
            found["on-hold"] = self.hold.since
        days = {s: d for s, d in found.items() if d and (s != "on-hold" or self.hold)}
        if last := days.get(self.state) if self.state in LAST else None:
            days = {s: d for s, d in days.items() if d <= last}
        ordered = sorted((d, RANK[s], s) for s, d in days.items() if s in RANK)
        ends = [day for day, _, _ in ordered[1:]]
        return [
            (state, day, end)
            for (day, _, state), end in zip(ordered, [*ends, None], strict=True)
            if day != end
        ]


def courses(register: Register, query: Query, today: date, *also: str) -> list[Course]:
    """
    The course of every improvement that a query finds, in the order of identities.

    `also` names further fields (`plan`), each of which comes along in `more`. Days that are no
    days are left out: `learnorg check` finds them.
    """
    clause = queries.where(query._replace(kind="improvement"), today)
    paths = ", ".join(f"'$.{key}'" for key in ("dates", "hold", "outcome.result", *also))
    rows = register.index.rows(
        "SELECT records.n, id, records.title, state, open, owner, due, raised, raised_by, source, "
        f"json_extract(json, {paths}) FROM records JOIN contents USING (n) "  # names of our own
        f"WHERE {clause.sql} ORDER BY id",
        clause.parameters,
    )
    return [_course(row) for row in rows]


def beginning(known: Iterable[Course]) -> date | None:
    """
    The earliest day of all: that on which the first was raised.

    Where dates contradict it, such as those of a closing before, the earliest of them.
    """
    days = (day for c in known for day in (c.raised, *c.reached.values()) if day)
    return min(days, default=None)


def numbers(register: Register, query: Query, today: date) -> set[int]:
    """Which improvements a query finds, by the numbers that courses carry."""
    clause = queries.where(query._replace(kind="improvement"), today)
    rows = register.index.rows(f"SELECT n FROM records WHERE {clause.sql}", clause.parameters)
    return {n for (n,) in rows}


def whatever_state(query: Query) -> Query:
    """The query without what it says of states: for what was finished beside what is open."""
    return query._replace(filters=tuple(f for f in query.filters if f.field not in ABOUT_STANDING))


def _course(row: tuple[Any, ...]) -> Course:
    n, identity, title, state, still, owner, due, raised, raised_by, source, text = row
    dates, hold, result, *more = json.loads(text)
    reached = dates.items() if isinstance(dates, dict) else ()
    return Course(
        n,
        identity,
        title,
        state,
        bool(still),
        owner,
        day(due),
        day(raised),
        raised_by,
        source,
        {name: found for name, text in reached if (found := day(text))},
        result if isinstance(result, str) else "",
        _hold(hold) if state == "on-hold" else None,
        tuple(more),
    )


def _hold(hold: Any) -> Hold:
    told = hold if isinstance(hold, dict) else {}
    state = told.get("state")
    return Hold(day(told.get("from")), day(told.get("until")), state if state in ORDER else "")


def day(text: Any) -> date | None:
    """The day that a field of a record names, if it does."""
    try:
        return iso_day(text) if isinstance(text, str) and text else None
    except NotADate:
        return None
