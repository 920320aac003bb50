from collections.abc import Callable
from typing import Any

import pytest

from learnorg.page import Say, Table
from learnorg.register.query import parse
from learnorg.register.register import Register
from learnorg.render.terminal import show
from learnorg.reports.listing import Listing, NoSuchColumn, derive, lay_out
from registers import TODAY

RECORDS = """
---
id: IMP-2611-7k3mqx
title: Shorter hand-over
state: in-progress
owner: lea
due: 2026-11-20
raised: 2026-11-02
services: [E-mail, Payroll]
estimates: {value: 8, confidence: 0.5, effort: 3}
measures:
  - {name: minutes, baseline: 30, target: 15}
---
id: IMP-2611-x2w90b
title: Fewer calls
state: proposed
due: 2027-02-01
raised: 2026-11-09
---
id: IMP-2610-000000
title: Earlier reports
state: closed
due: 2026-10-01
raised: 2026-10-01
outcome: {result: delivered}
---
id: lea
title: Lea Park
teams: [Platform, Night desk]
"""


def listed(register: Register, words: str = "", kind: str = "improvement", **how: Any) -> Listing:
    return derive(register, parse(words.split(), kind), TODAY, **how)


def ends(listing: Listing) -> list[str]:
    return [row["id"][-2:] for row in listing.rows]


def test_open(register: Register) -> None:
    assert ends(listed(register)) == ["0b", "qx"]
    assert ends(listed(register, everything=True)) == ["0b", "qx", "00"]
    assert ends(listed(register, "state:closed")) == ["00"]
    assert ends(listed(register, "is:closed")) == ["00"]
    assert ends(listed(register, "outcome:delivered")) == ["00"]


test_open.__doc__ = "What is finished is left out unless it is asked for." + RECORDS


def test_limit(register: Register) -> None:
    found = listed(register, limit=1)
    assert (ends(found), found.total) == (["0b"], 2)
    assert listed(register, limit=5).total == 2
    assert ends(listed(register, reverse=True)) == ["qx", "0b"]


test_limit.__doc__ = "A limit shortens the list, and the list knows how long it would be." + RECORDS


def test_columns(register: Register) -> None:
    columns = (
        "title",
        "service",
        "services",
        "measures.1.target",
        "measures.minutes",
        "measures.²",
        "measures",
    )
    row = listed(register, "owner:lea", columns=columns).rows[0]
    assert row == {
        "title": "Shorter hand-over",
        "service": ["E-mail", "Payroll"],
        "services": ["E-mail", "Payroll"],
        "measures.1.target": "15",
        "measures.minutes": None,
        "measures.²": None,
        "measures": [{"name": "minutes", "baseline": "30", "target": "15"}],
        "id": "IMP-2611-7k3mqx",
    }


test_columns.__doc__ = "Any field may be a column, also one inside a part." + RECORDS


def test_empty_columns(register: Register) -> None:
    everything = ("id", "state", "title", "owner", "due", "score")
    assert listed(register, "calls").columns == ("id", "state", "title", "due")
    assert listed(register, "calls", brief=False).columns == everything
    assert listed(register, "calls", columns=("id", "owner")).columns == ("id", "owner")
    assert listed(register).columns == everything
    assert listed(register, kind="person").columns == ("id", "state", "title")


test_empty_columns.__doc__ = (
    "A person sees no column that is empty in every row, unless it was asked for." + RECORDS
)


def test_zero(register: Register) -> None:
    """
    A number that is 0 is something to see.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    estimates: {value: 8, confidence: 0, effort: 3}
    """
    assert "score" in listed(register).columns


def test_no_column(register: Register) -> None:
    with pytest.raises(NoSuchColumn, match="'ownr' is no column") as refusal:
        listed(register, columns=("ownr",))
    assert "owner" in refusal.value.hint
    assert "symbols" not in refusal.value.hint


test_no_column.__doc__ = (
    "A column that no record has is refused with those that they have." + RECORDS
)


def test_people(register: Register) -> None:
    found = listed(register, kind="person")
    assert found.rows == [
        {"id": "lea", "state": "active", "title": "Lea Park", "team": "", "role": None}
    ]


test_people.__doc__ = "Every kind is listed by its own columns." + RECORDS


def test_data(register: Register) -> None:
    page = lay_out(listed(register, columns=("title", "score", "owner")))
    assert page.kind == "improvement-list"
    assert page.data == [
        {"title": "Fewer calls", "score": None, "owner": None, "id": "IMP-2611-x2w90b"},
        {"title": "Shorter hand-over", "score": 1.3333, "owner": "lea", "id": "IMP-2611-7k3mqx"},
    ]


test_data.__doc__ = (
    "Programs get whole identities, numbers as numbers, and null for nothing." + RECORDS
)


def test_tones(register: Register) -> None:
    page = lay_out(listed(register, everything=True, columns=("id", "state", "due")))
    table = page.blocks[0]
    assert isinstance(table, Table)
    assert [row[2] for row in table.rows] == [
        "2027-02-01",
        Say("2026-11-20", "bad"),
        "2026-10-01",
    ]


test_tones.__doc__ = "A day that has passed stands out while there is something to do." + RECORDS


def test_page(register: Register, expected: Callable[[str, str], None]) -> None:
    expected("listing.txt", show(lay_out(listed(register, everything=True)), 80, colour=False))


test_page.__doc__ = "The list, as a terminal shows it." + RECORDS
