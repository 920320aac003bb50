"""A timeline from elsewhere, joined with the one that a review has."""

from collections.abc import Collection, Sequence
from typing import Any

from learnorg.exchange.timelines.entries import Entry, Timeline
from learnorg.exchange.values import line
from learnorg.kinds.kind import Plain
from learnorg.methods.moments import Moment, comparable, moment
from learnorg.refs import mint_part

Key = tuple[Moment | None, str]


def fresh(plain_timeline: Plain, timeline: Timeline) -> list[Entry]:
    """The entries that a review has not: with another moment, or in other words."""
    had = {_key(entry) for entry in _listed(plain_timeline) if isinstance(entry, dict)}
    return [entry for entry in timeline.entries if _key(entry._asdict()) not in had]


def merged(
    plain_timeline: Plain, timeline: Timeline, taken: Collection[str] = ()
) -> list[dict[str, Any]]:
    """
    The review's entries with those it has not yet, each before the first that is later.

    What the review has stays as it is and in its order, also what cannot be read. New parts
    get identities unlike those of its entries and the `taken` ones of its other parts.
    """
    had = _listed(plain_timeline)
    ids = {*taken, *(str(e["id"]) for e in had if isinstance(e, dict) and e.get("id"))}
    waiting = fresh(had, timeline)[::-1]
    result: list[Any] = []
    for entry in had:
        while waiting and _later(entry, waiting[-1]):
            result.append(_part(waiting.pop(), ids))
        result.append(entry)
    return result + [_part(entry, ids) for entry in reversed(waiting)]


def _listed(plain_timeline: Plain) -> Sequence[Plain]:
    return plain_timeline if isinstance(plain_timeline, list | tuple) else []


def _part(entry: Entry, ids: set[str]) -> dict[str, Any]:
    own = mint_part(ids)
    ids.add(own)
    return {"id": own, **entry._asdict()}


def _key(entry: dict[str, Any]) -> Key:
    """By what two entries are the same: the point in time, and the words."""
    return _moment(entry), line(str(entry.get("what")))


def _later(entry: Plain, other: Entry) -> bool:
    at, new = _moment(entry), moment(other.at)
    return at is not None and new is not None and comparable(at, new) and new < at


def _moment(entry: Plain) -> Moment | None:
    at = entry.get("at") if isinstance(entry, dict) else None
    return moment(at) if isinstance(at, str) else None
