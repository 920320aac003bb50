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
