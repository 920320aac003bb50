"""A review's parts: how long it took, who took part, what happened, what was found."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from learnorg.methods.incidents import Times, to_detect, to_mitigate, to_resolve
from learnorg.methods.moments import Moment, moment
from learnorg.page import Block, Cell, Column, Heading, Items, Say, Table
from learnorg.register.facts import several
from learnorg.reports.telling.parts import line, parts, said

if TYPE_CHECKING:  # what is worked out for it, a review may be told without
    from learnorg.register.recurrence import Recurring

SPANS = (("to detect", to_detect), ("to mitigate", to_mitigate), ("to resolve", to_resolve))


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


def seen_before(again: "Sequence[Recurring]") -> Iterator[Block]:
    """Which factors an earlier review had named, and what became of what was to cure them."""
    if again:
        yield Heading("Seen before")
        yield Items(
            [
                Say(f"{each.factor.what} - {earlier.told}", "warn")
                for each in again
                for earlier in each.earlier
            ]
        )


def lasting(length: timedelta) -> str:
    """How long it is in words: `2 h 5 min`; empty below zero."""
    minutes = int(length.total_seconds() // 60)
    if minutes < 0:
        return ""
    days, minutes = divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    said_ = ((days, "d"), (hours, "h"), (minutes, "min"))
    return " ".join(f"{count} {unit}" for count, unit in said_ if count) or "0 min"


def _spans(times: dict[str, Any]) -> Iterator[tuple[str, Cell]]:
    known = Times(*(_moment(times.get(name)) for name in Times._fields))
    told = [
        f"{lasting(length)} {name}"
        for name, span in SPANS
        if (length := span(known).length) is not None
    ]
    if told:
        yield "took", ", ".join(told)


def _moment(value: Any) -> Moment | None:
    return moment(value) if isinstance(value, str) else None


def _named(one: dict[str, Any]) -> str:
    return f"#{one['id']} " if one.get("id") else ""


def _factor(one: dict[str, Any]) -> Cell:
    category = f"  ({line(one['category'])})" if one.get("category") else ""
    return f"{_named(one)}{_flat(one.get('what'))}{category}"


def _finding(one: dict[str, Any]) -> Cell:
    """A finding, with where it has landed."""
    severity = f"  (severity {line(one['severity'])})" if one.get("severity") else ""
    what = f"{_named(one)}{_flat(one.get('what'))}{severity}{_answers(one)}"
    if home := line(one.get("home")):
        return f"{what}  -> {home}"
    if one.get("no_action"):
        return Say(f"{what}  -> no action: {_flat(one['no_action'])}", "quiet")
    return Say(f"{what}  -> no home yet", "warn")


def _answers(one: dict[str, Any]) -> str:
    """Which factors a finding answers, if it says so."""
    named = ", ".join(f"#{each}" for each in several(one.get("factors")))
    return f"  (answers {named})" if named else ""


def _flat(value: Any) -> str:
    return " ".join(line(value).split())
