from collections.abc import Callable

from learnorg.page import Text
from learnorg.register.register import Register
from learnorg.render.terminal import show
from learnorg.reports.inbox import derive, lay_out
from registers import TODAY

RECORDS = """
---
# path: learnorg.yaml
workflow: full
answer_within: 10
---
id: IMP-2611-7k3mqx
title: Shorter hand-over
state: proposed
raised: 2026-11-02
raised_by: lea
---
id: IMP-2611-x2w90b
title: Fewer calls
state: assessed
raised: 2026-11-02
dates: {assessed: 2026-11-20}
---
id: IMP-2611-111111
title: Waits for spring
state: on-hold
raised: 2026-11-02
hold: {from: 2026-11-03, until: 2026-11-21, because: Spring}
---
id: IMP-2611-222222
title: Waits for summer
state: on-hold
raised: 2026-11-02
hold: {from: 2026-11-03, until: 2026-11-22}
---
id: IMP-2611-333333
title: Of long ago
state: assessed
raised: 2026-11-02
---
id: IMP-2611-444444
title: At work
state: in-progress
raised: 2026-11-02
"""


def test_waiting(register: Register) -> None:
    found = derive(register, TODAY)
    assert [(w.title, w.days, w.wants) for w in found.waiting] == [
        ("Of long ago", None, "approve or decline"),
        ("Shorter hand-over", 20, "accept or decline"),
        ("Fewer calls", 2, "approve or decline"),
        ("Waits for spring", 1, "resume, or hold on"),
    ]


test_waiting.__doc__ = "What waits stands there with its days, the longest first." + RECORDS


def test_light(register: Register) -> None:
    """
    In the light work flow nothing waits for approval.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: assessed
    raised: 2026-11-02
    """
    page = lay_out(derive(register, TODAY))
    assert page.blocks == (Text("Nothing waits for a decision.", "good"),)
    assert page.data == []


def test_data(register: Register) -> None:
    data = lay_out(derive(register, TODAY)).data
    assert isinstance(data, list)
    assert data[1] == {
        "id": "IMP-2611-7k3mqx",
        "days": 20,
        "wants": "accept or decline",
        "title": "Shorter hand-over",
        "raised_by": "lea",
        "late": True,
    }
    assert [one["late"] for one in data] == [False, True, False, False]


test_data.__doc__ = "Programs learn what has waited longer than policy wants." + RECORDS


def test_page(register: Register, expected: Callable[[str, str], None]) -> None:
    expected("inbox.txt", show(lay_out(derive(register, TODAY)), 80, colour=False))


test_page.__doc__ = "The inbox, as a terminal shows it." + RECORDS


def test_promised(register: Register) -> None:
    """
    An answer is promised to whoever proposes something: approvals and holds are never late.
    ---
    # path: learnorg.yaml
    workflow: full
    answer_within: 10
    ---
    id: IMP-2611-000001
    title: Asked eleven days ago
    state: proposed
    raised: 2026-11-11
    ---
    id: IMP-2611-000002
    title: Asked ten days ago
    state: proposed
    raised: 2026-11-12
    ---
    id: IMP-2610-000003
    title: Assessed
    state: assessed
    raised: 2026-10-02
    dates: {assessed: 2026-10-20}
    ---
    id: IMP-2610-000004
    title: Waits for spring
    state: on-hold
    raised: 2026-10-02
    hold: {from: 2026-10-04, until: 2026-10-11, because: Spring, state: accepted}
    """
    found = derive(register, TODAY)
    assert {one.title: one.days_late(10) for one in found.waiting} == {
        "Waits for spring": None, "Assessed": None, "Asked eleven days ago": 1,
        "Asked ten days ago": 0,
    }  # fmt: skip
    assert [one.title for one in found.unanswered] == ["Asked eleven days ago"]


def test_to_come(register: Register) -> None:
    """
    What was raised on a day to come has waited for nobody knows how long.
    ---
    id: IMP-2611-7k3mqx
    title: Ahead of its time
    state: proposed
    raised: 2026-12-24
    ---
    id: IMP-2611-8k3mqx
    title: Raised today
    state: proposed
    raised: 2026-11-22
    """
    page = lay_out(derive(register, TODAY))
    assert isinstance(page.data, list)
    assert [(one["days"], one["late"]) for one in page.data] == [(None, False), (0, False)]
    assert "-32" not in show(page, 80, colour=False)
