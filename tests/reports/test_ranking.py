from collections.abc import Callable

from learnorg.page import Heading, Text
from learnorg.register.query import parse
from learnorg.register.register import Register
from learnorg.render.terminal import show
from learnorg.reports.ranking import Ranking, derive, lay_out
from registers import TODAY

RECORDS = """
---
id: IMP-2611-000001
title: Much for little
state: proposed
raised: 2026-11-02
estimates: {value: 8, confidence: 1, effort: 2}
---
id: IMP-2611-000002
title: Much for much
state: accepted
raised: 2026-11-02
size: L
estimates: {value: 8, confidence: 0.5}
---
id: IMP-2611-000003
title: Little for little
state: proposed
raised: 2026-11-02
estimates: {value: 2, confidence: 1, effort: 2}
priority: {level: high, because: The auditor asked}
---
id: IMP-2611-000004
title: Little for much
state: proposed
raised: 2026-11-02
estimates: {value: 2, confidence: 1, effort: 20}
---
id: IMP-2611-000005
title: Nobody knows
state: proposed
raised: 2026-11-02
estimates: {value: 5}
---
id: IMP-2611-000006
title: Over
state: closed
raised: 2026-11-02
estimates: {value: 10, confidence: 1, effort: 1}
"""


def ranking(register: Register, *words: str) -> Ranking:
    return derive(register, parse(words, "improvement"), TODAY)


def test_ranked(register: Register) -> None:
    found = ranking(register)
    assert [(r.title, r.rank, round(r.score, 2), r.quadrant) for r in found.ranked] == [
        ("Much for little", 1, 4.0, "quick win"),
        ("Little for little", 2, 1.0, "fill-in"),
        ("Much for much", 3, 0.2, "major"),
        ("Little for much", 4, 0.1, "thankless"),
    ]
    assert found.ranked[2].why == "8 × 0.5 / 20"


test_ranked.__doc__ = (
    "Open ones are ranked by score, each with its quadrant and its reason." + RECORDS
)


def test_unscored(register: Register) -> None:
    assert [(u.title, u.missing) for u in ranking(register).unscored] == [
        ("Nobody knows", ("confidence", "effort"))
    ]


test_unscored.__doc__ = (
    "What cannot be scored is not at the bottom, but apart, with what lacks." + RECORDS
)


def test_by_hand(register: Register) -> None:
    by_hand = [(r.priority, r.because) for r in ranking(register).ranked if r.priority]
    assert by_hand == [("high", "The auditor asked")]


test_by_hand.__doc__ = "A priority set by hand stands beside the score and moves nothing." + RECORDS


def test_few(register: Register) -> None:
    found = ranking(register, "state:closed")
    assert [(r.title, r.quadrant) for r in found.ranked] == [("Over", "")]


test_few.__doc__ = (
    "Few have no quadrants; what is closed is ranked where it is asked for." + RECORDS
)


def test_nothing(register: Register) -> None:
    """Where nothing is open, that is the answer."""
    page = lay_out(ranking(register))
    assert page.blocks == (Text("Nothing open to rank.", "quiet"),)
    assert page.data == {
        "model": "value-effort",
        "formula": "value × confidence / effort in person-days",
        "must_share": None,
        "delay_cost": None,
        "worst_delay_cost": None,
        "ranked": [],
        "not_scored": [],
    }


def test_nothing_scored(register: Register) -> None:
    """
    Where nothing is scored there is no head over nothing, and what would score is said.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    """
    page = lay_out(ranking(register))
    assert page.title == ""
    assert page.blocks[0] == Text(
        "Nothing is scored yet: learnorg estimate, "
        "or learnorg estimate ID --value … --confidence … --effort …",
        "quiet",
    )
    assert page.blocks[1] == Heading("Not scored (1)")


def test_data(register: Register) -> None:
    data = lay_out(ranking(register)).data
    assert isinstance(data, dict)
    assert data["ranked"][1] == {
        "id": "IMP-2611-000003",
        "rank": 2,
        "score": 1.0,
        "why": "2 × 1 / 2",
        "quadrant": "fill-in",
        "priority": "high",
        "because": "The auditor asked",
        "state": "proposed",
        "title": "Little for little",
        "owner": None,
    }
    assert data["not_scored"] == [
        {
            "id": "IMP-2611-000005",
            "title": "Nobody knows",
            "missing": ["confidence", "effort"],
            "priority": None,
        }
    ]


test_data.__doc__ = "Programs get places, scores and reasons." + RECORDS


def test_page(register: Register, expected: Callable[[str, str], None]) -> None:
    whole = show(lay_out(ranking(register)), 100, colour=False)
    expected("ranking.txt", whole + "\n" + show(lay_out(ranking(register), 2), 80, colour=False))


test_page.__doc__ = "The ranking, whole and cut short." + RECORDS
