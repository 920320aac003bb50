from datetime import date

from learnorg.register.course import Course, beginning, courses, numbers, whatever_state
from learnorg.register.query import parse
from learnorg.register.register import Register
from registers import TODAY


def course(register: Register) -> Course:
    (found,) = courses(register, parse([]), TODAY)
    return found


def test_closed(register: Register) -> None:
    """
    A closed improvement has its days, what it was answered on, and where it stood until when.
    ---
    id: IMP-2609-000001
    title: Over
    state: closed
    dates: {proposed: 2026-09-01, accepted: 2026-09-08, in-progress: 2026-09-15, closed: 2026-10-01}
    raised: 2026-08-30
    due: 2026-10-02
    source: {type: audit}
    outcome: {result: achieved, on: 2026-10-01}
    """
    found = course(register)
    assert (found.proposed, found.answered) == (date(2026, 9, 1), date(2026, 9, 8))
    assert (found.begun, found.closed) == (date(2026, 9, 15), date(2026, 10, 1))
    assert (found.result, found.source, found.due) == ("achieved", "audit", date(2026, 10, 2))
    assert found.stays == [
        ("proposed", date(2026, 9, 1), date(2026, 9, 8)),
        ("accepted", date(2026, 9, 8), date(2026, 9, 15)),
        ("in-progress", date(2026, 9, 15), date(2026, 10, 1)),
        ("closed", date(2026, 10, 1), None),
    ]


def test_bare(register: Register) -> None:
    """
    Without `dates`, what was raised stands proposed since then, and nothing else is known.
    ---
    id: IMP-2609-000001
    title: New
    state: proposed
    raised: 2026-09-01
    """
    found = course(register)
    assert found.stays == [("proposed", date(2026, 9, 1), None)]
    assert found.waiting == date(2026, 9, 1)
    assert (found.moved, found.begun, found.closed, found.answered) == (
        date(2026, 9, 1), None, None, None,
    )  # fmt: skip


def test_held(register: Register) -> None:
    """
    While it is on hold it stands there, not in the state that the hold interrupted.
    ---
    id: IMP-2609-000001
    title: Waits
    state: on-hold
    dates: {proposed: 2026-09-01, in-progress: 2026-09-03, on-hold: 2026-09-05}
    hold: {from: 2026-10-10, until: 2026-12-01, state: in-progress}
    raised: 2026-09-01
    """
    found = course(register)
    assert found.stays[-2:] == [
        ("in-progress", date(2026, 9, 3), date(2026, 10, 10)),
        ("on-hold", date(2026, 10, 10), None),
    ]
    assert (found.standing, found.begun, found.moved) == (
        "in-progress", date(2026, 9, 3), date(2026, 10, 10),
    )  # fmt: skip


def test_resumed(register: Register) -> None:
    """
    A hold that is over belongs to the state it interrupted.
    ---
    id: IMP-2609-000001
    title: Goes on
    state: in-progress
    dates: {proposed: 2026-09-01, in-progress: 2026-09-03, on-hold: 2026-09-05}
    raised: 2026-09-01
    """
    assert course(register).stays[-1] == ("in-progress", date(2026, 9, 3), None)


def test_moved_back(register: Register) -> None:
    """
    What was moved back before its work is no longer begun.
    ---
    id: IMP-2609-000001
    title: Not yet
    state: accepted
    dates: {proposed: 2026-09-01, accepted: 2026-09-02, in-progress: 2026-09-03}
    raised: 2026-09-01
    """
    assert course(register).begun is None


def test_hold_before_work(register: Register) -> None:
    """
    A hold without a state began where the dates end.
    ---
    id: IMP-2609-000001
    title: Not yet
    state: on-hold
    dates: {proposed: 2026-09-01, accepted: 2026-09-02}
    raised: 2026-09-01
    """
    found = course(register)
    assert (found.standing, found.begun, found.hold) == ("accepted", None, (None, None, ""))


def test_odd_shapes(register: Register) -> None:
    """
    Days that are none, and parts of another shape, are left out; the rest is read.
    ---
    id: IMP-2609-000001
    title: Odd
    state: in-progress
    dates: {in-progress: soon, accepted: 2026-09-02, other: 2026-09-03}
    raised: 2026-13-01
    outcome: none yet
    hold: never
    ---
    id: IMP-2609-000002
    title: Odder
    state: on-hold
    dates: tomorrow
    hold: [a, b]
    raised: 2026-09-01
    """
    odd, odder = courses(register, parse([]), TODAY, "plan")
    assert (odd.begun, odd.raised, odd.result, odd.more) == (None, None, "", (None,))
    assert odd.stays == [("accepted", date(2026, 9, 2), None)]
    assert (odder.reached, odder.hold) == ({}, (None, None, ""))


def test_queries(register: Register) -> None:
    """
    A query finds the same as ever, and can be asked without what it says of states.
    ---
    id: IMP-2609-000001
    title: One
    state: proposed
    owner: lea
    raised: 2026-09-01
    ---
    id: IMP-2609-000002
    title: Two
    state: closed
    owner: lea
    raised: 2026-09-01
    ---
    id: IMP-2609-000003
    title: Three
    state: closed
    owner: ada
    raised: 2026-09-01
    """
    query = parse(["owner:lea", "is:open"])
    assert [c.title for c in courses(register, query, TODAY)] == ["One"]
    both = courses(register, whatever_state(query), TODAY)
    assert [c.title for c in both] == ["One", "Two"]
    assert numbers(register, query, TODAY) == {both[0].n}


def test_undated(register: Register) -> None:
    """
    What is over has a day of its own, or none that is known; what is open is not over.
    ---
    id: IMP-2609-000001
    title: Over
    state: closed
    dates: {closed: 2026-09-03}
    raised: 2026-09-01
    ---
    id: IMP-2609-000002
    title: Over some day
    state: closed
    dates: {proposed: 2026-09-01, closed: soon}
    raised: 2026-09-01
    ---
    id: IMP-2609-000003
    title: Not wanted
    state: declined
    raised: 2026-09-01
    ---
    id: IMP-2609-000004
    title: Open
    state: accepted
    raised: 2026-09-01
    """
    found = courses(register, parse([]), TODAY)
    assert [c.undated for c in found] == [False, True, True, False]


def test_beginning(register: Register) -> None:
    """
    All begins when the first was raised, or on an earlier day that contradicts it.
    ---
    id: IMP-2609-000001
    title: First
    state: proposed
    owner: ann
    raised: 2026-09-02
    dates: {proposed: 2026-09-05}
    ---
    id: IMP-2609-000002
    title: Contradicts itself
    state: closed
    owner: bo
    raised: 2026-09-03
    dates: {closed: 2026-09-01}
    ---
    id: IMP-2609-000003
    title: Some day
    state: proposed
    raised: some day
    """
    assert beginning(courses(register, parse([]), TODAY)) == date(2026, 9, 1)
    assert beginning(courses(register, parse(["owner:ann"]), TODAY)) == date(2026, 9, 2)
    assert beginning([]) is None
