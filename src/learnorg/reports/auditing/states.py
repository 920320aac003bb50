"""How states came about, and whether their days go with the commits."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from learnorg.findings import Level
from learnorg.history.objects import contents
from learnorg.kinds.improvement import FLOWS, IMPROVEMENT, workflow
from learnorg.kinds.improvement.model import Improvement
from learnorg.kinds.kind import Plain
from learnorg.periods import NotADate, iso_day
from learnorg.register.steps import Step
from learnorg.reports.auditing.sources import (
    SLACK,
    Fault,
    Sources,
    as_file,
    entering,
    known_before,
    of_improvements,
    takes_back,
)

LONG = timedelta(days=31)
"""How much later than it says a state may be recorded before that is worth a look."""

LONG_AGO = date.min


class Entered(NamedTuple):
    """The first and the last time that a commit brought a record to a state."""

    first: date
    last: date
    by: Step
    """The first commit."""
    again: Step
    """The last one."""


def moved(sources: Sources) -> Iterator[Fault]:
    """States that were reached by no move which the life cycle has."""
    legal = _legal()
    for step in of_improvements(sources):
        if not (step.was and step.became and step.moves):
            continue
        if step.became not in legal.get(step.was, {step.became}):
            if takes_back(step, sources.past[step.key]):
                continue
            why = f"{step.was} -> {step.became}: the life cycle has no such move"
            yield sources.fault(step, "illegal-move", Level.ERROR, why)


def born(sources: Sources) -> Iterator[Fault]:
    """New records that were further than new ones are, and say nothing of the way."""
    usual = ("", None, IMPROVEMENT.states[0])
    begun = {
        step.new: step
        for step in of_improvements(sources)
        if step.old is None
        and step.new
        and step.became not in usual
        and not known_before(sources, step)
        and not takes_back(step, sources.past[step.key])
    }
    for blob, data in contents(sources.trail.git, begun):
        said = as_file("", data, IMPROVEMENT.name).plain
        dates = said.get("dates")
        if not said.get("imported") and IMPROVEMENT.states[0] not in (dates or ()):
            why = f"began as {begun[blob].became}, and was not imported"
            yield sources.fault(begun[blob], "born-further", Level.WARNING, why)


def _legal() -> dict[str, set[str]]:
    """The states to which each state leads, in either work flow."""
    found = {}
    for state in IMPROVEMENT.states:
        said = {"id": "IMP-2611-000000", "title": "-", "state": state, "raised": "2026-11-01"}
        one = Improvement.model_validate(said)
        found[state] = {to for flow in FLOWS for to in workflow.legal(one, flow)}
    return found


def dated(sources: Sources) -> Iterator[Fault]:
    """Dates of states that do not go with the commits in which these were reached."""
    for key, file in sources.files.items():
        said = file.plain.get("dates")
        if not isinstance(said, dict) or file.document is None:
            continue
        entered = _when(sources, sources.past.get(key, ()))
        told = set()
        for state, text in said.items():
            day, when = _day(text), entered.get(state)
            if day is None or when is None or not sources.counts(when.again):
                continue
            line, _ = file.document.locate(("dates", state))
            if day - when.last > SLACK:
                why = f"{state} on {day}, after the commit of {when.last} that brought it there"
                yield sources.fault(when.again, "date-after-commit", Level.ERROR, why, line)
            elif when.first - day > LONG and not file.plain.get("imported"):
                if when.by.commit not in told:  # once for all that came in together
                    why = f"{state} on {day}, and committed only on {when.first}"
                    yield sources.fault(when.by, "date-long-before", Level.WARNING, why, line)
                told.add(when.by.commit)


def _when(sources: Sources, some: Iterable[Step]) -> dict[str, Entered]:
    """When each state was reached; long ago, as far as git cannot know."""
    entered: dict[str, Entered] = {}
    for state, step in entering(some):
        first, last = sorted((iso_day(step.day), iso_day(step.committed)))
        if step.old is None and known_before(sources, step):
            first = LONG_AGO
        before = entered.get(state, Entered(first, last, step, step))
        by = step if first < before.first else before.by
        entered[state] = Entered(min(first, before.first), max(last, before.last), by, step)
    return entered


def _day(text: Plain) -> date | None:
    try:
        return iso_day(text) if isinstance(text, str) else None
    except NotADate:
        return None
