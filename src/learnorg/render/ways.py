"""The way of a series from value to value."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TypeAlias

Way: TypeAlias = Sequence[tuple[float, float]]
"""Places with their values, from left to right."""


def summed(pairs: Iterable[tuple[float, float]]) -> Way:
    """The way through these values; those at the same place add up."""
    found: dict[float, float] = {}
    for at, value in pairs:
        found[at] = found.get(at, 0) + value
    return sorted(found.items())


def between(way: Way, at: float) -> float | None:
    """The value at a place, on a straight line between its neighbours; none beyond the ends."""
    n = bisect_right(way, at, key=lambda each: each[0])
    if n == 0 or (n == len(way) and way[-1][0] < at):
        return None
    if n == len(way):
        return way[-1][1]
    (before, low), (after, high) = way[n - 1], way[n]
    return low + (high - low) * (at - before) / (after - before)
