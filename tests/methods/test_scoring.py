import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.methods.scoring import (
    FEWEST_FOR_QUADRANTS,
    MOST_MUST,
    Score,
    cd3,
    figure,
    ice,
    model,
    must_share,
    quadrants,
    ranks,
    rice,
    score,
    value_effort,
    weighted,
    wsjf,
)

values = st.floats(0, 10)
shares = st.floats(0, 1)
efforts = st.floats(0.25, 500)
items = st.dictionaries(st.text(max_size=3), st.tuples(values, efforts), max_size=12)


@pytest.mark.parametrize(
    ("value", "confidence", "effort", "expected"),
    [(8, 0.5, 4, 1.0), (6, 1, 0.5, 12.0), (0, 1, 3, 0.0), (5, 0, 3, 0.0)],
)
def test_value_effort(value: float, confidence: float, effort: float, expected: float) -> None:
    """The score is value times confidence per person-day; no value is a score of 0."""
    assert value_effort(value, confidence, effort) == pytest.approx(expected)


def test_rice() -> None:
    """RICE's three published examples come out, and rank the third first."""
    found = [rice(450, 3, 1, 2), rice(2000, 1, 0.8, 4), rice(800, 2, 0.5, 1)]
    assert found == [675, 400, 800]
    assert ranks(found) == [2, 3, 1]


def test_rice_months() -> None:
    """RICE counts effort in person-months, and never less than half a one."""
    month = model("rice", days_a_month=20)
    assert month.formula(450, 3, 1, 40) == 675
    assert month.formula(100, 1, 1, 1) == month.formula(100, 1, 1, 10) == 200


def test_ice() -> None:
    """ICE multiplies three numbers from 1 to 10; confidence is kept as a share."""
    assert ice(8, 0.5, 6) == pytest.approx(240)


def test_wsjf() -> None:
    """The published example of four jobs comes out, and the patch goes first."""
    jobs = [(8, 4, 3, 5), (5, 9, 8, 2), (4, 3, 7, 8), (9, 5, 4, 8)]
    found = [wsjf(*job) for job in jobs]
    assert found == [3.0, 11.0, 1.75, 2.25]
    assert ranks(found) == [2, 1, 4, 3]


def test_cd3() -> None:
    """Reinertsen's three jobs: cost of delay divided by duration is 10, 1 and 0.1."""
    assert [cd3(10, 1), cd3(3, 3), cd3(1, 10)] == [10, 1, 0.1]
    assert model("cd3", days_a_week=5).formula(10, 5) == 10


def test_weighted() -> None:
    """The weighted mean lies between the scores, by their weights."""
    assert weighted((3, 1), 8, 4) == 7
    found = score(model("weighted", criteria=(("risk", 3), ("joy", 1))),
                  {"criteria.risk": 8, "criteria.joy": 4})  # fmt: skip
    assert found == Score(7, (), "(8×3 + 4×1) / 4")


@given(st.lists(st.tuples(st.floats(0.1, 9), values), min_size=1, max_size=5))
def test_weighted_within(pairs: list[tuple[float, float]]) -> None:
    """A weighted mean never leaves the span of what it is the mean of."""
    weights, scores = zip(*pairs, strict=True)
    assert min(scores) - 1e-9 <= weighted(weights, *scores) <= max(scores) + 1e-9


def test_small_before_large() -> None:
    """Of equal benefit the smaller ranks first, unlike in tools that add points for effort."""
    for name in ("value-effort", "rice", "wsjf", "cd3"):
        way = model(name)
        small, large = (way.formula(*[5.0] * (len(way.inputs) - 1), e) for e in (20, 400))
        assert small > large


def test_must_share() -> None:
    """Won't is no effort; musts of 70 of 100 days are too much by DSDM's rule."""
    found = must_share([("must", 70), ("should", 20), ("could", 10), ("wont", 500)])
    assert found == pytest.approx(0.7)
    assert found is not None
    assert found > MOST_MUST
    assert must_share([("wont", 3)]) is None


def test_why() -> None:
    """A score shows the numbers it comes from, and of MoSCoW the word."""
    given_all = {"value": 8, "confidence": 0.5, "effort": 4}
    assert score(model("value-effort"), given_all).why == "8 × 0.5 / 4"
    assert score(model("moscow"), {"moscow": 3}).why == "should"


def test_equal_on_paper() -> None:
    """What is the same on paper is the same score, whatever the order of its factors."""
    one, other = (
        score(model("value-effort"), {"value": v, "confidence": c, "effort": 4}).value
        for v, c in ((7, 0.6), (6, 0.7))
    )
    assert one == other == 1.05
    assert score(model("value-effort"), {"value": 3, "confidence": 0.2, "effort": 1}).value == 0.6


@pytest.mark.parametrize(
    ("number", "shown"), [(1.6, "1.60"), (0.0, "0.00"), (0.01, "0.01"), (0.00025, "0.00025")]
)
def test_figure(number: float, shown: str) -> None:
    """A score that is not nothing is not shown as nothing."""
    assert figure(number) == shown


def test_missing() -> None:
    """What is missing is named, never taken for 0; an effort of 0 is none."""
    way = model("value-effort")
    assert score(way, {"value": 8, "effort": 0}) == Score(None, ("confidence", "effort"))
    assert score(way, {}).missing == ("value", "confidence", "effort")
    assert score(model("weighted"), {"value": 8}) == Score(None)


@given(values, values, shares, efforts)
def test_more_value(one: float, other: float, confidence: float, effort: float) -> None:
    """More value never lowers the score."""
    less, more = sorted((one, other))
    low, high = (value_effort(v, confidence, effort) for v in (less, more))
    assert low <= high


@given(values, shares, efforts, efforts)
def test_more_effort(value: float, confidence: float, one: float, other: float) -> None:
    """More effort never raises it."""
    less, more = sorted((one, other))
    high, low = (value_effort(value, confidence, e) for e in (less, more))
    assert low <= high


@given(values, shares, shares, efforts)
def test_more_confidence(value: float, one: float, other: float, effort: float) -> None:
    """More confidence never lowers it."""
    less, more = sorted((one, other))
    low, high = (value_effort(value, c, effort) for c in (less, more))
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
