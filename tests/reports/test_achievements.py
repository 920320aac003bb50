from collections.abc import Callable
from typing import Any

import pytest

from learnorg.page import Chart, Fields, Heading, Page, Table, Text, words
from learnorg.periods import period
from learnorg.register.query import parse
from learnorg.register.register import Register
from learnorg.render.terminal import show
from learnorg.reports import flow
from learnorg.reports.achievements import Achievements, derive, lay_out, table
from registers import TODAY

RECORDS = """
---
# path: learnorg.yaml
teams: [service-desk, platform]
---
id: lea
title: Lea
teams: service-desk
---
id: IMP-2606-000001
title: Fewer calls
state: closed
raised: 2026-06-01
due: 2026-10-31
dates: {proposed: 2026-06-01, in-progress: 2026-07-01, closed: 2026-10-09}
owner: lea
services: [sign-in, desk]
objectives: Colleagues get on
measures:
  - {name: Calls, unit: a month, baseline: 420, target: 210, actual: 188}
outcome: {result: achieved, evidence: Three months below 210.}
learned: Ask who is left out.
benefits:
  - {kind: saving, expected: 1000, actual: 900, currency: EUR, per: year, hard: true}
  - {kind: calmer mornings}
---
id: IMP-2606-000002
title: A wall of dashboards
state: closed
raised: 2026-06-10
due: 2026-09-01
dates: {proposed: 2026-06-10, closed: 2026-11-03}
owner: platform
services: [sign-in]
outcome: {result: not-achieved, because: Nobody looked.}
---
id: IMP-2606-000003
title: New labels
state: closed
raised: 2026-06-10
dates: {proposed: 2026-06-10, closed: 2026-11-20}
owner: somebody
outcome: {result: delivered}
learned: Labels fall off in the heat.
---
id: IMP-2606-000004
title: Of the quarter before
state: closed
raised: 2026-06-10
dates: {proposed: 2026-06-10, closed: 2026-07-11}
outcome: {result: partly-achieved}
---
id: IMP-2606-000005
title: After the same days of the quarter before
state: closed
raised: 2026-06-10
dates: {proposed: 2026-06-10, closed: 2026-09-11}
outcome: {result: achieved}
---
id: IMP-2606-000006
title: Begun and declined
state: declined
raised: 2026-06-10
dates: {proposed: 2026-06-10, in-progress: 2026-06-12, declined: 2026-11-01}
outcome: {because: The vendor left.}
---
id: IMP-2606-000007
title: Declined at once
state: declined
raised: 2026-06-10
dates: {proposed: 2026-06-10, declined: 2026-11-01}
outcome: {because: Too dear.}
---
id: IMP-2606-000008
title: Reopened
state: in-progress
raised: 2026-06-10
dates: {proposed: 2026-06-10, in-progress: 2026-06-12}
---
id: IMP-2606-000009
title: Closed on no day
state: closed
raised: 2026-06-10
dates: {closed: 2026-11-31}
outcome: {result: achieved}
"""


def found(register: Register, span: str = "2026-Q4", *words: str) -> Achievements:
    return derive(register, parse(words, "improvement"), period(span, TODAY), TODAY)


def test_derive(register: Register) -> None:
    one = found(register)
    assert [each.title for each in one.closed] == [
        "New labels",
        "A wall of dashboards",
        "Fewer calls",
    ]
    assert [each.title for each in one.declined] == ["Begun and declined"]
    assert (one.now.finished, one.now.success, one.now.judged) == (3, 0.5, 2)
    assert (one.now.punctual, one.now.due, one.now.days) == (1, 2, 146)
    assert one.now.results["delivered"] == 1
    assert one.then
    assert (one.then.finished, one.then.results["partly-achieved"]) == (1, 1)
    assert [(g.name, g.finished) for g in one.months] == [("2026-10", 1), ("2026-11", 2)]
    assert [(g.name, g.finished) for g in one.services] == [("sign-in", 2), ("desk", 1)]
    assert one.undated == 1
    assert one.closed[1].teams == ("platform",)


test_derive.__doc__ = "What was closed in the period counts, delivered beside the rate." + RECORDS


