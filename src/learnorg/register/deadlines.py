"""Everything with a day by which something is to be: read from the index in one go."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Literal, NamedTuple

from learnorg.kinds.article import ARTICLE
from learnorg.kinds.resource import RESOURCE
from learnorg.kinds.review import REVIEW
from learnorg.methods.moments import moment
from learnorg.register import query as queries
from learnorg.register.course import day
from learnorg.register.planning import steps
from learnorg.register.query import Query
from learnorg.register.register import Register

Sort = Literal["improvement", "step", "measure", "hold", "watch", "closing", "checking"]


class Deadline(NamedTuple):
    """A day by which something is to be, what that is, and in which record."""

    day: date
    sort: Sort
    what: str
    """The step, the measure or what a hold waits for; empty for the record itself."""
    part: str
    """The identity of the step or measure, if it has one."""
    owner: str
    identity: str
    title: str
    state: str


def deadlines(register: Register, query: Query, today: date) -> list[Deadline]:
    """
    Every deadline of the improvements that a query finds, by day.

    Of open ones: `due`, each step's `due` while it is not done, and `hold.until` while it is on
    hold. Of those that are closed, too: each measure's `by` while it has no `actual`, since what
    was realised is told from it; not of what was withdrawn. Of all: `momentum.watch_until`.
    """
    clause = queries.where(query._replace(kind="improvement"), today)
    rows = register.index.rows(
        "SELECT id, records.title, state, open, owner, due, json_extract(json, '$.plan', "
        "'$.measures', '$.hold', '$.momentum.watch_until', '$.outcome.result') "
        f"FROM records JOIN contents USING (n) WHERE {clause.sql} AND (open OR "
        "json_extract(json, '$.momentum.watch_until') != '' OR "
        "(state = 'closed' AND json_extract(json, '$.measures') IS NOT NULL))",
        clause.parameters,
    )
    found = [one for row in rows for one in _of_record(*row)]
    return sorted(found, key=lambda one: (one.day, one.identity, one.sort, one.part, one.what))


def kept_up(register: Register, query: Query, today: date) -> list[Deadline]:
    """
    The days by which open reviews are to be closed, and articles and resources looked at again.

    A review has as many days as policy gives its type, from when it was resolved, else raised.
    """
    found = []
    for kind in (REVIEW, ARTICLE, RESOURCE):
        clause = queries.where(query._replace(kind=kind.name), today)
        rows = register.index.rows(
            "SELECT id, records.title, state, owner, due, type, raised, "
            "json_extract(json, '$.times.resolved') "
            f"FROM records JOIN contents USING (n) WHERE {clause.sql} AND open",
            clause.parameters,
        )
        for identity, title, state, owner, due, of_type, raised, resolved in rows:
            sort: Sort = "closing" if kind is REVIEW else "checking"
            if kind is REVIEW:
                since = _moment_day(resolved) or day(raised)
                until = since and since + timedelta(register.policy.reviews.closed_within(of_type))
            else:
                until = day(due)
            if until:
                found.append(Deadline(until, sort, "", "", owner, identity, title, state))
    return sorted(found, key=lambda one: (one.day, one.identity))


def _moment_day(text: Any) -> date | None:
    """The day of a moment."""
    at = moment(text) if isinstance(text, str) else None
    return at.at.date() if at else None


def _of_record(
    identity: str, title: str, state: str, still: float, owner: str, due: str, text: str
) -> Iterator[Deadline]:
    plan, measures, hold, watch_until, result = json.loads(text)
    if watched := day(watch_until):
        yield Deadline(watched, "watch", "", "", owner, identity, title, state)
    if still or (state == "closed" and result != "withdrawn"):
        for measure in _dicts(measures):
            if (until := day(measure.get("by"))) and not measure.get("actual"):
                name = _text(measure.get("name")) or _text(measure.get("metric"))
                part = _text(measure.get("id"))
                yield Deadline(until, "measure", name, part, owner, identity, title, state)
    if not still:
        return
    if until := day(due):
        yield Deadline(until, "improvement", "", "", owner, identity, title, state)
    for step in steps(plan):
        if (until := day(step.due)) and not step.done:
            yield Deadline(until, "step", step.do, step.id, step.owner or owner,
                           identity, title, state)  # fmt: skip
    if state == "on-hold" and isinstance(hold, dict) and (until := day(hold.get("until"))):
        because = _text(hold.get("because"))
        yield Deadline(until, "hold", because, "", owner, identity, title, state)


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
