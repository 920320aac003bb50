"""What was finished, what did it bring, and what was learned?"""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from learnorg.page import Block, Page, Text
from learnorg.periods import Period
from learnorg.register import query as queries
from learnorg.register.course import beginning, courses
from learnorg.register.lookup import shortest
from learnorg.register.query import Query
from learnorg.register.register import Register
from learnorg.reports.outcomes import benefits, figures, rows, stories
from learnorg.reports.outcomes.finished import Finished, Teams, days_between, finished
from learnorg.reports.outcomes.tally import Group, Tally, grouped, tally
from learnorg.reports.outcomes.window import Window, before, part, parts, window
from learnorg.reports.outcomes.worth import Worth, worth

KIND = "achievements"


class Last(NamedTuple):
    """The improvement that was finished last before a window in which none was."""

    id: str
    title: str
    on: str


class Achievements(NamedTuple):
    """What was finished in a window, and in the one before."""

    window: Window
    before: Window | None
    filters: str
    closed: list[Finished]
    declined: list[Finished]
    now: Tally
    then: Tally | None
    """None where nothing can be said of it, since the register began in it or afterwards."""
    began: date | None
    """The first day on which anything was raised, in the whole register."""
    worth: Worth
    unit: str
    months: list[Group]
    services: list[Group]
    objectives: list[Group]
    undated: int
    """How many are closed on no day that is known, and so belong to no window."""
    last: Last | None
    short: dict[str, str]


def derive(register: Register, query: Query, span: Period, today: date) -> Achievements:
    """
    What came of the improvements that were closed in a span, as far as it has passed.

    A reopened improvement is not finished. One that was declined after work on it had begun
    is told in its own section, and counted nowhere else.
    """
    ends, undated = _ends(register, query, today)
    now = window(span, today, None if span.first else beginning(courses(register, query, today)))
    earlier = [one for one in ends if one.on < now.first.isoformat()]
    past = before(now) if span.first else None
    ended = list(_ended(register, query, (past or now).first, now.last, today))
    closed = [one for one in ended if one.on in now and one.result != "declined"]
    then = [one for one in ended if past and one.on in past and one.result != "declined"]
    began = beginning(courses(register, Query(kind=query.kind), today))
    reached = bool(past and began and began <= past.first)
    declined = [one for one in ended if one.on in now and one.result == "declined"]
    unit, all_ = parts(now)
    months = {group.name: group for group in grouped((part(unit, c.on), c) for c in closed)}
    none = Group("", 0, dict.fromkeys(tally(()).results, 0))
    return Achievements(
        now,
        past,
        filters(query),
        closed,
        declined,
        tally(closed),
        tally(then) if then or reached else None,
        began,
        worth(closed, today.isoformat()),
        unit,
        [months.get(name, none._replace(name=name)) for name in all_],
        grouped((service, one) for one in closed for service in one.services),
        grouped((objective, one) for one in closed for objective in one.objectives),
        undated,
        earlier[-1] if earlier and not closed else None,
        shortest(register.index, [one.identity for one in (*closed, *declined)]),
    )


def filters(query: Query) -> str:
    """A query's conditions, as they are typed."""
    said = [f"{'not:' * f.negated}{f.field}:{','.join(f.values)}" for f in query.filters]
    return " ".join([*said, *query.words])


def _ended(
    register: Register, query: Query, first: date, last: date, today: date
) -> Iterator[Finished]:
    """Whatever was closed, or declined after its start, from one day to another."""
    import json  # the index has it loaded

    clause = queries.where(query, today)
    days = (first.isoformat(), last.isoformat())
    ended = register.index.connection.execute(
        "SELECT id, CASE state WHEN 'closed' THEN closed ELSE since END AS ended, json "
        f"FROM records JOIN contents USING (n) WHERE {clause.sql} AND "
        "((state = 'closed' AND closed BETWEEN ? AND ?) OR (state = 'declined' "
        "AND since BETWEEN ? AND ? AND json_extract(json, '$.dates.in-progress') IS NOT NULL)) "
        "ORDER BY ended DESC, id",
        (*clause.parameters, *days, *days),
    )
    teams = Teams(register)
    for identity, on, plain in ended:
        if days_between(on, on) is not None:
            yield finished(identity, json.loads(plain), on, teams)


