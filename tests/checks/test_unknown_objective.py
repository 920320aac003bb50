from learnorg.checks.unknown_objective import unknown_objective
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    An objective that policy does not list is found at its line.
    ---
    # path: learnorg.yaml
    objectives: [Platform, Night desk]
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    objectives: Platfrom
    """
    assert found(unknown_objective, register) == [
        "5:1 'Platfrom' is no objective that learnorg.yaml lists",
    ]


def test_no(register: Register) -> None:
    """
    A listed one, in any case or as a slug, is not.
    ---
    # path: learnorg.yaml
    objectives: [Platform, Night desk]
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    objectives: platform
    ---
    id: IMP-2611-x2w90b
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    objectives: night-desk
    """
    assert found(unknown_objective, register) == []


def test_edge(register: Register) -> None:
    """
    Each of several is looked at; where policy lists none, anything goes.
    ---
    # path: learnorg.yaml
    objectives: [Platform]
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    objectives:
      - Platform
      - Elsewhere
    """
    assert found(unknown_objective, register) == [
        "7:5 'Elsewhere' is no objective that learnorg.yaml lists",
    ]
