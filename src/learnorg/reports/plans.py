"""How far are the plans, what comes next, and what holds them up?"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from learnorg.methods.progress import whole
from learnorg.page import Block, Cell, Column, Heading, Items, Page, Say, Table, Text
from learnorg.periods import NotADate, Period, iso_day
from learnorg.register import query as queries
from learnorg.register.dependencies import Wait, waits
from learnorg.register.lookup import shortest
from learnorg.register.planning import Step, percent, steps
from learnorg.register.query import Query
from learnorg.register.register import Register
from learnorg.reports.steps import rounded, told

BAR = 5
"""How many cells a bar has."""


@dataclass(frozen=True, slots=True)
class Plan:
    """An open improvement's plan: how far it is, what comes next, what it waits for."""

    identity: str
    short: str
    title: str
    state: str
    owner: str
    steps: tuple[Step, ...]
    percent: float | None
    """By weight, from 0 to 100; None where nothing weighs anything."""
    next: Step | None
    """The open step that is due first; where none has a day, the first of the plan."""
    overdue: int
    waits: tuple[Wait, ...]

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(1 for step in self.steps if step.done)


@dataclass(frozen=True, slots=True)
class Unplanned:
    """An improvement in progress without a plan, and since when it is."""

    identity: str
    short: str
    title: str
    owner: str
    since: str


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step due or done in the span, and the day for which it stands there."""

    identity: str
    short: str
    title: str
    step: Step
    on: str
    late: bool


@dataclass(frozen=True, slots=True)
class Plans:
    """The plans as they stand today, and the milestones of a span."""

    today: date
    span: Period
    plans: list[Plan]
    unplanned: list[Unplanned]
    milestones: list[Milestone]


Row = tuple[str, str, str, bool, str, str, list[Step]]
"""Identity, title, state, whether it is open, owner, since when it is so, and the steps."""


def derive(register: Register, query: Query, span: Period, today: date) -> Plans:
    """
    The plans of the open improvements that a query asks for, the most pressing first.

    Milestones are their steps that are due or were done in the span; of finished
    improvements, which take no more steps, those that were done.
    """
    rows = list(_rows(register, query, today))
    short = shortest(register.index, [row[0] for row in rows])
    held = waits(register, [row[0] for row in rows if row[3] and row[6]])
    plans, unplanned, milestones = [], [], []
    for identity, title, state, is_open, owner, since, plan in rows:
        if is_open and plan:
            plans.append(
                Plan(
                    identity, short[identity], title, state, owner, tuple(plan), percent(plan),
                    _next(plan), sum(1 for step in plan if step.late(today)),
                    tuple(held.get(identity, ())),
                )
            )  # fmt: skip
        elif state == "in-progress":
            unplanned.append(Unplanned(identity, short[identity], title, owner, since))
        for step in plan:
            if (is_open or step.done) and (on := _on(step, span)):
                late = step.late(today)
                milestones.append(Milestone(identity, short[identity], title, step, on, late))
    plans.sort(key=_pressing)
    unplanned.sort(key=lambda one: (not one.since, one.since, one.identity))
    milestones.sort(key=lambda one: (one.on, one.identity, one.step.place))
    return Plans(today, span, plans, unplanned, milestones)


def _rows(register: Register, query: Query, today: date) -> Iterator[Row]:
    clause = queries.where(query._replace(kind="improvement"), today)
    for identity, title, state, is_open, owner, since, plan in register.index.rows(
        "SELECT id, records.title, state, open, owner, since, "
        "CASE json_type(json, '$.plan') WHEN 'array' THEN json_extract(json, '$.plan') END "
        f"FROM records JOIN contents USING (n) WHERE {clause.sql} ORDER BY id",
        clause.parameters,
    ):
        yield identity, title, state, bool(is_open), owner, since, steps(json.loads(plan or "[]"))


def _next(plan: Sequence[Step]) -> Step | None:
    left = [step for step in plan if not step.done]
    return min(left, key=lambda step: (not step.due, step.due, step.place), default=None)


def _pressing(plan: Plan) -> tuple[bool, str, str]:
    """By the day on which the next step is due; what has none comes last."""
    due = plan.next.due if plan.next else ""
    return not due, due, plan.identity


def _on(step: Step, span: Period) -> str:
    """The day that puts a step into a span: when it was done, else when it is due."""
    return next((day for day in (step.done, step.due) if day and _within(day, span)), "")


def _within(day: str, span: Period) -> bool:
    try:
        return iso_day(day) in span
    except NotADate:
        return False


def lay_out(found: Plans) -> Page:
    """The plans with their bars, what they wait for, what has no plan, and the milestones."""
    blocks: list[Block] = []
    if found.plans:
        blocks.append(_plans(found))
    else:
        blocks.append(Text("No open improvement has a plan: learnorg plan add ID TEXT", "quiet"))
    if waiting := [plan for plan in found.plans if plan.waits]:
        blocks.append(Heading(f"Waiting for others ({len(waiting)})"))
        blocks.append(Items([_waiting(plan) for plan in waiting]))
    if found.unplanned:
        blocks.append(Heading(f"In progress without a plan ({len(found.unplanned)})"))
        blocks.append(_unplanned(found.unplanned))
    blocks.append(Heading(f"Milestones, {_window(found.span)} ({len(found.milestones)})"))
    if found.milestones:
        blocks.append(_milestones(found.milestones))
    else:
        blocks.append(Text("No step was due or done then.", "quiet"))
    return Page(f"Plans on {found.today}", tuple(blocks), "plan-report", _data(found))


def _plans(found: Plans) -> Table:
    columns = [
        Column("id"), Column("title", flexible=True), Column("progress"),
        Column("late", right=True), Column("due"), Column("next", flexible=True, wrapped=True),
    ]  # fmt: skip
    rows: list[list[Cell]] = []
    for plan in found.plans:
        left = plan.next
        late = Say(str(plan.overdue), "bad") if plan.overdue else Say("0", "quiet")
        due = Say(left.due, "bad" if left.late(found.today) else "") if left else ""
        rows.append([
            Say(plan.short, "id", plan.identity), plan.title, _bar(plan.percent),
            late, due, left.do if left else Say("all done", "good"),
        ])  # fmt: skip
    return Table(columns, rows, _plans_for_programs(found))


def _plans_for_programs(found: Plans) -> Table:
    """The same in figures: a spreadsheet would take `1/3` for the third of January."""
    names = ("id", "title", "percent", "done", "steps", "late", "due", "next", "owner")
    rows = []
    for plan in found.plans:
        percent = rounded(plan.percent)
        due, do, owner = (plan.next.due, plan.next.do, plan.next.owner) if plan.next else ("",) * 3
        rows.append([
            plan.identity, plan.title, "" if percent is None else f"{percent:g}", str(plan.done),
            str(len(plan.steps)), str(plan.overdue), due, do, owner,
        ])  # fmt: skip
    return Table([Column(name) for name in names], rows)


def _bar(done: float | None) -> Say:
    """How much is done as a bar; every full cell stands for a fifth."""
    if done is None:
        return Say("not weighed", "warn")
    full = int(whole(done) * BAR / 100)
    return Say(f"{'█' * full}{'░' * (BAR - full)} {told(done):>5}", "good" if full == BAR else "")


def _waiting(plan: Plan) -> Say:
    listed = "; ".join(f"{one.named} {one.title} ({one.state})" for one in plan.waits)
    return Say(f"{plan.short} {plan.title}: {listed}", "warn")


def _unplanned(unplanned: Sequence[Unplanned]) -> Table:
    columns = [Column("id"), Column("since"), Column("title", flexible=True),
               Column("owner", flexible=True)]  # fmt: skip
    rows: list[list[Cell]] = [
        [Say(one.short, "id", one.identity), one.since, one.title, one.owner] for one in unplanned
    ]
    return Table(columns, rows)


def _milestones(milestones: Sequence[Milestone]) -> Table:
    columns = [
        Column("due"), Column("done"), Column("id"), Column("step"),
        Column("do", flexible=True, wrapped=True), Column("owner", flexible=True),
    ]  # fmt: skip
    rows: list[list[Cell]] = []
    for one in milestones:
        step = one.step
        rows.append([
            Say(step.due, "bad" if one.late else ""), Say(step.done, "good"),
            Say(one.short, "id", one.identity), step.called, step.do, step.owner,
        ])  # fmt: skip
    return Table(columns, rows)


def _window(span: Period) -> str:
    """A span of days in words."""
    if span.first and span.last:
        return f"{span.first} to {span.last}" if span.first != span.last else f"{span.first}"
    if span.first:
        return f"from {span.first} on"
    return f"up to {span.last}" if span.last else "of all time"


def _data(found: Plans) -> dict[str, Any]:
    span = found.span
    return {
        "on": found.today.isoformat(),
        "window": {
            "from": span.first.isoformat() if span.first else None,
            "to": span.last.isoformat() if span.last else None,
        },
        "plans": [
            {"id": p.identity, "title": p.title, "state": p.state, "owner": p.owner or None,
             "percent": rounded(p.percent), "steps": len(p.steps), "done": p.done,
             "overdue": p.overdue, "next": _step(p.next) if p.next else None,
             "waits_for": [
                 {"id": w.identity, "step": w.part or None, "title": w.title, "state": w.state}
                 for w in p.waits
             ]}
            for p in found.plans
        ],
        "without_plan": [
            {"id": u.identity, "title": u.title, "owner": u.owner or None, "since": u.since or None}
            for u in found.unplanned
        ],
        "milestones": [
            {"id": m.identity, "title": m.title, "on": m.on, **_step(m.step), "late": m.late}
            for m in found.milestones
        ],
    }  # fmt: skip


def _step(step: Step) -> dict[str, Any]:
    return {"step": step.called, "do": step.do, "owner": step.owner or None,
            "due": step.due or None, "done": step.done or None}  # fmt: skip
