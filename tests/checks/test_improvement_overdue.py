from learnorg.checks.improvement_overdue import improvement_overdue
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    An open improvement past its day is found at that day.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    due: 2026-11-21
    """
    assert found(improvement_overdue, register) == ["5:1 was required by 2026-11-21"]


def test_no(register: Register) -> None:
    """
    One due today or later is not, and neither is one without a day.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    due: 2026-11-22
    ---
    id: IMP-2611-x2w90b
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    """
    assert found(improvement_overdue, register) == []


def test_edge(register: Register) -> None:
    """
    What is closed is never late, and what is no day cannot be over.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: closed
    raised: 2026-11-02
    due: 2026-01-01
    ---
    id: IMP-2611-x2w90b
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    due: 1st of May
    ---
    id: IMP-2611-w0rdzz
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    due: 2026-02-30
    """
    assert found(improvement_overdue, register) == []
