"""What finished improvements were expected to bring, and what they brought."""

from collections.abc import Sequence
from typing import NamedTuple

from learnorg.methods.value import Realisation, forecast_bias, realisation
from learnorg.reports.outcomes.finished import Benefit, Finished

PER = {"once": "once", "year": "a year", "": "once or a year: not said"}
Pair = tuple[float | None, float | None]
"""What was expected, and what is measured."""

SURENESS = {"hard": "hard", "soft": "soft", "": "hard or soft: not said"}


class Part(NamedTuple):
    """Some of the benefits: how many they are, what was expected of them, what was measured."""

    benefits: int
    expected: float | None
    actual: float | None


class Money(NamedTuple):
    """Benefits of one currency, once or a year, hard or soft; others are never added to them."""

    currency: str
    per: str
    hard: str
    benefits: int
    expected: float | None
    actual: float | None
    realised: Realisation
    """Of the improvements whose day of measuring has passed, or that name none."""
    bias: float | None
    settled: Part
    """What was expected of, and is measured, with no day of measuring still to pass."""
    early: Part
    """The same before that day is over, which the realised share leaves out."""
    unmeasured: Part
    """What was expected and is not measured, whether its day has passed or not."""
    unforeseen: Part
    """What is measured without an expectation."""
    ahead: str
    """The next day of measuring that has not passed; empty where none is to come."""

    @property
    def measured(self) -> Part:
        """What was expected of, and is measured, on whatever day."""
        return _part(
            [self.settled[1:], self.early[1:]], self.settled.benefits + self.early.benefits
        )

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
        pair for pair, each in zip(pairs, found, strict=True) if each.source.measured_by < today
    ]
    settled, early, unmeasured, unforeseen = _parts(found, today)
    ahead = [
        each.source.measured_by
        for each in found
        if each.source.measured_by >= today and each.benefit.expected is not None
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
        settled,
        early,
        unmeasured,
        unforeseen,
        min(ahead, default=""),
    )


def _parts(found: Sequence[Other], today: str) -> tuple[Part, Part, Part, Part]:
    """Benefits by what is known of them: settled, early, unmeasured, unforeseen."""
    pairs: tuple[list[Pair], ...] = ([], [], [], [])
    for each in found:
        pair = (each.benefit.expected, each.benefit.actual)
        match pair:
            case (None, None):
                continue
            case (_, None):
                pairs[2].append(pair)
            case (None, _):
                pairs[3].append(pair)
            case _:
                pairs[int(each.source.measured_by >= today)].append(pair)
    settled, early, unmeasured, unforeseen = (_part(some, len(some)) for some in pairs)
    return settled, early, unmeasured, unforeseen


def _part(pairs: Sequence[Pair], benefits: int) -> Part:
    return Part(benefits, _sum([e for e, _ in pairs]), _sum([a for _, a in pairs]))


def _sum(values: Sequence[float | None]) -> float | None:
    """The sum of what is known; None where nothing is."""
    given = [value for value in values if value is not None]
    return sum(given) if given else None