def test_query(register: Register) -> None:
    assert [each.title for each in found(register, "2026-Q4", "service:desk").closed] == [
        "Fewer calls"
    ]
    assert [each.title for each in found(register, "2026-Q4", "outcome:achieved").closed] == [
        "Fewer calls"
    ]


test_query.__doc__ = "A query narrows the report." + RECORDS


def test_page(register: Register, expected: Callable[[str, str], None]) -> None:
    page = without_pictures(lay_out(found(register)))
    expected("achievements.txt", show(page, 80, colour=False))


test_page.__doc__ = "The report, as a terminal shows it." + RECORDS


def without_pictures(page: Page) -> Page:
    return page._replace(blocks=[b for b in page.blocks if not isinstance(b, Chart)])


def test_chart(register: Register) -> None:
    (chart,) = [b for b in lay_out(found(register)).blocks if isinstance(b, Chart)]
    assert {one.name: [(p.x, p.y) for p in one.points] for one in chart.series} == {
        "achieved": [("2026-10", 1)],
        "not achieved": [("2026-11", 1)],
        "delivered": [("2026-11", 1)],
    }


test_chart.__doc__ = "A picture shows each month's endings." + RECORDS


def test_sentences(register: Register) -> None:
    first = lay_out(found(register)).blocks[0]
    assert isinstance(first, Text)
    assert first.text == (
        "In 2026-Q4 3 improvements were finished so far: 1 achieved, 1 not; 1 delivered without "
        "measure. Success rate 50 % of the 2 measured. 1 of the 2 with a due day were on time. "
        "Benefits in EUR a year (hard): 900 measured where 1,000 was expected (90 %)."
    )


test_sentences.__doc__ = "The answer can be passed on as it is." + RECORDS


def test_nothing(register: Register) -> None:
    page = lay_out(found(register, "2026-08"))
    assert [b.text for b in page.blocks if isinstance(b, Text)][:2] == [
        "In 2026-08 nothing was finished.",
        "The last one before was finished on 2026-07-11: Of the quarter before.",
    ]
    assert not any(isinstance(b, Table) for b in page.blocks)
    data: Any = page.data
    assert data["last_before"] == {
        "id": "IMP-2606-000004", "title": "Of the quarter before", "on": "2026-07-11"
    }  # fmt: skip


test_nothing.__doc__ = "An empty period says so, and when the last one was finished." + RECORDS


def test_not_enough(register: Register) -> None:
    """
    Where nothing was measured there is no success rate, and no 0 in its place.
    ---
    id: IMP-2606-000003
    title: New labels
    state: closed
    raised: 2026-06-10
    dates: {proposed: 2026-06-10, closed: 2026-11-20}
    outcome: {result: delivered}
    """
    one = found(register)
    assert one.now.success is None
    first = lay_out(one).blocks[0]
    assert isinstance(first, Text)
    assert "Not enough data for a success rate: none of them was measured." in first.text


def test_sections(register: Register) -> None:
    """
    Every finished improvement stands in one section, and the counts add up.
    ---
    id: IMP-2606-000001
    title: Delivered
    state: closed
    raised: 2026-06-10
    due: 2026-11-10
    dates: {closed: 2026-11-20}
    outcome: {result: delivered}
    ---
    id: IMP-2606-000002
    title: Unsaid
    state: closed
    raised: 2026-06-10
    dates: {closed: 2026-11-19}
    ---
    id: IMP-2606-000003
    title: Not
    state: closed
    raised: 2026-06-10
    due: 2026-11-17
    dates: {closed: 2026-11-18}
    outcome: {result: not-achieved}
    ---
    id: IMP-2606-000004
    title: Declined
    state: declined
    raised: 2026-06-10
    dates: {in-progress: 2026-06-12, declined: 2026-11-01}
    """
    page = lay_out(found(register))
    heads = [b.text for b in page.blocks if isinstance(b, Heading)]
    assert [head for head in heads if "finished" in head] == [
        "What worked, or was delivered (1 of the 3 finished)",
        "What did not work, or not wholly (1 of the 3 finished)",
        "Closed without an outcome (1 of the 3 finished)",
        "Declined after it was begun (1, not among the finished)",
    ]
    ends = [words(value) for b in page.blocks if isinstance(b, Fields) for _, value in b.items[:1]]
    assert [end.partition("raised, ")[2] for end in ends] == [
        "due 2026-11-10, 10 days late", "due 2026-11-17, 1 day late", "", ""
    ]  # fmt: skip


