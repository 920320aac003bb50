from collections.abc import Sequence
from math import inf
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learnorg.methods.capacity import Chosen, Item, best_set

hundredths = st.decimals(0, 10, places=2).map(float)
halves = st.integers(0, 16).map(lambda n: n / 2)
capacities = st.one_of(st.integers(0, 60).map(lambda n: n / 2), st.decimals(0, 40, places=2))


@st.composite
def lists(draw: st.DrawFn) -> list[Item]:
    """Up to twelve items, needing each other at random, also in rings."""
    many = draw(st.integers(0, 12))
    numbers = draw(st.sampled_from([hundredths, halves]))
    needs = st.lists(st.integers(0, max(many - 1, 0)), max_size=2).map(tuple)
    item = st.builds(Item, numbers, numbers, st.one_of(st.just(()), needs))
    return draw(st.lists(item, min_size=many, max_size=many))


def cents(number: float) -> int:
    return round(number * 100)


def most_worth(items: Sequence[Item], capacity: float) -> int:
    """The worth of the best set in hundredths, by trying every set."""
    efforts = [cents(item.effort) for item in items]
    worths = [cents(item.worth) for item in items]
    needs = [sum({1 << need for need in item.needs}) for item in items]
    best = 0
    for set_ in range(1 << len(items)):
        members = [n for n in range(len(items)) if set_ >> n & 1]
        if sum(efforts[n] for n in members) <= cents(capacity):
            if all(needs[n] & ~set_ == 0 for n in members):
                best = max(best, sum(worths[n] for n in members))
    return best


def assert_allowed(found: Chosen, items: Sequence[Item], capacity: float) -> None:
    """The set fits, has all that it needs, and is worth what is said, its bound no less."""
    assert list(found.chosen) == sorted(set(found.chosen))
    for n in found.chosen:
        assert set(items[n].needs) <= set(found.chosen)
    assert cents(found.effort) == sum(cents(items[n].effort) for n in found.chosen)
    assert found.effort <= capacity
    assert found.worth == pytest.approx(sum(items[n].worth for n in found.chosen))
    assert found.bound >= found.worth
    assert found.proven == (found.bound == found.worth)


def drawn(seed: int, many: int, dependencies: int, likeness: str = "") -> list[Item]:
    """Items at random, some needing others."""
    random = Random(seed)
    efforts = [random.choice([0.5, 1, 2, 3, 5, 8, 13, 20, 40]) for _ in range(many)]
    needs: list[set[int]] = [set() for _ in range(many)]
    for _ in range(dependencies):
        needs[random.randrange(many)].add(random.randrange(many))
    return [
        Item(
            effort + 5
            if likeness == "worth grows with effort"
            else round(random.uniform(1, 10), 2),
            effort,
            tuple(sorted(needed)),
        )
        for effort, needed in zip(efforts, needs, strict=True)
    ]


@settings(max_examples=150, deadline=None)
@given(lists(), capacities)
def test_best(items: list[Item], capacity: float) -> None:
    """Of up to twelve items no set is worth more than the one found, and that is proven."""
    found = best_set(items, float(capacity))
    assert_allowed(found, items, float(capacity))
    assert found.proven
    assert cents(found.worth) == most_worth(items, float(capacity))


@settings(max_examples=100, deadline=None)
@given(lists(), capacities, st.integers(0, 30))
def test_bound(items: list[Item], capacity: float, nodes: int) -> None:
    """After few states the best lies between what was found and its bound."""
    found = best_set(items, float(capacity), nodes)
    assert_allowed(found, items, float(capacity))
    assert cents(found.worth) <= most_worth(items, float(capacity)) <= cents(found.bound)


def test_not_the_densest_first() -> None:
    """Taking the best worth for its effort first would leave 4 on the table."""
    items = [Item(6, 1), Item(10, 5), Item(10, 5)]
    assert best_set(items, 10) == Chosen((1, 2), 20, 10, 20, True)


def test_needed() -> None:
    """What is worth nothing is chosen for what needs it, and only then."""
    items = [Item(0, 2), Item(9, 2, (0,)), Item(7, 3)]
    assert best_set(items, 4).chosen == (0, 1)
    assert best_set(items, 3).chosen == (2,)


def test_less_than_nothing() -> None:
    """What is worth less than nothing is only taken where more worth needs it."""
    items = [Item(-2, 1), Item(9, 2, (0,)), Item(-4, 1), Item(3, 1, (2,))]
    assert best_set(items, 20) == Chosen((0, 1), 7, 3, 7, True)
    assert best_set(items, 2).chosen == ()


def test_left_over() -> None:
    """The best set may leave much of the capacity unused, where nothing else fits."""
    items = [Item(5, 9), Item(8, 1, (0,)), Item(7, 1), Item(10, 3), Item(2, 2)]
    assert best_set(items, 10) == Chosen((2, 3, 4), 19, 6, 19, True)
    items = [Item(8, 6), Item(5, 9), Item(5, 2, (0,)), Item(9, 1, (1,))]
    assert best_set(items, 15) == Chosen((1, 3), 14, 10, 14, True)


