from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.files.splice import GONE, Edit
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.kinds.improvement.model import Improvement, Measure
from learnorg.kinds.improvement.workflow import (
    FLOWS,
    ORDER,
    RESULTS,
    VERB_TO,
    VERBS,
    IllegalMove,
    Move,
    OutOfOrder,
    backward,
    frozen,
    lacking,
    legal,
    met,
    moved,
    route,
    standing,
    verbs_back,
)
from learnorg.settings import Policy

RAISED = date(2026, 11, 2)
flows = st.sampled_from(sorted(FLOWS))


def improvement(**said: Any) -> Improvement:
    head = {"id": "IMP-2611-7k3mqx", "title": "Shorter hand-over", "state": "proposed"}
    return Improvement.model_validate(
        head | {"raised": RAISED, "dates": {"proposed": RAISED}} | said
    )


def after(before: Improvement, edits: Iterable[Edit]) -> Improvement:
    """The improvement that some edits make."""
    plain = before.model_dump(by_alias=True, exclude_unset=True)
    for edit in edits:
        here: Any = plain
        for step in edit.path[:-1]:
            here = here.setdefault(step, {})
        if edit.value is GONE:
            del here[edit.path[-1]]
        else:
            here[edit.path[-1]] = edit.value
    return Improvement.model_validate(plain)


def gaps(improvement: Improvement, to: str, because: str = "", **policy: Any) -> list[str]:
    """The flags that give what a move still asks for."""
    move = Move(to, RAISED, because=because)
    return [gap.flag.split()[0] for gap in lacking(improvement, move, Policy(**policy))]


# ---- which moves there are --------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "flow", "states"),
    [
        ({}, "light", ("accepted", "in-progress", "closed", "on-hold", "declined")),
        ({"state": "in-progress"}, "light", ("proposed", "accepted", "closed", "on-hold")),
        ({"state": "closed"}, "light", ("accepted", "in-progress")),
        ({"state": "declined"}, "full", ("proposed",)),
        (
            {"state": "on-hold", "hold": {"state": "in-progress"}},
            "light",
            ("proposed", "accepted", "in-progress", "closed"),
        ),
        (
            {"state": "on-hold", "hold": {"state": "measuring"}},
            "light",
            ("measuring", "proposed", "accepted", "in-progress", "closed"),
        ),
    ],
)
def test_legal(said: dict[str, Any], flow: str, states: tuple[str, ...]) -> None:
    """From each state lead the moves that its work flow has, and the way back."""
    assert legal(improvement(**said), flow) == states


def test_words() -> None:
    """Each verb leads to a state of the kind, and each state but the first has one verb."""
    assert set(VERBS.values()) <= set(IMPROVEMENT.states)
    assert set(VERB_TO) == set(IMPROVEMENT.states)
    assert set(FLOWS["light"]) < set(FLOWS["full"]) < set(IMPROVEMENT.states)


def test_illegal() -> None:
    """A move that there is not is refused with those that there are."""
    with pytest.raises(IllegalMove) as refusal:
        moved(improvement(state="closed"), Move("declined", RAISED), Policy())
    assert str(refusal.value) == (
        "IMP-2611-7k3mqx is closed and cannot become declined in the light work flow"
    )
    assert refusal.value.hint == "From closed it can become: accepted, in-progress."


def test_too_early() -> None:
    """Nothing happens before what came before it."""
    before = improvement(dates={"proposed": RAISED, "accepted": date(2026, 11, 9)})
    with pytest.raises(OutOfOrder, match="it was accepted on 2026-11-09"):
        moved(before, Move("in-progress", date(2026, 11, 8)), Policy())


