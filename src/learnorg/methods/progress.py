"""How much of a plan is done, from its steps' weights."""

from collections.abc import Sequence
from math import floor, fsum

UNWEIGHTED = 1.0
"""What a step weighs that states no weight."""


def percent_complete(steps: Sequence[tuple[float | None, bool]]) -> float | None:
    """
    The share of a plan that is done, by weight, in percent from 0 to 100.

    Each step is its weight (at least 0, None for a step that states none and weighs 1) and
    whether it is done. None without steps, or where nothing weighs anything. Source:
    ServiceNow's percent complete by phases, whose example has one of five closed: 20 %.
    """
    weights = [(UNWEIGHTED if weight is None else weight, done) for weight, done in steps]
    total = fsum(weight for weight, _ in weights)
    if not total:
        return None
    return fsum(weight for weight, done in weights if done) / total * 100


def whole(percent: float) -> int:
    """A percentage as people read it, without decimals: 100 only where all is done."""
    return floor(round(percent, 6))
