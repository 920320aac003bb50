from collections.abc import Callable

from learnorg.page import Text
from learnorg.register.query import parse
from learnorg.register.register import Register
from learnorg.render.terminal import show
from learnorg.reports.stuck import Standstill, derive, lay_out
from registers import TODAY

RECORDS = """
---
# path: learnorg.yaml
stuck_after: 20
---
id: IMP-2609-000001
title: Moved twenty days ago
state: in-progress
owner: lea
dates: {in-progress: 2026-11-02}
raised: 2026-09-01
---
id: IMP-2609-000002
title: Moved before
state: in-progress
owner: lea
dates: {in-progress: 2026-11-01}
raised: 2026-09-01
---
id: IMP-2609-000003
title: Nobody's
state: accepted
dates: {accepted: 2026-11-20}
raised: 2026-09-01
---
id: IMP-2609-000004
title: Held too long
state: on-hold
owner: lea
raised: 2026-09-01
plan: [{do: Wait, due: 2026-10-01}]
hold: {from: 2026-09-05, until: 2026-11-21}
---
id: IMP-2609-000005
title: Held until now
state: on-hold
owner: lea
raised: 2026-09-01
hold: {from: 2026-09-05, until: 2026-11-22}
---
id: IMP-2609-000006
title: Held for ever
state: on-hold
owner: lea
raised: 2026-09-01
hold: {from: 2026-11-05}
---
id: IMP-2611-000007
title: All steps late
state: in-progress
owner: lea
dates: {in-progress: 2026-11-20}
raised: 2026-11-20
plan:
  - {do: One, due: 2026-11-21}
  - {do: Two}
  - {do: Three, due: 2026-11-01, done: 2026-11-01}
---
id: IMP-2611-000008
title: A step to come
state: in-progress
owner: lea
dates: {in-progress: 2026-11-20}
raised: 2026-11-20
plan: [{do: One, due: 2026-11-21}, {do: Two, due: 2026-11-22}]
---
id: IMP-2611-000009
title: Waits for what waits
state: proposed
raised: 2026-11-20
links: [{rel: depends-on, to: IMP-2611-00000b}]
---
id: IMP-2611-00000b
title: Waits for the declined
state: proposed
raised: 2026-11-20
links: [{rel: depends-on, to: IMP-2609-00000d}, {rel: depends-on, to: IMP-2609-00000c}]
---
id: IMP-2609-00000c
title: Given up
state: closed
raised: 2026-09-01
outcome: {result: withdrawn}
---
id: IMP-2609-00000d
title: Not wanted
state: declined
raised: 2026-09-01
---
id: IMP-2609-00000f
title: Done
state: closed
raised: 2026-09-01
outcome: {result: achieved}
---
id: IMP-2611-00000g
title: Need not wait
state: proposed
raised: 2026-11-20
links: [{rel: depends-on, to: IMP-2609-00000f}, {rel: relates-to, to: IMP-2609-00000d}]
---
id: IMP-2609-00000h
title: Never answered
state: proposed
raised: 2026-09-01
"""


def stuck(register: Register, *words: str) -> Standstill:
    return derive(register, parse(words, "improvement"), TODAY)


def test_reasons(register: Register) -> None:
    found = stuck(register)
    assert [(one.title, one.days, [why.name for why in one.reasons]) for one in found.items] == [
        ("Never answered", 82, ["no-move"]),
        ("Held too long", 78, ["held-past-date"]),
        ("Moved before", 21, ["no-move"]),
        ("Held for ever", 17, ["held-without-date"]),
        ("Nobody's", 2, ["no-owner"]),
        ("All steps late", 2, ["plan-overdue"]),
        ("Waits for what waits", 2, ["waits"]),
        ("Waits for the declined", 2, ["waits", "waits"]),
    ]
    assert found.open == 12


test_reasons.__doc__ = "Each has all its reasons, the longest without a move first." + RECORDS


def test_waits(register: Register) -> None:
    reasons = {one.title: one.reasons for one in stuck(register).items}
    assert [(why.needs, why.text) for why in reasons["Waits for the declined"]] == [
        ("IMP-2609-00000c", "was withdrawn"),
        ("IMP-2609-00000d", "was declined"),
    ]
    assert [(why.needs, why.text) for why in reasons["Waits for what waits"]] == [
        ("IMP-2611-00000b", "is stuck")
    ]


test_waits.__doc__ = "What waits for what is stuck is stuck, and says for which." + RECORDS


def test_of_a_query(register: Register) -> None:
    assert [one.title for one in stuck(register, "id:IMP-2611-000009").items] == [
        "Waits for what waits"
    ]
    assert stuck(register, "state:closed").items == []


test_of_a_query.__doc__ = "What the query leaves out can still be the reason." + RECORDS


def test_a_ring(register: Register) -> None:
    """
    Two that wait for each other are not stuck for that alone; a self-link is nothing.
    ---
    id: IMP-2611-000001
    title: One
    state: proposed
    raised: 2026-11-20
    links: [{rel: depends-on, to: IMP-2611-000002}, {rel: depends-on, to: IMP-2611-000001}]
    ---
    id: IMP-2611-000002
    title: Two
    state: proposed
    raised: 2026-11-20
    links: [{rel: depends-on, to: IMP-2611-000001}, {rel: depends-on, to: IMP-2611-nnnnnn}]
    """
    page = lay_out(stuck(register))
    assert page.blocks == (
        Text(
            "Nothing is stuck: 2 open, and whatever is expected to move has moved in the last 30 "
            "days.",
            "good",
        ),
    )
    assert page.data == {"stuck_after": 30, "open": 2, "items": []}


def test_several_at_once(register: Register) -> None:
    """
    One line says all that holds an improvement up.
    ---
    id: IMP-2611-000001
    title: One
    state: accepted
    raised: 2026-09-20
    dates: {accepted: 2026-09-21}
    plan: [{do: Begin, due: 2026-10-01}]
    """
    (one,) = stuck(register).items
    assert "; ".join(why.text for why in one.reasons) == (
        "no move; every dated step late (1); no owner"
    )


def test_data(register: Register) -> None:
    data = lay_out(stuck(register), limit=1).data
    assert isinstance(data, dict)
    assert (data["stuck_after"], len(data["items"])) == (20, 8)
    assert data["items"][-2] == {
        "id": "IMP-2611-000009",
        "state": "proposed",
        "title": "Waits for what waits",
        "owner": None,
        "days": 2,
        "since": "2026-11-20",
        "reasons": [{"name": "waits", "text": "is stuck", "needs": "IMP-2611-00000b"}],
    }


test_data.__doc__ = "Programs get every reason by its name." + RECORDS


def test_page(register: Register, expected: Callable[[str, str], None]) -> None:
    expected("stuck.txt", show(lay_out(stuck(register)), 80, colour=False))


test_page.__doc__ = "What is stuck, as a terminal shows it." + RECORDS
