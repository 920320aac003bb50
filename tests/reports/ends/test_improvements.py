from datetime import date

import pytest

from learnorg.kinds.improvement import FLOWS, RESULTS
from learnorg.register.course import Course, Hold
from learnorg.reports.ends.end import End
from learnorg.reports.ends.improvements import Cause, ends, lost
from registers import TODAY

ID = "IMP-2611-m1xbcd"
DAY = date(2026, 11, 2)


def course(
    state: str, result: str = "", due: date | None = None, hold: Hold | None = None
) -> Course:
    open_ = state not in ("closed", "declined")
    reached = {"proposed": DAY, state: date(2026, 11, 12)}
    return Course(
        1, ID, "Alarms from the list", state, open_, "", due, DAY, "", "", reached, result, hold,
        ("Platform",),
    )  # fmt: skip


def told(one: Course, cause: Cause = Cause(), flow: str = "light") -> list[tuple[str, str, str]]:  # noqa: B008  # a value
    return [
        (end.stage, end.told, end.next.removeprefix("learnorg "))
        for end in ends(one, cause, flow, TODAY)
    ]


@pytest.mark.parametrize("flow", FLOWS)
def test_next(flow: str) -> None:
    """An open improvement is led on by the verb of its work flow's next state."""
    verbs = {
        "light": ("accept", "start", "close"),
        "full": ("accept", "assess", "approve", "start", "measure", "close"),
    }
    found = [told(course(state), flow=flow)[0] for state in FLOWS[flow][:-1]]
    assert [next_ for _, _, next_ in found] == [f"{verb} {ID}" for verb in verbs[flow]]


@pytest.mark.parametrize(
    ("one", "said", "late"),
    [
        (course("proposed"), "waits for a decision", False),
        (course("accepted"), "not begun", False),
        (course("accepted", due=date(2026, 11, 22)), "not begun", False),
        (course("accepted", due=date(2026, 11, 21)), "not begun, 1 day late", True),
        (course("on-hold", hold=Hold(DAY, TODAY, "accepted")), "on hold", False),
        (course("on-hold", hold=Hold(DAY, date(2026, 11, 20), "")), "on hold, 2 days late", True),
    ],
)
def test_open(one: Course, said: str, late: bool) -> None:
    """How an open improvement stands, and whether it is past its day."""
    (end,) = ends(one, Cause(), "light", TODAY)
    assert (end.stage, end.open, end.told, end.late) == ("landed", True, said, late)
    assert end.owner == "Platform"


@pytest.mark.parametrize("result", ["", *RESULTS])
def test_closed(result: str) -> None:
    """Only what was shown to work is closed for good; what was withdrawn has no ends."""
    found = list(ends(course("closed", result), Cause(), "light", TODAY))
    if result == "withdrawn":
        assert found == []
        return
    landed, true = found
    assert (landed.open, landed.told) == (False, "done")
    assert true.open == (result not in ("achieved", "partly-achieved"))


def test_failed() -> None:
    """What was not achieved is open until each of its findings has another home."""

    def last(cause: Cause) -> End:
        return list(ends(course("closed", "not-achieved"), cause, "light", TODAY))[-1]

    findings = ("REV-2611-r1xbcd#b1k", "REV-2611-r1xbcd#b2k")
    waiting = last(Cause(findings, findings[1:]))
    assert waiting.open
    assert waiting.next.startswith("learnorg review place REV-2611-r1xbcd#b2k --improvement ")
    assert not last(Cause(findings)).open
    assert last(Cause()).next == f'learnorg reopen {ID} --because "WHY"'


def test_lost() -> None:
    """A home is lost where it was declined or withdrawn, since the day on which it was."""
    day = date(2026, 11, 12)
    assert lost(course("declined")) == ("was declined", day)
    assert lost(course("closed", "withdrawn")) == ("was withdrawn", day)
    assert lost(course("closed", "not-achieved")) is None
    assert lost(course("in-progress")) is None
