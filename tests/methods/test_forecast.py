import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learnorg.methods.forecast import HORIZON, SHARES, how_many, when_done

weeks = st.lists(st.integers(0, 9), min_size=4, max_size=12).filter(any)
seeds = st.integers(0, 1000)


@given(st.integers(0, 300), st.integers(1, 9), seeds)
@settings(max_examples=25)
def test_even_pace(n: int, pace: int, seed: int) -> None:
    """Where every week is alike, there is nothing to draw: the forecast is a division."""
    assert set(when_done(n, [pace] * 4, seed, draws=40).values.values()) == {-(-n // pace)}
    assert set(how_many(12, [pace] * 4, seed, draws=40).values.values()) == {12 * pace}


@given(st.integers(1, 60), st.integers(1, 40), weeks, seeds)
@settings(max_examples=60)
def test_two_ways(n: int, ahead: int, past: list[int], seed: int) -> None:
    """That n are done after so many weeks is as sure as that at least n are done by then."""
    done, number = when_done(n, past, seed, 60).values, how_many(ahead, past, seed, 60).values
    for share in SHARES:
        took, made = done[share], number[share]
        assert made is not None
        assert (took is not None and took <= ahead) == (made >= n)


@given(st.integers(1, 60), weeks, seeds)
@settings(max_examples=60)
def test_order(n: int, past: list[int], seed: int) -> None:
    """To be surer takes longer, more takes no less time, and no pace beats the best week."""
    few, more = when_done(n, past, seed, 60).values, when_done(n + 1, past, seed, 60).values
    took = [HORIZON + 1 if few[share] is None else few[share] for share in SHARES]
    assert took == sorted(took)  # type: ignore[type-var]  # None has been replaced
    assert took[0] >= -(-n // max(past))  # type: ignore[operator]
    later = [HORIZON + 1 if more[share] is None else more[share] for share in SHARES]
    assert all(one <= other for one, other in zip(took, later, strict=True))  # type: ignore[operator]


def test_same_seed() -> None:
    """The same seed gives the same answer; the answer is known for one."""
    past = [0, 1, 2, 0, 0, 3]
    assert when_done(10, past, 1) == when_done(10, past, 1)
    assert when_done(10, past, 1).values == {50: 10, 85: 15, 95: 18}
    assert how_many(12, past, 1).values == {50: 12, 85: 8, 95: 5}


def test_mean() -> None:
    """Half of the draws do what the mean of the past weeks says."""
    number = how_many(100, [0, 1, 2, 3, 4], 7).values[50]
    assert number == pytest.approx(200, rel=0.03)


def test_beyond() -> None:
    """What takes more than ten years has no number of weeks."""
    assert when_done(10**6, [0, 0, 0, 1], 1, 20).values == dict.fromkeys(SHARES)


@pytest.mark.parametrize(
    ("past", "missing"),
    [
        ([1, 2, 3], "3 whole weeks of at least 4"),
        ([], "0 whole weeks of at least 4"),
        ([0, 0, 0, 0], "nothing was finished in 4 weeks"),
    ],
)
def test_not_enough(past: list[int], missing: str) -> None:
    """Too little past gives no forecast, but what is missing."""
    for found in (when_done(3, past, 1), how_many(3, past, 1)):
        assert (found.values, found.missing) == ({}, missing)
