"""Where do improvements come from, and who takes part?"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from learnorg.methods.flow import diversity, participation
from learnorg.page import (
    Axis,
    Block,
    Cell,
    Chart,
    Column,
    Fields,
    Page,
    Point,
    Say,
    Series,
    Table,
    Text,
    counted,
)
from learnorg.periods import Period
from learnorg.register.course import Course, courses
from learnorg.register.facts import several
from learnorg.register.query import Query
from learnorg.register.register import Register
from learnorg.reports.tracking.figures import per_cent, rounded
from learnorg.reports.tracking.windows import Window, window

NOBODY = frozenset({"", "anonymous", "unknown"})


class Source(NamedTuple):
    """A source with what came from it: how many, how many were closed, and achieved."""

    name: str
    number: int
    closed: int
    achieved: int


class Sources(NamedTuple):
    """What was raised in a window by source, the most first, and who took part in it."""

    window: Window
    sources: list[Source]
    silent: list[str]
    total: int
    diversity: float | None
    raisers: int
    people: int
    headcount: int | None
    participation: float | None


def derive(register: Register, query: Query, span: Period, today: date) -> Sources:
    """
    The improvements raised in a span, by their source.

    Whoever raised one, owns it or a step of it, sponsors it or was consulted took part, as
    the records name them; teams and the anonymous are nobody. What has no source counts
    as one, without a name, but not towards diversity.
    """
    known = courses(register, query, today, "plan", "sponsor", "consulted")
    within = window(span, min((c.raised for c in known if c.raised), default=None), today)
    raised = [c for c in known if c.raised in within]
    counts = Counter(c.source for c in raised)
    closed = Counter(c.source for c in raised if c.state == "closed")
    achieved = Counter(c.source for c in raised if c.state == "closed" and c.result == "achieved")
    sources = [Source(s, counts[s], closed[s], achieved[s]) for s in counts]
    sources.sort(key=lambda one: (not one.name, -one.number, one.name))
    nobody = NOBODY | {team.casefold() for team in register.policy.teams}
    raisers = {c.raised_by.casefold() for c in raised} - nobody
    people = raisers | {name.casefold() for c in raised for name in _taking_part(c)} - nobody
    headcount = register.policy.headcount
    return Sources(
        within,
        sources,
        [name for name in register.policy.all_sources if name not in counts],
        len(raised),
        diversity([one.number for one in sources if one.name]),
        len(raisers),
        len(people),
        headcount,
        participation(people, headcount),
    )


def _taking_part(course: Course) -> Iterator[str]:
    plan, sponsor, consulted = course.more
    yield course.owner
    yield from several(sponsor)
    yield from several(consulted)
    if isinstance(plan, list):
        for step in plan:
            if isinstance(step, dict):
                yield from several(step.get("owner"))


def lay_out(sources: Sources) -> Page:
    """Each source with its share, then the silent ones and how many took part."""
    title = f"Sources of what was raised {sources.window}"
    if not sources.total:
        return Page(title, (Text("Nothing was raised.", "quiet"),), "sources", _data(sources))
    named = sum(one.number for one in sources.sources if one.name)
    blocks: list[Block] = [Text(f"{counted(sources.total, 'improvement')} raised, {named} with a "
                                f"source.")]  # fmt: skip
    blocks += [_table(sources), Fields(tuple(_fields(sources))), _chart(sources)]
    return Page(title, tuple(blocks), "sources", _data(sources))


def _table(sources: Sources) -> Table:
    columns = [
        Column("source", flexible=True), Column("raised", right=True), Column("share", right=True),
        Column("closed", right=True), Column("achieved", right=True),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [
            one.name or Say("(none stated)", "quiet", " "),
            str(one.number),
            per_cent(one.number / sources.total),
            str(one.closed),
            str(one.achieved),
        ]
        for one in sources.sources
    ]
    return Table(columns, rows)


def _chart(sources: Sources) -> Chart:
    points = [Point(one.name or "(none stated)", one.number) for one in sources.sources]
    axes = Axis("source", "name"), Axis("improvements")
    return Chart("bars", "Raised, by source", *axes, [Series("raised", points)])


def _fields(sources: Sources) -> Iterator[tuple[str, Cell]]:
    if sources.diversity is None:
        yield "diversity", Say("not enough data: nothing has a source", "quiet")
    else:
        meant = "0: all from one; towards 1: from many alike"
        yield "diversity", f"{sources.diversity:.2f}  ({meant})"
    yield "silent", Say(", ".join(sources.silent), "warn") if sources.silent else "none"
    took_part = f"{counted(sources.people, 'person', 'people')}, {sources.raisers} of them raised"
    if sources.participation is None:
        yield "took part", f"{took_part}; for a share, say `headcount` in learnorg.yaml"
    else:
        yield "took part", f"{took_part}: {per_cent(sources.participation)} of {sources.headcount}"


def _data(sources: Sources) -> dict[str, Any]:
    total = sources.total
    return {
        "window": {"first": sources.window.first.isoformat(),
                   "last": sources.window.last.isoformat()},
        "raised": total,
        "sources": [
            {"source": one.name or None, "count": one.number,
             "share": round(one.number / total, 4), "closed": one.closed, "achieved": one.achieved}
            for one in sources.sources
        ],
        "diversity": rounded(sources.diversity),
        "silent": sources.silent,
        "raisers": sources.raisers,
        "people": sources.people,
        "headcount": sources.headcount,
        "participation": rounded(sources.participation),
    }  # fmt: skip
