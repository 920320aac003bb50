from collections.abc import Callable

from learnorg.page import Text
from learnorg.register.register import Register
from learnorg.register.similar import ENOUGH
from learnorg.render.terminal import show
from learnorg.reports.similar import Similar, derive, lay_out
from registers import TODAY

RECORDS = """
---
id: IMP-2611-7k3mqx
title: Cut password-reset calls
state: proposed
raised: 2026-11-02
problem: Resets are a fifth of all calls to the service desk, and each takes twelve minutes.
---
id: IMP-2611-8k3mqx
title: Fewer password reset calls
state: accepted
raised: 2026-11-03
problem: A fifth of the calls to the service desk are resets.
---
id: IMP-2511-9k3mqx
title: Password calls at night
state: closed
raised: 2025-11-03
outcome: {result: not-achieved}
---
id: IMP-2511-bk3mqx
title: Passwords that need no reset
state: declined
raised: 2025-11-03
problem: They expire each month.
---
id: IMP-2511-ck3mqx
title: Cache build dependencies
state: in-progress
raised: 2025-11-03
problem: Builds take an hour.
---
id: ada
title: Ada, who resets password calls
state: active
"""


def similar(register: Register, typed: str = "7k3", **wishes: int) -> Similar:
    found = register.entry(typed)
    return derive(register, found, TODAY, wishes.get("limit", 10), bool(wishes.get("everything")))


def test_alike(register: Register) -> None:
    found = similar(register)
    assert [(one.title, one.state, one.result) for one in found.alike] == [
        ("Fewer password reset calls", "accepted", ""),
        ("Password calls at night", "closed", "not-achieved"),
        ("Passwords that need no reset", "declined", ""),
    ]
    likenesses = [one.likeness for one in found.alike]
    assert likenesses == sorted(likenesses, reverse=True)
    assert likenesses[0] > ENOUGH > likenesses[1]


test_alike.__doc__ = "The most alike come first, what is over with how it ended." + RECORDS


def test_everything(register: Register) -> None:
    found = similar(register, everything=1)
    assert [one.title for one in found.alike][-1] == "Cache build dependencies"
    assert len(found.alike) == 4


test_everything.__doc__ = "All improvements can be compared, other kinds never are." + RECORDS


def test_limit(register: Register) -> None:
    found = similar(register, limit=1)
    assert (len(found.alike), found.more) == (1, 2)
    assert Text("and 2 more; --limit 0 shows all", "quiet") in lay_out(found).blocks


test_limit.__doc__ = "What a limit leaves out is counted." + RECORDS


def hint(found: Similar) -> str:
    last = lay_out(found).blocks[-1]
    return last.text if isinstance(last, Text) else ""


def test_hint(register: Register) -> None:
    assert hint(similar(register)) == (
        "8k3 is much alike. If it says the same:\n"
        "  learnorg decline 7k3 --duplicate-of 8k3\n"
        "If both go on:\n"
        "  learnorg link 7k3 relates-to 8k3"
    )
    assert hint(similar(register, "9k3")) == ""


test_hint.__doc__ = "Where two may say the same, how to say so is told." + RECORDS


def test_linked(register: Register) -> None:
    """
    Where a link says it already, nothing is told; work that was begun cannot be declined.
    ---
    id: IMP-2611-7k3mqx
    title: Cut password-reset calls
    state: in-progress
    raised: 2026-11-02
    links: [{rel: duplicates, to: IMP-2611-8k3mqx}]
    ---
    id: IMP-2611-8k3mqx
    title: Cut password-reset calls
    state: accepted
    raised: 2026-11-03
    ---
    id: IMP-2611-9k3mqx
    title: Cut password-reset calls
    state: closed
    raised: 2026-11-03
    """
    assert [(one.short, one.linked) for one in similar(register).alike] == [
        ("8k3", True),
        ("9k3", False),
    ]
    assert hint(similar(register)) == ""
    assert [one.linked for one in similar(register, "8k3").alike] == [True, False]
    assert hint(similar(register, "9k3")) == (
        "7k3 is much alike.\n  learnorg link 9k3 relates-to 7k3"
    )


def test_nothing(register: Register) -> None:
    """
    A title without a word to compare is like nothing.
    ---
    id: IMP-2611-7k3mqx
    title: "?!"
    state: proposed
    raised: 2026-11-02
    problem: [a, b]
    """
    page = lay_out(similar(register))
    assert page.blocks == (Text("Nothing in the register is much like it.", "quiet"),)
    assert page.data == {"id": "IMP-2611-7k3mqx", "title": "?!", "alike": [], "more": 0}


def test_data(register: Register) -> None:
    data = lay_out(similar(register)).data
    assert isinstance(data, dict)
    likeness = data["alike"][1].pop("likeness")
    assert 0.15 <= likeness < ENOUGH
    assert data["alike"][1] == {
        "id": "IMP-2511-9k3mqx",
        "state": "closed",
        "outcome": "not-achieved",
        "title": "Password calls at night",
        "linked": False,
    }


test_data.__doc__ = "Programs get the likeness as a number from 0 to 1." + RECORDS


def test_page(register: Register, expected: Callable[[str, str], None]) -> None:
    expected("similar.txt", show(lay_out(similar(register)), 80, colour=False))


test_page.__doc__ = "What is alike, as a terminal shows it." + RECORDS
