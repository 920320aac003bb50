from collections.abc import Callable
from datetime import date, timedelta

import pytest

from learnorg.page import Chart, Page, Table, Text
from learnorg.register.query import parse
from learnorg.register.register import Register
from learnorg.render.terminal import show
from learnorg.reports.forecast import Outlook, TooSoon, Wish, derive, lay_out
from registers import TODAY

MONDAY = date(2026, 10, 5)
WEEKS = (2, 0, 3, 1, 4, 2)
DAYS = [MONDAY + timedelta(weeks=n, days=3 * d % 7) for n, w in enumerate(WEEKS) for d in range(w)]


def closed(number: int, day: date, team: str = "desk") -> str:
    return (
        f"---\nid: IMP-2609-1000{number:02}\ntitle: Over {number}\nstate: closed\nteam: {team}\n"
        f"dates: {{closed: {day}}}\nraised: 2026-09-30\n"
    )


def open_one(number: int, team: str = "desk") -> str:
    state = "accepted" if number == 4 else "proposed"
    return (
        f"---\nid: IMP-2609-2000{number:02}\ntitle: Open {number}\nstate: {state}\n"
        f"team: {team}\nraised: 2026-10-01\n"
    )


RECORDS = "\n" + "".join(
    [closed(n, day) for n, day in enumerate(DAYS)]
    + [closed(12, TODAY), closed(13, date(2026, 10, 3), "till"), closed(14, date(2026, 10, 2))]
    + [open_one(n) for n in range(5)]
    + [open_one(5, "till")]
)


def outlook(register: Register, wish: Wish, *words: str) -> Outlook:
    return derive(register, parse(words, "improvement"), wish, 1, TODAY)


def test_weeks(register: Register) -> None:
    found = outlook(register, Wish(4))
    assert [(str(one.first), one.number) for one in found.past] == [
        ("2026-10-05", 2), ("2026-10-12", 0), ("2026-10-19", 3),
        ("2026-10-26", 1), ("2026-11-02", 4), ("2026-11-09", 2),
    ]  # fmt: skip


test_weeks.__doc__ = (
    "It goes by whole weeks: neither the first, begun before anything was raised, nor the "
    "running one, though today is its Sunday." + RECORDS
)


def test_when(register: Register) -> None:
    found = outlook(register, Wish(4))
    assert found.forecast.values == {50: 2, 85: 3, 95: 4}
    assert found.day(2) == date(2026, 12, 6)
    assert isinstance(first := lay_out(found).blocks[0], Text)
    assert first.text == "Within 3 weeks, by 2026-12-13, as far as past weeks tell (85 %)."


test_when.__doc__ = "So many are done after so many weeks, which is a day." + RECORDS


def test_all_open(register: Register) -> None:
    assert outlook(register, Wish()).number == 6
    assert outlook(register, Wish(), "team:till").number == 1


test_all_open.__doc__ = "Without a number, all that are open and found are meant." + RECORDS


def test_by(register: Register) -> None:
    found = outlook(register, Wish(by=date(2026, 12, 19)), "state:proposed")
    assert (found.weeks_ahead, found.open, found.proposed) == (3, 5, 5)
    assert found.forecast.values == {50: 6, 85: 4, 95: 2}


test_by.__doc__ = "By a day so many are done at least; states do not thin out the past." + RECORDS


def test_too_soon(register: Register) -> None:
    """A day that is no whole week away is refused, with the first that will do."""
    with pytest.raises(TooSoon, match="2026-11-28 is less than a week") as refused:
        outlook(register, Wish(by=date(2026, 11, 28)))
    assert "give 2026-11-29 or later" in refused.value.hint


def test_not_enough(register: Register) -> None:
    found = outlook(register, Wish(4), "team:till")
    assert found.forecast.missing == "nothing was finished in 6 weeks"
    page = lay_out(found)
    assert page.blocks[0] == Text(
        "Not enough data for a forecast: nothing was finished in 6 weeks.", "warn"
    )
    assert isinstance(page.data, dict)
    assert (page.data["missing"], page.data["forecast"]) == ("nothing was finished in 6 weeks", [])


test_not_enough.__doc__ = "Where too little was finished, that is the answer." + RECORDS


