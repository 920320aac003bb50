from learnorg.checks.closed_without_lesson import closed_without_lesson
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    A closed improvement from which nothing is said to be learned is found at its state.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: closed
    raised: 2026-11-02
    """
    assert found(closed_without_lesson, register) == [
        "3:1 closed, but it does not say what was learned",
    ]


def test_no(register: Register) -> None:
    """
    One with a sentence is not, also when the sentence says that there was nothing.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: closed
    raised: 2026-11-02
    learned: Nothing new, because it was routine.
    """
    assert found(closed_without_lesson, register) == []


def test_edge(register: Register) -> None:
    """
    Neither an open improvement nor a declined one owes a lesson.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: declined
    raised: 2026-11-02
    ---
    id: IMP-2611-x2w90b
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    """
    assert found(closed_without_lesson, register) == []
