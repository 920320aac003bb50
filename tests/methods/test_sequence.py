from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.methods.sequence import by_cd3, delay_cost

JOBS = [(1.0, 10.0), (3.0, 3.0), (10.0, 1.0)]
whole = st.integers(0, 20).map(float)
some_jobs = st.lists(st.tuples(whole, whole), max_size=6)


def test_every_order() -> None:
    """What each of six orders of three jobs costs (Reinertsen 2009)."""
    costs = sorted(delay_cost(order) for order in permutations(JOBS))
    assert costs == [7, 34, 34, 133, 133, 160]


def test_best_order() -> None:
    """What is dear to delay and short goes first."""
    assert by_cd3(JOBS) == [0, 1, 2]
    assert by_cd3(JOBS[::-1]) == [2, 1, 0]
    assert delay_cost(JOBS) == 7
    assert delay_cost(JOBS[::-1]) == 160


@pytest.mark.parametrize("jobs", [[], [(5.0, 9.0)]])
def test_nothing_waits(jobs: list[tuple[float, float]]) -> None:
    """What need not wait costs nothing."""
    assert delay_cost(jobs) == 0
    assert by_cd3(jobs) == list(range(len(jobs)))


def test_equals() -> None:
    """Equals stay in the order in which they were given, and what takes no time goes first."""
    assert by_cd3([(2, 4), (1, 2), (0, 1), (3, 6)]) == [2, 0, 1, 3]


@given(some_jobs)
def test_no_order_is_better(jobs: list[tuple[float, float]]) -> None:
    """No order of the same jobs costs less."""
    order = by_cd3(jobs)
    assert sorted(order) == list(range(len(jobs)))
    best = min(delay_cost(other) for other in permutations(jobs))
    assert delay_cost([jobs[n] for n in order]) == best
