"""Days as other tools write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.exchange import dates
from learnorg.exchange.dates import NotRead, day, recognised

WRITTEN = {
    "YYYY-MM-DD": "%Y-%m-%d",
    "DD/MM/YYYY": "%d/%m/%Y",
    "MM/DD/YYYY": "%m/%d/%Y",
    "DD.MM.YYYY": "%d.%m.%Y",
    "YYYYMMDD": "%Y%m%d",
    "DD MMM YYYY": "%d %b %Y",
    "DD-MMM-YY": "%d-%b-%y",
    "MMM DD, YYYY": "%B %d, %Y",
}
days = st.dates(date(1970, 1, 1), date(2069, 12, 31))


@given(days, st.sampled_from(sorted(WRITTEN)))
def test_every_form_reads_what_it_writes(on: date, form: str) -> None:
    """A day written in a form is read back by it."""
    assert day(on.strftime(WRITTEN[form]), [form]).day == on


@given(days)
def test_day_before_month(on: date) -> None:
    """Where two forms fit, the first one decides and the other reading is told."""
    found = day(on.strftime("%d/%m/%Y"), ["DD/MM/YYYY", "MM/DD/YYYY"])
    assert found.day == on
    swapped = on.day <= 12 and on.day != on.month
    assert found.also == (date(on.year, on.day, on.month) if swapped else None)


def test_no_such_day() -> None:
    """The thirty-first of February has the form of a date and is none."""
    with pytest.raises(NotRead, match="'31/02/2025' is no day of the calendar"):
        day("31/02/2025", ["YYYY-MM-DD", "DD/MM/YYYY"])


def test_other_form() -> None:
    """A form that the map does not name is not guessed at."""
    with pytest.raises(NotRead, match="in none of the map's date forms"):
        day("3 Feb 2025", ["YYYY-MM-DD"])


@pytest.mark.parametrize(
    ("text", "timed"),
    [
        ("2025-06-03 21:22", True),
        ("2025-06-03T21:22:05.123Z", True),
        ("2025-06-03T21:22:05+02:00", True),
        ("2025-06-03 9:22 PM", True),
        ("2025-06-03 00:00:00", False),
        ("2025-06-03", False),
    ],
)
def test_time_of_day(text: str, timed: bool) -> None:
    """A time of day may follow, and is told of, so that it can be kept."""
    found = day(text, ["YYYY-MM-DD"])
    assert (found.day, found.timed) == (date(2025, 6, 3), timed)


@pytest.mark.parametrize("text", ["3 June 2025", "3 Jun 2025", "03 jun. 2025"])
def test_named_months(text: str) -> None:
    """Months may be named, in full or short."""
    assert day(text, ["DD MMM YYYY"]).day == date(2025, 6, 3)


def test_forms_are_recognised() -> None:
    """A day above twelve shows which of two forms it is."""
    assert recognised(["03/02/2025", "17/02/2025", "2025-02-17"]).forms == (
        "YYYY-MM-DD",
        "DD/MM/YYYY",
    )
    assert recognised(["02/17/2025", "02/03/2025"]).forms == ("MM/DD/YYYY",)


def test_doubtful_forms() -> None:
    """Where no value tells day from month, or they contradict, that is said."""
    assert "no value tells" in recognised(["03/02/2025"]).doubts[0]
    assert "look at every date" in recognised(["17/02/2025", "02/17/2025"]).doubts[0]


def test_what_is_a_form() -> None:
    """A form names year, month and day, each once."""
    assert all(map(dates.is_form, dates.KNOWN))
    assert not any(map(dates.is_form, ["DD/MM", "YYYY-MM-DD-DD", "iso", ""]))
