"""Does git agree with what the register says of its own past?"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from learnorg.page import Cell, Column, Page, Say, Table
from learnorg.register.claims import claims
from learnorg.register.lookup import shortest
from learnorg.register.places import Key
from learnorg.register.register import Register
from learnorg.register.steps import Step, people, steps
from learnorg.register.trail import Trail
from learnorg.reports.auditing.approvals import approved
from learnorg.reports.auditing.commits import backwards, signatures
from learnorg.reports.auditing.endings import deleted, rewritten
from learnorg.reports.auditing.sources import Fault, Sources, rekeyed, standing
from learnorg.reports.auditing.states import born, dated, moved


class Verdict(NamedTuple):
    """What an audit found, up to which commit, and in how much."""

    tip: str
    faults: list[Fault]
    short: dict[str, str]
    steps: int
    records: int
    whole: bool
    """Whether all of history was there to be looked at."""


def derive(register: Register, trail: Trail, witness: str = "", since: str = "") -> Verdict:
    """Every disagreement, those about commits only as far as they were made since a day."""
    past: dict[Key, list[Step]] = {}
    for step in reversed(steps(trail)):
        past.setdefault(step.key, []).append(step)
    files = standing(trail)
    said = claims(trail.git, trail.tip)
    before = said.before(since)
    named = frozenset(rekeyed(trail, past))
    sources = Sources(trail, past, files, people(register), register.policy, said, before, named)
    faults = list(rewritten(trail, witness)) if witness else []
    for look in (deleted, moved, born, approved, dated, backwards, signatures):
        faults += look(sources)
    number_of = sum(len(some) for some in past.values())
    names = shortest(register.index, list(dict.fromkeys(f.identity for f in faults if f.identity)))
    whole = not trail.shallow
    return Verdict(trail.tip, sorted(faults), names, number_of, len(files), whole)


def lay_out(verdict: Verdict, brief: bool = False) -> Page:
    """A line for each fault; a brief one is for a person."""
    if brief:
        columns = [Column("level"), Column("id"), Column("finding", flexible=True, wrapped=True)]
        columns += [Column("when"), Column("who", flexible=True), Column("commit")]
    else:
        names = ("level", "rule", "id", "path", "line", "message", "when", "who", "commit")
        columns = [Column(name) for name in names]
    made = (_brief(verdict, one) if brief else _row(one) for one in verdict.faults)
    data = {
        "tip": verdict.tip or None,
        "complete": verdict.whole,
        "steps": verdict.steps,
        "records": verdict.records,
        "findings": [_data(one) for one in verdict.faults],
    }
    return Page("", (Table(columns, [list(row) for row in made]),), "audit", data)


def _brief(verdict: Verdict, one: Fault) -> Iterator[Cell]:
    yield Say(str(one.level), one.level.tone)
    yield Say(verdict.short.get(one.identity, one.identity), "id")
    yield f"{one.message} [{one.rule}]"
    yield from (one.when, one.who, Say(one.commit[:10], "quiet"))


def _row(one: Fault) -> Iterator[Cell]:
    yield from (str(one.level), one.rule, one.identity, one.path, str(one.line))
    yield from (one.message, one.when, one.who, one.commit)


def _data(one: Fault) -> dict[str, Any]:
    return {
        "level": str(one.level),
        "rule": one.rule,
        "record": one.identity or None,
        "path": one.path or None,
        "line": one.line,
        "message": one.message,
        "hint": one.hint or None,
        "commit": one.commit or None,
        "when": one.when or None,
        "who": one.who or None,
    }
