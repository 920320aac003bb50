"""The days and hours at which people are at work."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random

SATURDAY = 5
OPENS = 8 * 60
LAST_BEGUN = 16 * 60
"""Minutes of the day between which something is begun."""


def workday(day: date, last: date) -> date:
    """The day, or the Monday after it; the Friday before it where Monday is past the last day."""
    over = day.weekday() - SATURDAY
    if over < 0:
        return day
    monday = day + timedelta(days=2 - over)
    return monday if monday <= last else day - timedelta(days=1 + over)


def workday_before(day: date) -> date:
    """The last working day before a day."""
    before = day - timedelta(days=1)
    return workday(before, before)


def at_work(day: date, random: Random, after: datetime | None = None) -> datetime:
    """A moment of a working day, in UTC, later than another."""
    minute, second = random.randrange(OPENS, LAST_BEGUN), random.randrange(60)
    moment = datetime.combine(day, time(minute // 60, minute % 60, second), UTC)
    if after is not None and moment <= after:
        return after + timedelta(minutes=3, seconds=second)
    return moment
