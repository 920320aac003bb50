"""What is most frequent stands first, with its share."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.methods.pareto import Bar, pareto

names = st.lists(st.sampled_from("abcdef"), max_size=40)


def test_order() -> None:
    """The most frequent stands first, equals by name, each with its share and the sum so far."""
    assert pareto(["load", "alert", "load", "change", "load"]) == [
        Bar("load", 3, 0.6, 0.6),
        Bar("alert", 1, 0.2, 0.8),
        Bar("change", 1, 0.2, 1.0),
    ]


def test_nothing() -> None:
    """Without names nothing occurs, and nothing is divided by."""
    assert pareto([]) == []


@given(names)
def test_whole(given_names: list[str]) -> None:
    """Every name is counted once, shares fall and sum up, and the last sum is the whole."""
    found = pareto(given_names)
    assert {bar.name: bar.number for bar in found} == Counter(given_names)
    assert [bar.number for bar in found] == sorted((bar.number for bar in found), reverse=True)
    summed = 0.0
    for bar in found:
        summed += bar.share
        assert bar.cumulative == pytest.approx(summed)
    assert not found or found[-1].cumulative == 1


@given(names, st.randoms())
def test_any_order(given_names: list[str], chance: object) -> None:
    """In whatever order names come, what comes of them is the same."""
    mixed = list(given_names)
    chance.shuffle(mixed)  # type: ignore[attr-defined]  # a Random
    assert pareto(mixed) == pareto(given_names)
