from learnorg.register.deadlines import deadlines
from learnorg.register.query import parse
from learnorg.register.register import Register
from registers import TODAY


def test_everything(register: Register) -> None:
    """
    Every sort of deadline is found, by day; what is done or measured has none.
    ---
    id: IMP-2609-000001
    title: At work
    state: in-progress
    owner: lea
    due: 2026-12-01
    raised: 2026-09-01
    plan:
      - {id: b7k, do: Ask around, due: 2026-11-20}
      - {id: c7k, do: Choose, owner: ada, due: 2026-11-30}
      - {id: d7k, do: Begin, due: 2026-11-01, done: 2026-11-02}
      - {do: Some day}
    measures:
      - {id: m7k, name: Calls, by: 2026-12-15}
      - {name: Cost, by: 2026-11-15, actual: 7}
    ---
    id: IMP-2609-000002
    title: Waits
    state: on-hold
    raised: 2026-09-01
    hold: {from: 2026-09-05, until: 2026-11-25, because: The budget}
    ---
    id: IMP-2609-000003
    title: Over
    state: closed
    due: 2026-11-24
    raised: 2026-09-01
    hold: {until: 2026-11-24}
    momentum: {watch_until: 2027-01-31}
    """
    found = deadlines(register, parse([]), TODAY)
    told = [(str(one.day), one.sort, one.what, one.part, one.owner, one.title) for one in found]
    assert told == [
        ("2026-11-20", "step", "Ask around", "b7k", "lea", "At work"),
        ("2026-11-25", "hold", "The budget", "", "", "Waits"),
        ("2026-11-30", "step", "Choose", "c7k", "ada", "At work"),
        ("2026-12-01", "improvement", "", "", "lea", "At work"),
        ("2026-12-15", "measure", "Calls", "m7k", "lea", "At work"),
        ("2027-01-31", "watch", "", "", "", "Over"),
    ]


def test_of_a_query(register: Register) -> None:
    """
    A query leaves out what it does not find, and parts of odd shapes are no deadlines.
    ---
    id: IMP-2609-000001
    title: One
    state: proposed
    owner: lea
    due: 2026-12-01
    raised: 2026-09-01
    plan: later
    measures: [calls]
    momentum: good
    ---
    id: IMP-2609-000002
    title: Two
    state: proposed
    due: 2026-12-01
    raised: 2026-09-01
    """
    assert [one.title for one in deadlines(register, parse(["owner:lea"]), TODAY)] == ["One"]


def test_measures_of_what_is_closed(register: Register) -> None:
    """
    What is closed has its measures still to take, unless it was withdrawn or declined.
    ---
    id: IMP-2609-000001
    title: Delivered
    state: closed
    owner: lea
    due: 2026-10-01
    raised: 2026-09-01
    outcome: {result: delivered}
    measures:
      - {id: m7k, name: Calls, by: 2026-11-15}
      - {id: m8k, name: Cost, by: 2026-11-16, actual: 0}
      - {id: m9k, name: Some day}
    ---
    id: IMP-2609-000002
    title: Ended somehow
    state: closed
    raised: 2026-09-01
    measures: [{metric: mood, by: 2026-12-15}]
    ---
    id: IMP-2609-000003
    title: Given up
    state: closed
    raised: 2026-09-01
    outcome: {result: withdrawn}
    measures: [{name: Calls, by: 2026-11-15}]
    momentum: {watch_until: 2027-01-01}
    ---
    id: IMP-2609-000004
    title: Not wanted
    state: declined
    raised: 2026-09-01
    measures: [{name: Calls, by: 2026-11-15}]
    """
    found = deadlines(register, parse([]), TODAY)
    assert [(str(one.day), one.sort, one.what, one.part, one.owner) for one in found] == [
        ("2026-11-15", "measure", "Calls", "m7k", "lea"),
        ("2026-12-15", "measure", "mood", "", ""),
        ("2027-01-01", "watch", "", "", ""),
    ]
