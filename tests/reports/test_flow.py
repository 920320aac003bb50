from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.page import Chart
from learnorg.periods import Period, period
from learnorg.register.query import parse
from learnorg.register.register import Register
from learnorg.render.terminal import show
from learnorg.reports.flow import Flow, derive, lay_out
from learnorg.reports.sources import derive as sources_of
from learnorg.reports.tracking.figures import days, in_days
from learnorg.reports.tracking.windows import MOST_TICKS, NotBegun, Window, ticks, window
from registers import TODAY

RECORDS = """
---
# path: learnorg.yaml
wip: {accepted: 1, in-progress: 1}
answer_within: 5
---
id: IMP-2610-100001
title: At work
state: in-progress
owner: lea
dates: {proposed: 2026-10-01, accepted: 2026-10-05, in-progress: 2026-11-01}
raised: 2026-10-01
---
id: IMP-2610-100002
title: At work, too
state: in-progress
dates: {proposed: 2026-10-01, accepted: 2026-10-05, in-progress: 2026-11-11}
raised: 2026-10-01
---
id: IMP-2610-100003
title: On hold
state: on-hold
dates: {proposed: 2026-10-01, accepted: 2026-11-05, on-hold: 2026-10-10}
hold: {from: 2026-11-15, because: The budget, state: accepted}
raised: 2026-10-01
---
id: IMP-2611-100004
title: Not wanted
state: declined
dates: {proposed: 2026-11-01, declined: 2026-11-04}
raised: 2026-11-01
---
id: IMP-2608-100005
title: Over before
state: closed
dates: {proposed: 2026-08-01, in-progress: 2026-08-10, closed: 2026-09-30}
raised: 2026-08-01
outcome: {result: not-achieved}
""" + "".join(
    f"---\nid: IMP-2609-20000{n}\ntitle: Over {n}\nstate: closed\n"
    f"dates: {{proposed: 2026-09-01, accepted: 2026-09-21, in-progress: 2026-10-{n:02}, "
    f"closed: 2026-11-0{n}}}\n"
    f"raised: 2026-09-01\ndue: 2026-11-04\noutcome: {{result: {result}}}\n"
    for n, result in enumerate(
        ["achieved", "achieved", "partly-achieved", "not-achieved", "delivered", "withdrawn"], 1
    )
)
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))


def flow(register: Register, *words: str, span: Period = NOVEMBER) -> Flow:
    return derive(register, parse(words, "improvement"), span, TODAY)


def test_times(register: Register) -> None:
    found = flow(register)
    assert (found.window, found.closed) == (Window(date(2026, 11, 1), TODAY), 6)
    assert found.lead == (6, pytest.approx(63.5), pytest.approx(65.25), pytest.approx(65.75))
    assert found.cycle == (6, 31, 31, 31)


test_times.__doc__ = "Lead and cycle times are those of what was closed in the window." + RECORDS


def test_throughput(register: Register) -> None:
    months = flow(register, span=period("2026-09..2026-11", TODAY)).months
    assert [(str(one.first), one.number, one.whole) for one in months] == [
        ("2026-09-01", 1, True),
        ("2026-10-01", 0, True),
        ("2026-11-01", 6, False),
    ]


test_throughput.__doc__ = "A month without any counts 0, and the running one is marked." + RECORDS


def test_standing(register: Register) -> None:
    found = [(one.state, one.number, one.limit, one.over) for one in flow(register).standing]
    assert found == [
        ("accepted", 0, 1, False),
        ("in-progress", 2, 1, True),
        ("on-hold", 1, None, False),
    ]


test_standing.__doc__ = "What stands in a state stands beside its limit." + RECORDS


def test_areas(register: Register) -> None:
    found = flow(register).areas
    assert found.days[-4:] == [date(2026, 11, d) for d in (1, 8, 15, 22)]
    assert found.states == {
        "closed": [1, 6, 6, 6],
        "on-hold": [0, 0, 1, 1],
        "in-progress": [6, 1, 2, 2],
        "accepted": [1, 2, 0, 0],
        "proposed": [2, 0, 0, 0],
    }


test_areas.__doc__ = "Cumulative flow counts each state at each day's end, by `dates`." + RECORDS


def test_little(register: Register) -> None:
    found = flow(register).little
    assert found is not None
    assert found.wip == pytest.approx((15 + 22 + 12) / 22)
    assert found.expected == pytest.approx(6 / 22 * 31)
    assert not found.agrees
    assert flow(register, span=period("2026-10", TODAY)).little is None