# ---- the way there ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "to", "flow", "way"),
    [
        ("proposed", "in-progress", "light", ("accepted", "in-progress")),
        ("proposed", "approved", "full", ("accepted", "assessed", "approved")),
        ("assessed", "in-progress", "light", ("in-progress",)),
        ("accepted", "declined", "full", ("declined",)),
        ("in-progress", "accepted", "full", ("accepted",)),
        ("closed", "in-progress", "full", ("in-progress",)),
        ("accepted", "measuring", "light", ("in-progress", "measuring")),
    ],
)
def test_route(state: str, to: str, flow: str, way: tuple[str, ...]) -> None:
    """A move enters every state between; back, aside and out lead straight there."""
    assert route(improvement(state=state), to, flow) == way


@given(flows, st.sampled_from(IMPROVEMENT.states), st.sampled_from(IMPROVEMENT.states))
def test_route_skips_nothing(flow: str, state: str, to: str) -> None:
    """Forward, no state of the flow is left out, and the one wanted comes last."""
    before = improvement(state=state)
    way = route(before, to, flow)
    assert way[-1] == to
    if to in legal(before, flow) and to in ORDER and not backward(before, to):
        between = ORDER[ORDER.index(standing(before)) + 1 : ORDER.index(to)]
        assert set(way) >= {s for s in between if s in FLOWS[flow]}
        assert list(way) == sorted(way, key=ORDER.index)


def test_withdrawn() -> None:
    """What is withdrawn is closed from where it stands; it was never worked on."""
    assert route(improvement(), "closed", "full", withdrawn=True) == ("closed",)


def test_backward() -> None:
    """Going back is a reopening or an earlier state; out of a hold it counts from its start."""
    assert backward(improvement(state="closed"), "in-progress")
    assert backward(improvement(state="in-progress"), "accepted")
    held = improvement(state="on-hold", hold={"state": "accepted"})
    assert not backward(held, "in-progress")
    assert backward(held, "proposed")
    assert not backward(improvement(), "on-hold")


def test_standing() -> None:
    """A held one stands where its hold began; where that is not said, its dates tell."""
    said = {"state": "on-hold", "dates": {"proposed": RAISED, "accepted": RAISED}}
    assert standing(improvement(**said, hold={"state": "in-progress"})) == "in-progress"
    assert standing(improvement(**said)) == "accepted"
    assert standing(improvement(state="on-hold", dates={})) == "proposed"


@st.composite
def journeys(draw: st.DrawFn) -> tuple[str, list[Improvement]]:
    """An improvement on a walk of legal moves, on days that do not go back."""
    flow = draw(flows)
    stops = [improvement()]
    today = RAISED
    for _ in range(draw(st.integers(1, 6))):
        to = draw(st.sampled_from(legal(stops[-1], flow)))
        today += timedelta(days=draw(st.integers(0, 3)))
        move = Move(to, today, by="lea", because="So it was")
        stops.append(after(stops[-1], moved(stops[-1], move, Policy(workflow=flow))))  # type: ignore[arg-type]  # one of the two
    return flow, stops


@given(journeys())
def test_journey_states(journey: tuple[str, list[Improvement]]) -> None:
    """Wherever legal moves lead, there is a record without faults, and a way on."""
    flow, stops = journey
    for before, now in pairwise(stops):
        assert now.state in legal(before, flow)
        assert legal(now, flow)
        assert now.state not in legal(now, flow)
        assert now.state in now.dates or now.state == before.state
        assert (now.hold is None) == (now.state != "on-hold")


@given(journeys())
def test_journey_dates(journey: tuple[str, list[Improvement]]) -> None:
    """The states of the flow bear dates in their order, whatever went back and forth."""
    _, stops = journey
    for now in stops:
        days = [now.dates[state] for state in ORDER if state in now.dates]  # type: ignore[index]  # states
        assert days == sorted(days)


@given(journeys())
def test_journey_first_reached(journey: tuple[str, list[Improvement]]) -> None:
    """A date once set stays, but that of an end which turned out to be none."""
    _, stops = journey
    for before, now in pairwise(stops):
        for state, day in before.dates.items():
            if state in ("closed", "declined") and state == before.state:
                assert state not in now.dates
            else:
                assert now.dates[state] == day


