from collections.abc import Sequence
from math import isclose, sqrt
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learnorg.methods.ranges import Range
from learnorg.methods.stability import FRESH, Firmness, TossUp, scores, stability

numbers = st.integers(0, 40).map(float)
ranges = st.tuples(numbers, numbers, numbers).map(lambda three: Range(*sorted(three)))
lists = st.lists(st.tuples(ranges, ranges), min_size=1, max_size=8)


def sum_of(*inputs: float) -> float:
    total = 0.0
    for one in inputs:
        total += one
    return total


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def correlation(one: Sequence[float], other: Sequence[float]) -> float:
    middle, across = mean(one), mean(other)
    joint = sum((a - middle) * (b - across) for a, b in zip(one, other, strict=True))
    spread = sum((a - middle) ** 2 for a in one) * sum((b - across) ** 2 for b in other)
    return joint / sqrt(spread)


@pytest.mark.parametrize(
    "range_", [Range(1, 2, 9), Range(0, 0, 1), Range(0, 1, 1), Range(3, 5, 9), Range(4, 4, 4)]
)
@pytest.mark.parametrize("many", [1, 1000])
def test_triangular(range_: Range, many: int) -> None:
    """Draws lie within the range, with the mean and spread of the triangular distribution."""
    low, likely, high = range_
    (found, *_) = scores([[range_]] * many, sum_of, 2000, 1)
    assert low <= min(found) <= max(found) <= high
    assert mean(found) == pytest.approx(mean(range_), rel=0.02)
    variance = (low**2 + likely**2 + high**2 - low * likely - low * high - likely * high) / 18
    assert mean([(one - mean(range_)) ** 2 for one in found]) == pytest.approx(variance, rel=0.1)


def test_density() -> None:
    """As many draws lie below each value as the triangular distribution function says."""
    (found,) = scores([[Range(0, 2, 10)]], sum_of, 20_000, 7)
    for value, share in [(1, 0.05), (2, 0.2), (4, 0.55), (6, 0.8), (8, 0.95)]:
        assert mean([one < value for one in found]) == pytest.approx(share, abs=0.01)


