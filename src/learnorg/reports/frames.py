"""How does one improvement look through the questions of a framework?"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Literal, NamedTuple

from learnorg.errors import LearnorgError
from learnorg.kinds.improvement import FLOWS, IMPROVEMENT, ORDER, workflow
from learnorg.kinds.improvement.model import MODEL
from learnorg.kinds.problems import problems
from learnorg.page import Block, Cell, Fields, Heading, Items, Page, Say, Text, counted, words
from learnorg.register.frameworks import Framework, Step, framework
from learnorg.register.links import bonds
from learnorg.register.lookup import Entry, shortest
from learnorg.register.register import Register
from learnorg.reports.states import TONES
from learnorg.reports.telling.answers import Answer, Told, answers
from learnorg.reports.telling.parts import line, standing

GOALS = r" measures\.[0-9]+\.(?!actual=)"
"""What begins an assignment of what freezes when work begins."""

LATE = '--because "WHY ONLY NOW"'

Status = Literal["answered", "partly", "empty", "not-due"]


class NoImprovement(LearnorgError):
    """A record to which the questions about improvements cannot be put."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(f"{entry.identity} is no improvement, but a {entry.kind.name}")
        self.hint = f"See it as it is: learnorg show {entry.identity}"


class Stage(NamedTuple):
    """One question, what the record answers by field, and whether that is enough."""

    step: Step
    status: Status
    said: list[tuple[str, Answer]]
    how: str
    due: str
    """The state of this register's work flow from which on an answer is expected."""


class Framed(NamedTuple):
    """An improvement through a framework, one stage a question."""

    entry: Entry
    plain: dict[str, Any]
    name: str
    framework: Framework
    stages: list[Stage]
    over: bool
    """Whether it was ended early, so that no more answers are expected."""

    def called(self, status: Status) -> list[str]:
        """The short names of the stages with a status."""
        return [stage.step.short for stage in self.stages if stage.status == status]


def derive(register: Register, entry: Entry, name: str, today: date) -> Framed:
    """The improvement as the framework of a name sees it."""
    if entry.kind is not IMPROVEMENT:
        raise NoImprovement(entry)
    found = framework(name, register.root)
    told = Told(register.plain(entry), bonds(register, entry), today)
    over, reached = _course(entry.state, told.plain)
    short = shortest(register.index, [entry.identity])[entry.identity]
    flow = register.policy.workflow
    frozen = _frozen(told.plain, flow)
    stages = [
        Stage(step, *_found(step, told, reached), _command(step, short, frozen), _asked(step, flow))
        for step in found.steps
    ]
    return Framed(entry, told.plain, name, found, stages, over)


def _found(step: Step, told: Told, reached: int) -> tuple[Status, list[tuple[str, Answer]]]:
    """Whether the record answers a question, and how."""
    said = [(field, answer) for field in step.fields for answer in answers(told, field)]
    if step.filled({field for field, _ in said}):
        return "answered", said
    if reached < ORDER.index(step.since):
        return "not-due", said
    return ("partly" if said else "empty"), said


def _asked(step: Step, flow: str) -> str:
    """The state of a work flow from which on an answer is expected."""
    since = ORDER.index(step.since)
    return next(state for state in FLOWS[flow] if ORDER.index(state) >= since)


def _command(step: Step, short: str, frozen: bool) -> str:
    """The command that fills a step, with its reason where it sets what is frozen."""
    said = " ".join(short if word == "ID" else word for word in step.how.split(" "))
    return f"{said} {LATE}" if frozen and re.search(GOALS, said) else said


def _frozen(plain: dict[str, Any], flow: str) -> bool:
    """Whether measures change only for a reason; of a record that is wrong nobody can tell."""
    record, _ = problems(MODEL, plain)
    return record is not None and bool(workflow.frozen(record, flow))


def _course(state: str, plain: dict[str, Any]) -> tuple[bool, int]:
    """Whether it was ended early, so that nothing more is asked, and how far it came."""
    outcome, hold, dates = (plain.get(key) for key in ("outcome", "hold", "dates"))
    withdrawn = isinstance(outcome, dict) and outcome.get("result") == "withdrawn"
    if state == "declined" or (state == "closed" and withdrawn):
        return True, -1
    if state == "on-hold" and isinstance(hold, dict):
        state = line(hold.get("state"))
    if state in ORDER:
        return False, ORDER.index(state)
    days = dates if isinstance(dates, dict) else {}
    return False, max((n for n, one in enumerate(ORDER[:-1]) if one in days), default=0)


def lay_out(framed: Framed) -> Page:
    """A heading a question, with what answers it, or what does not and how it would be filled."""
    entry = framed.entry
    title = f"{entry.identity}  {line(framed.plain.get('title'))}"
    tone: Literal["good", "warn"] = (
        "warn" if framed.called("empty") or framed.called("partly") else "good"
    )
    state = Say(standing(entry, framed.plain), TONES.get(entry.state, ""))
    facts: list[tuple[str, Cell]] = [("state", state)]
    if owner := line(framed.plain.get("owner")):
        facts.append(("owner", owner))
    blocks: list[Block] = [Text(_summary(framed), tone), Fields(facts)]
    for stage in framed.stages:
        blocks += _blocks(stage, framed.over)
    source = Text(f"\n{framed.framework.name}: {framed.framework.source}", "quiet")
    return Page(title, (*blocks, source), "framework-view", _data(framed))


def _summary(framed: Framed) -> str:
    answered = len(framed.called("answered"))
    told = [f"{answered} of {counted(len(framed.stages), 'step')} answered"]
    later = "not asked any more" if framed.over else "not yet"
    kinds: tuple[tuple[Status, str], ...] = (
        ("partly", "in part"), ("empty", "empty"), ("not-due", later)
    )  # fmt: skip
    told += [
        f"{word}: {', '.join(names)}" for status, word in kinds if (names := framed.called(status))
    ]
    return "; ".join(told)


def _blocks(stage: Stage, over: bool) -> Iterator[Block]:
    yield Heading(stage.step.name)
    if stage.said:
        yield Fields([(answer.label, answer.cell) for _, answer in stage.said])
    if stage.status == "not-due":
        late = "Not asked any more: it ended early."
        yield Items([Say(late if over else f"Not yet: asked once it is {stage.due}.", "quiet")])
    elif stage.status != "answered":
        begun = "Only in part" if stage.said else "Empty"
        yield Items([Say(f"{begun}: {stage.step.asks}", "warn"), Say(stage.how, "quiet")])


def _data(framed: Framed) -> dict[str, Any]:
    """The view for programs: each step with its status and what the record says, by field."""
    return {
        "id": framed.entry.identity,
        "title": framed.entry.title,
        "state": framed.entry.state,
        "framework": framed.name,
        "name": framed.framework.name,
        "source": framed.framework.source,
        "answered": len(framed.called("answered")),
        "empty": framed.called("empty"),
        "partly": framed.called("partly"),
        "not_due": framed.called("not-due"),
        "steps": [_stage_data(stage) for stage in framed.stages],
    }


def _stage_data(stage: Stage) -> dict[str, Any]:
    return {
        "name": stage.step.name,
        "short": stage.step.short,
        "asks": stage.step.asks,
        "status": stage.status,
        "filled": stage.status == "answered",
        "from": stage.due,
        "how": stage.how,
        "content": [
            {"field": field, "label": answer.label, "text": words(answer.cell)}
            | ({} if answer.attained is None else {"attainment": round(answer.attained, 4)})
            for field, answer in stage.said
        ],
    }
