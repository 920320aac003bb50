"""Where do improvements come from, and who takes part?"""

from collections import Counter
from collections.abc import Iterator, Sequence
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
from learnorg.register.course import Course, beginning, courses
from learnorg.register.facts import several
from learnorg.register.people import Directory, folded
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
    the records name them; a listed person is one by whatever name, and teams and the anonymous
    are nobody. A source that policy knows is one in whatever case. What has no source counts as
    one, without a name, but not towards diversity.
    """
    known = courses(register, query, today, "plan", "sponsor", "consulted")
    within = window(span, beginning(known), today)
    raised = _with_sources([c for c in known if c.raised in within], register.policy.all_sources)
    counts = Counter(c.source for c in raised)
    closed = Counter(c.source for c in raised if c.state == "closed")
    achieved = Counter(c.source for c in raised if c.state == "closed" and c.result == "achieved")
    sources = [Source(s, counts[s], closed[s], achieved[s]) for s in counts]
    sources.sort(key=lambda one: (not one.name, -one.number, one.name))
    directory = Directory(register)
    nobody = NOBODY | {folded(team) for team in register.policy.teams}
    raisers = {directory.who(c.raised_by) for c in raised} - nobody
    people = raisers | {directory.who(name) for c in raised for name in _taking_part(c)} - nobody
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


def _with_sources(raised: Sequence[Course], known: Sequence[str]) -> list[Course]:
    """What was raised, its source spelled as policy does if it knows it."""
    spelled = {folded(name): name for name in reversed(known)} | {name: name for name in known}
    return [
        c._replace(source=spelled.get(c.source, spelled.get(folded(c.source), c.source)))
        for c in raised
    ]


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
        share = f"{took_part}: {per_cent(sources.participation)} of {sources.headcount}"
        over = sources.participation > 1
        more = ", more than the headcount in learnorg.yaml"
        yield "took part", Say(f"{share}{more}", "warn") if over else share


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
