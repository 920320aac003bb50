from learnorg.page import Table, words
from learnorg.register import query as queries
from learnorg.register.register import Register
from learnorg.render.formats import csv
from learnorg.reports.steps import derive, late, lay_out, of_one, rounded, told
from registers import TODAY

RECORDS = """
---
id: IMP-2611-7k3mqx
title: Cache build dependencies
state: in-progress
owner: platform
raised: 2026-11-02
plan:
  - {id: s1x, do: Order a disk, due: 2026-11-05, weight: 3.5, done: 2026-11-09}
  - {id: s2x, do: Set it up, due: 2026-12-20, type: prevent, weight: heavy}
  - {do: Tell of it}
---
id: IMP-2611-x2wbcd
title: Label the racks
state: proposed
raised: 2026-11-03
plan:
  - {id: p1x, do: Ask the vendor, due: 2026-11-21}
  - {id: p2x, do: Print labels, due: 2026-11-22}
---
id: IMP-2611-c10sdd
title: Fewer calls
state: closed
raised: 2026-11-03
plan: [{id: c1x, do: Hang up}]
"""


def rows(register: Register) -> list[list[str]]:
    page = lay_out(of_one(register, register.entry("7k3"), TODAY))
    (table,) = page.blocks
    assert isinstance(table, Table)
    return [[words(cell) for cell in row] for row in table.rows]


def test_all(register: Register) -> None:
    found = derive(register, queries.parse([], "improvement"), TODAY)
    assert [(t.short, t.step.called, t.late) for t in found.tasks] == [
        ("x2w", "p1x", True),
        ("x2w", "p2x", False),
        ("7k3", "s2x", False),
        ("7k3", "3", False),
    ]


test_all.__doc__ = "What is to do in open records stands by its day; without one it is last." + (
    RECORDS
)


def test_one(register: Register) -> None:
    assert rows(register) == [
        ["1", "s1x", "Order a disk", "", "", "3.5 (63 %)", "2026-11-05", "2026-11-09"],
        ["2", "s2x", "Set it up", "", "prevent", "(18 %)", "2026-12-20", ""],
        ["3", "", "Tell of it", "", "", "(18 %)", "", ""],
    ]


test_one.__doc__ = "One plan has its done steps too, each with its share of the whole." + RECORDS


def test_late(register: Register) -> None:
    tasks = derive(register, queries.parse([], "improvement"), TODAY)
    (table,) = lay_out(tasks).blocks
    assert isinstance(table, Table)
    assert [words(row[0]) for row in table.rows] == [
        "2026-11-21 late", "2026-11-22", "2026-12-20", "",
    ]  # fmt: skip
    assert late(tasks) == 1
    (one,) = lay_out(of_one(register, register.entry("x2w"), TODAY)).blocks
    assert isinstance(one, Table)
    assert [words(row[-1]) for row in one.rows] == ["late", ""]


test_late.__doc__ = "What is late is called so, not only coloured." + RECORDS


def test_programs(register: Register) -> None:
    (table,) = lay_out(derive(register, queries.parse([], "improvement"), TODAY)).blocks
    assert isinstance(table, Table)
    assert table.programs is not None
    assert list(csv(table.programs))[::3] == [
        "due,late,id,step,do,owner,type,percent,title",
        "2026-12-20,,IMP-2611-7k3mqx,s2x,Set it up,,prevent,63.6,Cache build dependencies",
    ]
    (one,) = lay_out(of_one(register, register.entry("7k3"), TODAY)).blocks
    assert isinstance(one, Table)
    assert one.programs is not None
    assert list(csv(one.programs))[:2] == [
        "place,step,do,owner,type,weight,share,due,done",
        "1,s1x,Order a disk,,,3.5,63.6,2026-11-05,2026-11-09",
    ]


test_programs.__doc__ = "Programs get days and numbers as such, in columns that never vary." + (
    RECORDS
)


def test_no_column(register: Register) -> None:
    """
    Types and weights that no step has take no room.
    ---
    id: IMP-2611-7k3mqx
    title: Cache build dependencies
    state: in-progress
    raised: 2026-11-02
    plan: [{do: Set it up}]
    """
    assert rows(register) == [["1", "", "Set it up", "", "", ""]]


def test_words() -> None:
    """A percentage is read without decimals and told to programs with one; none is none."""
    assert (told(57.14), rounded(57.14)) == ("57 %", 57.1)
    assert (told(None), rounded(None)) == ("", None)
