"""How long an incident took, or why nobody can say."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.methods.incidents import Span, Times, impact, to_detect, to_mitigate, to_resolve
from learnorg.methods.moments import Moment, moment

FIGURES = [to_detect, to_mitigate, to_resolve, impact]


def times(*texts: str) -> Times:
    return Times(*(moment(text) for text in texts))


INCIDENT = times(
    "2026-11-20 09:00", "2026-11-20 09:12", "2026-11-20 10:00", "2026-11-21 09:12:30"
)  # fmt: skip


def test_took() -> None:
    """Detecting counts from the start, mitigating and resolving from the detection, in minutes."""
    assert to_detect(INCIDENT).minutes == 12
    assert to_mitigate(INCIDENT).minutes == 48
    assert to_resolve(INCIDENT).minutes == 24 * 60 + 0.5
    assert to_resolve(INCIDENT).length == timedelta(days=1, seconds=30)


def test_impact() -> None:
    """Impact is over when it was mitigated, or, where that is not said, when it was resolved."""
    assert impact(INCIDENT).minutes == 60
    assert impact(INCIDENT) == Span(INCIDENT.started, INCIDENT.mitigated)
    assert impact(INCIDENT._replace(mitigated=None)).last == INCIDENT.resolved


@pytest.mark.parametrize(
    ("stated", "missing"),
    [
        (Times(), "no started and no detected"),
        (Times(started=INCIDENT.started), "no detected"),
        (Times(detected=INCIDENT.detected), "no started"),
        (times("2026-11-20 09:12", "2026-11-20 09:00"), "detected lies before started"),
        (
            times("2026-11-20 09:00Z", "2026-11-20 09:12"),
            "started has an offset from UTC, detected has none",
        ),
        (
            times("2026-11-20 09:00", "2026-11-20 09:12+01:00"),
            "detected has an offset from UTC, started has none",
        ),
    ],
)
def test_missing(stated: Times, missing: str) -> None:
    """What is not stated, out of order or not comparable is no time, least of all 0."""
    found = to_detect(stated)
    assert (found.length, found.minutes, found.missing) == (None, None, missing)


def test_zones() -> None:
    """Clocks in two places are told apart by their offsets."""
    assert to_detect(times("2026-11-20 09:00+01:00", "2026-11-20 09:12Z")).minutes == 72


def test_at_once() -> None:
    """What is noticed as it begins took no time, which is a time."""
    assert to_detect(times("2026-11-20 09:00", "2026-11-20 09:00")).minutes == 0


MOMENTS = st.none() | st.datetimes().map(lambda at: Moment(at.replace(microsecond=0)))


@pytest.mark.parametrize("figure", FIGURES)
@given(st.tuples(MOMENTS, MOMENTS, MOMENTS, MOMENTS))
def test_never_below_zero(figure: object, four: tuple[Moment | None, ...]) -> None:
    """Either there is a time of at least 0, or it is said what is missing; never both."""
    found = figure(Times(*four))  # type: ignore[operator]  # one of FIGURES
    assert (found.minutes is None) == bool(found.missing)
    assert found.minutes is None or found.minutes >= 0