def test_empty(register: Register) -> None:
    """Where nothing is there, nothing is open and nothing was finished."""
    page = lay_out(outlook(register, Wish()))
    assert (page.title, page.blocks) == ("", (Text("Nothing is open.", "quiet"),))
    assert isinstance(page.data, dict)
    assert (page.data["missing"], page.data["forecast"]) == ("nothing is open", [])
    missing = lay_out(outlook(register, Wish(3))).blocks[0]
    assert missing == Text("Not enough data for a forecast: 0 whole weeks of at least 4.", "warn")


@pytest.mark.parametrize(
    ("wish", "words", "told"),
    [
        (Wish(), "banana", "Nothing open matches 'banana'."),
        (Wish(), "not:state:proposed,accepted", "Nothing open matches 'not:state:proposed,acc"),
        (Wish(), "is:closed banana", "Nothing open matches 'is:closed banana'."),
        (Wish(3), "banana", "Nothing matches 'banana'."),
        (Wish(by=date(2026, 12, 19)), "banana", "Nothing matches 'banana'."),
    ],
)
def test_nothing_matches(register: Register, wish: Wish, words: str, told: str) -> None:
    found = outlook(register, wish, *words.split())
    assert found.forecast.values == {}
    (first,) = lay_out(found).blocks
    assert isinstance(first, Text)
    assert first.text.startswith(told)


test_nothing_matches.__doc__ = "A query that finds nothing is told from an empty list." + RECORDS


@pytest.mark.parametrize(
    ("wish", "words", "told"),
    [
        (Wish(), "", "Open now: 6, 5 of them only proposed; not:state:proposed leaves them out."),
        (Wish(), "state:proposed", "Open now: 5, all of them only proposed."),
        (Wish(), "state:accepted", ""),
        (Wish(6), "", ""),
    ],
)
def test_only_proposed(register: Register, wish: Wish, words: str, told: str) -> None:
    blocks = lay_out(outlook(register, wish, *words.split())).blocks
    assert [one.text for one in blocks if isinstance(one, Text)][1:] == ([told] if told else [])


test_only_proposed.__doc__ = "Where all that is open is meant, ideas in it are counted." + RECORDS


def test_drawn_from(register: Register) -> None:
    blocks = lay_out(outlook(register, Wish(4))).blocks
    table = [block for block in blocks if isinstance(block, Table)][-1]
    assert table.rows == [["0", "1"], ["1", "1"], ["2", "2"], ["3", "1"], ["4", "1"]]
    (chart,) = (block for block in blocks if isinstance(block, Chart))
    assert [point.y for point in chart.series[0].points] == [2, 0, 3, 1, 4, 2]


test_drawn_from.__doc__ = "A table tells in how many weeks so many were closed." + RECORDS


def test_beyond(register: Register) -> None:
    data = lay_out(outlook(register, Wish(100_000))).data
    assert isinstance(data, dict)
    assert data["forecast"][0] == {"share": 50, "weeks": None, "by": None}


test_beyond.__doc__ = "What takes more than ten years has no day." + RECORDS


def test_data(register: Register) -> None:
    data = lay_out(outlook(register, Wish(4))).data
    assert data == {
        "asked": {"number": 4},
        "open": 6,
        "proposed": 5,
        "forecast": [
            {"share": 50, "weeks": 2, "by": "2026-12-06"},
            {"share": 85, "weeks": 3, "by": "2026-12-13"},
            {"share": 95, "weeks": 4, "by": "2026-12-20"},
        ],
        "missing": None,
        "window": {"first": "2026-10-05", "last": "2026-11-15"},
        "weekly_throughput": [2, 0, 3, 1, 4, 2],
        "seed": 1,
        "draws": 2000,
    }


test_data.__doc__ = "Programs get the forecast with what it goes by." + RECORDS


def test_page(register: Register, expected: Callable[[str, str], None]) -> None:
    asked = (Wish(4), Wish(by=date(2026, 12, 19)), Wish())
    pages = [shown(lay_out(outlook(register, wish))) for wish in asked]
    expected("forecast.txt", "\n".join(pages))


test_page.__doc__ = "All questions, as a terminal shows their answers." + RECORDS


def shown(page: Page) -> str:
    blocks = tuple(block for block in page.blocks if not isinstance(block, Chart))
    return show(page._replace(blocks=blocks), 80, colour=False)
