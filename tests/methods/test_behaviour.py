"""Signals are told from routine variation as Wheeler does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.methods.behaviour import Limits, Signal, limits, missing, ranges, signals

NIST = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
BEFORE = [43, 40, 37, 33, 30, 33, 34, 35, 29, 33, 31, 39]
AFTER = [35, 37, 33, 32, 27, 29, 31, 22, 25, 30, 24, 19]
SHIFTED = [21.3, 20.2, 20.9, 21.0, 18.8, 19.6, 18.7, 18.6, 18.1, 18.9, 19.2, 18.2, 17.3, 19.0]

values = st.lists(st.integers(-50, 50).map(float), min_size=6, max_size=30)


def of(series: list[float], by: str = "mean", **kept: float) -> Limits:
    found = limits(series, by, **kept)  # type: ignore[arg-type]  # one of two words
    assert found is not None
    return found


def by_rule(found: list[Signal], rule: str) -> list[int]:
    return [each.place for each in found if each.rule == rule]


STEADY = Limits(10, 4, 16, 2.26, 7.37, 12, 6)
"""Routine from 4 to 16 about 10; nearer to a limit than to the centre is beyond 7 and 13."""


def test_nist() -> None:
    """The example of NIST's e-Handbook of Statistical Methods, 6.3.2.2, whose factor is 3/1.128."""
    found = of(NIST)
    assert found.centre == pytest.approx(50.81)
    assert found.range_centre == pytest.approx(1.8778, abs=0.00005)
    assert (found.lower, found.upper) == pytest.approx((45.8159, 55.8041), abs=0.002)
    assert found.range_upper == pytest.approx(6.1347, abs=0.002)
    assert signals(NIST, found) == []


def test_locked() -> None:
    """Limits locked before a change tell after it what has changed (Wheeler's accidents)."""
    before, after = of(BEFORE), of(AFTER)
    assert (before.lower, before.upper) == pytest.approx((25.6, 43.9), abs=0.05)
    assert (after.lower, after.upper) == pytest.approx((18.0, 39.3), abs=0.05)
    judged = signals(AFTER, before)
    assert by_rule(judged, "beyond a limit") == [7, 8, 10, 11]
    assert {each.side for each in judged} == {"low"}
    assert by_rule(signals(AFTER, after), "beyond a limit") == []


def test_run() -> None:
    """Each of eight in a row on one side of the centre is a signal (Wheeler, table 8.1)."""
    found = signals(SHIFTED, of(SHIFTED))
    assert by_rule(found, "run") == [6, 7, 8, 9, 10, 11, 12, 13]
    assert {each.side for each in found if each.rule == "run"} == {"low"}


def test_seven_are_no_run() -> None:
    """Seven in a row are none, nor are eight with one on the centre or missing among them."""
    assert by_rule(signals([11] * 7, STEADY), "run") == []
    assert by_rule(signals([11] * 8, STEADY), "run") == [*range(8)]
    assert by_rule(signals([11] * 4 + [10] + [11] * 4, STEADY), "run") == []
    assert by_rule(signals([11] * 4 + [None] + [11] * 4, STEADY), "run") == []
    assert by_rule(signals([11] * 4 + [9] * 4, STEADY), "run") == []


def test_near() -> None:
    """Three of four nearer to a limit than to the centre are a signal, on one side only."""
    assert by_rule(signals([14, 10, 14, 14], STEADY), "near a limit") == [0, 2, 3]
    assert by_rule(signals([13, 10, 14, 14], STEADY), "near a limit") == []  # as near to either
    assert by_rule(signals([14, 10, 6, 14], STEADY), "near a limit") == []
    assert by_rule(signals([14, None, 14, 14], STEADY), "near a limit") == []
    assert by_rule(signals([14, 14, 14], STEADY), "near a limit") == []


