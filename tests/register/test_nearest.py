from learnorg.register.nearest import nearest, rarest, weighed
from learnorg.register.query import Clause
from learnorg.register.register import Register

ALL = Clause("1")
RECORDS = """
---
id: KB-2611-7k3mqx
title: The printer jams
type: fix
state: wip
raised: 2026-11-02
---
id: KB-2611-x2wbcd
title: The printer is silent
type: fix
state: wip
raised: 2026-11-02
---
id: KB-2611-g0nddd
title: The till is silent, and E217 is seen
type: fix
state: wip
raised: 2026-11-02
---
id: KB-2611-w0kbbb
title: The way to the office
type: how-to
state: wip
raised: 2026-11-02
"""


def near(register: Register, text: str, limit: int = 9) -> list[str]:
    return [row.identity[-2:] for row in nearest(register, text.split(), ALL, limit)]


def test_weighed(register: Register) -> None:
    found = weighed(register.index, ["the", "Printer", "jams", "printer", "nowhere"])
    assert [(one.word, one.held) for one in found] == [
        ("nowhere", 0), ("jams", 1), ("printer", 2), ("the", 4),
    ]  # fmt: skip
    weights = [one.weight for one in found]
    assert weights == sorted(weights, reverse=True)
    assert weights[-1] > 0
    assert rarest(register.index, ["the", "jams", "printer"], 2) == ["jams", "printer"]


test_weighed.__doc__ = "A word weighs the more the fewer records hold it." + RECORDS


def test_near(register: Register) -> None:
    assert near(register, "printer jams 0x7ffd 4711 a1b2") == ["qx"]
    assert near(register, "the till says E217") == ["dd"]
    assert near(register, "printer is silent again", limit=1) == ["cd"]


test_near.__doc__ = "What holds enough of the rarer words is near; numbers may differ." + RECORDS


def test_not_near(register: Register) -> None:
    assert near(register, "the frobnicator") == []
    assert near(register, "nowhere at all") == []


test_not_near.__doc__ = "Common words bring nothing near, nor do words that are nowhere." + RECORDS


def test_condition(register: Register) -> None:
    only = Clause("records.id = ?", ["KB-2611-x2wbcd"])
    assert [row.identity for row in nearest(register, ["silent", "printer", "jams"], only, 9)] == [
        "KB-2611-x2wbcd"
    ]


test_condition.__doc__ = "Only what fulfils a condition is near." + RECORDS


def test_any_length(register: Register) -> None:
    words = [f"w{n}" for n in range(5000)]
    assert near(register, " ".join([*words, "printer", "jams"])) == ["qx"]


test_any_length.__doc__ = (
    "However many words there are, those from either end are weighed." + RECORDS
)
