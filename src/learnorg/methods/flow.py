"""How work flows: how long it takes, how much gets done, and how it ends (formulas: Flow)."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from math import ceil, floor
from typing import Literal, NamedTuple

TOLERANCE = 0.3
"""How far, as a share of the work in progress, Little's law may be missed and still hold."""

FEWEST = 6
"""Percentiles of fewer values say next to nothing, so reports give none."""

Unit = Literal["week", "month"]


class Percentiles(NamedTuple):
    """How many values there are, and what half, 85 % and 95 % of them do not exceed."""

    number: int
    p50: float | None = None
    p85: float | None = None
    p95: float | None = None


class Little(NamedTuple):
    """Average work in progress as counted, and as throughput and cycle time would have it."""

    wip: float
    expected: float
    agrees: bool


class Spell(NamedTuple):
    """A week or month with what finished in it; `whole` unless the window cuts it short."""

    first: date
    last: date
    number: int
    whole: bool


class Success(NamedTuple):
    """How improvements ended: the rate, and beside it what cannot be in it."""

    rate: float | None
    achieved: int
    partly: int
    not_achieved: int
    delivered: int
    withdrawn: int
    unknown: int

    @property
    def measured(self) -> int:
        """How many the rate is taken over."""
        return self.achieved + self.partly + self.not_achieved


def percentile(values: Iterable[float], share: float) -> float | None:
    """
    The value that a share (0 to 1) of the values does not exceed; None where there are none.

    Linear interpolation between the closest ranks: definition 7 of Hyndman and Fan (1996),
    which spreadsheets call PERCENTILE.INC.
    """
    ranked = sorted(values)
    if not ranked:
        return None
    place = (len(ranked) - 1) * share
    low, high = ranked[floor(place)], ranked[ceil(place)]
    return min(high, low + (high - low) * (place - floor(place)))  # sums may end a hair above


def percentiles(values: Collection[float]) -> Percentiles:
    """The 50th, 85th and 95th percentile (not the mean: durations are skewed); none for few."""
    if len(values) < FEWEST:
        return Percentiles(len(values))
    return Percentiles(len(values), *(percentile(values, share) for share in (0.5, 0.85, 0.95)))


def took(begun: date | None, ended: date | None) -> int | None:
    """
    Days from one day to another: proposed to closed is lead time, in-progress to closed cycle.

    None where either is missing, or the end lies before the beginning. The same day is 0.
    """
    if begun is None or ended is None or ended < begun:
        return None
    return (ended - begun).days


def work_in_progress(
    stays: Iterable[tuple[date, date | None]], first: date, last: date
) -> float | None:
    """
    How many items were in work at the end of a day, on average over a window of days.

    A stay begins on its first day and is over at the end of its second, which is None for what
    is not over. None where the window holds no day.
    """
    days = (last - first).days + 1
    if days < 1:
        return None
    after = last.toordinal() + 1  # of the calendar's last day there is no day after
    stood = (
        min(ended.toordinal() if ended else after, after) - max(begun, first).toordinal()
        for begun, ended in stays
        if begun <= last
    )
    return sum(max(0, each) for each in stood) / days


def littles_law(wip: float | None, throughput: float | None, cycle: float | None) -> Little | None:
    """
    Whether average work in progress is throughput per day times mean cycle time in days.

    They agree within 30 % of the work in progress (Little 1961; over a finite window it holds
    only nearly). None where a figure is missing.
    """
    if wip is None or throughput is None or cycle is None:
        return None
    expected = throughput * cycle
    return Little(wip, expected, abs(expected - wip) <= TOLERANCE * wip)


def throughput(finished: Iterable[date], first: date, last: date, unit: Unit) -> list[Spell]:
    """How many finished in each week (from Monday) or month of a window; none is 0."""
    begins = _begin(first, unit)
    counts = Counter(_begin(day, unit) for day in finished if first <= day <= last)
    spells = []
    while begins <= last:
        until = _end(begins, unit)
        spells.append(
            Spell(
                max(begins, first),
                min(until, last),
                counts[begins],
                whole=first <= begins and until <= last,
            )
        )
        if until == date.max:
            break
        begins = until + timedelta(days=1)
    return spells


def _begin(day: date, unit: Unit) -> date:
    return day - timedelta(days=day.weekday()) if unit == "week" else day.replace(day=1)


def _end(begins: date, unit: Unit) -> date:
    """The last day of a spell, or of the calendar."""
    if unit == "week":
        return begins + min(timedelta(days=6), date.max - begins)
    if begins.month == 12:
        return begins.replace(day=31)
    return begins.replace(month=begins.month + 1) - timedelta(days=1)


def diversity(counts: Iterable[int]) -> float | None:
    """
    How mixed the counts are, 1 - sum p_i^2: 0 if all are of one sort, towards 1 the more there are.

    The Gini-Simpson index (Simpson 1949): how likely two drawn at random differ. None where
    nothing was counted.
    """
    given = [count for count in counts if count > 0]
    total = sum(given)
    return 1 - sum((count / total) ** 2 for count in given) if total else None


def success(results: Iterable[str]) -> Success:
    """
    The share of *achieved* among achieved, partly-achieved and not-achieved results.

    *Delivered* was not measured and *withdrawn* was given up: both stand beside the rate, never
    inside it. None where nothing was measured. A result of another name is unknown.
    """
    found = Counter(results)
    achieved, partly = found["achieved"], found["partly-achieved"]
    measured = achieved + partly + found["not-achieved"]
    named = measured + found["delivered"] + found["withdrawn"]
    return Success(
        achieved / measured if measured else None,
        achieved,
        partly,
        found["not-achieved"],
        found["delivered"],
        found["withdrawn"],
        found.total() - named,
    )


def on_time(ended: Sequence[tuple[date, date]]) -> float | None:
    """The share of (closed, due) closed on their due day or before; None where there are none."""
    if not ended:
        return None
    return sum(1 for closed, due in ended if closed <= due) / len(ended)


def reply_time(asked: Iterable[tuple[date, date]]) -> float | None:
    """Median days from (proposed, accepted or declined); None where nobody had an answer."""
    waited = (took(proposed, answered) for proposed, answered in asked)
    return percentile((days for days in waited if days is not None), 0.5)


def participation(people: Collection[str], headcount: int | None) -> float | None:
    """Distinct contributors per head; None where nobody knows how many heads there are."""
    return len(set(people)) / headcount if headcount else None


def standing_at(
    stays: Iterable[tuple[str, date, date | None]], days: Sequence[date]
) -> Mapping[str, list[int]]:
    """How many stand in each state at the end of each day, for stays (state, from, until)."""
    from bisect import bisect_left  # only cumulative flow wants it

    changes: dict[str, list[int]] = {}
    for state, begun, ended in stays:
        change = changes.setdefault(state, [0] * (len(days) + 1))
        change[bisect_left(days, begun)] += 1
        change[bisect_left(days, ended) if ended else len(days)] -= 1
    return {state: _sums(change)[:-1] for state, change in changes.items()}


def _sums(change: Sequence[int]) -> list[int]:
    total, sums = 0, []
    for each in change:
        total += each
        sums.append(total)
    return sums
