"""A part of a timeline: what happened from one moment on, until another."""

from dataclasses import replace

from learnorg.errors import LearnorgError
from learnorg.exchange.timelines.entries import Entry, LeftOut, Timeline
from learnorg.methods.moments import Moment, comparable, moment

EARLIER = "from before the moment that was asked for"
LATER = "from after the moment that was asked for"


class OtherClock(LearnorgError):
    """A moment of which nobody can say whether it was before those of a timeline."""

    def __init__(self, bound: Moment, at: str) -> None:
        told = "says" if bound.zoned else "does not say"
        super().__init__(f"{bound} {told} how far its clock was from UTC, unlike {at}")
        self.hint = (
            "Give a time zone, --tz Europe/Berlin, in which both are read."
            if bound.zoned
            else f"Write {bound}Z or {bound}+01:00, or give a time zone: --tz Europe/Berlin."
        )


def between(timeline: Timeline, since: Moment | None, until: Moment | None) -> Timeline:
    """
    What a timeline tells from a moment on and until another, both included.

    The rest is left out and counted. Raises OtherClock where moments cannot be compared.
    """
    earlier = [entry for entry in timeline.entries if since and _at(entry, since) < since]
    later = [entry for entry in timeline.entries if until and until < _at(entry, until)]
    without = {*earlier, *later}
    counts = ((EARLIER, len(earlier)), (LATER, len(later)))
    return replace(
        timeline,
        entries=tuple(entry for entry in timeline.entries if entry not in without),
        left_out=(*timeline.left_out, *(LeftOut(why, n) for why, n in counts if n)),
    )


def _at(entry: Entry, bound: Moment) -> Moment:
    at = moment(entry.at)
    if at is None or not comparable(at, bound):
        raise OtherClock(bound, entry.at)
    return at
