from learnorg.checks.wrong_field import wrong_field
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    A value that its field cannot hold is found at its line.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    due: end of March
    """
    assert found(wrong_field, register) == [
        "5:1 'due': 'end of March' is not a date; write it as 2026-11-30",
    ]


def test_no(register: Register) -> None:
    """
    Values in their form are not.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    due: 2027-03-31
    estimates: {confidence: 0.8}
    """
    assert found(wrong_field, register) == []


def test_edge(register: Register) -> None:
    """
    Everything wrong is found at once, deep inside, too.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    size: huge
    estimates:
      value: 8
      confidence: 80
    """
    assert found(wrong_field, register) == [
        "5:1 'size' cannot be 'huge'",
        "8:3 'estimates.confidence': it is to be at most 1",
    ]
