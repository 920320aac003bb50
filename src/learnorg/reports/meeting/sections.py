"""The tables of a meeting: what changed, what waits, what is late."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from learnorg.page import Block, Cell, Column, Heading, Items, Say, Table, Text, counted
from learnorg.reports.inbox import Waiting
from learnorg.reports.meeting.changes import Change
from learnorg.reports.meeting.late import SORTS, Late

MOST = 20
"""Lines under a head that a meeting can go through; JSON and CSV have them all."""


def beyond(waiting: Waiting, within: int) -> int:
    """How many days an answer is late."""
    return max(0, (waiting.days or 0) - within)


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
        row: list[Cell] = [Say(short[one.identity], "id", one.identity), _course(one), one.title]
        rows.append([*row, Say(", ".join(one.by), "quiet")] if known else row)
    yield Table(columns, rows)
    yield from _more(some)
    reasons = [one for one in some[:MOST] if one.sort == "finished" and one.because]
    if reasons:
        yield Items([line(short, one.identity, one.because) for one in reasons])


def line(short: Mapping[str, str], identity: str, text: str) -> Say:
    """A line about a record, named in full for other programs."""
    return Say(f"{short[identity]}  {text}", whole=f"{identity}  {text}")


def _course(one: Change) -> str:
    """From which state to which, and how it ended."""
    now = one.result if one.became == "closed" and one.result else one.became
    return " -> ".join(filter(None, (one.was, now or "gone")))


def waiting(some: Sequence[Waiting], within: int, short: Mapping[str, str]) -> Iterator[Block]:
    """Who waits for a decision, for how long, and by how much that is longer than promised."""
    if not some:
        return
    yield Heading(f"Waits for a decision ({len(some):,})")
    columns = [Column("id"), Column("days", right=True), Column("answer"), Column("wants")]
    columns += [Column("title", flexible=True, wrapped=True)]
    rows: list[list[Cell]] = []
    for one in some[:MOST]:
        days = "?" if one.days is None else f"{one.days:,}"
        name = Say(short[one.identity], "id", one.identity)
        rows.append([name, days, _answer(one, within), one.wants, one.title])
    yield Table(columns, rows)
    yield from _more(some)


def _answer(one: Waiting, within: int) -> Say:
    """Whether an answer is in time, going by the days that policy promises."""
    if one.days is None:
        return Say("since when?", "warn")
    over = beyond(one, within)
    return Say(f"{counted(over, 'day')} late", "bad") if over else Say("in time", "quiet")


def late(found: Sequence[Late], short: Mapping[str, str]) -> Iterator[Block]:
    """A row for each improvement with everything of it that is late."""
    if not found:
        return
    by_record: dict[str, list[Late]] = {}
    for each in found:
        by_record.setdefault(each.identity, []).append(each)
    yield Heading(f"Late ({len(by_record):,})")
    columns = [Column("id"), Column("days", right=True), Column("late")]
    columns += [Column("title", flexible=True, wrapped=True), Column("owner", flexible=True)]
    rows: list[list[Cell]] = [
        [Say(short[name], "id", name), f"{some[0].days:,}", _what(some), some[0].title,
         some[0].owner]
        for name, some in list(by_record.items())[:MOST]
    ]  # fmt: skip
    yield Table(columns, rows)
    yield from _more(list(by_record))


def _what(some: Sequence[Late]) -> str:
    """What of an improvement is late: itself, so many steps, its hold."""
    steps = sum(one.what == "step" for one in some)
    others = {"improvement": "itself", SORTS["hold"]: "its hold"}
    said = [words for what, words in others.items() if any(one.what == what for one in some)]
    return ", ".join([*said, *([counted(steps, "step")] if steps else [])])


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
    }
