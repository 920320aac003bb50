import json
from collections.abc import Callable

from commandline import Learnorg
from learnorg.periods import period
from learnorg.register.register import Register
from learnorg.render.terminal import show
from learnorg.reports.lesson_rate import derive, lay_out
from registers import TODAY
from reports.reviewed import RECORDS
from rules import upon

Expected = Callable[[str, str], None]


@upon(RECORDS)
def test_rates(register: Register) -> None:
    """Of five, four have a verdict; of three with an answer two apply; of two one was applied."""
    found = derive(register, period("2026", TODAY), TODAY)
    counts = [len(each) for each in (found.lessons, found.triaged, found.settled, found.applying,
                                     found.applied, found.waiting.lessons)]  # fmt: skip
    assert counts == [5, 4, 3, 2, 1, 2]
    assert found.age == 80  # half way between 100 and 60 days


@upon(RECORDS)
def test_window(register: Register) -> None:
    """The window is of what was taken in; what waits is told whenever it came in."""
    found = derive(register, period("2026-11", TODAY), TODAY)
    assert (len(found.lessons), len(found.applying), len(found.applied)) == (1, 1, 0)
    assert len(found.waiting.lessons) == 2


@upon(RECORDS)
def test_page(register: Register, expected: Expected) -> None:
    """The rates stand above what waits."""
    page = lay_out(derive(register, period("2026", TODAY), TODAY), 1)
    expected("lesson-rate.txt", "\n".join(show(page, 80, False).splitlines()) + "\n")


@upon(RECORDS)
def test_command(learnorg: Learnorg) -> None:
    """A share of nothing is null, and never 0."""
    data = json.loads(learnorg("lessons", "rate", "--period", "2025", "--format", "json").out)
    assert data["kind"] == "lesson-rate"
    assert data["data"]["triaged"] == {"count": 0, "of": 0, "share": None}
    assert data["data"]["waiting"]["median_days"] == 80
    assert (
        "not enough data: none was taken in" in learnorg("lessons", "rate", "--period", "2025").out
    )
