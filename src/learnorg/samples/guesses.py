"""Estimates as they were guessed first, and what later put them right."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

REVISED = ("effort", "effort", "value", "confidence")
"""What is estimated anew, the effort twice as often as the rest."""

FACTORS = ("0.5", "0.6", "0.7", "1.5", "2")
SMALL_FACTORS = ("0.5", "2")
SMALL = 4
"""Person-days up to which half a day is the smallest difference that anybody sees."""

BOUNDS = {"value": (Decimal(1), Decimal(10)), "confidence": (Decimal("0.2"), Decimal(1))}
STEPS = {"value": ("1", "2", "3"), "confidence": ("0.1", "0.2", "0.3")}

SIZES = {"S": 4, "M": 12, "L": 30}
"""Person-days up to which the people of the sample call something that size; above it is XL."""

HALF, WHOLE = Decimal("0.5"), Decimal(1)


def first(
    estimates: Mapping[str, Any], revisions: int, random: Random
) -> tuple[dict[str, Any], list[str]]:
    """
    The estimates with some numbers off, and which ones: as many as there are to be revisions.

    They are put right in the order given, each by a revision of its own.
    """
    wrong: list[str] = []
    while len(wrong) < min(revisions, len(set(REVISED) & set(estimates))):
        field = random.choice(REVISED)
        if field in estimates and field not in wrong:
            wrong.append(field)
    off = {field: guess(field, estimates[field], random) for field in wrong}
    return {**estimates, **off}, wrong


def guess(field: str, estimate: Decimal | str, random: Random) -> Decimal | str:
    """Another number than the estimate; of a plain effort a range, and of a range a number."""
    if field != "effort":
        return _beside(likely(estimate), *BOUNDS[field], STEPS[field], random)
    days = likely(estimate)
    factors = SMALL_FACTORS if days <= SMALL else FACTORS
    middle: Decimal = scaled(days, Decimal(random.choice(factors)))
    if middle == days:  # half a day, of which there is no half
        middle = scaled(days, Decimal(2))
    if isinstance(estimate, str):
        return middle
    return f"{scaled(middle, HALF)}-{middle}-{scaled(middle, Decimal('1.5'))}"


def _beside(
    number: Decimal, least: Decimal, most: Decimal, steps: tuple[str, ...], random: Random
) -> Decimal:
    """A number one to three steps away, within the bounds."""
    step = Decimal(random.choice(steps))
    ways = [other for other in (number - step, number + step) if least <= other <= most]
    return short(random.choice(ways or [number - Decimal(steps[0])]))


def reason(field: str, before: Decimal | str, after: Decimal | str) -> str:
    """Which kind of reason a revision has: `effort-more`, `value-less`."""
    return f"{field}-{'more' if likely(after) > likely(before) else 'less'}"


def likely(estimate: Decimal | str) -> Decimal:
    """The number, or the likely one of a range."""
    return Decimal(estimate.split("-")[1]) if isinstance(estimate, str) else estimate


def scaled(estimate: Decimal | str, factor: Decimal) -> Any:
    """The estimate times a factor, from ten on to whole numbers, below to halves."""
    if isinstance(estimate, str):
        return "-".join(str(scaled(Decimal(part), factor)) for part in estimate.split("-"))
    step = WHOLE if estimate * factor >= 10 else HALF
    steps = (estimate * factor / step).to_integral_value(ROUND_HALF_UP)
    return short(max(steps * step, HALF))


def shifted(estimate: Decimal | str, by: int, least: int, most: int) -> Any:
    """The estimate some steps up or down, but not beyond a scale's ends."""
    if isinstance(estimate, str):
        return "-".join(str(shifted(Decimal(p), by, least, most)) for p in estimate.split("-"))
    return min(max(estimate + by, Decimal(least)), Decimal(most))


def size(effort: Decimal | str) -> str:
    """What people would call work of that effort."""
    return next((name for name, most in SIZES.items() if likely(effort) <= most), "XL")


def short(number: Decimal) -> Decimal:
    """The number without zeros at its end: 7, not 7.0."""
    return (
        number.to_integral_value() if number == number.to_integral_value() else number.normalize()
    )
