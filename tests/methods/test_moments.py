"""Moments are read strictly, and compare only where it can be said which was first."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.methods.moments import Moment, comparable, moment

OFFSETS = st.integers(-23 * 60 - 59, 23 * 60 + 59).map(lambda m: timezone(timedelta(minutes=m)))
LOCAL = st.datetimes().map(lambda at: Moment(at.replace(microsecond=0, fold=0)))
ZONED = st.builds(lambda local, zone: Moment(local.at.replace(tzinfo=zone)), LOCAL, OFFSETS)


def test_forms() -> None:
    """Seconds and an offset may be there, and a T may stand for the blank."""
    at = datetime(2026, 11, 20, 9, 12)
    an_hour_ahead = timezone(timedelta(hours=1))
    assert moment("2026-11-20 09:12") == moment("2026-11-20T09:12") == Moment(at)
    assert moment("2026-11-20 09:12:30") == Moment(at.replace(second=30))
    assert moment("2026-11-20 09:12Z") == Moment(at.replace(tzinfo=UTC))
    assert moment("2026-11-20T09:12:30+01:00") == Moment(
        at.replace(second=30, tzinfo=an_hour_ahead)
    )


@pytest.mark.parametrize(
    "text",
    [
        "", "2026-11-20", "09:12", "2026-11-20 9:12", "2026-11-20  09:12", " 2026-11-20 09:12",
        "2026-11-20 09:12 ", "2026-11-20 09:12\n", "2026-02-29 09:12", "2026-13-01 09:12",
        "0000-01-01 00:00", "2026-11-20 24:00", "2026-11-20 09:60", "2026-11-20 09:12:60",
        "2026-11-20 09:12 +01:00", "2026-11-20 09:12+1:00", "2026-11-20 09:12+0100",
        "2026-11-20 09:12+24:00", "2026-11-20 09:12+01:60", "2026-11-20 09:12z",
        "2026-11-20t09:12", "2026-11-20 09:12:30.5", "2026-11-20 0९:12", "20261120 0912",
        "yesterday", "2026-W47-5 09:12",
    ],
)  # fmt: skip
def test_no_moment(text: str) -> None:
    """What is not in the form, or on no calendar, is no moment."""
    assert moment(text) is None


@given(st.one_of(LOCAL, ZONED))
def test_written_and_read(one: Moment) -> None:
    """A moment written down is read as itself, also with a T."""
    assert moment(str(one)) == one
    assert moment(str(one).replace(" ", "T")) == one


@given(st.text(max_size=30))
def test_any_text(text: str) -> None:
    """No text is refused with an exception."""
    assert moment(text) is None or moment(text) == moment(str(moment(text)))


def test_written() -> None:
    """Seconds and offset are written only where there are any, and no offset at all as Z."""
    for text in ("2026-11-20 09:12", "2026-11-20 09:12:30+01:00", "2026-11-20 09:12Z"):
        assert str(moment(text)) == text
    assert str(moment("2026-11-20T09:12:00+00:00")) == "2026-11-20 09:12Z"


@given(ZONED, ZONED)
def test_zoned_compare(one: Moment, other: Moment) -> None:
    """Moments with offsets compare and subtract by the same clock, wherever they were noted."""
    assert comparable(one, other)
    assert (one < other, one == other) == (one - other < timedelta(0), one - other == timedelta(0))
    assert one - other == -(other - one)


@given(LOCAL, ZONED)
def test_nobody_can_say(local: Moment, zoned: Moment) -> None:
    """A moment with an offset and one without it cannot be put into an order."""
    assert not comparable(local, zoned)
    assert local != zoned
    with pytest.raises(TypeError):
        local < zoned  # noqa: B015  # that is what raises
    with pytest.raises(TypeError):
        zoned - local


def test_one_instant() -> None:
    """The same instant in two places is one moment."""
    there, here = moment("2026-11-20 09:12Z"), moment("2026-11-20 10:12+01:00")
    assert there == here
    assert there is not None
    assert here is not None
    assert here - there == timedelta(0)
    assert len({there, here}) == 1
