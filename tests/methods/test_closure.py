from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from learnorg.methods.closure import closure


@given(st.data())
def test_best(data: st.DataObject) -> None:
    """No closed set gains more, whatever needs what, and what is found is closed."""
    number = data.draw(st.integers(0, 7))
    gains = data.draw(st.lists(st.integers(-9, 9), min_size=number, max_size=number))
    needs = [
        data.draw(st.lists(st.integers(0, max(n - 1, 0)), unique=True, max_size=3)) if n else []
        for n in range(number)
    ]
    found = closure([*gains], needs)
    closed = [
        some
        for size in range(number + 1)
        for some in combinations(range(number), size)
        if all(need in some for n in some for need in needs[n])
    ]
    assert tuple(found) in closed
    assert sum(gains[n] for n in found) == max(sum(gains[n] for n in some) for some in closed)
