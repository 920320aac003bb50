"""What clocks elsewhere showed."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.exchange import dates
from learnorg.exchange.timelines import clocks
from learnorg.exchange.timelines.clocks import NotRead, UnknownZone, placed
from learnorg.exchange.timelines.entries import written
from learnorg.methods.moments import moment

BERLIN = clocks.zone("Europe/Berlin")


def read(text: str) -> datetime:
    return clocks.read(text, dates.recognised([clocks.day(text)]).forms)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2026-11-20 09:12", "2026-11-20 09:12"),
        ("2026-11-20T09:12:30Z", "2026-11-20 09:12:30Z"),
        ("2026-11-20T09:12:30.123456789+01:00", "2026-11-20 09:12:30+01:00"),
        ("2026-11-20 09:12:30,123", "2026-11-20 09:12:30"),
        ("2026-11-20 09:12 UTC", "2026-11-20 09:12Z"),
        ("2026-11-20 9:12 -0330", "2026-11-20 09:12-03:30"),
        ("20.11.2026 09:12 Uhr", "2026-11-20 09:12"),
        ("11/20/2026 9:12 pm", "2026-11-20 21:12"),
        ("11/20/2026 12:05 a.m.", "2026-11-20 00:05"),
        ("Nov 20, 2026 at 12:05 PM", "2026-11-20 12:05"),
        ("Fri, 20 Nov 2026 09:12:00 +0000", "2026-11-20 09:12Z"),
        ("1795166400", "2026-11-20 09:20Z"),
        ("1795166400123", "2026-11-20 09:20Z"),
        ("1795166461.000200", "2026-11-20 09:21:01Z"),
    ],
)
def test_forms(text: str, told: str) -> None:
    """Days in every known form are read with the time of day after them."""
    assert written(read(text)) == told


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "does not say when"),
        ("yesterday", "no time of day"),
        ("2026-11-20", "no time of day"),
        ("09:12", "no day"),
        ("2026-02-30 09:12", "is no day"),
        ("2026-11-20 24:01", "no time of day"),
        ("2026-11-20 13:00 pm", "no time of day"),
        ("2026-11-20 09:12 PST", "may be several zones"),
        ("2026-11-20 09:12+25:00", "no distance from UTC"),
        ("9" * 5000, "no time of day"),
        ("99999999999999999999", "no time of day"),
        ("NaN", "no time of day"),
    ],
)
def test_what_is_no_moment(text: str, why: str) -> None:
    """What names no point in time is told with what it lacks, and briefly."""
    with pytest.raises(NotRead, match=why) as wrong:
        read(text)
    assert len(str(wrong.value)) < 200


def test_zones() -> None:
    """A time without its distance from UTC was read in the zone; any other is told in it."""
    assert written(placed(datetime(2026, 7, 1, 9, 12), BERLIN).at) == "2026-07-01 09:12+02:00"
    assert written(placed(datetime(2026, 7, 1, 9, 12, tzinfo=UTC), BERLIN).at) == (
        "2026-07-01 11:12+02:00"
    )
    assert written(placed(datetime(2026, 7, 1, 9, 12), None).at) == "2026-07-01 09:12"
    assert written(placed(datetime(2026, 7, 1, 9, 12), clocks.zone("UTC")).at) == (
        "2026-07-01 09:12Z"
    )


def test_clocks_put_forward() -> None:
    """A time that the clocks left out is no time."""
    with pytest.raises(NotRead, match="02:30 on 2026-03-29 was no time in Europe/Berlin"):
        placed(datetime(2026, 3, 29, 2, 30), BERLIN)


def test_clocks_put_back() -> None:
    """A time that came twice is in doubt, and the first is taken; with an offset it is not."""
    first = placed(datetime(2026, 10, 25, 2, 30), BERLIN)
    assert "came twice" in first.doubt
    assert first.at.utcoffset() == timedelta(hours=2)
    second = placed(datetime(2026, 10, 25, 2, 30, tzinfo=timezone(timedelta(hours=1))), BERLIN)
    assert (second.doubt, second.at > first.at) == ("", True)


@pytest.mark.parametrize("name", ["Europe/Berlim", "../../etc/passwd", "", "localtime", "\0"])
def test_unknown_zones(name: str) -> None:
    """Only names of zones are zones; one nearly right is told."""
    with pytest.raises(UnknownZone) as wrong:
        clocks.zone(name)
    assert "Europe/Berlin" in wrong.value.hint


@given(st.datetimes(), st.sampled_from([None, BERLIN, clocks.zone("America/New_York")]))
def test_every_time_is_one_of_records(at: datetime, zone: clocks.ZoneInfo | None) -> None:
    """What is placed is a moment that a record holds; what is not, is refused."""
    try:
        found = placed(at, zone).at
    except NotRead:
        return
    read_back = moment(written(found))
    assert read_back is not None
    assert read_back.at == found.replace(microsecond=0)


@given(
    st.datetimes(datetime(1900, 1, 1), datetime(9999, 1, 1), timezones=st.just(UTC)),
    st.sampled_from([BERLIN, None]),
)
def test_a_zone_changes_no_instant(at: datetime, zone: clocks.ZoneInfo | None) -> None:
    """Telling a moment in another zone leaves it the same moment."""
    assert placed(at, zone).at == at


@given(st.text(), st.text())
def test_any_text(text: str, form: str) -> None:
    """Any text is a point in time or refused."""
    for said in (text, f"2026-11-20 {text}", f"{text} 09:12{form}"):
        found = None
        with suppress(NotRead):
            found = read(said)
        assert found is None or isinstance(found, datetime)
