"""Estimates as ranges: low, likely, high."""

import re
from math import isinf
from typing import NamedTuple

NUMERAL = r"((?:0|[1-9][0-9]*)(?:\.[0-9]+)?)"
"""What `kinds.fields` takes for a number, without a sign."""

FORM = re.compile(rf"{NUMERAL}(?:-{NUMERAL}-{NUMERAL})?")


class Range(NamedTuple):
    """An estimate between two ends, in whatever unit it was made; a plain number has no width."""

    low: float
    likely: float
    high: float


def parse(text: str) -> Range | None:
    """The range that a text such as `3-5-9` or `5` stands for; None if it is none, or descends."""
    found = FORM.fullmatch(text)
    if found is None:
        return None
    low, likely, high = (float(part or found[1]) for part in found.groups())
    return Range(low, likely, high) if low <= likely <= high and not isinf(high) else None


def widened(range_: Range, low: float, high: float) -> Range:
    """
    The range itself, or for a plain number the one from the next lower to the next higher step.

    At an end of the scale there is no further step: pass the number itself.
    """
    if range_.low < range_.high:
        return range_
    return Range(min(low, range_.likely), range_.likely, max(high, range_.likely))