@settings(max_examples=100, deadline=None)
@given(lists(), st.lists(st.integers(-10, 10), min_size=12, max_size=12))
def test_ample(items: list[Item], worths: list[int]) -> None:
    """Where all fits, the bound itself is the most that any set with its needs is worth."""
    given_worth = [item._replace(worth=worth) for item, worth in zip(items, worths, strict=False)]
    found = best_set(given_worth, 1000, nodes=0)
    assert found.proven
    assert cents(found.bound) == most_worth(given_worth, 1000)


@pytest.mark.parametrize("many", [1, 12])
def test_shared_needs(many: int) -> None:
    """Who pays for a shared need gives way to one who has no other, which keeps the bound tight."""
    items: list[Item] = []
    for first in range(0, 4 * many, 4):
        shared, own = first, first + 1
        items += [Item(-5, 1), Item(-5, 1), Item(5, 1, (shared, own)), Item(5, 1, (shared,))]
    assert best_set(items, 1000, nodes=0)[1:] == (0, 0, 0, True)


def test_needs_of_needs() -> None:
    """What is needed by way of others counts as well."""
    items = [Item(9, 1, (1,)), Item(0, 1, (2,)), Item(0, 1), Item(8, 2)]
    assert best_set(items, 3).chosen == (0, 1, 2)
    assert best_set(items, 2).chosen == (3,)


def test_ring() -> None:
    """Items that need each other in a ring are all in the set, or none is."""
    items = [Item(5, 2, (1,)), Item(0, 2, (2,)), Item(0, 2, (0,)), Item(4, 2), Item(1, 1, (0,))]
    assert best_set(items, 5).chosen == (3,)
    assert best_set(items, 6).chosen == (0, 1, 2)
    assert best_set(items, 7).chosen == (0, 1, 2, 4)


def test_never_fits() -> None:
    """What is too large by itself, or by what it needs, is left out, and all that needs it."""
    items = [Item(99, 11), Item(50, 1, (0,)), Item(1, 6), Item(2, 5, (2,)), Item(3, 4)]
    assert best_set(items, 10) == Chosen((2, 4), 4, 10, 4, True)


@pytest.mark.parametrize(("tenths", "many"), [(0.1, 10), (0.2, 5), (0.7, 10)])
def test_decimals(tenths: float, many: int) -> None:
    """Decimals are summed as they are written: ten of 0.1 fit into 1."""
    found = best_set([Item(0.1, tenths)] * many, round(tenths * many, 1))
    assert len(found.chosen) == many
    assert found.effort == round(tenths * many, 1)


def test_sums_are_not_rounded_down() -> None:
    """What is too large by a hair does not fit."""
    assert best_set([Item(1, 0.1), Item(1, 0.2)], 0.3).chosen == (0, 1)
    assert len(best_set([Item(1, 0.1), Item(1, 0.2000001)], 0.3).chosen) == 1


def test_nothing() -> None:
    """No items, no capacity or less than none: the empty set, proven."""
    assert best_set([], 10) == Chosen((), 0, 0, 0, True)
    assert best_set([Item(5, 1)], 0) == Chosen((), 0, 0, 0, True)
    assert best_set([Item(5, 1)], -3) == Chosen((), 0, 0, 0, True)


def test_no_effort() -> None:
    """What costs nothing is always taken, if it is worth something."""
    assert best_set([Item(5, 0), Item(3, 2)], 0).chosen == (0,)


def test_refused() -> None:
    """An effort below 0, a number beyond all bounds and a need that is no item are refused."""
    with pytest.raises(ValueError, match="below 0"):
        best_set([Item(1, -1)], 5)
    with pytest.raises(ValueError, match="inf"):
        best_set([Item(inf, 1)], 5)
    with pytest.raises(IndexError):
        best_set([Item(1, 1, (4,))], 5)


@pytest.mark.parametrize("capacity", [30, 120, 500])
@pytest.mark.parametrize("likeness", ["", "worth grows with effort"])
@pytest.mark.parametrize("dependencies", [0, 100])
def test_three_hundred(capacity: float, likeness: str, dependencies: int) -> None:
    """Three hundred items with a hundred dependencies are chosen among with proof."""
    items = drawn(7, 300, dependencies, likeness)
    found = best_set(items, capacity)
    assert_allowed(found, items, capacity)
    assert found.proven


def test_dynamic_programming() -> None:
    """Without dependencies it is the optimum of the textbook's table over every capacity."""
    items = drawn(11, 300, 0)
    table = [0] * 401
    for item in items:
        units = round(item.effort * 2)
        for full in range(400, units - 1, -1):
            table[full] = max(table[full], table[full - units] + cents(item.worth))
    for capacity in (1, 7.5, 60, 200):
        found = best_set(items, capacity)
        assert found.proven
        assert cents(found.worth) == table[round(capacity * 2)]


def test_entangled() -> None:
    """Where dependencies are many and no proof is at hand, the bound is told, and near."""
    items = drawn(3, 300, 330)
    found = best_set(items, 400)
    assert_allowed(found, items, 400)
    assert found.bound <= 1.1 * found.worth
    few = best_set(items, 400, nodes=300)
    assert_allowed(few, items, 400)
    assert not few.proven
    assert few.worth <= found.worth <= found.bound <= few.bound


def test_more_capacity() -> None:
    """More capacity never makes the best set worth less."""
    items = drawn(5, 60, 20)
    worths = [best_set(items, capacity).worth for capacity in range(0, 120, 5)]
    assert worths == sorted(worths)