def test_all_time(register: Register) -> None:
    one = found(register, "..")
    assert (str(one.window.first), one.before) == ("2026-06-01", None)
    assert one.now.finished == 5


test_all_time.__doc__ = "All there ever was is compared with nothing." + RECORDS


def test_same_beginning(register: Register) -> None:
    span = period("..2026-10", TODAY)
    there = flow.derive(register, parse((), "improvement"), span, TODAY).window
    here = found(register, "..2026-10").window
    assert (here.first, here.last) == (there.first, there.last)


test_same_beginning.__doc__ = "An open beginning is that of the report on flow." + RECORDS


@pytest.mark.parametrize(
    ("span", "finished", "began"),
    [
        ("2026-06-01..today", "–", True),
        ("2026-07-01..today", "–", True),
        ("2026-08-01..today", "1", True),
        ("2026-10-01..2026-11-22", "1", False),
        ("2026-10-20..2026-11-22", "1", False),
        ("2026-11-01..2026-11-22", "0", False),
    ],
)
def test_before_the_register(register: Register, span: str, finished: str, began: bool) -> None:
    page = lay_out(found(register, span))
    figures = next(b for b in page.blocks if isinstance(b, Table))
    assert words(figures.rows[0][2]) == finished
    (said,) = [b.text for b in page.blocks if isinstance(b, Text) and b.text.startswith("Before:")]
    assert said.endswith("; the register began on 2026-06-01.") == began
    data: Any = page.data
    assert data["before"]["finished"] == (None if finished == "–" else int(finished))
    assert data["register_began"] == "2026-06-01"


test_before_the_register.__doc__ = "Nothing finished before the register began is no 0." + RECORDS


def test_data(register: Register) -> None:
    data: Any = lay_out(found(register)).data
    assert data["success_rate"] == 0.5
    assert data["before"]["finished"] == 1
    assert [one["id"] for one in data["declined_after_start"]] == ["IMP-2606-000006"]
    calls = data["improvements"][-1]
    assert (calls["outcome"], calls["days"], calls["on_time"]) == ("achieved", 130, True)
    assert calls["measures"][0]["attainment"] == 1.1048
    assert data["benefits"]["money"] == [
        {
            "currency": "EUR", "per": "year", "hard": True, "benefits": 1, "expected": 1000,
            "actual": 900, "realisation": 0.9, "not_measured_yet": 0, "measuring_late": 0,
            "forecast_bias": 0.9,
            "parts": {
                "settled": {"benefits": 1, "expected": 1000, "actual": 900},
                "measured_early": {"benefits": 0, "expected": None, "actual": None},
                "not_measured": {"benefits": 0, "expected": None, "actual": None},
                "not_expected": {"benefits": 0, "expected": None, "actual": None},
            },
            "next_measured_by": None,
        }
    ]  # fmt: skip
    assert [one["kind"] for one in data["benefits"]["other"]] == ["calmer mornings"]


test_data.__doc__ = "Programs get every figure, absent ones as null." + RECORDS


def test_table(register: Register) -> None:
    (block,) = table(found(register)).blocks
    assert isinstance(block, Table)
    names = [column.name for column in block.columns]
    rows = [dict(zip(names, map(words, row), strict=True)) for row in block.rows]
    assert [row["outcome"] for row in rows] == [
        "delivered", "not-achieved", "achieved", "declined"
    ]  # fmt: skip
    assert (rows[2]["attainment"], rows[2]["services"]) == ("1.105", "sign-in, desk")
    money = ("benefit_expected", "benefit_actual", "currency", "per", "hard")
    assert [[row[name] for name in money] for row in rows] == [
        [""] * 5, [""] * 5, ["1000", "900", "EUR", "year", "hard"], [""] * 5
    ]  # fmt: skip


test_table.__doc__ = "A spreadsheet gets a row for each improvement." + RECORDS
