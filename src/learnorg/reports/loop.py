"""Of all that happened and was learned, what is still open?"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from learnorg.page import (
    Axis,
    Block,
    Cell,
    Chart,
    Column,
    Heading,
    Page,
    Point,
    Say,
    Series,
    Table,
    Text,
    Tone,
    counted,
)
from learnorg.refs import MINTED
from learnorg.register.lookup import shortest
from learnorg.register.query import Query
from learnorg.register.register import Register
from learnorg.reports.ends.end import ASKED, STAGES, End
from learnorg.reports.ends.gathering import ends

KIND = "loop"

CLOSED: Mapping[tuple[str, str], tuple[str, str]] = {
    ("happened", "review"): ("review is examined", "reviews are examined"),
    ("examined", "review"): ("review is closed", "reviews are closed"),
    ("examined", "factor"): ("factor led to a finding", "factors led to findings"),
    ("examined", "finding"): ("finding has landed", "findings have landed"),
    ("landed", "improvement"): ("improvement is done", "improvements are done"),
    ("landed", "article"): ("article is validated", "articles are validated"),
    ("used", "article"): ("article is used", "articles are used"),
    ("true", "improvement"): ("improvement was shown to work", "improvements were shown to work"),
    ("true", "article"): ("article holds", "articles hold"),
}
"""What the closed ends of a stage are counted as."""


class Loop(NamedTuple):
    """The ends of the loop, by stage and the oldest first; what was asked for, and of which day."""

    ends: list[End]
    service: str
    team: str
    since: date | None
    today: date
    short: dict[str, str]

    def at(self, stage: str, *, open_: bool) -> list[End]:
        """The ends of a stage, open or closed."""
        return [one for one in self.ends if one.stage == stage and one.open == open_]

    def days(self, one: End) -> int | None:
        """How long an end has stood as it does."""
        return one.days(self.today)

    def named(self, one: End) -> str:
        """An end's record by its short name, with the part."""
        short = self.short.get(one.record, one.record)
        return f"{short}#{one.part}" if one.part else short

    @property
    def open(self) -> list[End]:
        """Everything that is open."""
        return [one for one in self.ends if one.open]


def derive(
    register: Register,
    today: date,
    service: str = "",
    team: str = "",
    since: date | None = None,
) -> Loop:
    """
    Every end of the loop, of one service or team, or of what was raised since a day.

    What came of a review goes with it. An end's age counts: a review's from when it was
    resolved, else raised; a factor's and a finding's from when their review was agreed on; an
    improvement's from its start, else from when it was proposed, and once it is done from then;
    an article's from when it came into its state. What speaks against an article counts from the
    first open flag, from its day of review, or else from when it was last found right.
    """
    query = Query().also("service", [service]).also("team", [team])
    query = query.also("raised", [f"{since}.." if since else ""])
    found = sorted(ends(register, query, today), key=lambda one: _order(one, today))
    short = shortest(register.index, list(dict.fromkeys(one.record for one in found)))
    return Loop(found, service, team, since, today, short)


def _order(one: End, today: date) -> tuple[int, int, str]:
    days = one.days(today)
    return STAGES.index(one.stage), -(10**6 if days is None else days), one.name


def lay_out(loop: Loop, *, whole: bool = False, limit: int = 0) -> Page:
    """The stages in figures, then what is open at each; with `whole`, also what is closed."""
    title = f"The loop of learning, {loop.today}"
    return Page(title, tuple(_blocks(loop, whole, limit)), KIND, _data(loop, whole))


def _blocks(loop: Loop, whole: bool, limit: int) -> Iterator[Block]:
    yield Text(_asked(loop), "quiet")
    if not loop.ends:
        yield Text(_nothing(loop), "quiet")
        return
    if not loop.open:
        yield Text("Nothing is open.", "good")
    yield _picture(loop)
    yield _stages(loop, whole)
    if any(one.late for one in loop.open):
        yield Text(
            "Late is what is past its day, or a review open for longer than policy gives it "
            "(reviews.within).",
            "quiet",
        )
    for stage in STAGES:
        some = loop.at(stage, open_=True)
        closed = loop.at(stage, open_=False)
        if some or (whole and closed):
            yield Heading(f"{stage.capitalize()}: {ASKED[stage]}")
            yield _table(loop, [*some[: limit or None], *(closed if whole else ())])
        if limit and len(some) > limit:
            yield Text(f"{limit} of {len(some):,} open ones are shown.", "quiet")
    if told := _closed(loop):
        yield Heading("Closed")
        yield Text(told)


