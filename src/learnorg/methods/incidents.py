"""How long an incident went unseen, untamed and unresolved (formulas: Reviews)."""

from datetime import timedelta
from typing import NamedTuple

from learnorg.methods.moments import Moment, comparable


class Times(NamedTuple):
    """When it began, was noticed, was brought under control, and was over, as far as is known."""

    started: Moment | None = None
    detected: Moment | None = None
    mitigated: Moment | None = None
    resolved: Moment | None = None


class Span(NamedTuple):
    """The time between two moments; or, where there is none, what is missing."""

    first: Moment | None = None
    last: Moment | None = None
    missing: str = ""

    @property
    def length(self) -> timedelta | None:
        """How long it is; None where something is missing."""
        if self.missing or self.first is None or self.last is None:
            return None
        return self.last - self.first

    @property
    def minutes(self) -> float | None:
        """The same in minutes."""
        return None if self.length is None else self.length / timedelta(minutes=1)


def to_detect(times: Times) -> Span:
    """Time to detect: from `started` to `detected`, in which nobody knew of it."""
    return _span(times, "started", "detected")


def to_mitigate(times: Times) -> Span:
    """Time to mitigate: from `detected` to `mitigated`."""
    return _span(times, "detected", "mitigated")


def to_resolve(times: Times) -> Span:
    """Time to resolve: from `detected` to `resolved`."""
    return _span(times, "detected", "resolved")


def impact(times: Times) -> Span:
    """Impact time: from `started` to `mitigated`, else, if that is not stated, to `resolved`."""
    return _span(times, "started", "mitigated" if times.mitigated else "resolved")


def _span(times: Times, begin: str, end: str) -> Span:
    """
    From one moment to another, both by their names in a review.

    Nothing where one is not stated, where nobody can say which was first since one has an offset
    from UTC and the other has none, and where they are out of order: no time is below 0.
    """
    first: Moment | None = getattr(times, begin)
    last: Moment | None = getattr(times, end)
    if first is None or last is None:
        stated = [name for name, at in ((begin, first), (end, last)) if at is None]
        return Span(first, last, f"no {' and no '.join(stated)}")
    if not comparable(first, last):
        with_one, without = (begin, end) if first.zoned else (end, begin)
        return Span(first, last, f"{with_one} has an offset from UTC, {without} has none")
    if last < first:
        return Span(first, last, f"{end} lies before {begin}")
    return Span(first, last)
