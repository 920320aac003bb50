"""Process behaviour charts (XmR): what is routine, and what is a signal (formulas: Signals)."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from math import fsum
from typing import Literal, NamedTuple, TypeAlias

from learnorg.methods.flow import percentile

FEWEST = 6
"""Values from which on limits are of use."""
FIRM = 12
"""Values from which on limits are firm."""

SCALES = {"mean": (2.66, 3.268), "median": (3.145, 3.865)}
"""How many mean or median moving ranges a limit is from the centre, and that of ranges from 0."""

RUN = 8
"""So many in a row on one side of the centre are a signal."""
NEAR, OF = 3, 4
"""So many, of so many in a row, nearer to a limit than to the centre are a signal."""

ROUNDING = 1e-9
"""Such a part of its size may be what floating point made of a value on a border."""

Values: TypeAlias = Sequence[float | None]
"""One value a period, in order; None where a period has none."""

Rule = Literal["beyond a limit", "range beyond its limit", "run", "near a limit"]
Side = Literal["high", "low"]


class Limits(NamedTuple):
    """The centre of a process, the limits of what is routine, and those of its moving range."""

    centre: float
    lower: float
    upper: float
    range_centre: float
    range_upper: float
    number: int
    """How many values they come from."""
    reach: float
    """From centre to either limit, before a floor or a ceiling cut it short."""

    @property
    def firm(self) -> bool:
        """Whether they come from enough values to be firm."""
        return self.number >= FIRM


class Signal(NamedTuple):
    """A value that is no routine variation: its place, counted from 0, by which rule, and where."""

    place: int
    rule: Rule
    side: Side


def ranges(values: Values) -> list[float | None]:
    """The moving ranges |x_i - x_(i-1)|; the first value, and a neighbour of a gap, has none."""
    pairs = pairwise([None, *values])
    return [None if one is None or two is None else abs(two - one) for one, two in pairs]


def missing(values: Values) -> str:
    """What limits of these values lack; empty where they lack nothing."""
    number = sum(value is not None for value in values)
    if number < FEWEST:
        return f"{number} values of at least {FEWEST}"
    if all(one is None for one in ranges(values)):
        return "no two values in successive periods"
    return ""


def limits(
    values: Values,
    by: Literal["mean", "median"] = "mean",
    floor: float | None = None,
    ceiling: float | None = None,
) -> Limits | None:
    """
    The limits of a process, in the unit of its values; None where `missing` says what they lack.

    Centre +/- 2.66 mean moving ranges, upper range limit 3.268 of them; by medians, which a few
    wild values do not widen, 3.145 and 3.865 (Wheeler, Making Sense of Data, 2003). Sigma is
    never the global standard deviation. A natural floor or ceiling, such as 0 or 100 %, cuts off
    a limit beyond it.
    """
    if missing(values):
        return None
    known = [value for value in values if value is not None]
    moving = [each for each in ranges(values) if each is not None]
    centre, spread = _middle(known, by), _middle(moving, by)
    beside, above = SCALES[by]
    lower, upper = centre - beside * spread, centre + beside * spread
    return Limits(
        centre,
        lower if floor is None else max(floor, lower),
        upper if ceiling is None else min(ceiling, upper),
        spread,
        above * spread,
        len(known),
        beside * spread,
    )


def signals(values: Values, by: Limits) -> list[Signal]:
    """
    The values that tell of more than routine variation, judged by limits, their own or locked ones.

    1: a value beyond a limit, or its moving range beyond that of ranges. 2: eight in a row on one
    side of the centre; each of them is a signal. 3: three of four in a row that are nearer to a
    limit, before a floor or ceiling cut it, than to the centre, on one side. A value on the
    centre, or a missing one, ends a run (Wheeler 2003). In order of place.
    """
    found = {*_beyond(values, by), *_runs(values, by), *_near(values, by)}
    return sorted(found, key=lambda each: (each.place, each.rule))


def _middle(values: Sequence[float], by: Literal["mean", "median"]) -> float:
    middle = fsum(values) / len(values) if by == "mean" else percentile(values, 0.5)
    assert middle is not None  # there are values
    return middle


def _side(value: float | None, by: Limits, low: float, high: float) -> Side | None:
    """On which side of a span a value lies; what rounding puts beyond an end is on it."""
    if value is None:
        return None
    hair = ROUNDING * (abs(by.centre) + by.reach)
    return "low" if value < low - hair else "high" if value > high + hair else None


def _beyond(values: Values, by: Limits) -> Iterator[Signal]:
    for place, (value, moved) in enumerate(zip(values, ranges(values), strict=True)):
        if side := _side(value, by, by.lower, by.upper):
            yield Signal(place, "beyond a limit", side)
        if _side(moved, by, 0, by.range_upper) == "high":
            yield Signal(place, "range beyond its limit", "high")


def _runs(values: Values, by: Limits) -> Iterator[Signal]:
    sides = [(place, _side(value, by, by.centre, by.centre)) for place, value in enumerate(values)]
    for side, group in groupby(sides, key=lambda each: each[1]):
        places = [place for place, _ in group]
        if side and len(places) >= RUN:
            yield from (Signal(place, "run", side) for place in places)


def _near(values: Values, by: Limits) -> Iterator[Signal]:
    """Those of a window of four that are near, where they are three on the same side."""
    half = by.reach / 2
    sides = [_side(value, by, by.centre - half, by.centre + half) for value in values]
    for first in range(len(values) - OF + 1):
        window = range(first, first + OF)
        if any(values[place] is None for place in window):
            continue
        for side in ("low", "high"):
            near = [place for place in window if sides[place] == side]
            if len(near) >= NEAR:
                yield from (Signal(place, "near a limit", side) for place in near)