@pytest.mark.parametrize("many", [4, 1000])
def test_items_are_independent(many: int) -> None:
    """Two items' draws do not go together, though they share random numbers in long lists."""
    assert (many * 3 * 2000 > FRESH) == (many == 1000)
    found = scores([[Range(1, 4, 9)] * 3] * many, sum_of, 2000, 1)
    for other in (1, 2, 3, many // 2, many - 1):
        assert abs(correlation(found[0], found[other])) < 0.08


@pytest.mark.parametrize("many", [1, 40, 1000])
def test_inputs_are_independent(many: int) -> None:
    """Nor do the inputs of one item: the spread of their sum is the sum of their spreads."""
    one = Range(1, 4, 9)
    (single, *_) = scores([[one]] * many, sum_of, 2000, 1)
    (three, *_) = scores([[one] * 3] * many, sum_of, 2000, 1)
    assert correlation(single, single) == pytest.approx(1)
    spread = mean([(v - mean(single)) ** 2 for v in single])
    assert mean([(v - mean(three)) ** 2 for v in three]) == pytest.approx(3 * spread, rel=0.12)


def test_equals_are_a_coin_toss() -> None:
    """Of two equal ranges either may come first, and both are named."""
    found = stability([[Range(1, 4, 9)], [Range(1, 4, 9)]], sum_of, top=1)
    ((first, second, chance),) = found.toss_ups
    assert (first, second) == (0, 1)
    assert chance == pytest.approx(0.5, abs=0.03)
    assert found.items[0].in_top == pytest.approx(0.5, abs=0.03)


def test_equal_numbers() -> None:
    """Two equal plain numbers share the better place, and are a coin toss by right."""
    found = stability([[Range(5, 5, 5)], [Range(5, 5, 5)], [Range(1, 1, 1)]], sum_of, top=1)
    assert found.items == (Firmness(1, 1, 1, 1.0), Firmness(1, 1, 1, 1.0), Firmness(3, 3, 3, 0.0))
    assert found.toss_ups == (TossUp(0, 1, 0.5),)


def test_known_chance() -> None:
    """Two triangles of known overlap: 0-5-10 comes above 5-10-15 once in 24 draws."""
    found = stability([[Range(0, 5, 10)], [Range(5, 10, 15)]], sum_of, top=1, draws=20_000)
    assert found.items[0].in_top == pytest.approx(1 / 24, abs=0.006)
    assert found.items[1].in_top == pytest.approx(23 / 24, abs=0.006)
    assert found.toss_ups == ()


def test_percentiles() -> None:
    """Ranks span the fifth to the ninety-fifth percentile, with the middle between."""
    items = [[Range(0, 5, 10)] for _ in range(30)]
    found = stability(items, sum_of, top=30, draws=20_000)
    for item in found.items:
        assert (item.low, item.high) == (2, 29)
        assert item.median == pytest.approx(15.5, abs=1)
        assert item.in_top == 1


def test_nearest_rank() -> None:
    """Of seven draws the percentiles are the least, the fourth and the greatest rank."""
    items = [[Range(0, 5, 10)] for _ in range(9)]
    found = stability(items, sum_of, top=4, draws=7)
    rows = list(zip(*scores(items, sum_of, 7, 1), strict=True))
    for position, item in enumerate(found.items):
        ranks = sorted(1 + sum(other > row[position] for other in row) for row in rows)
        assert (item.low, item.median, item.high) == (ranks[0], ranks[3], ranks[6])
        assert item.in_top == sum(rank <= 4 for rank in ranks) / 7


@settings(max_examples=60, deadline=None)
@given(lists, st.integers(1, 8))
def test_dominated(items: list[tuple[Range, Range]], top: int) -> None:
    """What is worse in every input whatever is drawn never ranks above its better."""
    found = stability(items, sum_of, top, draws=50)
    for one, firm in zip(items, found.items, strict=True):
        assert 1 <= firm.low <= firm.median <= firm.high <= len(items)
        for other, below in zip(items, found.items, strict=True):
            if all(a.low >= b.high for a, b in zip(one, other, strict=True)):
                assert firm.high <= below.high
                assert firm.low <= below.low
                assert firm.in_top >= below.in_top


@settings(max_examples=40, deadline=None)
@given(lists, st.integers(0, 5))
def test_places_add_up(items: list[tuple[Range, Range]], top: int) -> None:
    """At least so many are in the top in every draw as it has places."""
    found = stability(items, sum_of, top, draws=40)
    assert sum(item.in_top for item in found.items) > min(top, len(items)) - 1e-9


def test_same_answer() -> None:
    """The same items and seed give the same answer, another seed another one."""
    items = [[Range(1, 3 + n % 3, 9), Range(0.2, 0.5, 0.9)] for n in range(12)]
    found = stability(items, sum_of, 3, 200, seed=5)
    assert found == stability(tuple(map(tuple, items)), sum_of, 3, 200, seed=5)
    assert found.items != stability(items, sum_of, 3, 200, seed=6).items


def test_every_python() -> None:
    """A seed gives these draws in every version of Python, from `random()` alone."""
    items = [[Range(1, 4, 9), Range(0, 1, 1)], [Range(2, 2, 2), Range(0, 2, 8)]]
    found = scores(items, sum_of, 3, seed=1)
    assert [[round(one, 6) for one in row] for row in found] == [
        [3.602551, 7.415512, 6.235567],
        [2.678924, 7.189584, 4.78359],
    ]
    number = Random(1).random
    row = [number() for _ in range(12)]  # a stretch of three for each input of each item
    first = [triangular(1, 4, 9, row[n]) + triangular(0, 1, 1, row[6 + n]) for n in range(3)]
    second = [2 + triangular(0, 2, 8, row[9 + n]) for n in range(3)]
    assert list(found[0]) == pytest.approx(first, abs=0.01)
    assert list(found[1]) == pytest.approx(second, abs=0.01)


def triangular(low: float, likely: float, high: float, share: float) -> float:
    if share < (likely - low) / (high - low):
        return low + sqrt((high - low) * (likely - low) * share)
    return high - sqrt((high - low) * (high - likely) * (1 - share))


def test_nominal_order() -> None:
    """Neighbours are told in the order of their likely scores, not of the list."""
    items = [[Range(0, 4, 10)], [Range(0, 5, 10)]]
    found = stability(items, sum_of, 1)
    ((first, second, chance),) = found.toss_ups
    assert (first, second) == (1, 0)
    assert 0.5 < chance <= 0.6


def test_formula() -> None:
    """Inputs reach the formula in their order."""
    items = [[Range(8, 8, 8), Range(2, 2, 2)], [Range(6, 6, 6), Range(1, 1, 1)]]
    found = stability(items, lambda value, effort: value / effort, 1, draws=3)
    assert [item.median for item in found.items] == [2, 1]
    with pytest.raises(ZeroDivisionError):
        stability([[Range(1, 1, 1), Range(0, 0, 0)]], lambda value, effort: value / effort, 1)


@pytest.mark.parametrize("draws", [1, 2000])
def test_few(draws: int) -> None:
    """Nothing has no ranks, and one item is always first."""
    assert stability([], sum_of, 3, draws).items == ()
    assert stability([[Range(1, 2, 3)]], sum_of, 3, draws).items == (Firmness(1, 1, 1, 1.0),)
    assert isclose(stability([[Range(1, 2, 3)]], sum_of, 0, draws).items[0].in_top, 0)
