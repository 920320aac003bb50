"""What an improvement brought: how far it got on its way, and what it is worth."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
CLOCK = re.compile(r"([01][0-9]|2[0-4]):([0-5][0-9])(?::([0-5][0-9]))?")
DURATION = re.compile(r"(?=[0-9])(?:[0-9]+w)?(?:[0-9]+d)?(?:[0-9]+h)?(?:[0-9]+m)?(?:[0-9]+s)?")
SECONDS = {"w": 604_800, "d": 86_400, "h": 3_600, "m": 60, "s": 1}


class Quantity(NamedTuple):
    """A measured value: its sort, and how much of it; times and durations are in seconds."""

    sort: str
    size: float


LONGEST = 120
"""A value of more characters measures nothing, and would only keep Python busy."""


def quantity(text: str) -> Quantity | None:
    """The value that a text states: a number, a time of day (06:00) or a duration (2h30m)."""
    if len(text) > LONGEST:
        return None
    if NUMBER.fullmatch(text):
        return Quantity("number", float(text))
    if clock := CLOCK.fullmatch(text):
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        return Quantity("time of day", hours * 3600 + minutes * 60 + seconds)
    if DURATION.fullmatch(text):
        pieces = re.findall(r"([0-9]+)([wdhms])", text)
        return Quantity("duration", sum(int(count) * SECONDS[unit] for count, unit in pieces))
    return None


def comparable(*texts: str) -> tuple[float, ...] | None:
    """The sizes of some values; None unless all are values of one sort."""
    found = [quantity(text) for text in texts]
    sorts = {one.sort if one else None for one in found}
    if len(sorts) != 1 or None in sorts:
        return None
    return tuple(one.size for one in found if one)


def attainment(actual: float | None, baseline: float | None, target: float | None) -> float | None:
    """
    Which share of the way from baseline to target was made, whichever way that leads.

    (actual - baseline) / (target - baseline): 1 is there, more is beyond, below 0 is the wrong
    way. None where a value is missing, or where the target is the baseline and there is no
    way. Source: goal attainment in benefits realisation management.
    """
    if actual is None or baseline is None or target is None or target == baseline:
        return None
    return (actual - baseline) / (target - baseline)


def benefit_cost_ratio(benefits: float | None, costs: float | None) -> float | None:
    """
    Benefits per unit of cost, in one currency over one time: B / C.

    None where either is missing, or where nothing was spent. Source: Phillips, Return on
    Investment in Training and Performance Improvement Programs.
    """
    return None if benefits is None or costs is None or costs <= 0 else benefits / costs


def return_on_investment(benefits: float | None, costs: float | None) -> float | None:
    """
    What comes back beyond the cost, as a percentage of it: (B - C) / C x 100.

    In one currency over one time; None as for the benefit-cost ratio. Source: Phillips.
    """
    ratio = benefit_cost_ratio(benefits, costs)
    return None if ratio is None else (ratio - 1) * 100


def payback(cost: float | None, monthly_net: float | None) -> float | None:
    """
    After how many months the cost has come back: C / monthly net benefit.

    None where either is missing, or where no month brings anything, so that it never does.
    Standard in investment appraisal; not discounted.
    """
    if cost is None or cost < 0 or monthly_net is None or monthly_net <= 0:
        return None
    return cost / monthly_net


def net_present_value(flows: Sequence[float | None], rate: float) -> float | None:
    """
    What flows of money are worth today: sum of CF_t / (1 + r)^t.

    `flows` are net, one a period from today (t = 0) on; `rate` is per period and above -1.
    None where there is no flow, or where one is missing. Standard in investment appraisal.
    """
    given = [flow for flow in flows if flow is not None]
    if not given or len(given) < len(flows) or rate <= -1:
        return None
    return float(sum(flow / (1 + rate) ** t for t, flow in enumerate(given)))


class Realisation(NamedTuple):
    """Which share of what was expected came true, by how many, and how many were not measured."""

    share: float | None
    measured: int
    unmeasured: int


def realisation(pairs: Iterable[tuple[float | None, float | None]]) -> Realisation:
    """
    Actual over expected benefit, for (expected, actual) in one currency and manner.

    Only pairs with both count; one that expects something and has no actual value is told as
    not measured, never taken for 0. No share where nothing was expected. Source: benefits
    realisation management (Bradley; Ward and Daniel).
    """
    expecting = [(expected, actual) for expected, actual in pairs if expected is not None]
    both = [(expected, actual) for expected, actual in expecting if actual is not None]
    whole = sum(expected for expected, _ in both)
    share = sum(actual for _, actual in both) / whole if whole > 0 else None
    return Realisation(share, len(both), len(expecting) - len(both))


def forecast_bias(pairs: Iterable[tuple[float | None, float | None]]) -> float | None:
    """
    What usually comes of an expectation: the median of actual / expected.

    1 is without bias; below 1 too much is expected. Pairs without both, or that expect
    nothing, say nothing; None where none is left. Source: reference class forecasting
    (Flyvbjerg).
    """
    ratios = sorted(
        actual / expected
        for expected, actual in pairs
        if expected is not None and actual is not None and expected > 0
    )
    if not ratios:
        return None
    middle = len(ratios) // 2
    return ratios[middle] if len(ratios) % 2 else (ratios[middle - 1] + ratios[middle]) / 2
