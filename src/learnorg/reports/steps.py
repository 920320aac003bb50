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


def late(found: Tasks) -> int:
    """How many of the steps should have been done before today."""
    return sum(1 for task in found.tasks if task.late)


def _of_one(tasks: list[Task]) -> Page:
    typed = any(t.step.type for t in tasks)
    weighted = any(t.step.weight is not None for t in tasks)
    columns = [Column("", right=True), Column("step")]
    columns += [Column("do", flexible=True, wrapped=True), Column("owner", flexible=True)]
    columns += [Column("type")] if typed else []
    columns += [Column("weight", right=True)] if weighted else []
    columns += [Column("due"), Column("done")]
    total = sum(_weight(t.step) for t in tasks)
    rows: list[list[Cell]] = []
    for t in tasks:
        row: list[Cell] = [Say(str(t.step.place), "quiet"), Say(t.step.id, "id")]
        row += [t.step.do, t.step.owner, *([t.step.type] if typed else [])]
        row += [_weighed(t.step, total)] if weighted else []
        done = Say("late", "bad") if t.late else t.step.done
        rows.append([*row, Say(t.step.due, "bad" if t.late else ""), done])
    table = Table(columns, rows, _of_one_for_programs(tasks, total))
    return Page("", (table,), "plan", [_step(t) for t in tasks])


def _of_one_for_programs(tasks: list[Task], total: float) -> Table:
    names = ("place", "step", "do", "owner", "type", "weight", "share", "due", "done")
    rows = [
        [str(s.place), s.id, s.do, s.owner, s.type, _number(s.weight),
         _number(rounded(_share(s, total))), s.due, s.done]
        for s in (t.step for t in tasks)
    ]  # fmt: skip
    return Table([Column(name) for name in names], rows)


def _of_all(tasks: list[Task]) -> Page:
    columns = [
        Column("due"), Column("id"), Column("step"), Column("do", flexible=True, wrapped=True),
        Column("owner", flexible=True), Column("title", flexible=True),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [Say(f"{t.step.due} late", "bad") if t.late else t.step.due, Say(t.short, "id", t.identity),
         t.step.called, t.step.do, t.step.owner, t.title]
        for t in tasks
    ]  # fmt: skip
    data = [
        {"id": t.identity, "title": t.title, "percent": rounded(t.percent)}
        | {"step": _step(t), "late": t.late}
        for t in tasks
    ]
    return Page("", (Table(columns, rows, _of_all_for_programs(tasks)),), "steps", data)


def _of_all_for_programs(tasks: list[Task]) -> Table:
    names = ("due", "late", "id", "step", "do", "owner", "type", "percent", "title")
    rows = [
        [t.step.due, "late" if t.late else "", t.identity, t.step.called, t.step.do, t.step.owner,
         t.step.type, _number(rounded(t.percent)), t.title]
        for t in tasks
    ]  # fmt: skip
    return Table([Column(name) for name in names], rows)


def told(percent: float | None) -> str:
    """How much is done, in words; empty where there is nothing to do."""
    return "" if percent is None else f"{whole(percent)} %"


def rounded(percent: float | None) -> float | None:
    """How much is done, as JSON says it."""
    return None if percent is None else round(percent, 1)


def _weight(step: Step) -> float:
    return UNWEIGHTED if step.weighs is None else step.weighs


def _share(step: Step, total: float) -> float | None:
    """How much of the whole plan a step is, in percent."""
    return 100 * _weight(step) / total if total else None


def _weighed(step: Step, total: float) -> str:
    """What a step weighs, and its share of the plan."""
    share = told(_share(step, total))
    return f"{_number(step.weight)} ({share})".lstrip() if share else _number(step.weight)


def _number(value: float | None) -> str:
    """A number for a cell; nothing where there is none."""
    return "" if value is None else str(_plain(value))


def _plain(value: float) -> float:
    """A number without the decimals that it does not need."""
    return int(value) if value == int(value) else value


def _step(task: Task) -> dict[str, Any]:
    """A step for programs: what its record says, numbers as numbers."""
    said = task.step._asdict()
    del said["place"]
    if task.step.weight is not None:
        said["weight"] = _plain(task.step.weight)
    return {key: value for key, value in said.items() if value not in ("", None)}
