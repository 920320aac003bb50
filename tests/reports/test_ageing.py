from collections.abc import Callable

import pytest

from learnorg.kinds.improvement import ORDER
from learnorg.page import Chart, Page, Text
from learnorg.register.query import parse
from learnorg.register.register import Register
from learnorg.render.terminal import show
from learnorg.reports.ageing import Ageing, derive, lay_out
from registers import TODAY


def finished(number: int, begun: str, closed: str) -> str:
    return (
        f"---\nid: IMP-2509-00000{number}\ntitle: Over {number}\nstate: closed\nteam: desk\n"
        f"dates: {{in-progress: {begun}, closed: {closed}}}\nraised: {begun}\n"
    )


LATELY = "\n" + "".join(
    finished(n, "2026-09-01", f"2026-09-{1 + 4 * n:02}")  # which took 4, 8, … 28 days
    for n in range(1, 8)
)
OPEN = """---
id: IMP-2611-100001
title: Young
state: in-progress
team: desk
dates: {proposed: 2026-11-01, in-progress: 2026-11-20}
raised: 2026-11-01
---
id: IMP-2611-100002
title: Past half
state: measuring
team: desk
dates: {in-progress: 2026-11-02, measuring: 2026-11-21}
raised: 2026-11-01
---
id: IMP-2611-100003
title: Waits for long
state: accepted
dates: {accepted: 2026-10-01}
owner: lea
raised: 2026-09-01
---
id: IMP-2611-100004
title: On hold
state: on-hold
dates: {in-progress: 2026-10-27}
raised: 2026-09-01
---
id: IMP-2611-100005
title: Only an idea
state: proposed
raised: 2026-01-01
---
id: IMP-2611-100006
title: Nobody knows since when
state: accepted
team: desk
raised: 2026-01-01
---
id: IMP-2611-100007
title: Nobody knows since when it is at work
state: in-progress
dates: {accepted: 2026-10-01}
raised: 2026-01-01
"""


def ageing(register: Register, *words: str) -> Ageing:
    return derive(register, parse(words, "improvement"), TODAY)


def test_ages(register: Register) -> None:
    found = ageing(register)
    assert [(one.title, one.days, one.past) for one in found.items] == [
        ("Past half", 20, 50),
        ("Young", 2, 0),
        ("Nobody knows since when it is at work", None, 0),
    ]
    assert (found.cycle.number, found.cycle.p50, found.whole) == (7, 16, False)


test_ages.__doc__ = "What is in work has its age, and past which percentile it is." + LATELY + OPEN


def test_on_hold(register: Register) -> None:
    found = ageing(register, "state:on-hold")
    assert [(one.title, one.days, one.past) for one in found.items] == [("On hold", 26, 85)]
    assert found.cycle.number == 7
    assert isinstance(told := lay_out(found).blocks[1], Text)
    assert told.text == "1 of 1 begun are older than 85 % of that."


test_on_hold.__doc__ = (
    "What is on hold is shown where it is asked for, against all that finished." + LATELY + OPEN
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("state:accepted", [("Waits for long", 52), ("Nobody knows since when", None)]),
        ("state:proposed", [("Only an idea", 325)]),
    ],
)
def test_not_begun(register: Register, words: str, expected: list[tuple[str, int | None]]) -> None:
    found = ageing(register, words)
    assert [(one.title, one.days) for one in found.items] == expected
    assert {(one.begun, one.past) for one in found.items} == {(False, 0)}
    assert not any(isinstance(block, Chart) for block in lay_out(found).blocks)


test_not_begun.__doc__ = (
    "What is not begun has the days that it waits, beside no cycle time." + LATELY + OPEN
)


def test_held_before_its_work(register: Register) -> None:
    """
    What is on hold from before its work waits since it was accepted, whatever came before.
    ---
    id: IMP-2611-100001
    title: Held early
    state: on-hold
    dates: {proposed: 2026-09-01, accepted: 2026-11-02, in-progress: 2026-11-05}
    hold: {from: 2026-11-12, state: accepted}
    raised: 2026-09-01
    """
    (one,) = ageing(register, "state:on-hold").items
    assert (one.begun, one.days, one.past) == (False, 20, 0)


