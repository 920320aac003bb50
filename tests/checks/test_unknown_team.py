from learnorg.checks.unknown_team import unknown_team
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    A team that policy does not list is found at its line.
    ---
    # path: learnorg.yaml
    teams: [Platform, Night desk]
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    team: Platfrom
    """
    assert found(unknown_team, register) == ["5:1 'Platfrom' is no team that learnorg.yaml lists"]


def test_no(register: Register) -> None:
    """
    A listed one, in any case or as a slug, is not.
    ---
    # path: learnorg.yaml
    teams: [Platform, Night desk]
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    team: platform
    ---
    id: IMP-2611-x2w90b
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    team: night-desk
    """
    assert found(unknown_team, register) == []


def test_edge(register: Register) -> None:
    """
    Where policy lists no teams, anything goes.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    team: Platfrom
    """
    assert found(unknown_team, register) == []
