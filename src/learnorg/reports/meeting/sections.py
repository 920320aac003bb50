"""The tables of a meeting: what changed, what waits, what is late."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from learnorg.page import Block, Cell, Column, Heading, Items, Say, Table, Text, counted
from learnorg.reports.inbox import Waiting
from learnorg.reports.meeting.changes import Change
from learnorg.reports.meeting.late import Late

MOST = 20
"""Lines under a head that a meeting can go through; JSON and CSV have them all."""


def changed(head: str, some: Sequence[Change], short: Mapping[str, str]) -> Iterator[Block]:
    """What changed in one way, and for what ended what shows it."""
    if not some:
        return
    yield Heading(f"{head} ({len(some):,})")
    columns = [Column("id"), Column("state"), Column("title", flexible=True, wrapped=True)]
    known = any(one.by for one in some)
    columns += [Column("by", flexible=True)] if known else []
    rows: list[list[Cell]] = []
    for one in some[:MOST]:
        row: list[Cell] = [_name(short, one.identity), _course(one), one.title]
        rows.append([*row, Say(", ".join(one.by), "quiet")] if known else row)
    yield Table(columns, rows)
    yield from _more(some)
    reasons = [one for one in some[:MOST] if one.sort == "finished" and one.because]
    if reasons:
        yield Items([line(short, one.identity, one.because) for one in reasons])


def edited(some: Sequence[Change], short: Mapping[str, str]) -> Iterator[Block]:
    """What was edited and stands where it stood, with the fields that differ."""
    if not some:
        return
    yield Heading(f"Edited otherwise ({len(some):,})")
    columns = [Column("id"), Column("title", flexible=True, wrapped=True)]
    columns += [Column("fields", flexible=True, wrapped=True)]
    known = any(one.by for one in some)
    columns += [Column("by", flexible=True, wrapped=True)] if known else []
    rows: list[list[Cell]] = []
    for one in some[:MOST]:
        fields = ", ".join(one.fields) or Say("only its form", "quiet")
        row: list[Cell] = [_name(short, one.identity), one.title, fields]
        rows.append([*row, Say(", ".join(one.by), "quiet")] if known else row)
    yield Table(columns, rows)
    yield from _more(some)


def _name(short: Mapping[str, str], identity: str) -> Say:
    return Say(short[identity], "id", identity)


def line(short: Mapping[str, str], identity: str, text: str) -> Say:
    """A line about a record, named in full for other programs."""
    return Say(f"{short[identity]}  {text}", whole=f"{identity}  {text}")


def _course(one: Change) -> str:
    """From which state to which, and how it ended."""
    now = one.result if one.became == "closed" and one.result else one.became
    return " -> ".join(filter(None, (one.was, now or "gone")))


def waiting(some: Sequence[Waiting], within: int, short: Mapping[str, str]) -> Iterator[Block]:
    """What waits for a decision, for how long, and by how much that is longer than promised."""
    if not some:
        return
    yield Heading(f"Waits for a decision ({len(some):,})")
    columns = [Column("id"), Column("days", right=True), Column("answer"), Column("wants")]
    columns += [Column("title", flexible=True, wrapped=True)]
    rows: list[list[Cell]] = []
    for one in some[:MOST]:
        days = "?" if one.days is None else f"{one.days:,}"
        rows.append([_name(short, one.identity), days, _answer(one, within), one.wants, one.title])
    yield Table(columns, rows)
    yield from _more(some)


def _answer(one: Waiting, within: int) -> Say:
    """Whether an answer is in time, going by the days that policy promises, if it does."""
    if one.days is None:
        return Say("since when?", "warn")
    if not one.promised:
        return Say("")
    over = one.days_late(within) or 0
    return Say(f"{counted(over, 'day')} late", "bad") if over else Say("in time", "quiet")


def late(found: Sequence[Late], short: Mapping[str, str]) -> Iterator[Block]:
    """Each improvement with its day if it is late itself, and under it its late steps."""
    if not found:
        return
    records = by_record(found)
    yield Heading(f"Late ({len(found):,}, of {counted(len(records), 'improvement')})")
    columns = [Column("id"), Column("days", right=True), Column("due")]
    columns += [Column("late", flexible=True, wrapped=True)]
    columns += [Column("owner", flexible=True, wrapped=True)]
    rows = [row for some in records[:MOST] for row in _late_rows(some, short)]
    yield Table(columns, rows)
    yield from _more(records)


def by_record(found: Sequence[Late]) -> list[list[Late]]:
    """What is late of each improvement: itself first, then its steps by their days."""
    records: dict[str, list[Late]] = {}
    for each in found:
        records.setdefault(each.identity, []).append(each)
    return [sorted(some, key=lambda one: one.what == "step") for some in records.values()]


def _late_rows(some: Sequence[Late], short: Mapping[str, str]) -> Iterator[list[Cell]]:
    """A row for an improvement, with its day if that has passed, then one for each late step."""
    first = some[0]
    named: list[Cell] = [_name(short, first.identity)]
    if first.what == "step":
        yield [*named, "", "", first.title, ""]
    for one in some:
        if one.what == "step":
            yield ["", f"{one.days:,}", one.due, f"step: {one.part}", one.owner]
        else:
            yield [*named, f"{one.days:,}", one.due, one.title, one.owner]


def _more(some: Sequence[object]) -> Iterator[Block]:
    if len(some) > MOST:
        yield Text(f"and {len(some) - MOST:,} more", "quiet")


def change_data(one: Change) -> dict[str, Any]:
    """A change for programs."""
    return {
        "id": one.identity,
        "title": one.title,
        "from": one.was or None,
        "to": one.became or None,
        "outcome": one.result or None,
        "because": one.because or None,
        "by_teams": list(one.by),
        "fields": list(one.fields),
    }
