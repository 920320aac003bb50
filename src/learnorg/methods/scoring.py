"""Scores and places: how improvements are ranked by what is expected of them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

Quadrant = Literal["quick win", "major", "fill-in", "thankless"]

FEWEST_FOR_QUADRANTS = 4
"""Medians of fewer items say nothing."""

FIBONACCI = (1, 2, 3, 5, 8, 13, 20)
"""The steps of relative estimates, as planning poker has them."""

IMPACTS = (0.25, 0.5, 1, 2, 3)
CONFIDENCES = (0.5, 0.8, 1)
"""The steps of RICE: minimal to massive, low to high."""

DIGITS = 12
"""So many digits of a score count: what is the same on paper shares a place."""

LEAST_EFFORT = 0.5
"""Person-months: less than that counts as that much in RICE."""

MOSCOW: Mapping[str, int] = {"must": 4, "should": 3, "could": 2, "wont": 1}
MOST_MUST = 0.6
"""The share of the effort that musts may take before nothing is left to give way (DSDM)."""


class Score(NamedTuple):
    """A score, or what is missing for one; missing input is never taken for 0."""

    value: float | None
    missing: tuple[str, ...] = ()
    why: str = ""


class Model(NamedTuple):
    """
    A way of ranking: what it reads, how it scores, and how that is told.

    `formula` and `worth` take the inputs in their order. `worth` is what an improvement
    brings before its effort is counted, which is what a set of them adds up to; a model
    without it gives an order and nothing to add up.
    """

    name: str
    inputs: tuple[str, ...]
    formula: Callable[..., float]
    told: str
    """The formula with the inputs' values in it."""
    about: str
    worth: Callable[..., float] | None = None


def value_effort(value: float, confidence: float, effort: float) -> float:
    """
    Value times confidence per person-day of effort.

    `value` is on the organisation's scale (1-10), `confidence` from 0 to 1, `effort` in
    person-days above 0. Common use; the quadrants come from the same numbers.
    """
    return value * confidence / effort


def rice(
    reach: float, impact: float, confidence: float, effort: float, days_a_month: float = 1
) -> float:
    """
    Reach times impact times confidence per person-month, of which at least half a one counts.

    `reach` in people or cases per period, `impact` one of 3, 2, 1, 0.5, 0.25, `confidence`
    one of 1, 0.8, 0.5; `effort` in person-days where `days_a_month` says how many a month
    has, else in person-months. Intercom, "RICE: simple prioritization for product managers".
    """
    return reach * impact * confidence / max(effort / days_a_month, LEAST_EFFORT)


def ice(impact: float, confidence: float, ease: float) -> float:
    """
    Impact times confidence times ease, each from 1 to 10 (Ellis).

    `confidence` comes as a share from 0 to 1 and is counted in tenths.
    """
    return impact * confidence * 10 * ease


def wsjf(value: float, time_criticality: float, risk_reduction: float, size: float) -> float:
    """
    The cost of delay per job size, all relative numbers: SAFe, after Reinertsen (2009).

    The cost of delay is value, time criticality and risk reduction or opportunity together.
    """
    return (value + time_criticality + risk_reduction) / size


def cd3(cost_of_delay: float, effort: float, days_a_week: float = 1) -> float:
    """
    Cost of delay per week, divided by the weeks the work takes (Reinertsen 2009).

    `effort` in person-days where `days_a_week` says how many a week has, else in weeks.
    """
    return cost_of_delay / (effort / days_a_week)


def weighted(weights: Sequence[float], *scores: float) -> float:
    """The mean of some scores by their weights: sum(w_i s_i) / sum(w_i)."""
    return sum(w * s for w, s in zip(weights, scores, strict=True)) / sum(weights)


