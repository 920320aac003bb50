"""Is what somebody wrote down used by others, and is what they doubt mended?"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from learnorg.kinds.article import ARTICLE, OUT
from learnorg.methods.flow import percentile, took
from learnorg.methods.knowledge import share
from learnorg.page import Block, Cell, Column, Fields, Heading, Page, Say, Table, Text, counted
from learnorg.periods import Period
from learnorg.register.activity import Event, events, open_flags
from learnorg.register.course import day
from learnorg.register.register import Register
from learnorg.reports.knowledge.cells import NO_TEAM, of, portion
from learnorg.reports.knowledge.fixes import fixes
from learnorg.reports.tracking.figures import in_days, per_cent, rounded
from learnorg.reports.tracking.windows import Window, window

GONE = "(no longer there)"

SQL = """
SELECT r.id, r.kind, r.team, r.state, r.raised, json_extract(c.json, '$.dates.validated')
FROM records r JOIN contents c USING (n) WHERE r.kind IN ('article', 'resource')
"""


class Known(NamedTuple):
    """What may be used: its kind, team and state, and how long it took to be found right."""

    kind: str
    team: str
    state: str
    raised: date | None
    validated: date | None


class Used(NamedTuple):
    """How what a team wrote was used in a window."""

    team: str
    uses: int
    by_others: int
    things: int
    """How many different articles and resources that was."""


class Took(NamedTuple):
    """How many days something took, half of the time, and how often it was."""

    median: float | None
    number: int


class Reuse(NamedTuple):
    """The uses in a window by the team that wrote what was used, and what became of flags."""

    window: Window
    teams: list[Used]
    all: Used
    unused: int
    out: int
    """Articles that are there to be used."""
    fixing: Took
    publishing: Took
    open_flags: int


def derive(register: Register, span: Period, today: date) -> Reuse:
    """
    The uses of articles and resources in a span, by the team whose they are.

    Reuse is uses by others than the author or owner / uses; flag-to-fix is the days from a flag
    to the first fix that answers it, for fixes in the span; time to publish is the days from
    raised to first validated, for articles validated in it. All are medians (formulas:
    Knowledge). No team is ranked: they stand in the order of their names.
    """
    known = _known(register)
    log = events(register)
    dates = [one for event in log if (one := day(event.on))]
    within = window(span, min(dates, default=None), today)
    used = [one for one in log if one.verb == "used" and day(one.on) in within]
    by_team: dict[str, list[Event]] = {}
    for event in used:
        team = known[event.object].team if event.object in known else GONE
        by_team.setdefault(team, []).append(event)
    order = sorted(by_team, key=lambda team: (team in ("", GONE), team == GONE, team.casefold()))
    out = {i for i, one in known.items() if one.kind == ARTICLE.name and one.state in OUT}
    return Reuse(
        within,
        [_used(team, by_team[team]) for team in order],
        _used("", used),
        len(out - {event.object for event in used}),
        len(out),
        _took(days for on, days in fixes(log) if day(on) in within),
        _took(took(a.raised, a.validated) for a in known.values() if a.validated in within),
        len(open_flags(register)),
    )


def _known(register: Register) -> dict[str, Known]:
    """Everything that may be used, by what the log calls it."""
    return {
        identity if kind == ARTICLE.name else f"{kind}:{identity}": Known(
            kind, team, state, day(raised), day(validated) if kind == ARTICLE.name else None
        )
        for identity, kind, team, state, raised, validated in register.index.rows(SQL)
    }


def _used(team: str, among: list[Event]) -> Used:
    others = sum(not event.context.get("own") for event in among)
    return Used(team, len(among), others, len({event.object for event in among}))


def _took(days: Iterable[int | None]) -> Took:
    known = [each for each in days if each is not None]
    return Took(percentile(known, 0.5), len(known))


def lay_out(found: Reuse) -> Page:
    """The shares, then the uses of what each team wrote."""
    title = f"Reuse of knowledge, {found.window}"
    return Page(title, tuple(_blocks(found)), "reuse", _data(found))


def _blocks(found: Reuse) -> Iterator[Block]:
    yield Fields(tuple(_fields(found)))
    if found.teams:
        yield Heading("By the team that wrote it")
        yield _table(found.teams)
        yield Text(
            "Teams stand in the order of their names; use is an outcome, no target.", "quiet"
        )


def _fields(found: Reuse) -> Iterator[tuple[str, Cell]]:
    used = found.all
    yield "reuse", of(used.by_others, used.uses, "uses by others than the author", "nothing used")
    yield "never used", of(found.unused, found.out, "articles in that time", "no article is out")
    yield "flag to fix", _median(found.fixing, "flag", "no flag was answered in that time")
    yield "open flags", str(found.open_flags)
    none = "no article was validated in that time"
    yield "to publish", _median(found.publishing, "article", none)


def _median(found: Took, what: str, missing: str) -> Cell:
    if found.median is None:
        return Say(f"not enough data: {missing}", "quiet")
    return f"{in_days(found.median)} for half of {counted(found.number, what)}"


def _table(teams: list[Used]) -> Table:
    names = ("uses", "by others", "reuse", "different ones")
    columns = [Column("team", flexible=True), *(Column(name, right=True) for name in names)]
    rows: list[list[Cell]] = [
        [
            one.team or Say(NO_TEAM, "quiet", " "),
            str(one.uses),
            str(one.by_others),
            per_cent(share(one.by_others, one.uses) or 0),
            str(one.things),
        ]
        for one in teams
    ]
    return Table(columns, rows)


def _data(found: Reuse) -> dict[str, Any]:
    return {
        "window": {"first": found.window.first.isoformat(), "last": found.window.last.isoformat()},
        "reuse": portion(found.all.by_others, found.all.uses),
        "never_used": portion(found.unused, found.out),
        "flag_to_fix_days": _of(found.fixing),
        "open_flags": found.open_flags,
        "time_to_publish_days": _of(found.publishing),
        "teams": [
            {"team": None if one.team in ("", GONE) else one.team, "gone": one.team == GONE,
             "different": one.things} | portion(one.by_others, one.uses)
            for one in found.teams
        ],
    }  # fmt: skip


def _of(found: Took) -> Mapping[str, Any]:
    return {"count": found.number, "median": rounded(found.median)}
