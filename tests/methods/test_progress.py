import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.methods.progress import percent_complete, whole

STEPS = st.lists(
    st.tuples(st.none() | st.floats(0, 1e6, allow_subnormal=False), st.booleans()), max_size=12
)


@pytest.mark.parametrize(
    ("steps", "percent"),
    [
        ([(None, True), *[(None, False)] * 4], 20),
        ([(3, True), (None, False)], 75),
        ([(0.5, True), (1.5, False)], 25),
        ([(0, False), (None, True)], 100),
        ([(2, False)], 0),
    ],
)
def test_percent(steps: list[tuple[float | None, bool]], percent: float) -> None:
    """One of five phases closed is 20 %; weights count, and a step without one weighs 1."""
    assert percent_complete(steps) == percent


@pytest.mark.parametrize("steps", [[], [(0.0, True)], [(0.0, False), (0.0, True)]])
def test_nothing_to_measure(steps: list[tuple[float | None, bool]]) -> None:
    """Without steps, or where nothing weighs anything, there is no answer; it is not 0 %."""
    assert percent_complete(steps) is None


@given(STEPS)
def test_bounds(steps: list[tuple[float | None, bool]]) -> None:
    """It lies between 0 and 100, is 100 where all is done, and never falls by finishing a step."""
    percent = percent_complete(steps)
    if percent is None:
        return
    assert 0 <= percent <= 100
    assert percent_complete([(weight, True) for weight, _ in steps]) == 100
    for n, (weight, _) in enumerate(steps):
        further = [*steps[:n], (weight, True), *steps[n + 1 :]]
        assert (percent_complete(further) or 0) >= percent


@pytest.mark.parametrize(
    ("percent", "read"),
    [(0.0, 0), (99.9, 99), (100.0, 100), (28.999999999999996, 29), (200 / 3, 66)],
)
def test_whole(percent: float, read: int) -> None:
    """Decimals are dropped, so 100 is said only of what is done; a rounding error is none."""
    assert whole(percent) == read
