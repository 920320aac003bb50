"""The parts of a report on learning: what was found, where it landed, what others used."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from learnorg.kinds import BY_NAME, kind_of
from learnorg.page import (
    Axis,
    Block,
    Cell,
    Chart,
    Column,
    Fields,
    Heading,
    Items,
    Point,
    Say,
    Series,
    Table,
    Text,
    counted,
)
from learnorg.refs import target
from learnorg.register.recurrence import Recurring
from learnorg.register.reviews import Review
from learnorg.reports.learned.landings import Landed, reasons, told
from learnorg.reports.learned.returns import Reopened
from learnorg.reports.learned.uses import Reuse
from learnorg.reports.tracking.figures import in_days

MOST = 10
"""So many of the articles that were used are shown."""


def learned(reviews: Sequence[Review], landed: Landed) -> Iterator[Block]:
    """Each review with what it found, in its own words."""
    if not reviews:
        return
    yield Heading(f"What was learned ({counted(len(reviews), 'review')})")
    for one in reviews:
        yield Text(f"{one.title}  {one.identity}", "strong")
        yield Text(f"{one.type}, closed on {one.closed}", "quiet")
        found = [f"{each.what} -> {told(each, landed.homes)}" for each in one.findings]
        yield Items(found or [Say("nothing was found", "quiet")])


def apart(lessons: Sequence[Review]) -> Iterator[Block]:
    """The lessons from outside that do not apply here, and why."""
    if lessons:
        yield Heading("Lessons from outside that do not apply")
        yield Items([f"{one.title}  {one.identity}: does not apply{_reason(one)}"
                     for one in lessons])  # fmt: skip


def _reason(one: Review) -> str:
    because = one.verdict.get("because")
    return f", because {because}" if because else ""


def where(reviews: Sequence[Review], landed: Landed, today: date) -> Iterator[Block]:
    """How many of what the reviews led to stand how, and why nothing is done about some."""
    if not landed.landings:
        return
    yield Heading(f"Where it landed, as it stands on {today}")
    points = [Point(one.name, one.number) for one in landed.landings]
    axes = Axis("where", "name"), Axis("number")
    yield Chart("bars", "Where what was found landed", *axes, [Series("number", points)])
    columns = [Column("where", flexible=True), Column("stands", flexible=True),
               Column("number", right=True)]  # fmt: skip
    yield Table(columns, [[one.sort, one.standing, str(one.number)] for one in landed.landings])
    if given := list(reasons(reviews)):
        yield Heading("Nothing is done, because")
        yield Items(
            [f"{each.what.rstrip('.')}: {each.no_action}  {one.identity}" for one, each in given]
        )


def used(reuse: Reuse) -> Iterator[Block]:
    """What others used, and how soon flags were answered."""
    yield Heading("What was used by others")
    yield Fields(tuple(_fields(reuse)))
    if not reuse.used:
        return
    columns = [Column("id"), Column("title", flexible=True), Column("uses", right=True),
               Column("for", flexible=True, wrapped=True)]  # fmt: skip
    rows: list[list[Cell]] = [
        [
            Say(one.identity, "id"),
            one.title or Say("(no longer there)", "quiet"),
            str(one.by_others),
            _targets(one.targets),
        ]
        for one in reuse.used[:MOST]
    ]
    yield Table(columns, rows)
    if (more := len(reuse.used) - MOST) > 0:
        yield Text(f"{more:,} more were used less.", "quiet")


def _targets(targets: Sequence[str]) -> Cell:
    """What something was used for: how many different things of each sort."""
    sorts = Counter(_sort(one) for one in targets)
    told = ", ".join(f"{number:,} {sort}" for sort, number in sorts.most_common())
    return told or Say("not told", "quiet", " ")


def _sort(to: str) -> str:
    """A record's kind, a system such as `servicenow`, or that it is an address."""
    at = target(to, BY_NAME)
    if at and at.identity:
        kind = kind_of(at.identity)
        return at.kind or (kind.name if kind else "record")
    return "address" if "://" in to or to.startswith("mailto:") else to.partition(":")[0]


def _fields(reuse: Reuse) -> Iterator[tuple[str, Cell]]:
    if reuse.uses:
        times = counted(reuse.by_others, "time")
        yield "uses", f"{times} by others than the author, of {reuse.uses:,}"
    else:
        yield "uses", Say("not enough data: no use was noted", "quiet")
    if reuse.fixing is None:
        yield "flag to fix", Say("not enough data: no flag was answered", "quiet")
    else:
        half = counted(reuse.fixed, "flag")
        yield "flag to fix", f"{in_days(reuse.fixing)} for half of {half}"
    yield "open flags", f"{reuse.flags} today"


def returned(
    again: Sequence[tuple[Review, Recurring]], examined: int, reopened: Sequence[Reopened] | None
) -> Iterator[Block]:
    """The factors that came back with what was to cure them, and what was taken up again."""
    yield Heading("What came back")
    if not examined:
        yield Text(
            "Not enough data: no review that was raised in that time names a factor.", "quiet"
        )
    elif not again:
        yield Text("No factor of a review raised in that time had been named before.")
    for one, recurring in again:
        yield Text(f"{recurring.factor.what}  {one.identity}", "strong")
        yield Items([earlier.told for earlier in recurring.earlier])
    if reopened is None:
        yield Text("Not known without git: what was closed and taken up again.", "quiet")
    elif not reopened:
        yield Text("Nothing that was closed was taken up again.")
    else:
        yield Text(f"{counted(len(reopened), 'record')} closed before and taken up again:")
        yield Items([_again(one) for one in reopened])


def _again(one: Reopened) -> str:
    because = f", because {one.because}" if one.because else ""
    return f"{one.title}  {one.identity}, on {one.on}{because}"
