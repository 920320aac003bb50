"""What does not get on, and why?"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from learnorg.methods.flow import took
from learnorg.page import Cell, Column, Page, Say, Table, Text
from learnorg.register.course import Course, courses, day, numbers
from learnorg.register.lookup import shortest
from learnorg.register.planning import steps
from learnorg.register.query import Query
from learnorg.register.register import Register
from learnorg.reports.states import TONES


class Reason(NamedTuple):
    """Why something is stuck: a word for programs, a few for people, and what it waits for."""

    name: str
    text: str
    needs: str = ""


class Stuck(NamedTuple):
    """An improvement that does not get on, since when, and all the reasons."""

    identity: str
    state: str
    title: str
    owner: str
    since: date | None
    days: int | None
    """Since its last move."""
    reasons: tuple[Reason, ...]


class Standstill(NamedTuple):
    """Everything that is stuck, the longest without a move first."""

    items: list[Stuck]
    short: dict[str, str]
    open: int
    stuck_after: int
    today: date


class Needed(NamedTuple):
    """What something waits for: another improvement, and what became of it."""

    n: int
    identity: str
    state: str
    result: str


def derive(register: Register, query: Query, today: date) -> Standstill:
    """
    Open improvements that are stuck, with every reason for it.

    A reason is: no move for longer than policy's `stuck_after`; no owner, once accepted; a
    hold past its date, or without one; a plan whose every dated open step is overdue; waiting
    (`depends-on`) for what was declined or withdrawn, or is itself stuck. What is on hold is not
    expected to move, nor its plan. A move is what `dates` tells: the way back from a hold is none.
    """
    after = register.policy.stuck_after
    known = courses(register, Query().open_only(), today, "plan")
    reasons = {c.n: [*_reasons(c, after, today)] for c in known}
    needs = _needs(register)
    for n, why in _waiting(reasons, needs):
        reasons[n].append(why)
    asked = numbers(register, query.open_only(), today)
    found = [c for c in known if c.n in asked]
    stuck = [c for c in found if reasons[c.n]]
    named = {c.identity for c in stuck} | {why.needs for c in stuck for why in reasons[c.n]}
    short = shortest(register.index, sorted(named - {""}))
    items = [
        Stuck(
            c.identity, c.state, c.title, c.owner, c.moved,
            took(c.moved, today), tuple(reasons[c.n]),
        )
        for c in stuck
    ]  # fmt: skip
    items.sort(key=lambda one: (-(one.days if one.days is not None else 10**6), one.identity))
    return Standstill(items, short, len(found), after, today)


def _reasons(course: Course, after: int, today: date) -> Iterator[Reason]:
    """Why an improvement is stuck by itself."""
    hold = course.hold
    if hold is None:
        days = took(course.moved, today)
        if days is not None and days > after:
            proposed = course.state == "proposed"
            yield Reason("no-move", "waits for a decision" if proposed else "no move")
        if late := _late_steps(course.more[0], today):
            yield Reason("plan-overdue", f"every dated step late ({late})")
    elif hold.until is None:
        yield Reason("held-without-date", "on hold without a date")
    elif hold.until < today:
        yield Reason("held-past-date", f"on hold past {hold.until}")
    if not course.owner and course.state != "proposed":
        yield Reason("no-owner", "no owner")


def _late_steps(plan: Any, today: date) -> int:
    """How many open steps have a day, if all of those days have passed; otherwise none."""
    dated = [step for step in steps(plan) if not step.done and day(step.due)]
    return len(dated) if all(step.late(today) for step in dated) else 0


def _needs(register: Register) -> dict[int, list[Needed]]:
    """What every open improvement waits for."""
    found: dict[int, list[Needed]] = {}
    rows = register.index.rows(
        "SELECT DISTINCT l.n, r.n, r.id, r.state, coalesce(t.value, '') FROM links l "
        "JOIN records own ON own.n = l.n AND own.kind = 'improvement' AND own.open "
        "JOIN records r ON r.id = l.identity AND r.kind = 'improvement' "
        "LEFT JOIN terms t ON t.n = r.n AND t.field = 'outcome' "
        "WHERE l.rel = 'depends-on' AND l.identity != '' AND r.n != l.n ORDER BY l.n, r.id"
    )
    for n, *needed in rows:
        found.setdefault(n, []).append(Needed(*needed))
    return found


def _waiting(
    reasons: Mapping[int, list[Reason]], needs: Mapping[int, list[Needed]]
) -> list[tuple[int, Reason]]:
    """Who waits in vain, and for what: for what has come to nothing, or does not get on."""
    stuck = {n for n, found in reasons.items() if found}
    grown = -1
    while grown != len(stuck):  # what waits for what is stuck is stuck
        grown = len(stuck)
        stuck |= {n for n, them in needs.items() if any(_vain(one, stuck) for one in them)}
    return [
        (n, Reason("waits", how, one.identity))
        for n, them in needs.items()
        for one in them
        if n in reasons and (how := _vain(one, stuck))
    ]


def _vain(needed: Needed, stuck: set[int]) -> str:
    if needed.state == "declined":
        return "was declined"
    if needed.state == "closed" and needed.result == "withdrawn":
        return "was withdrawn"
    return "is stuck" if needed.n in stuck else ""


def lay_out(standstill: Standstill, limit: int = 0) -> Page:
    """One line an item, with all its reasons."""
    if not standstill.items:
        told = (
            f"Nothing is stuck: {standstill.open} open, and whatever is expected to move has moved "
            f"in the last {standstill.stuck_after} days."
        )
        return Page("", (Text(told, "good"),), "stuck", _data(standstill))
    columns = [
        Column("id"), Column("state"), Column("days", right=True),
        Column("why", flexible=True, wrapped=True),
        Column("title", flexible=True), Column("owner", flexible=True),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [
            Say(standstill.short[one.identity], "id", one.identity),
            Say(one.state, TONES.get(one.state, "")),
            "" if one.days is None else str(one.days),
            _why(one, standstill.short),
            one.title,
            one.owner,
        ]
        for one in standstill.items[: limit or None]
    ]
    return Page("", (Table(columns, rows),), "stuck", _data(standstill))


def _why(stuck: Stuck, short: dict[str, str]) -> Say:
    """All the reasons, with short identities for people and whole ones for programs."""
    return Say(
        "; ".join(_told(why, short[why.needs] if why.needs else "") for why in stuck.reasons),
        "",
        "; ".join(_told(why, why.needs) for why in stuck.reasons),
    )


def _told(why: Reason, needs: str) -> str:
    return f"waits for {needs}, which {why.text}" if needs else why.text


def _data(standstill: Standstill) -> dict[str, Any]:
    return {
        "stuck_after": standstill.stuck_after,
        "open": standstill.open,
        "items": [
            {"id": one.identity, "state": one.state, "title": one.title,
             "owner": one.owner or None, "days": one.days,
             "since": one.since.isoformat() if one.since else None,
             "reasons": [
                 {"name": why.name, "text": why.text, "needs": why.needs or None}
                 for why in one.reasons
             ]}
            for one in standstill.items
        ],
    }  # fmt: skip
