from learnorg.checks.unknown_service import unknown_service
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    A service that policy does not list is found at its line.
    ---
    # path: learnorg.yaml
    services: [Platform, Night desk]
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    services: Platfrom
    """
    assert found(unknown_service, register) == [
        "5:1 'Platfrom' is no service that learnorg.yaml lists",
    ]


def test_no(register: Register) -> None:
    """
    A listed one, in any case or as a slug, is not.
    ---
    # path: learnorg.yaml
    services: [Platform, Night desk]
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    services: platform
    ---
    id: IMP-2611-x2w90b
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    services: night-desk
    """
    assert found(unknown_service, register) == []


def test_edge(register: Register) -> None:
    """
    Each of several is looked at; where policy lists none, anything goes.
    ---
    # path: learnorg.yaml
    services: [Platform]
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    services:
      - Platform
      - Elsewhere
    """
    assert found(unknown_service, register) == [
        "7:5 'Elsewhere' is no service that learnorg.yaml lists",
    ]
