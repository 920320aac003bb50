from learnorg.checks.unknown_source import unknown_source
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    A source that is not on the list is found at its type.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    source:
      type: my boss
    """
    assert found(unknown_source, register) == ["6:3 'my boss' is no known source"]


def test_no(register: Register) -> None:
    """
    The usual ones are on it.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    source: {type: audit}
    """
    assert found(unknown_source, register) == []


def test_edge(register: Register) -> None:
    """
    So are the organisation's own.
    ---
    # path: learnorg.yaml
    sources: [my boss]
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    source: {type: my boss}
    ---
    id: IMP-2611-x2w90b
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    source:
    """
    assert found(unknown_source, register) == []
