"""The days that a report is about, and those before them that it is compared with."""

from datetime import date, timedelta
from typing import NamedTuple

from learnorg.errors import LearnorgError
from learnorg.periods import NotADate, Period, period
from learnorg.reports.tracking.windows import window as passed


class Window(NamedTuple):
    """The days from first to last, what people call them, and if more of them are to come."""

    first: date
    last: date
    name: str
    ends: date
    """The last day of the period, which may be ahead."""

    @property
    def running(self) -> bool:
        """Whether the period is not over."""
        return self.ends > self.last

    @property
    def when(self) -> str:
        """The window as a sentence begins with it."""
        if " " in self.name:
            return f"From {self.first} to {self.ends}"
        return f"{'On' if self.first == self.ends else 'In'} {self.name}"

    @property
    def days(self) -> int:
        """How many days it has had."""
        return (self.last - self.first).days + 1

    def __contains__(self, day: object) -> bool:
        return isinstance(day, str) and self.first.isoformat() <= day <= self.last.isoformat()

    @property
    def data(self) -> dict[str, object]:
        """The window for programs."""
        days = {"first": self.first.isoformat(), "last": self.last.isoformat()}
        return {"name": self.name, **days, "ends": self.ends.isoformat()}


def window(span: Period, today: date, earliest: date | None = None) -> Window:
    """The part of a span that has passed; one open at its beginning goes back to the earliest."""
    first, last = passed(span, earliest, today)
    ends = span.last or today
    return Window(first, last, called(Period(first, ends)), ends)


def before(now: Window) -> Window | None:
    """
    As many days of the period before: of the quarter before a quarter, else just before.

    None before the calendar's first day.
    """
    calendar = _calendar(Period(now.first, now.ends))
    try:
        eve = now.first - timedelta(days=1)
        if not calendar:
            return _from(eve - timedelta(days=now.days - 1), eve)
        whole = period(_spelled(calendar, eve), eve)
        assert whole.first
        assert whole.last
        reached = whole.first + timedelta(days=now.days - 1) if now.running else whole.last
        return _from(whole.first, min(whole.last, reached))
    except (OverflowError, LearnorgError):
        return None


def _from(first: date, last: date) -> Window:
    return Window(first, last, called(Period(first, last)), last)


def called(span: Period) -> str:
    """What people call a span: 2026-Q4, 2026-11, 2026, or its first and last day."""
    if calendar := _calendar(span):
        assert span.first
        return _spelled(calendar, span.first)
    return f"{span.first} to {span.last}" if span.first != span.last else f"{span.first}"


def _calendar(span: Period) -> str:
    """Whether a span is a month, a quarter or a year of the calendar."""
    if span.first is None:
        return ""
    try:
        spelled = ((unit, _spelled(unit, span.first)) for unit in ("month", "quarter", "year"))
        return next((unit for unit, text in spelled if period(text, span.first) == span), "")
    except NotADate:  # of years that nobody means by their number alone
        return ""


def _spelled(unit: str, day: date) -> str:
    """The month, quarter or year that a day is in, as people write it."""
    match unit:
        case "month":
            return f"{day.year:04}-{day.month:02}"
        case "quarter":
            return f"{day.year:04}-Q{(day.month + 2) // 3}"
    return f"{day.year:04}"


def parts(now: Window) -> tuple[str, list[str]]:
    """The unit that suits a window, of months, quarters and years, and all of them in it."""
    months = (now.last.year - now.first.year) * 12 + now.last.month - now.first.month + 1
    unit = "month" if months <= 24 else "quarter" if months <= 72 else "year"
    start = now.first.year * 12 + now.first.month - 1
    all_ = (date(n // 12, n % 12 + 1, 1) for n in range(start, start + months))
    return unit, list(dict.fromkeys(_spelled(unit, day) for day in all_))


def part(unit: str, day: str) -> str:
    """The one of them that a day is in."""
    return _spelled(unit, date.fromisoformat(day))
