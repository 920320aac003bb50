from learnorg.checks.closed_without_outcome import closed_without_outcome
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    A closed improvement that says nothing of its end is found at its state.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: closed
    raised: 2026-11-02
    """
    assert found(closed_without_outcome, register) == [
        "3:1 closed, but it does not say what came of it",
    ]


def test_no(register: Register) -> None:
    """
    One that says how it ended is not.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: closed
    raised: 2026-11-02
    outcome:
      result: not-achieved
    """
    assert found(closed_without_outcome, register) == []


def test_edge(register: Register) -> None:
    """
    An outcome without a result is none; an open improvement needs none.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: closed
    raised: 2026-11-02
    outcome:
      because: Over
    ---
    id: IMP-2611-x2w90b
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    """
    assert found(closed_without_outcome, register) == [
        "3:1 closed, but it does not say what came of it",
    ]