@lru_cache(maxsize=64)
def model(
    name: str,
    days_a_month: float = 20,
    days_a_week: float = 5,
    criteria: tuple[tuple[str, float], ...] = (),
) -> Model:
    """A model of ranking by its name; `criteria` are the names and weights of the weighted one."""
    if name == "weighted":
        weights = tuple(weight for _, weight in criteria)
        return Model(
            name,
            tuple(f"criteria.{criterion}" for criterion, _ in criteria),
            lambda *scores: weighted(weights, *scores),
            f"({' + '.join(f'{{}}×{weight:g}' for weight in weights)}) / {sum(weights):g}",
            "the mean of the criteria by their weights",
        )
    return {
        "value-effort": Model(
            name, ("value", "confidence", "effort"), value_effort, "{} × {} / {}",
            "value × confidence / effort in person-days",
            lambda value, confidence, effort: value * confidence,  # noqa: ARG005  # as formulas are called
        ),
        "rice": Model(
            name, ("reach", "impact", "confidence", "effort"),
            lambda r, i, c, e: rice(r, i, c, e, days_a_month),
            f"{{}} × {{}} × {{}} / max({{}}/{days_a_month:g}, {LEAST_EFFORT:g})",
            f"reach × impact × confidence / effort in person-months of {days_a_month:g} days",
            lambda r, i, c, e: r * i * c,  # noqa: ARG005
        ),
        "ice": Model(
            name, ("value", "confidence", "ease"), ice, "{} × 10×{} × {}",
            "value × ten times confidence × ease",
        ),
        "wsjf": Model(
            name, ("value", "time_criticality", "risk_reduction", "effort"), wsjf,
            "({} + {} + {}) / {}",
            "(value + time criticality + risk reduction) / job size",
            lambda v, t, r, size: v + t + r,  # noqa: ARG005
        ),
        "cd3": Model(
            name, ("cost_of_delay", "effort"), lambda cost, e: cd3(cost, e, days_a_week),
            f"{{}} / ({{}}/{days_a_week:g})",
            f"cost of delay a week / weeks of {days_a_week:g} person-days",
            lambda cost, e: cost,  # noqa: ARG005
        ),
        "moscow": Model(
            name, ("moscow",), lambda category: category, "{}",
            "must, should, could, won't",
        ),
    }[name]  # fmt: skip


def score(wanted: Model, given: Mapping[str, float]) -> Score:
    """The score of what is estimated so, or what is missing for one."""
    missing = tuple(name for name in wanted.inputs if name not in given)
    if "effort" in given and "effort" in wanted.inputs and given["effort"] <= 0:
        missing = (*missing, "effort")
    if missing or not wanted.inputs:
        return Score(None, missing)
    values = [given[name] for name in wanted.inputs]
    if wanted.name == "moscow":
        return Score(values[0], (), moscow(values[0]))
    told = wanted.told.format(*(f"{v:g}" for v in values))
    return Score(rounded(wanted.formula(*values)), (), told)


def rounded(number: float) -> float:
    """A number without the noise of its last digits, in which equals would differ."""
    return float(f"{number:.{DIGITS}g}")


def figure(number: float) -> str:
    """A score as people read it: two decimals, or of a very small one two digits."""
    return f"{number:.2f}" if number >= 0.01 or not number else f"{number:.2g}"


def moscow(rank: float) -> str:
    """The word of a rank."""
    return next(word for word, number in MOSCOW.items() if number == rank)


def quadrants(items: Mapping[str, tuple[float, float]]) -> dict[str, Quadrant]:
    """
    Where each item stands among its peers by (value, effort), split at the medians.

    Empty for fewer than four items. A value at the median counts as high, an effort at
    the median as low, so that equals are given the benefit of the doubt.
    """
    if len(items) < FEWEST_FOR_QUADRANTS:
        return {}
    value_line, effort_line = medians(items.values())
    return {
        name: _quadrant(value >= value_line, effort <= effort_line)
        for name, (value, effort) in items.items()
    }


def medians(items: Collection[tuple[float, float]]) -> tuple[float, float]:
    """The median value and the median effort of some items, of which there is at least one."""
    from statistics import median  # 4 ms, which lists with a score need not pay

    return median(value for value, _ in items), median(effort for _, effort in items)


def _quadrant(high_value: bool, low_effort: bool) -> Quadrant:
    if high_value:
        return "quick win" if low_effort else "major"
    return "fill-in" if low_effort else "thankless"


def ranks(scores: Sequence[float]) -> list[int]:
    """The place of each score, the highest first; equals share a place, as in sport."""
    places: dict[float, int] = {}
    for place, found in enumerate(sorted(scores, reverse=True), start=1):
        places.setdefault(found, place)
    return [places[found] for found in scores]


def must_share(efforts: Sequence[tuple[str, float]]) -> float | None:
    """The share of the effort that musts take, of what is not won't; None without any effort."""
    within = [(category, effort) for category, effort in efforts if category != "wont"]
    whole = sum(effort for _, effort in within)
    return sum(e for category, e in within if category == "must") / whole if whole else None
