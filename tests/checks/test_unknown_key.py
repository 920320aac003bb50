from learnorg.checks.unknown_key import unknown_key
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    A misspelt key is found at its line.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    ownr: lea
    """
    assert found(unknown_key, register) == ["5:1 'ownr' is no known key"]


def test_no(register: Register) -> None:
    """
    Fields of an organisation's own stand under `extra`.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    extra:
      ownr: lea
    """
    assert found(unknown_key, register) == []


def test_edge(register: Register) -> None:
    """
    A key that belongs elsewhere, and one without a value, are found, too.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    emails: x
    ownr:
    measures:
      - nam: calls
    """
    assert found(unknown_key, register) == [
        "5:1 'emails' is no known key",
        "6:1 'ownr' is no known key",
        "8:5 'nam' is no known key in 'measures.1'",
    ]
