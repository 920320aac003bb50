from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.periods import Period, period
from learnorg.reports.outcomes.window import before, called, part, parts, window
from learnorg.reports.tracking.windows import NotBegun
from registers import TODAY


@pytest.mark.parametrize(
    ("span", "name", "first", "last", "then"),
    [
        ("2026-Q3", "2026-Q3", "2026-07-01", "2026-09-30", "2026-Q2"),
        ("2026-Q1", "2026-Q1", "2026-01-01", "2026-03-31", "2025-Q4"),
        ("2026-10", "2026-10", "2026-10-01", "2026-10-31", "2026-09"),
        ("2025", "2025", "2025-01-01", "2025-12-31", "2024"),
        ("2026-Q4", "2026-Q4", "2026-10-01", "2026-11-22", "2026-07-01 to 2026-08-22"),
        (
            "last-90d",
            "2026-08-25 to 2026-11-22",
            "2026-08-25",
            "2026-11-22",
            "2026-05-27 to 2026-08-24",
        ),
        ("2026-11-20", "2026-11-20", "2026-11-20", "2026-11-20", "2026-11-19"),
    ],
)
def test_window(span: str, name: str, first: str, last: str, then: str) -> None:
    """A window reaches up to today, and is compared with as much of the period before."""
    now = window(period(span, TODAY), TODAY)
    past = before(now)
    assert past
    assert (now.name, str(now.first), str(now.last)) == (name, first, last)
    assert past.name == then
    assert now.running == (span == "2026-Q4")


def test_running() -> None:
    """A period that is not over ends today, and says when it will."""
    now = window(period("2026-11", TODAY), TODAY)
    assert (now.last, now.ends, now.running) == (TODAY, date(2026, 11, 30), True)
    assert now.when == "In 2026-11"
    assert "2026-11-22" in now
    assert "2026-11-23" not in now


def test_open_ends() -> None:
    """An open end is today, an open beginning the earliest day there is."""
    now = window(Period(None, None), TODAY, date(2025, 1, 7))
    assert (now.first, now.last) == (date(2025, 1, 7), TODAY)
    assert now.when == "From 2025-01-07 to 2026-11-22"


def test_ahead() -> None:
    """Of a period that lies ahead there is nothing to report."""
    with pytest.raises(NotBegun):
        window(period("2027", TODAY), TODAY)


def test_the_first_day_of_all() -> None:
    """Before the calendar's first day lies nothing."""
    assert before(window(Period(date(1, 1, 1), date(1, 1, 31)), TODAY)) is None
    assert before(window(Period(date(1, 1, 1), date(1, 1, 5)), TODAY)) is None


days = st.dates(date(1990, 1, 1), TODAY)


@given(days, st.integers(0, 900))
def test_before(first: date, more: int) -> None:
    """What is compared with ends before the window begins, and is hardly of another length."""
    now = window(Period(first, first + timedelta(days=more)), TODAY)
    past = before(now)
    assert past
    assert past.first <= past.last < now.first
    assert abs(past.days - now.days) <= (
        3 if now.name != called(Period(past.last, past.last)) else 0
    )


@given(days, st.integers(0, 4000), st.data())
def test_parts(first: date, more: int, data: st.DataObject) -> None:
    """Every day of a window is in one of its parts, of which there are few."""
    now = window(Period(first, first + timedelta(days=more)), TODAY)
    unit, all_ = parts(now)
    day = data.draw(st.dates(now.first, now.last))
    assert part(unit, day.isoformat()) in all_
    assert len(all_) <= 25
    assert all_ == sorted(all_)