def _asked(loop: Loop) -> str:
    """Of what the loop is told."""
    of = [f"{name} {value}" for name, value in (("service", loop.service), ("team", loop.team))
          if value]  # fmt: skip
    since = f"raised since {loop.since}" if loop.since else "since the register began"
    return f"Of {' and '.join(of) or 'everything'}, {since}, as it stands on {loop.today}."


def _nothing(loop: Loop) -> str:
    if loop.service or loop.team or loop.since:
        return "None of it is in the loop: no review, nothing that came of one, and no article."
    return (
        "Nothing is in the loop: there is no review and no article. Begin with what happened: "
        'learnorg review new "TITLE" --type post-mortem'
    )


def _closed(loop: Loop) -> str:
    """How many ends of each sort are closed, in a sentence."""
    counts = Counter((one.stage, one.sort) for one in loop.ends if not one.open)
    told = [counted(counts[key], *words) for key, words in CLOSED.items() if counts[key]]
    return f"{', '.join(told)}." if told else ""


def _picture(loop: Loop) -> Chart:
    open_ = [Point(stage, len(loop.at(stage, open_=True))) for stage in STAGES]
    closed = [Point(stage, len(loop.at(stage, open_=False))) for stage in STAGES]
    series = [Series("open", open_, "warn"), Series("closed", closed, "good")]
    return Chart("bars", "Ends of the loop", Axis("stage", "name", STAGES), Axis("ends"), series)


def _stages(loop: Loop, whole: bool) -> Table:
    """The picture's numbers; for programs, every end that is asked for."""
    columns = [Column("stage"), Column("open", right=True), Column("closed", right=True),
               Column("oldest", right=True), Column("asked", flexible=True)]  # fmt: skip
    rows: list[list[Cell]] = []
    for stage in STAGES:
        open_, closed = loop.at(stage, open_=True), loop.at(stage, open_=False)
        ages = [days for one in open_ if (days := loop.days(one)) is not None]
        oldest = counted(max(ages), "day") if ages else Say("–", "quiet", " ")
        rows.append([stage, _count(open_, "warn"), _count(closed, ""), oldest, ASKED[stage]])
    heads = ("stage", "sort", "id", "part", "title", "what", "open", "days", "owner", "next")
    programs = [_program(loop, one) for one in loop.ends if one.open or whole]
    return Table(columns, rows, Table([Column(head) for head in heads], programs))


def _count(some: Sequence[End], tone: Tone) -> Cell:
    return Say(f"{len(some):,}", tone if some else "quiet")


def _program(loop: Loop, one: End) -> list[Cell]:
    days = loop.days(one)
    return [one.stage, one.sort, one.record, one.part, one.title, one.told,
            "yes" if one.open else "no", "" if days is None else str(days), one.owner,
            one.next]  # fmt: skip


def _table(loop: Loop, some: Sequence[End]) -> Table:
    columns = [
        Column("id"), Column("days", right=True), Column("end", flexible=True, wrapped=True),
        Column("owner", flexible=True), Column("what closes it", flexible=True, wrapped=True),
    ]  # fmt: skip
    return Table(columns, [_row(loop, one) for one in some])


def _row(loop: Loop, one: End) -> list[Cell]:
    days = loop.days(one)
    return [
        Say(loop.named(one), "id", one.name),
        Say("?", "warn") if days is None else str(days),
        Say(f"{one.told} · {one.title}", "bad" if one.late else "" if one.open else "quiet"),
        one.owner or Say("nobody", "warn"),
        Say(_shortly(loop, one.next), "", one.next),
    ]


def _shortly(loop: Loop, text: str) -> str:
    """A text with the short names of the records in the loop."""
    return MINTED.sub(lambda found: loop.short.get(found[0], found[0]), text)


def _data(loop: Loop, whole: bool) -> dict[str, Any]:
    return {
        "on": loop.today.isoformat(),
        "service": loop.service or None,
        "team": loop.team or None,
        "since": loop.since.isoformat() if loop.since else None,
        "stages": [
            {
                "stage": stage,
                "open": len(loop.at(stage, open_=True)),
                "closed": len(loop.at(stage, open_=False)),
            }
            for stage in STAGES
        ],
        "items": [
            {
                "stage": one.stage,
                "sort": one.sort,
                "record": one.record,
                "part": one.part or None,
                "title": one.title,
                "what": one.told,
                "open": one.open,
                "since": one.since.isoformat() if one.since else None,
                "age": loop.days(one),
                "late": one.late,
                "owner": one.owner or None,
                "next": one.next or None,
            }
            for one in loop.ends
            if one.open or whole
        ],
    }
