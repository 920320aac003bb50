"""What happened when, and how long was it until the next thing?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from learnorg.methods.moments import Moment, comparable, moment
from learnorg.page import Cell, Column, Page, Say, Table
from learnorg.register.chronology import entries

KEYS = ("id", "at", "what", "source")


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry of a timeline, and the time since the one before."""

    part: str
    at: str
    what: str
    source: str
    gap: timedelta | None
    """None for the first, and where the two clocks cannot be compared."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The entries of one review by time, or as its file has them where that is not known."""

    identity: str
    happenings: tuple[Happening, ...]


def derive(identity: str, plain: Mapping[str, Any]) -> Timeline:
    """The timeline of a review, from what it says."""
    every = [(_moment(entry), entry) for entry in entries(plain)]
    known = [at for at, _ in every if at]
    if len(known) == len(every) and all(comparable(known[0], at) for at in known):
        every.sort(key=lambda one: one[0].at if one[0] else known[0].at)
    before: Moment | None = None
    found = []
    for at, entry in every:
        gap = at - before if at and before and comparable(at, before) else None
        part, when, what, source = (str(entry.get(key) or "") for key in KEYS)
        found.append(Happening(part, when, what, source, gap))
        before = at
    return Timeline(identity, tuple(found))


def lay_out(found: Timeline) -> Page:
    """The entries as a table; a column that says nothing is left out."""
    sourced = any(one.source for one in found.happenings)
    columns = [Column("at"), Column("after", right=True)]
    columns += [Column("what", flexible=True, wrapped=True)]
    columns += [Column("source", flexible=True)] if sourced else []
    columns += [Column("entry")]
    rows: list[list[Cell]] = [
        [one.at, Say(told(one.gap), "quiet"), " ".join(one.what.split()),
         *([one.source] if sourced else []), Say(f"#{one.part}" if one.part else "", "id")]
        for one in found.happenings
    ]  # fmt: skip
    table = Table(columns, rows, _for_programs(found.happenings))
    return Page("", (table,), "timeline", [_data(one) for one in found.happenings])


def told(gap: timedelta | None) -> str:
    """How long it was, as people say it: `40 s`, `12 min`, `3 h 05`, `2 d 4 h`."""
    if gap is None:
        return ""
    sign, seconds = ("-", -gap) if gap < timedelta() else ("", gap)
    whole = int(seconds.total_seconds())
    minutes, hours, days = whole // 60, whole // 3600, whole // 86400
    if whole < 60:
        return f"{sign}{whole} s"
    if minutes < 60:
        return f"{sign}{minutes} min"
    if hours < 24:
        return f"{sign}{hours} h {minutes % 60:02}"
    return f"{sign}{days} d {hours % 24} h"


def _moment(entry: Mapping[str, Any]) -> Moment | None:
    at = entry.get("at")
    return moment(at) if isinstance(at, str) else None


def _for_programs(happenings: Sequence[Happening]) -> Table:
    names = ("at", "seconds", "what", "source", "entry")
    rows = [
        [h.at, "" if (gap := _seconds(h)) is None else str(gap), h.what, h.source, h.part]
        for h in happenings
    ]
    return Table([Column(name) for name in names], rows)


def _data(one: Happening) -> dict[str, Any]:
    return {
        "id": one.part or None,
        "at": one.at,
        "seconds": _seconds(one),
        "what": one.what,
        "source": one.source or None,
    }


def _seconds(one: Happening) -> int | None:
    """The seconds since the entry before."""
    return None if one.gap is None else int(one.gap.total_seconds())
