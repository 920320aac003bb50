"""
What a column may fill.

A target is written as the record's own path, its parts numbered from one:
`measures.1.baseline`. Some targets are no single field: they say what a column is about, and
where its text goes depends on the record.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from learnorg.refs import RELATIONS

Form = Literal[
    "line",  # text on one line
    "prose",  # text over as many lines as it takes
    "lines",  # a list of short texts
    "word",  # one of a closed list
    "date",
    "number",
    "quantity",  # a number with or without unit, a time of day, a duration
    "flag",
    "state",  # the life cycle's state, by the map's `states`
    "ended",  # the day it was closed or declined, whichever it was
    "changed",  # the day of the last change; the end of what ended on a day nobody wrote down
    "outcome",  # the result and its evidence, the reason of what was declined or waits
    "steps",  # a list, each item a step of the plan
    "note",  # prose that becomes a dated note
    "link",  # other records' numbers, or addresses
    "extra",  # kept as it is, under a name of its own
]

TARGETS: Mapping[str, Form] = {
    "title": "line",
    "type": "word",
    "state": "state",
    "dates.ended": "ended",
    "dates.changed": "changed",
    "dates.*": "date",
    "owner": "line",
    "team": "line",
    "sponsor": "line",
    "consulted": "lines",
    "informed": "lines",
    "raised": "date",
    "raised_by": "line",
    "source.type": "line",
    "source.ref": "line",
    "lang": "line",
    "services": "lines",
    "practices": "lines",
    "environments": "lines",
    "touches": "lines",
    "objectives": "lines",
    "tags": "lines",
    "problem": "prose",
    "justification": "prose",
    "vision": "prose",
    "size": "word",
    "timescale": "word",
    "priority.level": "line",
    "priority.because": "prose",
    "due": "date",
    "estimates.value": "number",
    "estimates.confidence": "number",
    "estimates.effort": "number",
    "estimates.reach": "number",
    "estimates.impact": "number",
    "estimates.ease": "number",
    "estimates.time_criticality": "number",
    "estimates.risk_reduction": "number",
    "estimates.cost_of_delay": "number",
    "estimates.moscow": "word",
    "estimates.criteria.*": "number",
    "estimates.by": "line",
    "estimates.on": "date",
    "measures.N.name": "line",
    "measures.N.metric": "line",
    "measures.N.unit": "line",
    "measures.N.direction": "word",
    "measures.N.baseline": "quantity",
    "measures.N.window": "line",
    "measures.N.target": "quantity",
    "measures.N.by": "date",
    "measures.N.actual": "quantity",
    "plan": "steps",
    "plan.N.do": "line",
    "plan.N.owner": "line",
    "plan.N.due": "date",
    "plan.N.type": "word",
    "plan.N.weight": "number",
    "plan.N.done": "date",
    "pilot.cohort": "line",
    "pilot.criteria": "prose",
    "pilot.decision": "word",
    "cost": "line",
    "funding": "line",
    "approval.by": "line",
    "approval.on": "date",
    "approval.level": "line",
    "approval.because": "prose",
    "hold.from": "date",
    "hold.until": "date",
    "hold.because": "prose",
    "outcome": "outcome",
    "outcome.result": "word",
    "outcome.on": "date",
    "outcome.evidence": "prose",
    "outcome.because": "prose",
    "learned": "prose",
    "benefits.N.kind": "line",
    "benefits.N.expected": "number",
    "benefits.N.forecast": "number",
    "benefits.N.actual": "number",
    "benefits.N.currency": "line",
    "benefits.N.per": "word",
    "benefits.N.hard": "flag",
    "momentum.watch_until": "date",
    "momentum.checks": "lines",
    "notes": "note",
    **{f"links.{relation}": "link" for relation in RELATIONS},
    "aliases": "lines",
    "extra.*": "extra",
}
"""Every target, in the order of the record."""

WORDS: Mapping[str, tuple[str, ...]] = {
    "type": ("fix", "improve", "innovate"),
    "size": ("S", "M", "L", "XL"),
    "timescale": ("short", "medium", "long"),
    "estimates.moscow": ("must", "should", "could", "wont"),
    "measures.N.direction": ("up", "down"),
    "plan.N.type": ("mitigate", "prevent", "process"),
    "pilot.decision": ("go", "adapt", "stop"),
    "outcome.result": ("achieved", "partly-achieved", "not-achieved", "delivered", "withdrawn"),
    "benefits.N.per": ("once", "year"),
    "touches": ("people", "process", "technology"),
}
"""The closed lists; everything else in them is translated by the map's `words` or reported."""

NEEDED: Mapping[str, tuple[str, ...]] = {
    "source": ("type",),
    "priority": ("level",),
    "plan": ("do",),
    "approval": ("by", "on"),
    "benefits": ("kind",),
    "notes": ("text",),
}
"""Without which a part of a record cannot be."""

OPEN = frozenset(("dates", "extra", "estimates.criteria"))
"""Parts whose keys are the organisation's or the life cycle's."""


@lru_cache(maxsize=512)
def general(target: str) -> str:
    """A target as the list of targets has it: numbers are `N`, free keys `*`."""
    path = re.sub(r"\.[1-9]\d?(?=\.|$)", ".N", target)
    if path in TARGETS:
        return path
    part, _, key = path.rpartition(".")
    return f"{part}.*" if part in OPEN and key else path


def form(target: str) -> Form | None:
    """What kind of text a target takes, or nothing if there is no such target."""
    return TARGETS.get(general(target))


@lru_cache(maxsize=512)
def steps(target: str) -> tuple[str | int, ...]:
    """A target as steps into a record: `measures.1.unit` leads to the first measure's unit."""
    for part in sorted(OPEN):
        if target.startswith(f"{part}."):
            return (*part.split("."), target.removeprefix(f"{part}."))
    return tuple(int(step) - 1 if step.isdecimal() else step for step in target.split("."))
