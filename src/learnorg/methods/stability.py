"""How firm a ranking is when its estimates are ranges."""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import sqrt
from operator import le, lt
from typing import NamedTuple

from learnorg.methods.ranges import Range

STEPS = 1024
"""Each range is drawn from so many equally likely values, the middles of its quantiles."""

FRESH = 200_000
"""So many random numbers are made; where a list needs more, they are used again in other draws."""

CLOSE = (0.4, 0.6)
"""Between these, the chance of one item to rank above another is a coin toss."""

QUANTILES = [(step + 0.5) / STEPS for step in range(STEPS)]
RISING = [sqrt(share) for share in QUANTILES]
FALLING = RISING[::-1]


class Firmness(NamedTuple):
    """The ranks of one item over all draws: 5th, 50th and 95th percentile, chance of the top."""

    low: int
    median: int
    high: int
    in_top: float


class TossUp(NamedTuple):
    """Two neighbours of the ranking (positions in the list), and the chance that it is right."""

    first: int
    second: int
    chance: float


class Stability(NamedTuple):
    """How firm a ranking is: each item in the order given, and neighbours that may well swap."""

    items: tuple[Firmness, ...]
    toss_ups: tuple[TossUp, ...]
    top: int
    draws: int
    seed: int


def stability(
    items: Sequence[Sequence[Range]],
    formula: Callable[..., float],
    top: int,
    draws: int = 2000,
    seed: int = 1,
) -> Stability:
    """
    How firm the ranking of items by a formula is, each item the ranges of its inputs in order.

    Every input is drawn from its triangular distribution, and every draw ranked from 1, the
    highest score first. Equals share the better place; of two neighbours an equal score counts
    as half a win for either. Percentiles are by nearest rank. The same items and seed give the
    same answer on every Python. What the formula raises is passed on.
    """
    places = list(range(len(items), 0, -1))
    rows = [_ranks(row, places) for row in zip(*scores(items, formula, draws, seed), strict=True)]
    ranks = list(zip(*rows, strict=True))
    nominal = [formula(*(one.likely for one in item)) for item in items]
    order = sorted(range(len(items)), key=nominal.__getitem__, reverse=True)
    return Stability(
        tuple(_firmness(sorted(of_item), top) for of_item in ranks),
        tuple(_toss_ups(order, ranks)),
        top,
        draws,
        seed,
    )


def scores(
    items: Sequence[Sequence[Range]], formula: Callable[..., float], draws: int, seed: int
) -> list[Sequence[float]]:
    """
    The scores of every item in each draw.

    Every input of every item reads another stretch of one row of random numbers. Within a draw
    no number is used twice, so that items, and inputs of an item, are independent; with up to
    `FRESH` numbers no stretch meets another, and those of one item never do.
    """
    from random import Random  # it loads hashlib, which lists need not pay

    inputs = max(map(len, items), default=0)
    stride = _stride(len(items), inputs, draws)
    random = Random(seed).random  # noqa: S311  # the same row in every Python; nothing is secret
    row = [int(random() * STEPS) for _ in range(inputs * len(items) * stride + draws)]
    found: list[Sequence[float]] = []
    for position, item in enumerate(items):
        starts = [(n * len(items) + position) * stride for n in range(len(item))]
        columns = [
            map(_values(one).__getitem__, row[start : start + draws])
            for one, start in zip(item, starts, strict=True)
        ]
        found.append(array("d", map(formula, *columns)))
    return found


def _stride(items: int, inputs: int, draws: int) -> int:
    """How far the stretches of neighbours lie apart: never so near that one item's overlap."""
    columns = max(items * inputs, 1)
    return min(draws, max(FRESH // columns, -(-draws // max(items, 1))))


@lru_cache(maxsize=256)
def _values(range_: Range) -> list[float]:
    """The inverse of the triangular distribution function at every step's middle."""
    low, likely, high = range_
    if low == high:
        return [likely] * STEPS
    turn = bisect_right(QUANTILES, (likely - low) / (high - low))
    up, down = sqrt((high - low) * (likely - low)), sqrt((high - low) * (high - likely))
    return [
        *[low + up * root for root in RISING[:turn]],
        *[high - down * root for root in FALLING[turn:]],
    ]


def _ranks(row: Sequence[float], places: Sequence[int]) -> list[int]:
    """The place of each score; of equals, the last and best place is the one that stays."""
    place = dict(zip(sorted(row), places, strict=True))
    return list(map(place.__getitem__, row))


def _firmness(ranks: Sequence[int], top: int) -> Firmness:
    """What ranks in ascending order say."""
    low, median, high = (ranks[-(-share * len(ranks) // 100) - 1] for share in (5, 50, 95))
    return Firmness(low, median, high, bisect_right(ranks, top) / len(ranks))


def _toss_ups(order: Sequence[int], ranks: Sequence[Sequence[int]]) -> Iterator[TossUp]:
    for first, second in pairwise(order):
        one, other = ranks[first], ranks[second]
        above, beside_or_above = sum(map(lt, one, other)), sum(map(le, one, other))
        chance = (above + beside_or_above) / (2 * len(one))
        if CLOSE[0] <= chance <= CLOSE[1]:
            yield TossUp(first, second, chance)