# ---- what a move asks for ---------------------------------------------------------------


def test_accept() -> None:
    """Accepting asks for an owner; for an objective only where policy has any."""
    assert gaps(improvement(), "accepted") == ["--owner"]
    assert gaps(improvement(owner="lea"), "accepted") == []
    assert gaps(improvement(owner="lea"), "accepted", objectives=("Calm",)) == ["--objective"]
    served = improvement(owner="lea", objectives=["Calm"])
    assert gaps(served, "accepted", objectives=("Calm",)) == []


def test_everything_at_once() -> None:
    """A long way tells everything that it lacks, once."""
    assert gaps(improvement(), "in-progress", workflow="full") == [
        "--owner",
        "--measure",
        "--target",
        "--step",
    ]


def test_assess() -> None:
    """Assessing asks for a baseline, or for why there is none; a baseline of 0 is one."""
    ready = {"state": "accepted", "owner": "lea"}
    assert gaps(improvement(**ready), "assessed", workflow="full") == ["--measure"]
    assert gaps(improvement(**ready), "assessed", "Nothing counts it", workflow="full") == []
    measured = improvement(**ready, measures=[{"name": "calls", "baseline": "0"}])
    assert gaps(measured, "assessed", workflow="full") == []


@pytest.mark.parametrize("to", ["on-hold", "declined"])
def test_reasons(to: str) -> None:
    """Holding and declining ask for a reason."""
    assert gaps(improvement(), to) == ["--because"]
    assert gaps(improvement(), to, "The service ends") == []


def test_back_asks_why() -> None:
    """Going back asks for a reason and for nothing else."""
    assert gaps(improvement(state="closed"), "in-progress") == ["--because"]
    assert gaps(improvement(state="closed"), "in-progress", "It came back") == []


@pytest.mark.parametrize(
    ("said", "flags"),
    [
        ({}, ["--outcome", "--learned"]),
        ({"outcome": {"result": "delivered"}}, ["--learned"]),
        ({"outcome": {"result": "delivered"}, "learned": "Ask first."}, []),
        ({"outcome": {"result": "achieved"}, "learned": "x"}, ["--evidence"]),
        ({"outcome": {"result": "achieved", "evidence": "Chart"}, "learned": "x"}, []),
        (
            {
                "outcome": {"result": "achieved"},
                "learned": "x",
                "measures": [{"name": "calls", "baseline": "420", "target": "210"}],
            },
            ["--actual"],
        ),
        (
            {
                "outcome": {"result": "achieved"},
                "learned": "x",
                "measures": [
                    {"name": "calls", "baseline": "420", "target": "210", "actual": "260"}
                ],
            },
            ["--outcome"],
        ),
        (
            {
                "outcome": {"result": "achieved"},
                "learned": "x",
                "measures": [
                    {"name": "calls", "baseline": "420", "target": "210", "actual": "210"}
                ],
            },
            [],
        ),
        ({"outcome": {"result": "not-achieved"}, "learned": "x"}, []),
    ],
)
def test_close(said: dict[str, Any], flags: list[str]) -> None:
    """Closing asks for an outcome and what was learned; achieved asks for proof."""
    assert gaps(improvement(state="in-progress", owner="lea", **said), "closed") == flags


@pytest.mark.parametrize("result", RESULTS)
def test_results(result: str) -> None:
    """Every outcome that guards speak of is one that records may have."""
    assert improvement(outcome={"result": result}).outcome


# ---- what a move does -------------------------------------------------------------------


def test_hold_and_resume() -> None:
    """A hold remembers where it began and ends without a trace but its date."""
    started = improvement(state="in-progress")
    held = after(
        started,
        moved(started, Move("on-hold", RAISED, because="Waits", until=date(2027, 1, 4)), Policy()),
    )
    assert held.hold is not None
    assert (held.hold.since, held.hold.until) == (RAISED, date(2027, 1, 4))
    assert (held.hold.because, held.hold.state) == ("Waits", "in-progress")
    resumed = after(held, moved(held, Move("in-progress", RAISED), Policy()))
    assert (resumed.state, resumed.hold) == ("in-progress", None)
    assert "on-hold" in resumed.dates


