"""When will so many be done, or how many by a day?"""

from collections import Counter
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

    @property
    def whole(self) -> bool:
        """Whether all that is open is meant."""
        return not (self.number or self.by)


class Outlook(NamedTuple):
    """A forecast with what it was asked for, and the past weeks that it goes by."""

    wish: Wish
    number: int
    """How many are to be done, where no day was given."""
    weeks_ahead: int
    seed: int
    past: list[Spell]
    open: int
    proposed: int
    """How many of what is open are only proposed."""
    nothing: str
    """Why there is nothing to forecast, if there is not."""
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
    off the list. It holds as long as work goes on as it did. Without a number all that are open
    are meant, also what is only proposed. Raises `TooSoon`.
    """
    known = courses(register, whatever_state(query), today)
    asked = numbers(register, query.open_only(), today)
    still = [c.state for c in known if c.open and c.n in asked]
    past, number = _past(known, today), wish.number or len(still)
    ahead = _weeks_until(wish.by, today) if wish.by else 0
    nothing = _nothing(query, wish, number, bool(known))
    counts = [week.number for week in past]
    if nothing:
        found = methods.Forecast({}, nothing)
    elif wish.by:
        found = methods.how_many(ahead, counts, seed)
    else:
        found = methods.when_done(number, counts, seed)
    ideas = still.count("proposed")
    return Outlook(
        wish, number, ahead, seed, past, len(still), ideas, nothing, found, today
    )  # fmt: skip


def _weeks_until(by: date, today: date) -> int:
    weeks = (by - today).days // 7
    if weeks < 1:
        raise TooSoon(by, today)
    return weeks


def _nothing(query: Query, wish: Wish, number: int, known: bool) -> str:
    """Why there is nothing to forecast: nothing is open, or nothing like it was ever there."""
    asked = _in_words(query)
    if wish.whole and not number:
        return f"nothing open matches '{asked}'" if asked else "nothing is open"
    return f"nothing matches '{asked}'" if asked and not known else ""


def _in_words(query: Query) -> str:
    """What a query asks for, as it is typed."""
    filters = [f"{'not:' * f.negated}{f.field}:{','.join(f.values)}" for f in query.filters]
    return " ".join([*filters, *query.words])


def _past(known: list[Course], today: date) -> list[Spell]:
    """The last whole weeks with what was closed in each, from the first that anything was in."""
    ends = today - timedelta(days=today.weekday() + 1)
    begins = min((c.proposed for c in known if c.proposed), default=today)
    first = max(begins, ends - WEEK * WEEKS + timedelta(days=1))
    weeks = throughput([c.closed for c in known if c.closed], first, ends, "week")
    return [week for week in weeks if week.whole]


def lay_out(outlook: Outlook) -> Page:
    """The forecast in a sentence and a table, and the weeks it goes by."""
    if outlook.nothing:
        told = outlook.nothing[0].upper() + outlook.nothing[1:] + "."
        return Page("", (Text(told, "quiet"),), "forecast", _data(outlook))
    by = outlook.wish.by
    title = f"How many by {by}" if by else f"When {outlook.number:,} will be done"
    return Page(title, tuple(_blocks(outlook)), "forecast", _data(outlook))


def _blocks(outlook: Outlook) -> Iterator[Block]:
    if missing := outlook.forecast.missing:
        yield Text(f"Not enough data for a forecast: {missing}.", "warn")
    else:
        yield Text(_sentence(outlook))
        if outlook.wish.whole and outlook.proposed:
            some = outlook.proposed < outlook.open
            leave = "; not:state:proposed leaves them out" if some else ""
            yield Text(f"{_open(outlook)}{leave}.", "warn")
        yield _table(outlook)
    if outlook.past:
        yield Heading("What it goes by")
        yield Fields(tuple(_fields(outlook)))
        yield _spread(outlook.past)
    if any(one.number for one in outlook.past):
        points = [Point(one.first.isoformat(), one.number) for one in outlook.past]
        yield Chart(
            "bars", "Closed a week", Axis("week from", "day"), Axis("closed"),
            [Series("closed", points)],
        )  # fmt: skip


def _spread(past: list[Spell]) -> Table:
    """How many weeks closed how many: what is drawn from."""
    weeks = Counter(week.number for week in past)
    return Table(
        [Column("closed_a_week", right=True), Column("weeks", right=True)],
        [[str(number), str(weeks[number])] for number in sorted(weeks)],
    )


def _open(outlook: Outlook) -> str:
    """How many are open, and how many of them nobody has accepted yet."""
    told, ideas = f"Open now: {outlook.open}", outlook.proposed
    if not ideas:
        return told
    return f"{told}, {'all' if ideas == outlook.open else ideas} of them only proposed"


def _sentence(outlook: Outlook) -> str:
    wish, surely = outlook.wish, outlook.forecast.values[85]
    if wish.by:
        weeks = counted(outlook.weeks_ahead, "week")
        return (
            f"In the {weeks} until {wish.by}, at least {surely} will be closed, as far as past "
            f"weeks tell (85 %). {_open(outlook)}."
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
    asked: dict[str, Any] = {"number": outlook.number} if wish.by is None else {
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
        "proposed": outlook.proposed,
        "forecast": values,
        "missing": found.missing or None,
        "window": {"first": past[0].first.isoformat(), "last": past[-1].last.isoformat()}
        if past else None,
        "weekly_throughput": [week.number for week in past],
        "seed": outlook.seed,
        "draws": methods.DRAWS,
    }  # fmt: skip
