from collections.abc import Callable
from datetime import date

from learnorg.page import Text
from learnorg.register.query import parse
from learnorg.register.register import Register
from learnorg.render.terminal import show
from learnorg.reports.due import Due, derive, lay_out
from registers import TODAY

RECORDS = """
---
id: IMP-2609-7k3mqx
title: Shorter hand-over
state: in-progress
owner: night-shift-lead
due: 2026-11-30
raised: 2026-09-01
plan:
  - {id: b7k, do: Ask both shifts, owner: lea, due: 2026-11-02}
  - {id: c7k, do: Try it for a week, due: 2026-11-22}
measures: [{name: Minutes, by: 2026-12-06}]
---
id: IMP-2609-x2w90b
title: Fewer calls
state: on-hold
raised: 2026-09-01
hold: {from: 2026-09-05, until: 2026-12-07}
---
id: IMP-2609-h0d111
title: Kept well
state: closed
raised: 2026-09-01
momentum: {watch_until: 2026-11-20}
---
id: IMP-2609-h0e222
title: Kept well long ago
state: closed
raised: 2026-09-01
momentum: {watch_until: 2026-10-20}
"""


def due(register: Register, *words: str, last: date = date(2026, 12, 6)) -> Due:
    return derive(register, parse(words, "improvement"), last, TODAY)


def test_due(register: Register) -> None:
    found = due(register)
    assert [(str(one.day), one.sort, found.late(one)) for one in found.deadlines] == [
        ("2026-11-02", "step", True),
        ("2026-11-20", "watch", False),
        ("2026-11-22", "step", False),
        ("2026-11-30", "improvement", False),
        ("2026-12-06", "measure", False),
    ]


test_due.__doc__ = "What is late comes first; today is in time, the last day shown." + RECORDS


def test_further(register: Register) -> None:
    found = due(register, "not:owner:night", last=date(2027, 1, 31)).deadlines
    assert [(str(one.day), one.sort) for one in found] == [
        ("2026-10-20", "watch"),
        ("2026-11-20", "watch"),
        ("2026-12-07", "hold"),
    ]


test_further.__doc__ = "A later day shows more, of what the query finds." + RECORDS


def test_nothing(register: Register) -> None:
    """Where nothing has a day, that is the answer."""
    page = lay_out(due(register))
    assert page.blocks == (Text("Nothing is due up to 2026-12-06.", "good"),)
    assert page.data == []


def test_data(register: Register) -> None:
    data = lay_out(due(register), limit=1).data
    assert isinstance(data, list)
    assert data[0] == {
        "day": "2026-11-02",
        "days": -20,
        "late": True,
        "what": "step",
        "text": "Ask both shifts",
        "part": "b7k",
        "owner": "lea",
        "id": "IMP-2609-7k3mqx",
        "title": "Shorter hand-over",
        "state": "in-progress",
    }
    assert len(data) == 5


test_data.__doc__ = "Programs get days as numbers, and all of them whatever the limit." + RECORDS


def test_page(register: Register, expected: Callable[[str, str], None]) -> None:
    expected("due.txt", show(lay_out(due(register)), 80, colour=False))


test_page.__doc__ = "What is due, as a terminal shows it." + RECORDS


def test_measure_of_what_is_closed(register: Register) -> None:
    """
    A measure that nobody took is late after the closing, too.
    ---
    id: IMP-2609-7k3mqx
    title: Shorter hand-over
    state: closed
    raised: 2026-09-01
    outcome: {result: delivered}
    measures: [{name: Minutes, by: 2026-11-20}]
    """
    found = due(register)
    assert [(one.what, one.state, found.late(one)) for one in found.deadlines] == [
        ("Minutes", "closed", True),
    ]
