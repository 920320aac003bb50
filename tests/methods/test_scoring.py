import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.methods.scoring import FEWEST_FOR_QUADRANTS, quadrants, ranks, value_effort

values = st.floats(0, 10)
shares = st.floats(0, 1)
efforts = st.floats(0.25, 500)
items = st.dictionaries(st.text(max_size=3), st.tuples(values, efforts), max_size=12)


@pytest.mark.parametrize(
    ("value", "confidence", "effort", "score"),
    [(8, 0.5, 4, 1.0), (6, 1, 0.5, 12.0), (0, 1, 3, 0.0), (5, 0, 3, 0.0)],
)
def test_score(value: float, confidence: float, effort: float, score: float) -> None:
    """The score is value times confidence per person-day; no value is a score of 0."""
    assert value_effort(value, confidence, effort).value == pytest.approx(score)


def test_why() -> None:
    """A score shows the numbers it comes from."""
    assert value_effort(8, 0.5, 4).why == "8 × 0.5 / 4"


def test_missing() -> None:
    """What is missing is named, never taken for 0; an effort of 0 is none."""
    assert value_effort(8, None, 0).value is None
    assert value_effort(8, None, 0).missing == ("confidence", "effort")
    assert value_effort(None, None, None).missing == ("value", "confidence", "effort")


@given(values, values, shares, efforts)
def test_more_value(one: float, other: float, confidence: float, effort: float) -> None:
    """More value never lowers the score."""
    less, more = sorted((one, other))
    low, high = (value_effort(v, confidence, effort).value for v in (less, more))
    assert low is not None
    assert high is not None
    assert low <= high


@given(values, shares, efforts, efforts)
def test_more_effort(value: float, confidence: float, one: float, other: float) -> None:
    """More effort never raises it."""
    less, more = sorted((one, other))
    high, low = (value_effort(value, confidence, e).value for e in (less, more))
    assert low is not None
    assert high is not None
    assert low <= high


@given(values, shares, shares, efforts)
def test_more_confidence(value: float, one: float, other: float, effort: float) -> None:
    """More confidence never lowers it."""
    less, more = sorted((one, other))
    low, high = (value_effort(value, c, effort).value for c in (less, more))
    assert low is not None
    assert high is not None
    assert low <= high


def test_quadrants() -> None:
    """Four improvements stand in the four corners."""
    corners = {"win": (9, 1), "big": (9, 9), "small": (1, 1), "no": (1, 9)}
    assert quadrants(corners) == {
        "win": "quick win",
        "big": "major",
        "small": "fill-in",
        "no": "thankless",
    }


@given(items)
def test_quadrants_from_four(given_items: dict[str, tuple[float, float]]) -> None:
    """Everybody has a quadrant from four on, nobody below."""
    enough = len(given_items) >= FEWEST_FOR_QUADRANTS == 4
    assert quadrants(given_items).keys() == (given_items.keys() if enough else set())


@given(items)
def test_quadrants_agree(given_items: dict[str, tuple[float, float]]) -> None:
    """What is worth no less and costs no more never stands in a worse corner."""
    found = quadrants(given_items)
    worse = {"quick win": 0, "major": 1, "fill-in": 1, "thankless": 2}
    for one, (value, effort) in given_items.items():
        for other, (less, more) in given_items.items():
            if found and value >= less and effort <= more:
                assert worse[found[one]] <= worse[found[other]]


def test_equals() -> None:
    """Equals are all quick wins: at the median counts for them."""
    assert set(quadrants(dict.fromkeys("abcd", (5.0, 5.0))).values()) == {"quick win"}


def test_ranks() -> None:
    """Equals share a place, and the next one keeps its own, as in sport."""
    assert ranks([2.0, 5.0, 2.0, 1.0]) == [2, 1, 2, 4]


@given(st.lists(st.floats(allow_nan=False)))
def test_ranks_follow(scores: list[float]) -> None:
    """A place is one more than the number of better scores."""
    assert ranks(scores) == [1 + sum(o > s for o in scores) for s in scores]
