from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.periods import (
    WEEKDAYS,
    InTheFuture,
    NotADate,
    Period,
    day,
    happened,
    iso_day,
    period,
)
from registers import TODAY

days = st.dates(date(1, 1, 1), date(9999, 12, 31))
todays = st.dates(date(1900, 1, 1), date(2200, 1, 1))


@given(days)
def test_iso(when: date) -> None:
    """A day written in ISO form is that day."""
    assert iso_day(when.isoformat()) == when
    assert day(when.isoformat(), TODAY) == when


@pytest.mark.parametrize(
    "text",
    ["2026-1-2", "2026-11-31", "20261102", "2026-11-02 ", "0000-01-01", "２０２６-11-02", ""],
)
def test_not_iso(text: str) -> None:
    """Anything but YYYY-MM-DD in plain digits, and days that are not, are no ISO days."""
    with pytest.raises(NotADate):
        iso_day(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("today", date(2026, 11, 22)),
        ("Yesterday", date(2026, 11, 21)),
        (" tomorrow ", date(2026, 11, 23)),
        ("friday", date(2026, 11, 27)),
        ("fri", date(2026, 11, 27)),
        ("sunday", date(2026, 11, 29)),
        ("3d", date(2026, 11, 25)),
        ("+2w", date(2026, 12, 6)),
        ("-1m", date(2026, 10, 22)),
        ("+1y", date(2027, 11, 22)),
        ("2027-02", date(2027, 2, 28)),
        ("2027-Q1", date(2027, 3, 31)),
        ("2027q4", date(2027, 12, 31)),
        ("2028", date(2028, 12, 31)),
    ],
)
def test_day_to_come(text: str, meant: date) -> None:
    """Looking ahead, a weekday is the next one and a span's last day counts."""
    assert day(text, TODAY) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("friday", date(2026, 11, 20)),
        ("sunday", date(2026, 11, 22)),
        ("3d", date(2026, 11, 19)),
        ("2w", date(2026, 11, 8)),
        ("2026-10", date(2026, 10, 1)),
        ("2026-Q3", date(2026, 7, 1)),
    ],
)
def test_day_gone(text: str, meant: date) -> None:
    """Looking back, a weekday is the last one and a span's first day counts."""
    assert day(text, TODAY, "past") == meant


def test_short_month() -> None:
    """A month after the 31st is the next month's last day."""
    assert day("+1m", date(2027, 1, 31)) == date(2027, 2, 28)


@pytest.mark.parametrize(
    "text", ["", "fr", "soon", "2026-13", "+9999y", "-9999y", "+3", "w", "2027-Q5", "0000-Q1", "12"]
)
def test_no_day(text: str) -> None:
    """Words that mean no day are refused."""
    with pytest.raises(NotADate):
        day(text, TODAY)


@given(todays, st.sampled_from(WEEKDAYS))
def test_weekdays(today: date, name: str) -> None:
    """The next such day is 1 to 7 days ahead, the last one 0 to 6 days back."""
    ahead, back = day(name, today) - today, today - day(name, today, "past")
    assert timedelta(1) <= ahead <= timedelta(7)
    assert timedelta(0) <= back <= timedelta(6)
    assert (ahead + back).days == 7


@given(todays, st.integers(0, 9999), st.sampled_from("dwm"))
def test_there_and_back(today: date, count: int, unit: str) -> None:
    """So many ahead are not before today, so many back not after it."""
    try:
        ahead, back = day(f"+{count}{unit}", today), day(f"-{count}{unit}", today)
    except NotADate:  # beyond the calendar
        return
    assert back <= today <= ahead


def test_happened() -> None:
    """What happened did so today at the latest."""
    assert happened("today", TODAY) == TODAY
    assert happened("friday", TODAY) == date(2026, 11, 20)
    with pytest.raises(InTheFuture) as refusal:
        happened("tomorrow", TODAY)
    assert str(refusal.value) == "2026-11-23 has not come yet; today is 2026-11-22"


spans = st.sampled_from(
    ["today", "2026-11-02", "2026-11", "2026-Q4", "2026", "2025..2026-Q1", "..friday", "2027-02.."]
)


@given(spans)
def test_ends_belong(text: str) -> None:
    """A span contains its ends, and not the days beside them."""
    span = period(text, TODAY)
    if span.first:
        assert span.first in span
        assert span.first - timedelta(1) not in span
    if span.last:
        assert span.last in span
        assert span.last + timedelta(1) not in span


@given(days, days)
def test_range(one: date, other: date) -> None:
    """A range of two days holds both, in their order, and refuses to run backwards."""
    first, last = sorted((one, other))
    assert period(f"{first}..{last}", TODAY) == Period(first, last)
    if first < last:
        with pytest.raises(NotADate, match="it ends"):
            period(f"{last}..{first}", TODAY)


@given(days)
def test_open(when: date) -> None:
    """A range with an open end holds everything on that side."""
    assert when in period("..", TODAY)
    assert when in period(f"{when}..", TODAY)
    assert when in period(f"..{when}", TODAY)


@given(st.integers(1901, 9998), st.integers(1, 4))
def test_quarters(year: int, quarter: int) -> None:
    """Quarters follow one another without a gap and lie within their year."""
    span = period(f"{year}-Q{quarter}", TODAY)
    after = period(f"{year}-Q{quarter + 1}" if quarter < 4 else f"{year + 1}-Q1", TODAY)
    assert span.first is not None
    assert span.last is not None
    assert after.first == span.last + timedelta(1)
    assert span.first in period(str(year), TODAY)
    assert span.last in period(str(year), TODAY)


@pytest.mark.parametrize("text", ["1..2..3", "2026..2027..2028", "a..b", "...", "friday..soon"])
def test_no_span(text: str) -> None:
    """Words around two dots that are no days, or dots too many, are no span."""
    with pytest.raises(NotADate):
        period(text, TODAY)


@given(st.text(max_size=12))
def test_anything(text: str) -> None:
    """Any words are a span of days or are refused as none."""
    with suppress(NotADate):
        span = period(text, TODAY)
        assert span.first is None or span.last is None or span.first <= span.last


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("last-90d", "2026-08-25", "2026-11-22"),
        ("last-1d", "2026-11-22", "2026-11-22"),
        ("last-1w", "2026-11-16", "2026-11-22"),
        ("LAST-3m", "2026-08-23", "2026-11-22"),
        ("last-month", "2026-10-01", "2026-10-31"),
        ("last-quarter", "2026-07-01", "2026-09-30"),
        ("last-year", "2025-01-01", "2025-12-31"),
        ("last-quarter..today", "2026-07-01", "2026-11-22"),
    ],
)
def test_last(text: str, first: str, last: str) -> None:
    """`last-90d` ends today and counts it; `last-quarter` is the last whole one."""
    assert [str(end) for end in period(text, TODAY)] == [first, last]


@pytest.mark.parametrize("text", ["last-0d", "last-9999y", "last-", "last-week", "last"])
def test_no_last(text: str) -> None:
    """What is no time at all, or lies before the calendar, is refused."""
    with pytest.raises(NotADate):
        period(text, TODAY)
