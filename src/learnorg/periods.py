"""
Days and spans of days, as people write them.

ISO days, `today`, `yesterday`, `tomorrow`, weekdays, `+2w`, and for spans months
(`2027-02`), quarters (`2027-Q1`), years, what ends today (`last-90d`), the calendar's last
whole ones (`last-quarter`) and ranges (`2026-11..2027-02`, `..friday`).
"""

import re
from datetime import date, timedelta
from typing import Literal, NamedTuple

from learnorg.errors import LearnorgError

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ISO = r"([0-9]{4})-([0-9]{2})-([0-9]{2})"  # not \d: other scripts' digits do not sort as text
MONTH = r"([0-9]{4})-([0-9]{2})"
QUARTER = r"([0-9]{4})-?[qQ]([1-4])"
YEAR = r"([0-9]{4})"
LAST = r"last-(?:([0-9]{1,4})([dwmy])|(month|quarter|year))"
OFFSET = r"([+-]?)([0-9]{1,4})([dwmy])"

Side = Literal["past", "future"]


class NotADate(LearnorgError):
    """Words that are no day, or no span of days."""

    hint = (
        "Write 2026-11-30, today, friday, +2w, or for a span 2027-02, 2027-Q1, 2027, "
        "last-90d, last-quarter or 2026-11..2027-02."
    )

    def __init__(self, text: str, why: str = "") -> None:
        super().__init__(f"'{text}' is not a date{': ' + why if why else ''}")


class InTheFuture(LearnorgError):
    """A day that has not come, where something is said to have happened."""

    hint = "Give the day on which it happened, `today` at the latest."

    def __init__(self, day: date, today: date) -> None:
        super().__init__(f"{day} has not come yet; today is {today}")


class Period(NamedTuple):
    """A span of days, both ends included; an open end is None."""

    first: date | None
    last: date | None

    def __contains__(self, day: object) -> bool:
        return (
            isinstance(day, date)
            and (self.first is None or self.first <= day)
            and (self.last is None or day <= self.last)
        )


def iso_day(text: str) -> date:
    """The day that an ISO date names, in exactly the form YYYY-MM-DD."""
    try:
        if len(text) == 10 and text[4] == text[7] == "-":  # no other form that Python takes
            return date.fromisoformat(text)
    except ValueError:
        if re.fullmatch(ISO, text):
            raise NotADate(text, "there is no such day") from None
    raise NotADate(text)


def day(text: str, today: date, side: Side = "future") -> date:
    """The day that somebody means; a weekday is the nearest one on the given side."""
    word = text.strip().lower()
    named = {"today": 0, "yesterday": -1, "tomorrow": 1}
    if word in named:
        return today + timedelta(days=named[word])
    if len(word) >= 3 and (matching := [n for n in WEEKDAYS if n.startswith(word)]):
        return _weekday(WEEKDAYS.index(matching[0]), today, side)
    if offset := re.fullmatch(OFFSET, word):
        return _offset(offset, today, side)
    if re.fullmatch(ISO, word):
        return iso_day(word)
    span = _span(word)
    if span is None or span.first is None or span.last is None:
        raise NotADate(text)
    return span.last if side == "future" else span.first


def happened(text: str, today: date) -> date:
    """The day on which something happened, which cannot lie in the future."""
    when = day(text, today, "past")
    if when > today:
        raise InTheFuture(when, today)
    return when


def period(text: str, today: date) -> Period:
    """The span that somebody means: a day, month, quarter, year, `last-90d`, or a range."""
    if ".." not in text:
        word = text.strip().lower()
        if span := _span(word) or _last(word, today):
            return span
        one = day(text, today)
        return Period(one, one)
    start, _, end = text.partition("..")
    if ".." in end:
        raise NotADate(text, "a range has two ends")
    first = period(start, today).first if start else None
    last = period(end, today).last if end else None
    if first and last and first > last:
        raise NotADate(text, f"it ends ({last}) before it begins ({first})")
    return Period(first, last)


def _span(word: str) -> Period | None:
    """A month, a quarter or a year."""
    if found := re.fullmatch(QUARTER, word):
        year, quarter = int(found[1]), int(found[2])
        return Period(_month(year, quarter * 3 - 2).first, _month(year, quarter * 3).last)
    if (found := re.fullmatch(MONTH, word)) and 1 <= int(found[2]) <= 12:
        return _month(int(found[1]), int(found[2]))
    if (found := re.fullmatch(YEAR, word)) and int(word) > 1900:
        return Period(date(int(word), 1, 1), date(int(word), 12, 31))
    return None


def _last(word: str, today: date) -> Period | None:
    """So many days, weeks, months or years that end today, or the last whole one that is over."""
    found = re.fullmatch(LAST, word)
    if found is None:
        return None
    number, unit, whole = found.groups()
    if whole:
        months = {"month": 1, "quarter": 3, "year": 12}[whole]
        ends = _month(today.year, (today.month - 1) // months * months + 1).first
        assert ends
        begins = ends.year * 12 + ends.month - 1 - months
        return Period(_month(begins // 12, begins % 12 + 1).first, ends - timedelta(days=1))
    if int(number) == 0:
        raise NotADate(word, "no time at all")
    back = re.fullmatch(OFFSET, f"-{number}{unit}")
    assert back
    return Period(_offset(back, today, "past") + timedelta(days=1), today)


def _month(year: int, month: int) -> Period:
    if year < 1:
        raise NotADate(f"{year:04}-{month:02}", "there is no such year")
    return Period(date(year, month, 1), date(year, month, _days(year, month)))


def _days(year: int, month: int) -> int:
    """How many days a month has; `calendar` says so, too, but takes a millisecond to load."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def _weekday(wanted: int, today: date, side: Side) -> date:
    """The next such weekday after today, or the last one up to today."""
    if side == "past":
        return today - timedelta(days=(today.weekday() - wanted) % 7)
    return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)


def _offset(found: re.Match[str], today: date, side: Side) -> date:
    sign, number, unit = found.groups()
    count = int(number) * (-1 if sign == "-" or (not sign and side == "past") else 1)
    try:
        if unit in "dw":
            return today + timedelta(days=count * (7 if unit == "w" else 1))
        months = today.year * 12 + today.month - 1 + count * (12 if unit == "y" else 1)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(today.day, _days(year, month + 1)))
    except (ValueError, OverflowError):
        raise NotADate(found[0], "it lies beyond the calendar") from None
