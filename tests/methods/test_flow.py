from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.methods.flow import (
    FEWEST,
    Percentiles,
    Unit,
    diversity,
    littles_law,
    on_time,
    participation,
    percentile,
    percentiles,
    reply_time,
    standing_at,
    success,
    throughput,
    took,
    work_in_progress,
)

numbers = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=40)
shares = st.floats(0, 1)
days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
stays = st.lists(
    st.tuples(days, st.none() | st.integers(0, 300)).map(
        lambda one: (one[0], None if one[1] is None else one[0] + timedelta(one[1]))
    ),
    max_size=20,
)
counts = st.lists(st.integers(0, 50), max_size=12)
RESULTS = ["achieved", "partly-achieved", "not-achieved", "delivered", "withdrawn", ""]


@pytest.mark.parametrize(
    ("values", "share", "found"),
    [
        ([15, 20, 35, 40, 50], 0.4, 29),  # as PERCENTILE.INC has it
        ([1, 2, 3, 4], 0.5, 2.5),
        ([7], 0.95, 7),
        ([3, 1, 2], 0, 1),
        ([3, 1, 2], 1, 3),
        ([], 0.5, None),
    ],
)
def test_percentile(values: list[float], share: float, found: float | None) -> None:
    """A percentile lies between the closest ranks; of nothing there is none."""
    assert percentile(values, share) == (None if found is None else pytest.approx(found))


@given(numbers, shares, shares)
def test_percentiles_in_order(values: list[float], one: float, other: float) -> None:
    """A greater share has no smaller percentile, and none lies outside the values."""
    low, high = (percentile(values, share) for share in sorted((one, other)))
    assert low is not None
    assert high is not None
    assert min(values) <= low <= high <= max(values)


def test_few_percentiles() -> None:
    """Of too few values there are no percentiles, but how many there are."""
    assert percentiles([1.0] * (FEWEST - 1)) == Percentiles(FEWEST - 1)
    assert percentiles([1.0] * FEWEST) == Percentiles(FEWEST, 1, 1, 1)


def test_took() -> None:
    """Durations are whole days; the same day is 0, what is missing or backward is nothing."""
    assert took(date(2026, 11, 1), date(2026, 11, 22)) == 21
    assert took(date(2026, 11, 1), date(2026, 11, 1)) == 0
    assert took(date(2026, 11, 2), date(2026, 11, 1)) is None
    assert took(None, date(2026, 11, 1)) is None
    assert took(date(2026, 11, 1), None) is None


def test_work_in_progress() -> None:
    """What stood at the end of each day is averaged; what is over by then stands no more."""
    first, last = date(2026, 11, 1), date(2026, 11, 10)
    assert work_in_progress([(first, None)], first, last) == 1
    assert work_in_progress([(first, date(2026, 11, 6))], first, last) == 0.5
    assert work_in_progress([(date(2026, 10, 1), date(2026, 10, 31))], first, last) == 0
    assert work_in_progress([(date(2026, 12, 1), None)], first, last) == 0
    assert work_in_progress([], last, first) is None


@given(stays, days, days)
def test_work_in_progress_by_day(
    all_of_them: list[tuple[date, date | None]], one: date, other: date
) -> None:
    """The average is that of counting each day by itself."""
    first, last = sorted((one, other))
    span = (last - first).days + 1
    counted = sum(
        1
        for n in range(span)
        for begun, ended in all_of_them
        if begun <= first + timedelta(n) and (ended is None or first + timedelta(n) < ended)
    )
    assert work_in_progress(all_of_them, first, last) == pytest.approx(counted / span)


@given(st.lists(st.tuples(days, st.integers(0, 60)), min_size=1, max_size=20))
def test_littles_law_is_exact(work: list[tuple[date, int]]) -> None:
    """Over a window in which all work begins and ends, the law holds to the letter."""
    all_of_them = [(begun, begun + timedelta(length)) for begun, length in work]
    first, last = date(2025, 12, 1), date(2027, 6, 30)
    span = (last - first).days + 1
    mean = sum(length for _, length in work) / len(work)
    found = littles_law(work_in_progress(all_of_them, first, last), len(work) / span, mean)
    assert found is not None
    assert found.wip == pytest.approx(found.expected)
    assert found.agrees or found.wip == pytest.approx(0)


def test_littles_law() -> None:
    """Within 30 % of the work in progress they agree; without a figure nothing is said."""
    agreeing, missing = littles_law(10, 0.5, 26), littles_law(10, 0.5, 27)
    assert agreeing is not None
    assert missing is not None
    assert (agreeing.expected, agreeing.agrees) == (13, True)
    assert (missing.expected, missing.agrees) == (13.5, False)
    assert littles_law(None, 1, 1) is None
    assert littles_law(1, 1, None) is None