@pytest.mark.parametrize(
    ("words", "states"),
    [
        ("not:state:accepted", ("in-progress", "measuring")),
        ("is:overdue", ("in-progress", "measuring")),
        ("state:Accepted,closed", ("accepted",)),
        ("state:closed", ()),
        ("is:open", (*ORDER[:-1], "on-hold")),
    ],
)
def test_states(register: Register, words: str, states: tuple[str, ...]) -> None:
    """The states that a query names are looked at, where it names any; what is over never is."""
    found = ageing(register, words)
    assert set(found.states) == set(states)
    assert isinstance(first := lay_out(found).blocks[0], Text)
    assert first.text.startswith("Nothing ")


def test_of_a_query(register: Register) -> None:
    found = ageing(register, "not:team:desk")
    assert [one.title for one in found.items] == ["Nobody knows since when it is at work"]
    assert (found.cycle.number, found.cycle.p50) == (0, None)


test_of_a_query.__doc__ = "A query finds what is finished, too." + LATELY + OPEN


FEW = "\n" + "".join(finished(n, "2025-09-01", f"2025-09-{1 + 4 * n:02}") for n in range(1, 6))


def test_few(register: Register) -> None:
    found = ageing(register)
    assert (found.cycle.number, found.cycle.p50, found.whole) == (5, None, True)
    assert {one.past for one in found.items} == {0}
    first = lay_out(found).blocks[0]
    assert isinstance(first, Text)
    assert first.text.startswith("Not enough data on how long work takes: 5 finished")


test_few.__doc__ = "Fewer than six finished give no percentiles, and that is said." + FEW + OPEN


def test_long_ago(register: Register) -> None:
    found = ageing(register)
    assert (found.cycle.number, found.whole, str(found.window.first)) == (6, True, "2025-09-05")
    assert "all there are, since too few finished in the last year" in str(lay_out(found).blocks[0])


test_long_ago.__doc__ = (
    "Where too few finished in the last year, all that ever did are taken, with a word."
    + FEW + finished(6, "2026-09-01", "2026-09-25") + OPEN
)  # fmt: skip


def test_nothing(register: Register) -> None:
    """Where nothing is in work, that is the answer."""
    page = lay_out(ageing(register))
    assert page.blocks[0] == Text("Nothing is in work.", "quiet")
    assert isinstance(page.data, dict)
    assert page.data["items"] == []


def test_picture(register: Register) -> None:
    (chart,) = (b for b in lay_out(ageing(register)).blocks if isinstance(b, Chart))
    assert [(s.name, [(p.x, p.y) for p in s.points]) for s in chart.series] == [
        ("younger", [("in-progress", 2)]),
        ("past 50 %", [("measuring", 20)]),
    ]
    assert [mark.name for mark in chart.marks] == ["50 %", "85 %", "95 %"]
    assert chart.marks[0].at == 16


test_picture.__doc__ = "The picture has a point an age, and a line a percentile." + LATELY + OPEN


def test_data(register: Register) -> None:
    data = lay_out(ageing(register)).data
    assert isinstance(data, dict)
    assert data["window"] == {"first": "2025-11-23", "last": "2026-11-22", "all": False}
    assert data["items"][0] == {
        "id": "IMP-2611-100002",
        "state": "measuring",
        "title": "Past half",
        "owner": None,
        "begun": True,
        "since": "2026-11-02",
        "days": 20,
        "past": 50,
    }
    assert data["states"] == ["in-progress", "measuring"]
    waits = lay_out(ageing(register, "state:accepted")).data
    assert isinstance(waits, dict)
    assert (waits["items"][0]["begun"], waits["items"][0]["days"]) == (False, 52)


test_data.__doc__ = "Programs get the window, the percentiles and each age." + LATELY + OPEN


def test_page(register: Register, expected: Callable[[str, str], None]) -> None:
    whole, cut = lay_out(ageing(register)), lay_out(ageing(register), limit=1)
    mixed = lay_out(ageing(register, "is:open"))
    expected("ageing.txt", "\n".join(map(shown, (whole, cut, mixed))))


test_page.__doc__ = (
    "The page, whole, cut short and of all that is open, as a terminal shows it." + LATELY + OPEN
)


def shown(page: Page) -> str:
    """The page without its pictures, which have tests of their own."""
    blocks = tuple(block for block in page.blocks if not isinstance(block, Chart))
    return show(page._replace(blocks=blocks), 80, colour=False)
