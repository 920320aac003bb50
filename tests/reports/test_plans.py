from collections.abc import Callable
from datetime import date

import pytest

from learnorg.page import Table, Text
from learnorg.periods import Period, period
from learnorg.register import query as queries
from learnorg.register.register import Register
from learnorg.render.formats import csv
from learnorg.render.terminal import show
from learnorg.reports.plans import Plans, derive, lay_out
from registers import TODAY

RECORDS = """
---
id: IMP-2611-7k3mqx
title: Cache build dependencies
state: in-progress
owner: platform
raised: 2026-09-02
dates: {in-progress: 2026-09-10}
plan:
  - {id: s1x, do: Order a disk, owner: network, due: 2026-11-05, weight: 3, done: 2026-11-09}
  - {id: s2x, do: Set it up, owner: platform, due: 2026-11-20}
  - {id: s3x, do: Tell of it}
  - {do: Look back, due: 2026-11-30}
  - {id: s5x, do: Ask who waits, due: 2026-08-20, done: 2026-08-20}
links:
  - {rel: depends-on, to: IMP-2611-x2wbcd}
  - {rel: depends-on, to: "IMP-2610-svnd00#p1x"}
  - {rel: depends-on, to: IMP-2608-c10sdd}
---
id: IMP-2611-x2wbcd
title: Label the racks
state: accepted
raised: 2026-11-03
plan:
  - {id: l1x, do: Print labels}
---
id: IMP-2610-svnd00
title: Queue alarms
state: on-hold
owner: network
raised: 2026-10-01
plan:
  - {id: p1x, do: Ask the vendor, due: 2026-11-12}
---
id: IMP-2609-h0dbbb
title: Shorter hand-over
state: in-progress
owner: night-shift leads
raised: 2026-09-02
dates: {in-progress: 2026-10-20}
---
id: IMP-2608-c10sdd
title: Fewer calls
state: closed
raised: 2026-08-03
plan:
  - {id: c1x, do: Hang up, due: 2026-11-02, done: 2026-11-03}
  - {id: c2x, do: Never done, due: 2026-11-04}
---
id: IMP-2611-bbbbbb
title: Nothing begun
state: proposed
raised: 2026-11-03
---
id: IMP-2611-cccccc
title: A plan of one word
state: accepted
raised: 2026-11-03
plan: Begin
"""
NOVEMBER = period("2026-11", TODAY)


def found(register: Register, *words: str, span: Period = NOVEMBER, today: date = TODAY) -> Plans:
    return derive(register, queries.parse(words, "improvement"), span, today)


def test_plans(register: Register) -> None:
    plans = found(register).plans
    assert [
        (p.short, p.percent, p.done, len(p.steps), p.next and p.next.called, p.overdue)
        for p in plans
    ] == [
        ("svn", 0, 0, 1, "p1x", 1),
        ("7k3", pytest.approx(400 / 7), 2, 5, "s2x", 1),
        ("x2w", 0, 0, 1, "l1x", 0),
    ]
    assert [[w.named for w in p.waits] for p in plans] == [
        [],
        ["IMP-2610-svnd00#p1x", "IMP-2611-x2wbcd"],
        [],
    ]


test_plans.__doc__ = (
    "Every open improvement with a plan stands there, by the day its next step is due." + RECORDS
)


def test_without(register: Register) -> None:
    assert [(u.short, u.since) for u in found(register).unplanned] == [("h0d", "2026-10-20")]


test_without.__doc__ = "What is in progress and has no plan is listed with its days." + RECORDS


@pytest.mark.parametrize(
    ("span", "milestones"),
    [
        ("2026-11", [("c1x", "2026-11-03"), ("s1x", "2026-11-09"), ("p1x", "2026-11-12"),
                     ("s2x", "2026-11-20"), ("4", "2026-11-30")]),
        ("2026-11-02..2026-11-05", [("c1x", "2026-11-03"), ("s1x", "2026-11-05")]),
        ("..2026-09", [("s5x", "2026-08-20")]),
        ("2027..", []),
    ],
)  # fmt: skip
def test_milestones(register: Register, span: str, milestones: list[tuple[str, str]]) -> None:
    there = found(register, span=period(span, TODAY)).milestones
    assert [(m.step.called, m.on) for m in there] == milestones


test_milestones.__doc__ = (
    "Steps due or done in the span are there, of what is closed those that were done." + RECORDS
)


def test_query(register: Register) -> None:
    narrow = found(register, "owner:network")
    assert [p.short for p in narrow.plans] == ["svn"]
    assert [m.step.called for m in narrow.milestones] == ["p1x"]
    assert narrow.unplanned == []


test_query.__doc__ = "A query narrows plans and milestones alike." + RECORDS


def test_late(register: Register) -> None:
    before = found(register, today=date(2026, 11, 12))
    assert [p.overdue for p in before.plans] == [0, 0, 0]
    assert [p.overdue for p in found(register, today=date(2026, 12, 1)).plans] == [1, 2, 0]


test_late.__doc__ = "A step is late from the day after the one it is due." + RECORDS


def test_nothing(register: Register) -> None:
    """
    Without plans the page says so and how to make one; the window is stated all the same.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    """
    page = lay_out(found(register))
    assert page.blocks[0] == Text(
        "No open improvement has a plan: learnorg plan add ID TEXT", "quiet"
    )
    assert page.data == {
        "on": "2026-11-22",
        "window": {"from": "2026-11-01", "to": "2026-11-30"},
        "plans": [],
        "without_plan": [],
        "milestones": [],
    }


def test_weightless(register: Register) -> None:
    """
    Where nothing weighs anything there is no percentage, and none is made up.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: accepted
    raised: 2026-11-02
    plan: [{do: Begin, weight: 0}]
    """
    page = lay_out(found(register))
    assert page.data["plans"][0]["percent"] is None  # type: ignore[index]
    assert "not weighed" in show(page, 100, colour=False)


def test_data(register: Register) -> None:
    data = lay_out(found(register)).data
    assert isinstance(data, dict)
    assert data["plans"][1] == {
        "id": "IMP-2611-7k3mqx",
        "title": "Cache build dependencies",
        "state": "in-progress",
        "owner": "platform",
        "percent": 57.1,
        "steps": 5,
        "done": 2,
        "overdue": 1,
        "next": {
            "step": "s2x", "do": "Set it up", "owner": "platform", "due": "2026-11-20",
            "done": None,
        },
        "waits_for": [
            {"id": "IMP-2610-svnd00", "step": "p1x", "title": "Queue alarms", "state": "on-hold"},
            {"id": "IMP-2611-x2wbcd", "step": None, "title": "Label the racks",
             "state": "accepted"},
        ],
    }  # fmt: skip
    assert data["milestones"][2]["late"] is True


test_data.__doc__ = "Programs learn of a plan what the page says, in numbers." + RECORDS


def test_programs(register: Register) -> None:
    table = lay_out(found(register)).blocks[0]
    assert isinstance(table, Table)
    assert table.programs is not None
    assert list(csv(table.programs))[::2] == [
        "id,title,percent,done,steps,late,due,next,owner",
        "IMP-2611-7k3mqx,Cache build dependencies,57.1,2,5,1,2026-11-20,Set it up,platform",
    ]


test_programs.__doc__ = "A spreadsheet gets progress in numbers: `2/5` would be a day." + RECORDS


def test_page(register: Register, expected: Callable[[str, str], None]) -> None:
    expected("plans.txt", show(lay_out(found(register)), 80, colour=False))


test_page.__doc__ = "The plans, as a terminal shows them." + RECORDS
