"""What is to be done, by when, and by whom?"""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from learnorg.methods.progress import UNWEIGHTED, whole
from learnorg.page import Cell, Column, Page, Say, Table
from learnorg.register import query as queries
from learnorg.register.lookup import Entry, shortest
from learnorg.register.planning import Step, percent, steps
from learnorg.register.query import Query
from learnorg.register.register import Register


@dataclass(frozen=True, slots=True)
class Task:
    """A step, the improvement it belongs to, and how far the whole plan of that is."""

    identity: str
    short: str
    title: str
    step: Step
    late: bool
    percent: float | None


@dataclass(frozen=True, slots=True)
class Tasks:
    """Steps by the day they are due; of one plan, in its own order."""

    tasks: list[Task]
    of_one: bool
    """Whether they are the steps of one plan, done ones included."""


def of_one(register: Register, entry: Entry, today: date) -> Tasks:
    """All steps of one improvement's plan."""
    plan = steps(register.plain(entry).get("plan"))
    short = shortest(register.index, [entry.identity])
    done = percent(plan)
    return Tasks(
        [
            Task(
                entry.identity,
                short[entry.identity],
                entry.title,
                step,
                step.late(today),
                done,
            )
            for step in plan
        ],
        of_one=True,
    )


def derive(register: Register, query: Query, today: date) -> Tasks:
    """What is still to do in the open improvements that a query asks for, the earliest first."""
    clause = queries.where(query.open_only(), today)
    rows = register.index.rows(
        "SELECT id, records.title, json_extract(json, '$.plan') FROM records "
        f"JOIN contents USING (n) WHERE {clause.sql} AND json_type(json, '$.plan') = 'array'",
        clause.parameters,
    )
    short = shortest(register.index, [row[0] for row in rows])
    tasks: list[Task] = []
    for identity, title, text in rows:
        plan = steps(json.loads(text))
        done = percent(plan)
        tasks += [
            Task(identity, short[identity], title, step, step.late(today), done)
            for step in plan
            if not step.done
        ]
    tasks.sort(key=lambda t: (not t.step.due, t.step.due, t.identity, t.step.place))
    return Tasks(tasks, of_one=False)


def lay_out(found: Tasks) -> Page:
    """The steps as a table; what no step states has no column."""
    return _of_one(found.tasks) if found.of_one else _of_all(found.tasks)


def _of_one(tasks: list[Task]) -> Page:
    columns = [Column("step"), Column("do", flexible=True), Column("owner", flexible=True)]
    typed = any(t.step.type for t in tasks)
    weighted = any(t.step.weight is not None for t in tasks)
    columns += [Column("type")] if typed else []
    columns += [Column("weight", right=True), Column("share", right=True)] if weighted else []
    columns += [Column("due"), Column("done")]
    total = sum(_weight(t.step) for t in tasks)
    rows: list[list[Cell]] = []
    for t in tasks:
        row: list[Cell] = [Say(t.step.called, "id"), t.step.do, t.step.owner]
        row += [t.step.type] if typed else []
        row += [_number(t.step.weight), _share(t.step, total)] if weighted else []
        rows.append([*row, _due(t), t.step.done])
    return Page("", (Table(columns, rows),), "plan", [_step(t) for t in tasks])


def _of_all(tasks: list[Task]) -> Page:
    typed = any(t.step.type for t in tasks)
    columns = [Column("due"), Column("id"), Column("step"), Column("do", flexible=True),
               Column("owner", flexible=True)]  # fmt: skip
    columns += [Column("type")] if typed else []
    columns += [Column("percent", right=True), Column("title", flexible=True)]
    rows: list[list[Cell]] = []
    for t in tasks:
        row: list[Cell] = [_due(t), Say(t.short, "id", t.identity), t.step.called, t.step.do]
        row += [t.step.owner, *([t.step.type] if typed else [])]
        rows.append([*row, told(t.percent), t.title])
    data = [
        {"id": t.identity, "title": t.title, "percent": rounded(t.percent)}
        | {"step": _step(t), "late": t.late}
        for t in tasks
    ]
    return Page("", (Table(columns, rows),), "steps", data)


def told(percent: float | None) -> str:
    """How much is done, in words; empty where there is nothing to do."""
    return "" if percent is None else f"{whole(percent)} %"


def rounded(percent: float | None) -> float | None:
    """How much is done, as JSON says it."""
    return None if percent is None else round(percent, 1)


def _weight(step: Step) -> float:
    return UNWEIGHTED if step.weighs is None else step.weighs


def _share(step: Step, total: float) -> str:
    """How much of the whole plan a step is."""
    return told(100 * _weight(step) / total) if total else ""


def _number(value: float | None) -> str:
    return "" if value is None else str(_plain(value))


def _plain(value: float) -> float:
    """A number without the decimals that it does not need."""
    return int(value) if value == int(value) else value


def _due(task: Task) -> Say:
    return Say(task.step.due, "bad" if task.late else "")


def _step(task: Task) -> dict[str, Any]:
    """A step for programs: what its record says, numbers as numbers."""
    said = task.step._asdict()
    del said["place"]
    if task.step.weight is not None:
        said["weight"] = _plain(task.step.weight)
    return {key: value for key, value in said.items() if value not in ("", None)}
