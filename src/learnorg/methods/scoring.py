"""Scores and places: how improvements are ranked by what is expected of them."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

Quadrant = Literal["quick win", "major", "fill-in", "thankless"]

FEWEST_FOR_QUADRANTS = 4
"""Medians of fewer items say nothing."""


class Score(NamedTuple):
    """A score, or what is missing for one; missing input is never taken for 0."""

    value: float | None
    missing: tuple[str, ...] = ()
    why: str = ""


def value_effort(value: float | None, confidence: float | None, effort: float | None) -> Score:
    """
    Value times confidence per person-day of effort.

    `value` is on the organisation's scale (1-10), `confidence` from 0 to 1, `effort` in
    person-days above 0. Common use; the quadrants come from the same numbers.
    """
    given = {"value": value, "confidence": confidence, "effort": effort or None}
    missing = tuple(name for name, number in given.items() if number is None)
    if value is None or confidence is None or not effort:
        return Score(None, missing)
    score = value * confidence / effort
    return Score(score, (), f"{value:g} × {confidence:g} / {effort:g}")


def quadrants(items: Mapping[str, tuple[float, float]]) -> dict[str, Quadrant]:
    """
    Where each item stands among its peers by (value, effort), split at the medians.

    Empty for fewer than four items. A value at the median counts as high, an effort at
    the median as low, so that equals are given the benefit of the doubt.
    """
    if len(items) < FEWEST_FOR_QUADRANTS:
        return {}
    from statistics import median  # 4 ms, which lists with a score need not pay

    value_line = median(value for value, _ in items.values())
    effort_line = median(effort for _, effort in items.values())
    return {
        name: _quadrant(value >= value_line, effort <= effort_line)
        for name, (value, effort) in items.items()
    }


def _quadrant(high_value: bool, low_effort: bool) -> Quadrant:
    if high_value:
        return "quick win" if low_effort else "major"
    return "fill-in" if low_effort else "thankless"


def ranks(scores: Sequence[float]) -> list[int]:
    """The place of each score, the highest first; equals share a place, as in sport."""
    places: dict[float, int] = {}
    for place, score in enumerate(sorted(scores, reverse=True), start=1):
        places.setdefault(score, place)
    return [places[score] for score in scores]
