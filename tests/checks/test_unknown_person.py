from learnorg.checks.unknown_person import unknown_person
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    An owner who is no listed person is found where people are listed.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    owner: leaa
    ---
    id: lea
    title: Lea
    """
    assert found(unknown_person, register) == ["5:1 'leaa' is no listed person or team"]


def test_no(register: Register) -> None:
    """
    Listed people, by slug or name, and teams are not.
    ---
    # path: learnorg.yaml
    teams: [Night desk]
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    owner: lea
    ---
    id: IMP-2611-x2w90b
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    owner: Lea
    ---
    id: IMP-2611-000000
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    owner: night-desk
    ---
    id: lea
    title: Lea
    """
    assert found(unknown_person, register) == []


def test_edge(register: Register) -> None:
    """
    Plain words may always stand; where nobody is listed, so may anything.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    owner: Night-shift leads
    ---
    id: lea
    title: Lea
    """
    assert found(unknown_person, register) == []
