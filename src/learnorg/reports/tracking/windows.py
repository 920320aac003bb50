"""The window of days that a report is about."""

from datetime import date, timedelta
from typing import NamedTuple

from learnorg.errors import LearnorgError
from learnorg.periods import Period

MOST_TICKS = 15


class NotBegun(LearnorgError):
    """A period of which no day has come yet."""

    hint = "Name a period that has begun: last-180d, 2026-Q3, or 2026-01..today."

    def __init__(self, first: date, today: date) -> None:
        super().__init__(f"the period begins on {first}, and today is {today}")


class Window(NamedTuple):
    """A span of days that have come, both ends included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self.last - self.first).days + 1

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    def __str__(self) -> str:
        return f"{self.first} to {self.last}"


def window(span: Period, earliest: date | None, today: date) -> Window:
    """The days of a span up to today; an open beginning is the earliest day there is."""
    last = min(span.last or today, today)
    first = span.first or min(earliest or last, last)
    if first > last:
        raise NotBegun(first, today)
    return Window(first, last)


def ticks(within: Window) -> list[date]:
    """Up to 15 days of a window at even distances, in whole weeks if it can be, to its last."""
    even = (step for step in (1, 7, 14, 28) if within.days <= step * MOST_TICKS)
    step = next(even, -(-within.days // MOST_TICKS))
    return [within.last - timedelta(days=n) for n in reversed(range(0, within.days, step))]
