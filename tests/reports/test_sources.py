from collections.abc import Callable
from datetime import date

import pytest

from learnorg.page import Chart, Text
from learnorg.periods import Period, period
from learnorg.register.query import parse
from learnorg.register.register import Register
from learnorg.render.terminal import show
from learnorg.reports.sources import Sources, derive, lay_out
from registers import TODAY

RECORDS = """
---
# path: learnorg.yaml
teams: [Desk]
sources: [suggestion-box]
headcount: 20
---
id: IMP-2611-000001
title: One
state: closed
owner: desk
raised: 2026-11-02
raised_by: lea
source: {type: audit}
outcome: {result: achieved}
plan: [{do: Look, owner: ada}, {do: Tell}, tell all]
---
id: IMP-2611-000002
title: Two
state: closed
owner: Lea
raised: 2026-11-22
raised_by: anonymous
source: audit
outcome: {result: delivered}
consulted: [bo, ada]
---
id: IMP-2611-000003
title: Three
state: proposed
raised: 2026-11-03
raised_by: cy
source: {type: suggestion-box}
informed: [dee]
---
id: IMP-2611-000004
title: Four
state: declined
raised: 2026-11-04
sponsor: eve
---
id: IMP-2510-000005
title: Long ago
state: proposed
raised: 2025-10-04
raised_by: fay
source: {type: benchmark}
"""
YEAR = period("last-365d", TODAY)


def sources(register: Register, *words: str, span: Period = YEAR) -> Sources:
    return derive(register, parse(words, "improvement"), span, TODAY)


def test_sources(register: Register) -> None:
    found = sources(register)
    assert found.sources == [
        ("audit", 2, 2, 1),
        ("suggestion-box", 1, 0, 0),
        ("", 1, 0, 0),
    ]
    assert found.total == 4
    assert found.diversity == pytest.approx(1 - 4 / 9 - 1 / 9)


test_sources.__doc__ = (
    "Each source has what came from it; what has none is no source of diversity." + RECORDS
)


def test_silent(register: Register) -> None:
    silent = sources(register).silent
    assert "benchmark" in silent
    assert "audit" not in silent
    assert "suggestion-box" not in silent
    assert "benchmark" not in sources(register, span=Period(None, None)).silent


test_silent.__doc__ = "A source from which nothing was raised in the window is silent." + RECORDS


def test_participation(register: Register) -> None:
    found = sources(register)
    assert (found.raisers, found.people) == (2, 5)  # lea, cy; and ada, bo, eve
    assert found.participation == 0.25


test_participation.__doc__ = (
    "Whoever raised, owns, sponsors or was consulted takes part, once; who was informed, teams "
    "and the anonymous do not." + RECORDS
)


def test_no_headcount(register: Register) -> None:
    """
    Without a headcount there is no share, and how to give one is said.
    ---
    id: IMP-2611-000001
    title: One
    state: proposed
    raised: 2026-11-02
    raised_by: lea
    """
    found = sources(register)
    assert (found.people, found.participation, found.diversity) == (1, None, None)
    told = show(lay_out(found), 100, colour=False)
    assert "1 person, 1 of them raised; for a share, say `headcount` in learnorg.yaml" in told
    assert "not enough data: nothing has a source" in told


def test_nothing(register: Register) -> None:
    """Where nothing was raised, that is the answer, with the window."""
    page = lay_out(sources(register, span=Period(date(2026, 11, 1), date(2026, 11, 2))))
    assert page.title == "Sources of what was raised 2026-11-01 to 2026-11-02"
    assert page.blocks == (Text("Nothing was raised.", "quiet"),)
    assert isinstance(page.data, dict)
    assert (page.data["raised"], page.data["sources"], page.data["diversity"]) == (0, [], None)


def test_data(register: Register) -> None:
    data = lay_out(sources(register)).data
    assert isinstance(data, dict)
    assert data["window"] == {"first": "2025-11-23", "last": "2026-11-22"}
    assert data["sources"][0] == {
        "source": "audit", "count": 2, "share": 0.5, "closed": 2, "achieved": 1,
    }  # fmt: skip
    assert data["sources"][-1]["source"] is None
    assert (data["headcount"], data["participation"]) == (20, 0.25)


test_data.__doc__ = "Programs get the counts with their window." + RECORDS


def test_picture(register: Register) -> None:
    (chart,) = (b for b in lay_out(sources(register)).blocks if isinstance(b, Chart))
    assert [(p.x, p.y) for p in chart.series[0].points] == [
        ("audit", 2), ("suggestion-box", 1), ("(none stated)", 1),
    ]  # fmt: skip


test_picture.__doc__ = "The picture has a bar for each source." + RECORDS


def test_page(register: Register, expected: Callable[[str, str], None]) -> None:
    page = lay_out(sources(register))
    blocks = tuple(block for block in page.blocks if not isinstance(block, Chart))
    expected("sources.txt", show(page._replace(blocks=blocks), 80, colour=False))


test_page.__doc__ = "The page on sources, as a terminal shows it without its picture." + RECORDS


SPELLED = """
---
# path: learnorg.yaml
headcount: 2
sources: [Night shift]
---
id: ann
title: Ann Lee
emails: [a@x.org]
aliases: [al]
""" + "".join(
    f"---\nid: IMP-2611-00000{n}\ntitle: Idea {n}\nstate: proposed\nraised: 2026-11-02\n"
    f"raised_by: {who}\nsource: {{type: {source}}}\n"
    for n, (who, source) in enumerate(
        [("ann", "audit"), ("Ann Lee", "Audit"), ("Ann  lee", "AUDIT"), ("A@x.org", "night shift"),
         ("al", "Night Shift"), ("Cy Roe", "the boss"), ("cy  roe", "The boss")],
    )
)  # fmt: skip


def test_spelled(register: Register) -> None:
    found = sources(register)
    assert (found.raisers, found.people, found.participation) == (2, 2, 1)
    assert [(one.name, one.number) for one in found.sources] == [
        ("audit", 3), ("Night shift", 2), ("The boss", 1), ("the boss", 1),
    ]  # fmt: skip
    assert not {"audit", "Night shift"} & set(found.silent)


test_spelled.__doc__ = (
    "A person is one in whatever spelling, and so is a source that policy knows." + SPELLED
)


def test_more_than_there_are(register: Register) -> None:
    """
    More people than policy counts are told as such.
    ---
    # path: learnorg.yaml
    headcount: 1
    ---
    id: IMP-2611-000001
    title: One
    state: proposed
    raised: 2026-11-02
    raised_by: lea
    owner: bo
    """
    told = show(lay_out(sources(register)), 100, colour=False)
    assert "1 of them raised: 200 % of 1, more than the headcount in learnorg.yaml" in told


def test_not_more(register: Register) -> None:
    told = show(lay_out(sources(register)), 100, colour=False)
    assert "5 people, 2 of them raised: 25 % of 20\n" in told


test_not_more.__doc__ = "A share that can be is told without a word." + RECORDS