def test_beyond() -> None:
    """A value beyond a limit is a signal, on it it is none; a leap between two values is one."""
    assert signals([16, 10], STEADY) == []
    assert signals([16.1, 10], STEADY) == [Signal(0, "beyond a limit", "high")]
    assert signals([3.9], STEADY) == [Signal(0, "beyond a limit", "low")]
    assert signals([6, 13.4], STEADY) == [Signal(1, "range beyond its limit", "high")]
    assert signals([6, None, 13.4], STEADY) == []


def test_floor() -> None:
    """A natural floor cuts off a limit beyond it, and moves no other border."""
    counts = [0.0, 3, 1, 0, 2, 5, 0, 1, 0, 1]
    free, floored = of(counts), of(counts, floor=0)
    assert free.lower < 0 == floored.lower
    assert floored._replace(lower=free.lower) == free
    assert signals(counts, floored) == []
    assert of(counts, ceiling=4).upper == 4
    assert of(BEFORE, floor=0, ceiling=100) == of(BEFORE)


def test_medians() -> None:
    """By medians, one wild value widens nothing."""
    calm = [10.0, 12, 10, 12, 10, 12, 10, 12]
    wild = [*calm[:-1], 900]
    assert of(calm, "median") == (11, 11 - 3.145 * 2, 11 + 3.145 * 2, 2, 3.865 * 2, 8, 3.145 * 2)
    assert of(wild, "median").upper < 25 < of(wild).upper
    assert by_rule(signals(wild, of(wild, "median")), "beyond a limit") == [7]


def test_gap() -> None:
    """A missing period breaks the moving range, and counts for nothing."""
    assert ranges([1, 3, None, 10, 11]) == [None, 2, None, None, 1]
    assert ranges([]) == []
    assert of([1, 3, 1, None, 9, 7, 9]).range_centre == 2


def test_too_few() -> None:
    """Of fewer than six values there are no limits but what is missing; of twelve they are firm."""
    assert limits([1.0, 2, 3, 4, 5]) is None
    assert missing([1.0, 2, None, 3, 4, 5]) == "5 values of at least 6"
    assert limits([]) is None
    apart = [value for one in range(6) for value in (float(one), None)]
    assert (limits(apart), missing(apart)) == (None, "no two values in successive periods")
    assert missing(BEFORE[:6]) == ""
    assert [of(BEFORE[:n]).firm for n in (6, 11, 12)] == [False, False, True]


@given(values)
def test_never_moving(series: list[float]) -> None:
    """Where nothing varies there is no signal, whatever the value."""
    assert signals([series[0] / 7] * 12, of([series[0] / 7] * 12)) == []


@given(values, st.sampled_from(["mean", "median"]))
def test_upside_down(series: list[float], by: str) -> None:
    """Turned upside down, the same places are signals, on the other side."""
    turned = [-value for value in series]
    found, mirrored = signals(series, of(series, by)), signals(turned, of(turned, by))
    other = {"high": "low", "low": "high"}
    assert [(s.place, s.rule, s.side) for s in mirrored] == [
        (s.place, s.rule, s.side if s.rule.startswith("range") else other[s.side]) for s in found
    ]


@given(values, st.integers(-100, 100), st.sampled_from([0.5, 2.0, 4.0]))
def test_other_unit(series: list[float], shift: int, scale: float) -> None:
    """In another unit the same places are signals."""
    moved = [value * scale + shift for value in series]
    assert signals(moved, of(moved)) == signals(series, of(series))


@given(values)
def test_beyond_by_hand(series: list[float]) -> None:
    """The values beyond a limit are those, and moving ranges beyond theirs are those."""
    by = of(series)
    beyond = [n for n, value in enumerate(series) if abs(value - by.centre) > by.reach + 1e-6]
    assert by_rule(signals(series, by), "beyond a limit") == beyond
    leaps = [n for n, moved in enumerate(ranges(series)) if moved and moved > by.range_upper + 1e-6]
    assert by_rule(signals(series, by), "range beyond its limit") == leaps