def test_decline_and_reopen() -> None:
    """Declining notes the reason; reopening takes the end away."""
    declined = after(
        improvement(), moved(improvement(), Move("declined", RAISED, because="No"), Policy())
    )
    assert declined.outcome is not None
    assert (declined.outcome.because, declined.outcome.on) == ("No", RAISED)
    reopened = after(declined, moved(declined, Move("proposed", RAISED, because="Yes"), Policy()))
    assert (reopened.state, reopened.outcome) == ("proposed", None)
    assert "declined" not in reopened.dates


def test_approve() -> None:
    """An approval says who gave it, and when."""
    before = improvement(state="assessed")
    approved = after(
        before, moved(before, Move("approved", RAISED, by="lea"), Policy(workflow="full"))
    )
    assert approved.approval is not None
    assert (approved.approval.by, approved.approval.on) == ("lea", RAISED)


def test_frozen() -> None:
    """Measures are frozen from the start of work, or from approval in the full flow."""
    assert frozen(improvement(state="accepted"), "light") == ""
    assert frozen(improvement(state="in-progress"), "light") == "in-progress"
    assert frozen(improvement(state="assessed"), "full") == ""
    assert frozen(improvement(state="in-progress"), "full") == "approved"
    assert frozen(improvement(state="closed"), "light") == "in-progress"
    held = improvement(state="on-hold", hold={"state": "in-progress"})
    assert frozen(held, "light") == "in-progress"
    assert frozen(improvement(state="declined"), "light") == ""


@pytest.mark.parametrize(
    ("values", "reached"),
    [
        (("420", "210", "210"), True),
        (("420", "210", "211"), False),
        (("60", "80", "85"), True),
        (("60", "80", "79.9"), False),
        (("08:30", "06:00", "05:45"), True),
        (("08:30", "06:00", "06:15"), False),
        ((None, "210", "100"), None),
        (("420", None, "100"), None),
        (("420", "210", None), None),
        (("420", "06:00", "100"), None),
    ],
)
def test_met(values: tuple[str | None, ...], reached: bool | None) -> None:
    """A target is met on its own side of the baseline; what cannot be compared is not judged."""
    said = dict(zip(("baseline", "target", "actual"), values, strict=True))
    assert met(Measure.model_validate(said)) is reached


def test_met_direction() -> None:
    """A stated direction says which side is better, without a baseline, too."""
    assert met(Measure.model_validate({"direction": "down", "target": "3", "actual": "2"}))
    assert met(Measure.model_validate({"direction": "up", "target": "3", "actual": "2"})) is False


@pytest.mark.parametrize(
    ("values", "reached"),
    [(("2h", "90m", "45m"), True), (("2h", "90m", "1h40m"), False), (("9m", "30m", "45m"), True)],
)
def test_met_durations(values: tuple[str, ...], reached: bool) -> None:
    """Durations are compared by how long they are, not by how they are spelt."""
    said = dict(zip(("baseline", "target", "actual"), values, strict=True))
    assert met(Measure.model_validate(said)) is reached


def test_verbs_back() -> None:
    """A way back takes the rights of all that it passes and that was never reached."""
    closed = improvement(state="closed", dates={"proposed": "2026-11-02", "accepted": "2026-11-03"})
    assert verbs_back(closed, "accepted", "light") == ("reopen",)
    assert verbs_back(closed, "in-progress", "light") == ("reopen", "start")
    assert verbs_back(closed, "in-progress", "full") == ("reopen", "assess", "approve", "start")
    assert verbs_back(closed, "proposed", "full") == ("reopen",)
