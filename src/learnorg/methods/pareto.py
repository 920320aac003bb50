"""Which few of many kinds make up most: Pareto's order (Juran 1951)."""

from collections import Counter
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple


class Bar(NamedTuple):
    """How often something occurs, its share of all, and that of it and all before it (0 to 1)."""

    name: str
    number: int
    share: float
    cumulative: float


def pareto(names: Iterable[str]) -> list[Bar]:
    """
    Each name with how often it occurs, the most frequent first, equals by name.

    The last one's cumulative share is 1. None occurs without names: the list is empty.
    """
    counted = sorted(Counter(names).items(), key=lambda each: (-each[1], each[0]))
    total = sum(number for _, number in counted)
    sums = accumulate(number for _, number in counted)
    return [
        Bar(name, number, number / total, summed / total)
        for (name, number), summed in zip(counted, sums, strict=True)
    ]
