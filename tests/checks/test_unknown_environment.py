from learnorg.checks.unknown_environment import unknown_environment
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    An environment that policy does not list is found at its line.
    ---
    # path: learnorg.yaml
    environments: [Platform, Night desk]
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    environments: Platfrom
    """
    assert found(unknown_environment, register) == [
        "5:1 'Platfrom' is no environment that learnorg.yaml lists",
    ]


def test_no(register: Register) -> None:
    """
    A listed one, in any case or as a slug, is not.
    ---
    # path: learnorg.yaml
    environments: [Platform, Night desk]
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    environments: platform
    ---
    id: IMP-2611-x2w90b
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    environments: night-desk
    """
    assert found(unknown_environment, register) == []


def test_edge(register: Register) -> None:
    """
    Each of several is looked at; where policy lists none, anything goes.
    ---
    # path: learnorg.yaml
    environments: [Platform]
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    environments:
      - Platform
      - Elsewhere
    """
    assert found(unknown_environment, register) == [
        "7:5 'Elsewhere' is no environment that learnorg.yaml lists",
    ]
