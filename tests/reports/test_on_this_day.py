import json
from collections.abc import Callable
from datetime import date

import pytest

from commandline import Learnorg
from learnorg.page import Text
from learnorg.register.register import Register
from learnorg.register.reviews import review
from learnorg.render.terminal import show
from learnorg.reports.on_this_day import _years, derive, lay_out
from reports.reviewed import RECORDS
from rules import upon

Expected = Callable[[str, str], None]


@pytest.mark.parametrize(
    ("happened", "day", "years"),
    [
        ("2025-09-27", "2026-09-27", 1),
        ("2025-09-27", "2026-09-24", 1),
        ("2025-09-27", "2026-09-30", 1),
        ("2025-09-27", "2026-10-01", 0),
        ("2023-09-27", "2026-09-25", 3),
        ("2026-09-27", "2026-09-27", 0),
        ("2027-09-27", "2026-09-27", 0),
        ("2024-12-30", "2026-01-02", 1),
        ("2025-01-01", "2026-12-30", 2),
        ("2024-02-29", "2026-03-01", 2),
        ("2023-02-28", "2024-02-29", 1),
        ("2024-02-29", "2028-02-29", 4),
    ],
)
def test_years(happened: str, day: str, years: int) -> None:
    """Three days around the day count, over the turn of the year and on leap days, too."""
    one = review({"id": "REV-2610-000001", "raised": happened})
    assert _years(one, date.fromisoformat(day)) == years


@upon(RECORDS)
def test_remembered(register: Register) -> None:
    """What happened around this day a year ago comes with what was learned."""
    found = derive(register, date(2026, 9, 25))
    assert [(one.review.identity, one.years) for one in found.remembered] == [
        ("REV-2509-000001", 1)
    ]
    assert not found.by_chance
    assert [each.homes[0].told for each in found.remembered[0].findings] == [
        "shown to work", "validated",
    ]  # fmt: skip


@upon(RECORDS)
def test_by_chance(register: Register) -> None:
    """Where nothing did, one closed review of before is drawn, the same all day."""
    days = [date(2026, 12, day) for day in range(1, 29)]
    drawn = [derive(register, day) for day in days]
    assert drawn == [derive(register, day) for day in days]
    assert all(found.by_chance for found in drawn)
    names = {found.remembered[0].review.identity for found in drawn}
    assert names == {"REV-2509-000001", "REV-2604-000002", "REV-2609-000009"}


@upon(RECORDS)
def test_nothing(register: Register) -> None:
    """Before anything was closed there is nothing to remember."""
    assert lay_out(derive(register, date(2025, 9, 20))).blocks == (
        Text("Nothing to remember yet: no review of anything earlier is closed.", "quiet"),
    )


@upon(RECORDS)
def test_page(register: Register, expected: Expected) -> None:
    """The page tells when it was, what made it possible, and what became of what was found."""
    page = lay_out(derive(register, date(2026, 9, 25)))
    expected("on-this-day.txt", "\n".join(show(page, 80, False).splitlines()) + "\n")


@upon(RECORDS)
def test_command(learnorg: Learnorg) -> None:
    """Any day can be asked for."""
    data = json.loads(
        learnorg("review", "onthisday", "--day", "2026-09-25", "--format", "json").out
    )
    assert (data["kind"], data["data"]["day"]) == ("on-this-day", "2026-09-25")
    assert data["data"]["reviews"][0]["years"] == 1
    assert "by chance" in learnorg("review", "onthisday").out
