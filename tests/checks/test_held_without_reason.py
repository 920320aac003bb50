from learnorg.checks.held_without_reason import held_without_reason
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    An improvement on hold for nobody knows what is found at its state.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: on-hold
    raised: 2026-11-02
    """
    assert found(held_without_reason, register) == [
        "3:1 on hold, but it does not say what it waits for",
    ]


def test_no(register: Register) -> None:
    """
    One that says what it waits for is not.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: on-hold
    raised: 2026-11-02
    hold: {from: 2026-11-09, because: Waits for spring}
    """
    assert found(held_without_reason, register) == []


def test_edge(register: Register) -> None:
    """
    A date alone says not what for.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: on-hold
    raised: 2026-11-02
    hold: {from: 2026-11-09, until: 2027-01-04}
    """
    assert found(held_without_reason, register) == [
        "3:1 on hold, but it does not say what it waits for",
    ]
