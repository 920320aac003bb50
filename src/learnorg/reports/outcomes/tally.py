"""How many improvements ended how, in time or late, and how long they took."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from learnorg.kinds.improvement import RESULTS
from learnorg.methods.flow import percentile, success
from learnorg.reports.outcomes.finished import Finished

WORDS = {
    "achieved": "achieved",
    "partly-achieved": "partly achieved",
    "not-achieved": "not achieved",
    "delivered": "delivered, not measured",
    "withdrawn": "withdrawn",
    "": "without an outcome",
}
"""How improvements end, in a report's words."""


class Tally(NamedTuple):
    """What some closed improvements come to."""

    finished: int
    results: dict[str, int]
    success: float | None
    punctual: int
    due: int
    days: float | None

    @property
    def judged(self) -> int:
        """How many were measured, so that they count for the success rate."""
        return sum(self.results[name] for name in RESULTS[:3])


def tally(closed: Sequence[Finished]) -> Tally:
    """
    The counts of closed improvements.

    The success rate is that of `methods.flow`: what was delivered without being measured, or
    withdrawn, is told beside it. On time = closed on or before the day it was due, of those
    that were due on some day. Days are the median from proposed to closed. Each is None where
    there is nothing to tell it by.
    """
    counted = Counter(one.result if one.result in RESULTS else "" for one in closed)
    results = {name: counted[name] for name in (*RESULTS, "")}
    due = [one.punctual for one in closed if one.punctual is not None]
    return Tally(
        len(closed),
        results,
        success(one.result for one in closed).rate,
        sum(due),
        len(due),
        percentile((one.days for one in closed if one.days is not None), 0.5),
    )


class Group(NamedTuple):
    """How many improvements belong to something, such as a service, and ended how."""

    name: str
    finished: int
    results: dict[str, int]


def grouped(pairs: Iterable[tuple[str, Finished]]) -> list[Group]:
    """The counts for each name, the most first."""
    found: dict[str, Counter[str]] = {}
    for name, one in pairs:
        found.setdefault(name, Counter())[one.result if one.result in RESULTS else ""] += 1
    groups = [
        Group(name, counts.total(), {result: counts[result] for result in (*RESULTS, "")})
        for name, counts in found.items()
    ]
    return sorted(groups, key=lambda one: (-one.finished, one.name))
