import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learnorg.page import Axis, Chart, Mark, Page, Point, Series
from learnorg.render.charts import lines
from learnorg.render.formats import markdown
from learnorg.render.safe import width
from learnorg.render.terminal import show
from render.pictures import AGES, EMPTY, FINISHED, FLOW, MONEY, PICTURES, strange

FORMS = ("bars", "areas", "lines", "points")
pictures = pytest.mark.parametrize("name", PICTURES)
forms = pytest.mark.parametrize("form", FORMS)


def drawn(chart: Chart, columns: int = 80) -> list[str]:
    return list(lines(chart, columns, colour=False))


@pytest.mark.parametrize("columns", [80, 60])
def test_kept(columns: int, expected: Callable[[str, str], None]) -> None:
    """Every form of picture can be read, on a wide terminal and on a narrow one."""
    whole = "\n\n".join("\n".join(drawn(chart, columns)) for chart in PICTURES.values())
    expected(f"charts-{columns}.txt", whole + "\n")


@pictures
@pytest.mark.parametrize("columns", range(30, 121, 15))
def test_fits(name: str, columns: int) -> None:
    """No line is wider than the terminal."""
    assert all(width(line) <= columns for line in drawn(PICTURES[name], columns))


@pictures
def test_colour_repeats(name: str) -> None:
    """With colour, nothing is said that is not said without."""
    painted = "\n".join(lines(PICTURES[name], 80, colour=True))
    assert "\x1b[" in painted
    assert (
        re.sub(r"\x1b\[[0-9;]*m", "", painted).split() == "\n".join(drawn(PICTURES[name])).split()
    )


@forms
@given(
    text=st.text("ab <|`夜é\u0301🙂\n\t\x1b\u202e", min_size=1, max_size=60),
    columns=st.integers(40, 120),
)
@settings(max_examples=25)
def test_strange_texts(form: str, text: str, columns: int) -> None:
    """Strangers' text moves no cursor, and takes no more room than there is."""
    for line in drawn(strange(form, text), columns):
        assert width(line) <= columns
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202e]", line)


@forms
@given(
    values=st.lists(st.floats(), min_size=1, max_size=12),
    among=st.sampled_from(["number", "name"]),
)
@settings(max_examples=50)
def test_any_numbers(form: str, values: list[float], among: str) -> None:
    """Any numbers can be drawn; what no axis holds is left out."""
    places: list[str | float] = [*values] if among == "number" else [f"n{v}" for v in values]
    points = [Point(x, y) for x, y in zip(places, values, strict=True)]
    chart = Chart(form, "", Axis("x", among), Axis("y"), [Series("", points)])  # type: ignore[arg-type]
    assert all(width(line) <= 80 for line in drawn(chart))


@forms
@given(days=st.lists(st.dates(), min_size=1, max_size=9))
def test_any_days(form: str, days: list[object]) -> None:
    """Any days can be drawn, a single one as well as a thousand years."""
    points = [Point(str(day), n) for n, day in enumerate(days)]
    chart = Chart(form, "", Axis("", "day"), Axis(""), [Series("s", points)])  # type: ignore[arg-type]
    assert all(width(line) <= 80 for line in drawn(chart))


def lengths(chart: Chart) -> list[int]:
    """How many blocks each bar has."""
    return [len(re.findall("[█▉▊▋▌▍▎▏▐]", line)) for line in drawn(chart)]


@given(values=st.lists(st.integers(0, 1000), min_size=2, max_size=8, unique=True))
def test_longer_bars(values: list[int]) -> None:
    """A larger value has no shorter bar, nothing has none, and anything has one."""
    points = [Point(f"p{n}", value) for n, value in enumerate(sorted(values))]
    found = lengths(Chart("bars", "", Axis("", "name"), Axis(""), [Series("", points)]))
    assert found == sorted(found)
    assert [bool(length) for length in found] == [value > 0 for value in sorted(values)]


def test_values_beside_bars() -> None:
    """Each bar has its value and its series' name beside it; a place without any has a dash."""
    chart = FINISHED._replace(x=Axis("month", "name", ("2026-08",)))
    found = [re.sub("[█▉▊▋▌▍▎▏┊ ]+", " ", line) for line in drawn(chart)[2:]]
    assert found[:4] == [
        "2026-08 –",
        "2026-09 achieved 8",
        " partly-achieved 2",
        "2026-10 achieved 3",
    ]


def test_before_a_place() -> None:
    """A mark among bars stands before its place."""
    shown = drawn(FINISHED)
    at = shown.index("── new service desk")
    assert shown[at + 1].startswith("2026-11")


def test_counts() -> None:
    """Points that share a cell are counted; more than nine are a #."""
    many = [Point(5, 5)] * 4 + [Point(9, 9)] * 12 + [Point(0, 0)]
    chart = Chart("points", "", Axis("x"), Axis("y"), [Series("", many)])
    shown = "\n".join(line.partition("│")[2] or line.partition("┤")[2] for line in drawn(chart))
    assert sorted(shown.split()) == ["#", "4", "●"]
    assert drawn(chart)[-1].startswith("A digit: so many at one place")


def test_side_by_side() -> None:
    """Points at one name and one height stand side by side where there is room."""
    three = [Point("accepted", 5)] * 3
    chart = Chart("points", "", Axis("", "name"), Axis("", "number"), [Series("", three)])
    assert sum("●●●" in line for line in drawn(chart)) == 1


def test_order_of_names() -> None:
    """Names stand in their own order, also those without a value."""
    under = next(line for line in drawn(AGES) if "accepted" in line)
    assert under.split() == ["accepted", "assessed", "approved", "in-progress", "measuring"]


def test_stacked() -> None:
    """Areas stand upon one another in the series' order, and all keep their fills."""
    column = [line.rstrip()[-1] for line in drawn(FLOW) if re.match(r"[ \d]*[┤│]", line)]
    fills = [fill for fill in dict.fromkeys(column) if fill in "█░▓"]
    assert fills == ["▓", "░", "█"]
    assert drawn(FLOW)[-1] == "█ closed  ░ in-progress  ▓ proposed"


def test_level() -> None:
    """A level mark is a line through the picture, with its name and value beside it."""
    chart = MONEY._replace(marks=[Mark("y", 600, "half")])
    row = next(line for line in drawn(chart) if "half: 600" in line)
    assert "┄┄┄" in row


def test_nothing() -> None:
    """A picture without points says so."""
    assert drawn(EMPTY) == ["Nothing yet", "Nothing to draw."]


def test_on_a_page() -> None:
    """A terminal shows the picture with its title, Markdown in a fence that no text can close."""
    chart = strange("bars", "```` x")
    assert "```` x" in show(Page("", (chart,)), 80, colour=False)
    shown = list(markdown(Page("", (chart,))))
    assert shown[0] == "`````text"
    assert shown[-1] == "`````"
    assert [line for line in shown if line.startswith("`````")] == [shown[0], shown[-1]]