def _ends(register: Register, query: Query, today: date) -> tuple[list[Last], int]:
    """All that is closed by the day it was, and how many are closed on no day there is."""
    clause = queries.where(query, today)
    closed = register.index.rows(
        f"SELECT id, title, closed FROM records WHERE {clause.sql} AND state = 'closed' "
        "ORDER BY closed, id DESC",
        clause.parameters,
    )
    dated = [Last(*row) for row in closed if days_between(row[2], row[2]) is not None]
    return dated, len(closed) - len(dated)


def lay_out(found: Achievements) -> Page:
    """The answer in a few sentences, the figures, then each improvement in its own words."""
    return Page(f"Achievements, {found.window.name}", tuple(_blocks(found)), KIND, _data(found))


def _blocks(found: Achievements) -> Iterator[Block]:
    yield from _answer(found)
    if found.closed:
        yield from figures.comparison(
            found.now, found.then, found.window, found.before, found.began
        )
        yield from figures.by_month(found.months, found.unit)
        yield from benefits.money(found.worth, found.short)
    of = f" of the {len(found.closed):,} finished"
    yield from stories.told("What worked, or was delivered", stories.worked(found.closed), of)
    failed = stories.disappointed(found.closed)
    yield from stories.told("What did not work, or not wholly", failed, of)
    yield from stories.told("Closed without an outcome", stories.unsaid(found.closed), of)
    declined = "Declined after it was begun"
    yield from stories.told(declined, found.declined, ", not among the finished")
    if found.closed:
        yield from figures.groups("By service", "service", found.services)
        yield from figures.groups("By objective", "objective", found.objectives)


def _answer(found: Achievements) -> Iterator[Block]:
    yield Text(" ".join(figures.sentences(found.now, found.worth, found.window)))
    if found.last:
        yield Text(f"The last one before was finished on {found.last.on}: {found.last.title}.")
    yield Text(_window(found), "quiet")
    if found.undated:
        closed = "improvement is" if found.undated == 1 else "improvements are"
        yield Text(
            f"{found.undated:,} {closed} closed on no day that is known and in no period: "
            "`learnorg check` tells which.",
            "warn",
        )


def _window(found: Achievements) -> str:
    """Which days and which improvements it is about."""
    now = found.window
    days = f"Closed from {now.first} to {now.last}"
    running = f"; {now.name} is not over, it ends on {now.ends}" if now.running else ""
    which = f"; of {found.filters}" if found.filters else ""
    return f"{days}{running}{which}."


def table(found: Achievements) -> Page:
    """Every finished improvement as a row, for spreadsheets."""
    return Page("", (rows.table([*found.closed, *found.declined]),), KIND, _data(found))


def _data(found: Achievements) -> dict[str, Any]:
    return {
        "window": found.window.data,
        "before": (
            {**found.before.data, **figures.tally_data(found.then)} if found.before else None
        ),
        "register_began": found.began.isoformat() if found.began else None,
        "query": found.filters or None,
        **figures.tally_data(found.now),
        "benefits": benefits.data(found.worth),
        "by_time": [figures.group_data(found.unit, one) for one in found.months],
        "by_service": [figures.group_data("service", one) for one in found.services],
        "by_objective": [figures.group_data("objective", one) for one in found.objectives],
        "closed_without_day": found.undated,
        "improvements": [stories.data(one) for one in found.closed],
        "declined_after_start": [stories.data(one) for one in found.declined],
        "last_before": found.last._asdict() if found.last else None,
    }