def test_months() -> None:
    """Months without any count 0; those that the window cuts are not whole."""
    finished = [date(2026, 9, 30), date(2026, 11, 1), date(2026, 11, 22), date(2026, 9, 14)]
    found = throughput(finished, date(2026, 9, 15), date(2026, 11, 22), "month")
    assert [(one.first, one.last, one.number, one.whole) for one in found] == [
        (date(2026, 9, 15), date(2026, 9, 30), 1, False),
        (date(2026, 10, 1), date(2026, 10, 31), 0, True),
        (date(2026, 11, 1), date(2026, 11, 22), 2, False),
    ]


def test_weeks() -> None:
    """Weeks go from Monday to Sunday, over the turn of a year, too."""
    found = throughput([date(2027, 1, 3)], date(2026, 12, 28), date(2027, 1, 10), "week")
    assert [(one.first, one.last, one.number, one.whole) for one in found] == [
        (date(2026, 12, 28), date(2027, 1, 3), 1, True),
        (date(2027, 1, 4), date(2027, 1, 10), 0, True),
    ]


@given(st.lists(days, max_size=30), days, days, st.sampled_from(["week", "month"]))
def test_nothing_is_lost(finished: list[date], one: date, other: date, unit: str) -> None:
    """Each day of a window lies in one spell, and all that finished in it is counted once."""
    first, last = sorted((one, other))
    found = throughput(finished, first, last, unit)  # type: ignore[arg-type]  # one of the two
    assert sum(spell.number for spell in found) == sum(first <= day <= last for day in finished)
    assert (found[0].first, found[-1].last) == (first, last)
    for before, after in pairwise(found):
        assert after.first - before.last == timedelta(1)


@pytest.mark.parametrize("unit", ["week", "month"])
def test_throughput_to_the_end(unit: Unit) -> None:
    """The calendar's last day ends the last week and month, and the days before it add up."""
    first = date(9999, 11, 20)
    spells = throughput([first, date.max, date.max], first, date.max, unit)
    assert (spells[0].number, spells[-1].number, spells[-1].last) == (1, 2, date.max)
    assert sum((one.last - one.first).days + 1 for one in spells) == (date.max - first).days + 1
    assert work_in_progress([(first, None)], first, date.max) == 1


def test_diversity() -> None:
    """All of one sort is 0, halves are 0.5, and nothing has no diversity."""
    assert diversity([7]) == 0
    assert diversity([3, 3]) == pytest.approx(0.5)
    assert diversity([1] * 4) == pytest.approx(0.75)
    assert diversity([]) is None
    assert diversity([0]) is None


@given(counts)
def test_diversity_bounds(found: list[int]) -> None:
    """Diversity lies between 0 and 1 - 1/k for k sorts."""
    sorts = sum(1 for count in found if count)
    mixed = diversity(found)
    assert mixed is None if not sorts else 0 <= mixed <= 1 - 1 / sorts + 1e-9  # type: ignore[operator]


def test_success() -> None:
    """The rate is over what was measured: delivered and withdrawn stand beside it."""
    found = success(["achieved"] * 3 + ["partly-achieved", "not-achieved", "delivered", "", "odd"])
    assert found.rate == pytest.approx(0.6)
    assert (found.measured, found.delivered, found.withdrawn, found.unknown) == (5, 1, 0, 2)


def test_no_success() -> None:
    """Where nothing was measured there is no rate, which is not 0."""
    assert success(["delivered", "withdrawn"]).rate is None
    assert success(["not-achieved"]).rate == 0


@given(st.lists(st.sampled_from(RESULTS)), st.sampled_from(["delivered", "withdrawn", ""]))
def test_success_beside(results: list[str], another: str) -> None:
    """No number of delivered or withdrawn ones moves the rate."""
    assert success(results).rate == success([*results, another]).rate


def test_on_time() -> None:
    """On the due day is on time."""
    due = date(2026, 11, 20)
    assert on_time([(due, due), (date(2026, 11, 21), due)]) == 0.5
    assert on_time([]) is None


def test_reply_time() -> None:
    """The reply time is a median; nobody's reply is none."""
    asked = date(2026, 11, 1)
    days_later = [(asked, asked + timedelta(n)) for n in (1, 3, 90)]
    assert reply_time(days_later) == 3
    assert reply_time([]) is None


def test_participation() -> None:
    """Who takes part twice is one; without a headcount there is no share."""
    assert participation(["ada", "lea", "ada"], 8) == 0.25
    assert participation(["ada"], None) is None


@given(stays, st.lists(days, min_size=1, max_size=10, unique=True).map(sorted))
def test_standing_at(all_of_them: list[tuple[date, date | None]], at: list[date]) -> None:
    """How many stand somewhere at a day's end is what counting each stay says."""
    found = standing_at([("here", *stay) for stay in all_of_them], at)
    counted = [
        sum(1 for begun, ended in all_of_them if begun <= day and (ended is None or day < ended))
        for day in at
    ]
    assert found.get("here", [0] * len(at)) == counted
