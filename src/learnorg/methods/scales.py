"""The scales on which estimates are made: their ends, and the step next to a number."""

from collections.abc import Sequence
from typing import NamedTuple

from learnorg.methods.scoring import CONFIDENCES, FIBONACCI, IMPACTS

EFFORTS = (0.5, 1, 2, 3, 5, 8, 13, 20, 40, 60, 100, 200, 400)
"""Person-days between which people tell a difference, about half as much again each."""

TENTH = 0.1
"""A step of confidence."""

FIFTH = 0.2
"""A step of what has no scale, as a share of it: people reached, money a week."""


class Scale(NamedTuple):
    """The ends of a scale, and its steps; without steps, a step is a share of the number."""

    low: float
    high: float | None
    steps: tuple[float, ...] = ()
    share: float = 0

    def beside(self, number: float) -> tuple[float, float]:
        """The next lower and the next higher step; at an end of the scale the number itself."""
        if not self.steps:
            return number * (1 - self.share), number * (1 + self.share)
        lower = max((step for step in self.steps if step < number), default=number)
        higher = min((step for step in self.steps if step > number), default=number)
        return lower, higher


def scale(name: str, model: str, highest: float = 10, fibonacci: bool = False) -> Scale:
    """The scale of a model's input, from what the organisation has settled."""
    match name:
        case "confidence":
            steps = CONFIDENCES if model == "rice" else _even(0, 1, TENTH)
            return Scale(0, 1, tuple(steps))
        case "impact":
            return Scale(0, IMPACTS[-1], IMPACTS)
        case "effort":
            return Scale(0, None, EFFORTS)
        case "reach" | "cost_of_delay":
            return Scale(0, None, (), FIFTH)
        case "moscow":
            return Scale(1, 4, (1, 2, 3, 4))
    if fibonacci:
        return Scale(1, FIBONACCI[-1], FIBONACCI)
    return Scale(1, highest, tuple(_even(1, highest, 1)))


def _even(low: float, high: float, step: float) -> Sequence[float]:
    return [round(low + n * step, 6) for n in range(round((high - low) / step) + 1)]
