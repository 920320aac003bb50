import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from learnorg.methods.value import (
    Quantity,
    Realisation,
    attainment,
    benefit_cost_ratio,
    comparable,
    forecast_bias,
    net_present_value,
    payback,
    quantity,
    realisation,
    return_on_investment,
)

values = st.integers(-10_000, 10_000).map(lambda n: n / 8)


@pytest.mark.parametrize(
    ("actual", "baseline", "target", "found"),
    [
        (4, 11, 4, 1),
        (7.5, 11, 4, 0.5),
        (3.3, 11, 4, 1.1),
        (12, 11, 4, -1 / 7),
        (90, 60, 80, 1.5),
        (60, 60, 80, 0),
        (80, 80, 80, None),
        (None, 60, 80, None),
        (70, None, 80, None),
        (70, 60, None, None),
    ],
)
def test_attainment(
    actual: float | None, baseline: float | None, target: float | None, found: float | None
) -> None:
    """The share of the way is told whichever way it leads, and not where a value is missing."""
    told = attainment(actual, baseline, target)
    assert told == (None if found is None else pytest.approx(found))


@given(values, values, values, values, st.sampled_from([-4, -1, 0.5, 3]))
def test_attainment_knows_no_unit(
    actual: float, baseline: float, target: float, shift: float, scale: float
) -> None:
    """Another unit, another zero or the opposite direction change nothing."""
    assume(target != baseline)
    moved = [(one + shift) * scale for one in (actual, baseline, target)]
    assert attainment(*moved) == pytest.approx(attainment(actual, baseline, target), abs=1e-9)


def test_phillips() -> None:
    """The example of Phillips's return on investment comes out as published."""
    assert benefit_cost_ratio(321_600, 38_233) == pytest.approx(8.41, abs=0.005)
    assert return_on_investment(321_600, 38_233) == pytest.approx(741.2, abs=0.05)


def test_nothing_spent() -> None:
    """Where a value is missing or nothing was spent, there is no ratio; never 0."""
    for benefits, costs in ((None, 5), (5, None), (5, 0)):
        assert benefit_cost_ratio(benefits, costs) is None
        assert return_on_investment(benefits, costs) is None
    assert benefit_cost_ratio(0, 5) == 0
    assert return_on_investment(0, 5) == -100


def test_payback() -> None:
    """A cost comes back after so many months, or never."""
    assert payback(1200, 100) == 12
    assert payback(0, 100) == 0
    for cost, net in ((None, 100), (1200, None), (1200, 0), (1200, -5)):
        assert payback(cost, net) is None


def test_net_present_value() -> None:
    """Later money is worth less; a missing flow leaves no value."""
    assert net_present_value([-1000, 600, 600], 0.1) == pytest.approx(41.3223, abs=1e-4)
    assert net_present_value([-1000, 600, 600], 0) == 200
    assert net_present_value([-1000, None, 600], 0.1) is None
    assert net_present_value([], 0.1) is None


@given(st.lists(values, min_size=1, max_size=6), st.sampled_from([0.0, 0.03, 0.1, 0.5]))
def test_present_value_adds_up(flows: list[float], rate: float) -> None:
    """What comes a period later is worth as much less."""
    now, later = net_present_value(flows, rate), net_present_value([0, *flows], rate)
    assert now is not None
    assert later == pytest.approx(now / (1 + rate), abs=1e-6)


def test_realisation() -> None:
    """What was not measured is told beside the share, and is not in it."""
    found = realisation([(100, 90), (300, 310), (50, None), (None, 7)])
    assert found == Realisation(1.0, 2, 1)
    assert realisation([(50, None)]) == Realisation(None, 0, 1)
    assert realisation([(0, 5)]).share is None


def test_forecast_bias() -> None:
    """The bias is the middle one of actual over expected."""
    assert forecast_bias([(100, 50), (100, 80), (10, 20), (None, 3), (7, None)]) == 0.8
    assert forecast_bias([(100, 50), (100, 80)]) == pytest.approx(0.65)
    assert forecast_bias([(0, 5), (7, None)]) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3.2", Quantity("number", 3.2)),
        ("-4", Quantity("number", -4)),
        ("06:30", Quantity("time of day", 23_400)),
        ("06:30:05", Quantity("time of day", 23_405)),
        ("2h30m", Quantity("duration", 9_000)),
        ("1w2d", Quantity("duration", 777_600)),
        ("", None),
        ("about 5", None),
        ("1_000", None),
        ("٣", None),
    ],
)
def test_quantity(text: str, found: Quantity | None) -> None:
    """A value is a number, a time of day or a duration, and nothing else."""
    assert quantity(text) == found


def test_comparable() -> None:
    """Only values of one sort are compared."""
    assert comparable("4h", "10m", "5m") == (14_400, 600, 300)
    assert comparable("4", "10m") is None
    assert comparable("4", "much") is None
