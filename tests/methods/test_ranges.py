import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.methods.ranges import Range, parse, widened

numbers = st.decimals(0, 10_000, places=2).map(float)


@pytest.mark.parametrize(
    ("text", "range_"),
    [
        ("3-5-9", Range(3, 5, 9)),
        ("0.5-1-2.25", Range(0.5, 1, 2.25)),
        ("4-4-4", Range(4, 4, 4)),
        ("5", Range(5, 5, 5)),
        ("0", Range(0, 0, 0)),
        ("0.25", Range(0.25, 0.25, 0.25)),
    ],
)
def test_range(text: str, range_: Range) -> None:
    """A range is written low-likely-high, or as one plain number."""
    assert parse(text) == range_


@pytest.mark.parametrize(
    "text",
    ["", "-", "3-5", "3-5-9-11", "9-5-3", "3-9-5", "-3", "3--5-9", "+3", "3 - 5 - 9", "03-5-9",
     "3-5-09", ".5", "5.", "1e3", "1_000", "nan", "inf", "٣", "3–5–9", "3-5-9\n", "9" * 400],
)  # fmt: skip
def test_no_range(text: str) -> None:
    """What is malformed, descends, has a sign or is beyond all numbers is no range."""
    assert parse(text) is None


@given(st.lists(numbers, min_size=3, max_size=3).map(sorted))
def test_read_back(three: list[float]) -> None:
    """Three numbers that ascend are read as they were written."""
    assert parse("-".join(f"{number:f}" for number in three)) == Range(*three)


def test_widened() -> None:
    """A plain number spans one step either way; a range stays as it is."""
    assert widened(Range(5, 5, 5), 3, 8) == Range(3, 5, 8)
    assert widened(Range(4, 5, 6), 3, 8) == Range(4, 5, 6)
    assert widened(Range(5, 5, 9), 3, 8) == Range(5, 5, 9)


@given(numbers, numbers, numbers)
def test_ends_of_the_scale(number: float, low: float, high: float) -> None:
    """Whatever the steps, what comes out is a range around the number."""
    found = widened(Range(number, number, number), low, high)
    assert found.low <= found.likely == number <= found.high
