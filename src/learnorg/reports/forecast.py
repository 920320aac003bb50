"""When will so many be done, or how many by a day?"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from learnorg.errors import LearnorgError
from learnorg.methods import forecast as methods
from learnorg.methods.flow import Spell, throughput
from learnorg.page import (
    Axis,
    Block,
    Cell,
    Chart,
    Column,
    Fields,
    Heading,
    Page,
    Point,
    Say,
    Series,
    Table,
    Text,
    counted,
)
from learnorg.register.course import Course, courses, numbers, whatever_state
from learnorg.register.query import Query
from learnorg.register.register import Register

WEEKS = 26
WEEK = timedelta(days=7)


class TooSoon(LearnorgError):
    """A day that is no whole week away."""

    def __init__(self, by: date, today: date) -> None:
        super().__init__(f"{by} is less than a week after {today}")
        self.hint = f"Forecasts count whole weeks: give {today + WEEK} or later."


class Wish(NamedTuple):
    """What is asked: so many done (0: as many as are open), or how many by a day."""

    number: int = 0
    by: date | None = None


class Outlook(NamedTuple):
    """A forecast with what it was asked for, and the past weeks that it goes by."""

    wish: Wish
    weeks_ahead: int
    seed: int
    past: list[Spell]
    open: int
    forecast: methods.Forecast
    today: date

    def day(self, weeks: int) -> date:
        """The day after so many weeks."""
        return self.today + WEEK * weeks


def derive(register: Register, query: Query, wish: Wish, seed: int, today: date) -> Outlook:
    """
    The forecast for improvements like those that a query finds, by their throughput.

    It goes by how many were closed in each of the last 26 whole weeks, whatever the query says
    of states; weeks before the first was raised are left out. Withdrawn ones count: they are
    off the list. It holds as long as work goes on as it did.
    """
    known = courses(register, whatever_state(query), today)
    asked = numbers(register, query.open_only(), today)
    still = sum(1 for c in known if c.open and c.n in asked)
    past = _past(known, today)
    counts = [week.number for week in past]
    if wish.by is None:
        wish = Wish(wish.number or still)
        found = methods.when_done(wish.number, counts, seed)
        return Outlook(wish, 0, seed, past, still, found, today)
    ahead = (wish.by - today).days // 7
    if ahead < 1:
        raise TooSoon(wish.by, today)
    return Outlook(wish, ahead, seed, past, still, methods.how_many(ahead, counts, seed), today)


def _past(known: list[Course], today: date) -> list[Spell]:
    """The last whole weeks with what was closed in each, from the first that anything was in."""
    ends = today - timedelta(days=today.weekday() + 1)
    begins = min((c.proposed for c in known if c.proposed), default=today)
    first = max(begins, ends - WEEK * WEEKS + timedelta(days=1))
    weeks = throughput([c.closed for c in known if c.closed], first, ends, "week")
    return [week for week in weeks if week.whole]


def lay_out(outlook: Outlook) -> Page:
    """The forecast in a sentence and a table, and the weeks it goes by."""
    wish = outlook.wish
    title = f"How many by {wish.by}" if wish.by else f"When {wish.number} will be done"
    blocks = tuple(_blocks(outlook))
    return Page(title, blocks, "forecast", _data(outlook))


def _blocks(outlook: Outlook) -> Iterator[Block]:
    found, wish = outlook.forecast, outlook.wish
    if not wish.by and not wish.number:
        yield Text("Nothing is open.", "good")
    elif found.missing:
        yield Text(f"Not enough data for a forecast: {found.missing}.", "warn")
    else:
        yield Text(_sentence(outlook))
        yield _table(outlook)
    if outlook.past:
        yield Heading("What it goes by")
        yield Fields(tuple(_fields(outlook)))
        yield Table(
            [Column("week_from"), Column("closed", right=True)],
            [[one.first.isoformat(), str(one.number)] for one in outlook.past],
        )
        points = [Point(one.first.isoformat(), one.number) for one in outlook.past]
        yield Chart(
            "bars", "Closed a week", Axis("week from", "day"), Axis("closed"),
            [Series("closed", points)],
        )  # fmt: skip


def _sentence(outlook: Outlook) -> str:
    wish, surely = outlook.wish, outlook.forecast.values[85]
    if wish.by:
        weeks = counted(outlook.weeks_ahead, "week")
        return (
            f"In the {weeks} until {wish.by}, at least {surely} will be closed, as far as past "
            f"weeks tell (85 %). Open now: {outlook.open}."
        )
    if surely is None:
        return "At the pace of past weeks this takes more than ten years (85 %)."
    weeks = counted(surely, "week")
    return f"Within {weeks}, by {outlook.day(surely)}, as far as past weeks tell (85 %)."


def _table(outlook: Outlook) -> Table:
    values = outlook.forecast.values
    columns = [Column("how_sure", right=True)]
    rows: list[list[Cell]]
    if outlook.wish.by:
        columns.append(Column("closed_at_least", right=True))
        rows = [[f"{share} %", str(value)] for share, value in values.items()]
        return Table(columns, rows)
    columns += [Column("weeks", right=True), Column("by")]
    rows = [
        [f"{share} %", "520+", "later"]
        if weeks is None
        else [f"{share} %", str(weeks), outlook.day(weeks).isoformat()]
        for share, weeks in values.items()
    ]
    return Table(columns, rows)


def _fields(outlook: Outlook) -> Iterator[tuple[str, Cell]]:
    past = outlook.past
    counts = [week.number for week in past]
    span = f"{past[0].first} to {past[-1].last}"
    mean = sum(counts) / len(counts)
    yield "weeks", f"{counted(len(past), 'whole week')}, {span}"
    yield "closed a week", f"{min(counts)} to {max(counts)}, {mean:.1f} on average"
    drawn = f"{methods.DRAWS:,} draws, seed {outlook.seed}"
    yield "drawn", Say(f"{drawn}; holds if work goes on as it did", "quiet")


def _data(outlook: Outlook) -> dict[str, Any]:
    wish, found, past = outlook.wish, outlook.forecast, outlook.past
    asked: dict[str, Any] = {"number": wish.number} if wish.by is None else {
        "by": wish.by.isoformat(), "weeks": outlook.weeks_ahead}  # fmt: skip
    values: list[dict[str, Any]]
    if wish.by:
        values = [{"share": share, "closed": value} for share, value in found.values.items()]
    else:
        values = [
            {"share": share, "weeks": weeks,
             "by": None if weeks is None else outlook.day(weeks).isoformat()}
            for share, weeks in found.values.items()
        ]  # fmt: skip
    return {
        "asked": asked,
        "open": outlook.open,
        "forecast": values,
        "missing": found.missing or None,
        "window": {"first": past[0].first.isoformat(), "last": past[-1].last.isoformat()}
        if past else None,
        "weekly_throughput": [week.number for week in past],
        "seed": outlook.seed,
        "draws": methods.DRAWS,
    }  # fmt: skip
