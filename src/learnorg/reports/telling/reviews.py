"""A review's parts: how long it took, who took part, what happened, what was found."""

from collections.abc import Iterator
from typing import Any

from learnorg.methods.moments import Moment, comparable, moment
from learnorg.page import Block, Cell, Column, Heading, Items, Say, Table
from learnorg.reports.telling.parts import line, parts, said

SPANS = (
    ("started", "detected", "to detect"),
    ("detected", "mitigated", "to mitigate"),
    ("detected", "resolved", "to resolve"),
)


def facts(plain: dict[str, Any]) -> Iterator[tuple[str, Cell]]:
    """What stands in a review's head besides what every record has."""
    if plain.get("severity"):
        yield "severity", line(plain["severity"])
    if plain.get("facilitator"):
        yield "facilitator", line(plain["facilitator"])
    people = [
        f"{line(one.get('who'))} ({line(one['role'])})" if one.get("role") else line(one.get("who"))
        for one in parts(plain, "participants")
    ]
    if people:
        yield "participants", ", ".join(people)
    times = plain.get("times")
    if isinstance(times, dict):
        for name in ("started", "detected", "mitigated", "resolved"):
            if times.get(name):
                yield name, line(times[name])
        yield from _spans(times)
    for key in ("outside", "verdict"):
        if value := said(plain.get(key)):
            yield key, value


def blocks(plain: dict[str, Any]) -> Iterator[Block]:
    """What happened, what made it possible, and what was found."""
    if timeline := parts(plain, "timeline"):
        yield Heading("Timeline")
        columns = (Column("at"), Column("what", wrapped=True), Column("source", flexible=True))
        rows = [[line(one.get(key)) for key in ("at", "what", "source")] for one in timeline]
        yield Table(columns, rows)
    if factors := parts(plain, "factors"):
        yield Heading("What made it possible")
        yield Items([_factor(one) for one in factors])
    if findings := parts(plain, "findings"):
        yield Heading("Findings")
        yield Items([_finding(one) for one in findings])


def span(earlier: Any, later: Any) -> str:
    """The time from one moment to another in words; empty where that cannot be said."""
    one, other = (moment(text) if isinstance(text, str) else None for text in (earlier, later))
    if one is None or other is None or not comparable(one, other):
        return ""
    return lasting(one, other)


def lasting(earlier: Moment, later: Moment) -> str:
    """How long it is from one moment to a later one: `2 h 5 min`; empty where it is not later."""
    minutes = int((later - earlier).total_seconds() // 60)
    if minutes < 0:
        return ""
    days, minutes = divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    said_ = ((days, "d"), (hours, "h"), (minutes, "min"))
    return " ".join(f"{count} {unit}" for count, unit in said_ if count) or "0 min"


def _spans(times: dict[str, Any]) -> Iterator[tuple[str, Cell]]:
    told = [
        f"{took} {name}"
        for first, last, name in SPANS
        if (took := span(times.get(first), times.get(last)))
    ]
    if told:
        yield "took", ", ".join(told)


def _named(one: dict[str, Any]) -> str:
    return f"#{one['id']} " if one.get("id") else ""


def _factor(one: dict[str, Any]) -> Cell:
    category = f"  ({line(one['category'])})" if one.get("category") else ""
    return f"{_named(one)}{_flat(one.get('what'))}{category}"


def _finding(one: dict[str, Any]) -> Cell:
    """A finding, with where it has landed."""
    severity = f"  (severity {line(one['severity'])})" if one.get("severity") else ""
    what = f"{_named(one)}{_flat(one.get('what'))}{severity}"
    if home := line(one.get("home")):
        return f"{what}  -> {home}"
    if one.get("no_action"):
        return Say(f"{what}  -> no action: {_flat(one['no_action'])}", "quiet")
    return Say(f"{what}  -> no home yet", "warn")


def _flat(value: Any) -> str:
    return " ".join(line(value).split())
