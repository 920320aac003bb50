"""What finished improvements were expected to bring, and what they brought."""

from collections.abc import Sequence
from typing import NamedTuple

from learnorg.methods.value import Realisation, forecast_bias, realisation
from learnorg.reports.outcomes.finished import Benefit, Finished

PER = {"once": "once", "year": "a year", "": "once or a year: not said"}
SURENESS = {"hard": "hard", "soft": "soft", "": "hard or soft: not said"}


class Money(NamedTuple):
    """Benefits of one currency, once or a year, hard or soft; others are never added to them."""

    currency: str
    per: str
    hard: str
    benefits: int
    expected: float | None
    actual: float | None
    realised: Realisation
    """Of the improvements whose day of measuring has passed."""
    bias: float | None

    @property
    def called(self) -> str:
        """What it is: EUR a year, hard."""
        return f"{self.currency} {PER.get(self.per, self.per)}, {SURENESS[self.hard]}"


class Other(NamedTuple):
    """A benefit that is not money, with the improvement that brings it."""

    benefit: Benefit
    source: Finished


class Worth(NamedTuple):
    """Money by its manner, and everything that is not money."""

    money: list[Money]
    other: list[Other]


def worth(closed: Sequence[Finished], today: str) -> Worth:
    """The benefits of closed improvements, expected and actual."""
    groups: dict[tuple[str, str, str], list[Other]] = {}
    other: list[Other] = []
    for one in closed:
        for benefit in one.benefits:
            manner = (benefit.currency, benefit.per, benefit.hard)
            into = groups.setdefault(manner, []) if benefit.currency else other
            into.append(Other(benefit, one))
    return Worth([_money(*manner, groups[manner], today) for manner in sorted(groups)], other)


def _money(currency: str, per: str, hard: str, found: Sequence[Other], today: str) -> Money:
    pairs = [(each.benefit.expected, each.benefit.actual) for each in found]
    ripe = [
        pair for pair, each in zip(pairs, found, strict=True) if each.source.measured_by <= today
    ]
    return Money(
        currency,
        per,
        hard,
        len(found),
        _sum([expected for expected, _ in pairs]),
        _sum([actual for _, actual in pairs]),
        realisation(ripe),
        forecast_bias(pairs),
    )


def _sum(values: Sequence[float | None]) -> float | None:
    """The sum of what is known; None where nothing is."""
    given = [value for value in values if value is not None]
    return sum(given) if given else None
