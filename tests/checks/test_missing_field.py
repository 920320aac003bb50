from learnorg.checks.missing_field import missing_field
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    A record without a field that all have is found.
    ---
    id: IMP-2611-7k3mqx
    state: proposed
    raised: 2026-11-02
    """
    assert found(missing_field, register) == ["1:1 'title' is missing"]


def test_no(register: Register) -> None:
    """
    A record of four fields is whole.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    """
    assert found(missing_field, register) == []


def test_edge(register: Register) -> None:
    """
    A field that is there without a value is missing at its line; parts have such fields,
    too.
    ---
    id: IMP-2611-7k3mqx
    title:
    state: proposed
    raised: 2026-11-02
    plan:
      - owner: lea
    """
    assert found(missing_field, register) == [
        "2:1 'title' is missing",
        "6:5 'do' is missing",
    ]
