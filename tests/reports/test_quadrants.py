from collections.abc import Callable

from learnorg.page import Chart, Text
from learnorg.register.register import Register
from learnorg.render.terminal import show
from learnorg.reports.quadrants import FEW, derive, lay_out
from registers import TODAY
from reports.ranked import QUERY
from reports.test_ranking import RECORDS

CORNERS = "Four improvements stand in the four corners, beside the picture." + RECORDS


def test_page(register: Register, expected: Callable[[str, str], None]) -> None:
    expected("quadrants.txt", show(lay_out(derive(register, QUERY, TODAY)), 80, colour=False))


test_page.__doc__ = CORNERS


def test_picture(register: Register) -> None:
    chart = lay_out(derive(register, QUERY, TODAY)).blocks[0]
    assert isinstance(chart, Chart)
    assert {series.name: len(series.points) for series in chart.series} == {
        "quick win": 1, "major": 1, "fill-in": 1, "thankless": 1,
    }  # fmt: skip
    assert [(mark.axis, mark.at) for mark in chart.marks] == [("y", 5), ("x", 11)]


test_picture.__doc__ = "Every point is one improvement; the medians part them." + RECORDS


def test_few(register: Register) -> None:
    """
    Fewer than four have no corners.
    ---
    id: IMP-2611-000001
    title: Alone
    state: proposed
    raised: 2026-11-02
    estimates: {value: 8, confidence: 1, effort: 2}
    """
    assert lay_out(derive(register, QUERY, TODAY)).blocks == (Text(FEW, "quiet"),)