def test_little_of_few(register: Register) -> None:
    found = flow(register, "not:outcome:withdrawn")
    assert (found.cycle.number, found.little) == (5, None)
    page = lay_out(found)
    missing = "5 of at least 6 closed with the day they began"
    assert f"Not enough data for Little's law: {missing}." in show(page, 100, colour=False)
    assert isinstance(page.data, dict)
    assert page.data["littles_law"] == {
        "work_in_progress": None, "expected": None, "agrees": None, "tolerance": 0.3,
        "missing": f"not enough data: {missing}",
    }  # fmt: skip


test_little_of_few.__doc__ = "Little's law of fewer than six closed would hold by chance." + RECORDS


test_little.__doc__ = (
    "Little's law is held against days counted; where nothing closed it says nothing." + RECORDS
)


def test_endings(register: Register) -> None:
    found = flow(register)
    assert (found.success.rate, found.success.measured) == (0.5, 4)
    assert (found.success.delivered, found.success.withdrawn) == (1, 1)
    assert found.on_time == (6, pytest.approx(4 / 6))
    assert (found.replies.number, found.replies.median) == (2, 19)


test_endings.__doc__ = "Rates are over what can be judged, in the window alone." + RECORDS


def test_of_a_query(register: Register) -> None:
    found = flow(register, "owner:lea", span=Period(None, None))
    assert (found.closed, found.success.rate, found.on_time.share) == (0, None, None)
    assert found.window == Window(date(2026, 10, 1), TODAY)
    told = show(lay_out(found), 80, colour=False)
    assert "Nothing was closed in 53 days." in told
    assert "not enough data: no outcome was measured" in told


test_of_a_query.__doc__ = (
    "What is missing is said; an open span begins with all there is." + RECORDS
)


def test_empty(register: Register) -> None:
    """A register without a record has a page, too."""
    page = lay_out(flow(register))
    assert "Nothing is open." in show(page, 80, colour=False)


def test_to_come(register: Register) -> None:
    """A period of which no day has come is refused."""
    with pytest.raises(NotBegun, match=r"begins on 2027-01-01, and today is 2026-11-22"):
        flow(register, span=period("2027-Q1", TODAY))


def test_pictures(register: Register) -> None:
    bars, areas = (b for b in lay_out(flow(register)).blocks if isinstance(b, Chart))
    assert [(p.x, p.y) for p in bars.series[0].points] == [("2026-11 (1-22)", 6)]
    assert [series.name for series in areas.series][:2] == ["closed", "on-hold"]
    assert areas.series[0].points[0].x == "2026-11-01"


test_pictures.__doc__ = "There is a picture of throughput and one of cumulative flow." + RECORDS


def test_data(register: Register) -> None:
    data = lay_out(flow(register)).data
    assert isinstance(data, dict)
    assert data["window"] == {"first": "2026-11-01", "last": "2026-11-22", "days": 22}
    assert data["lead_days"] == {"count": 6, "50": 63.5, "85": 65.25, "95": 65.75}
    assert data["littles_law"] == {
        "work_in_progress": 2.23, "expected": 8.45, "agrees": False, "tolerance": 0.3,
        "missing": None,
    }  # fmt: skip
    assert (data["open"], data["in_work"]) == (3, 2)
    assert data["success"]["rate"] == 0.5
    assert data["reply_days"] == {"count": 2, "median": 19, "promised": 5}


test_data.__doc__ = "Programs get every figure with its window." + RECORDS


def test_page(register: Register, expected: Callable[[str, str], None]) -> None:
    page = lay_out(flow(register, span=period("last-180d", TODAY)))
    blocks = tuple(block for block in page.blocks if not isinstance(block, Chart))
    expected("flow.txt", show(page._replace(blocks=blocks), 80, colour=False))


test_page.__doc__ = "The page on flow, as a terminal shows it without its pictures." + RECORDS


@given(st.dates(date(2000, 1, 1), TODAY), st.integers(1, 8000))
def test_ticks(first: date, days: int) -> None:
    """A window's picture has few days, evenly apart, with the last one, and from the first on."""
    span = Window(first, date.fromordinal(min(first.toordinal() + days - 1, TODAY.toordinal())))
    found = ticks(span)
    assert found[-1] == span.last
    assert found[0] >= span.first
    assert len(found) <= MOST_TICKS
    assert len({after - before for before, after in pairwise(found)}) <= 1


def test_window() -> None:
    """A window ends today at the latest; an open beginning is the earliest day, or today."""
    assert window(Period(None, None), None, TODAY) == Window(TODAY, TODAY)
    assert window(Period(None, date(2026, 1, 2)), date(2026, 3, 1), TODAY).days == 1
    assert window(period("2026", TODAY), None, TODAY) == Window(date(2026, 1, 1), TODAY)


def test_undated(register: Register) -> None:
    """
    What is over on no day that is known stands nowhere, and is told.
    ---
    id: IMP-2609-000001
    title: Over some day
    state: closed
    dates: {proposed: 2026-09-01, in-progress: 2026-09-02}
    raised: 2026-09-01
    ---
    id: IMP-2609-000002
    title: Open
    state: proposed
    raised: 2026-11-02
    """
    found = flow(register, span=Period(None, None))
    assert (found.closed, found.undated) == (0, 1)
    assert found.areas.states["proposed"][-1] == 1
    assert list(found.areas.states) == ["proposed"]
    page = lay_out(found)
    told = "1 improvement is closed or declined on no day that is known, and left out here"
    assert told in show(page, 120, colour=False)
    assert isinstance(page.data, dict)
    assert page.data["ended_without_day"] == 1


def test_left_out_of_times(register: Register) -> None:
    """
    Of how much of what was closed a time is not known is told beneath the times.
    ---
    id: IMP-2609-000001
    title: Began after its end
    state: closed
    dates: {proposed: 2026-09-01, in-progress: 2026-11-20, closed: 2026-11-10}
    raised: 2026-09-01
    ---
    id: IMP-2609-000002
    title: Never began
    state: closed
    dates: {proposed: 2026-09-01, closed: 2026-11-10}
    raised: 2026-09-01
    ---
    id: IMP-2609-000003
    title: As usual
    state: closed
    dates: {proposed: 2026-09-01, in-progress: 2026-11-10, closed: 2026-11-10}
    raised: 2026-09-01
    """
    told = show(lay_out(flow(register)), 160, colour=False)
    assert "Cycle time leaves out 2 of the 3 closed: the day on which work on them began" in told
    assert "Lead time leaves out" not in told


def test_one_beginning(register: Register) -> None:
    span = Period(None, date(2026, 10, 5))
    found = flow(register, span=span).window
    assert found == Window(date(2026, 8, 1), date(2026, 10, 5))
    assert sources_of(register, parse([], "improvement"), span, TODAY).window == found


test_one_beginning.__doc__ = "An open beginning is the same for flow and sources." + RECORDS


def test_one_day(register: Register) -> None:
    """
    One day, and one improvement, are told as one.
    ---
    id: IMP-2611-000001
    title: Over
    state: closed
    dates: {proposed: 2026-11-20, accepted: 2026-11-21, closed: 2026-11-22}
    raised: 2026-11-20
    ---
    id: IMP-2611-000002
    title: Answered
    state: accepted
    dates: {proposed: 2026-11-21, accepted: 2026-11-22}
    raised: 2026-11-21
    """
    told = show(lay_out(flow(register, span=Period(TODAY, TODAY))), 100, colour=False)
    assert "1 improvement closed in 1 day: too few" in told
    assert "1 day for half of 1 answered" in told
    none = lay_out(flow(register, span=Period(date(2026, 11, 1), date(2026, 11, 1))))
    assert "Nothing was closed in 1 day." in show(none, 100, colour=False)


def test_the_last_day_of_all(register: Register) -> None:
    last = date.max
    found = derive(register, parse([], "improvement"), period("9999", last), last)
    assert (len(found.months), found.months[-1].last, found.months[-1].whole) == (12, last, True)
    everything = derive(register, parse([], "improvement"), Period(None, None), last)
    assert everything.little is not None
    assert everything.little.wip > 0


test_the_last_day_of_all.__doc__ = "The calendar's last day is a day like any other." + RECORDS


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (None, "–"), (0, "0"), (1, "1"), (1.5, "1.5"), (9.75, "9.8"), (65.25, "65.3"), (116, "116"),
        (116.5, "116.5"), (65.24999999999, "65.3"), (99.99, "100"), (2912085, "2912085"),
    ],
)  # fmt: skip
def test_days(number: float | None, told: str) -> None:
    """Days are told to the tenth, halves up, and whole where they are."""
    assert days(number) == told


def test_in_days() -> None:
    """One day is one, whatever was rounded away."""
    assert (in_days(1), in_days(1.01), in_days(1.5)) == ("1 day", "1 day", "1.5 days")
