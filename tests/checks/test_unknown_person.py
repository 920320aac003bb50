from learnorg.checks.unknown_person import unknown_person
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    Whoever is no listed person is found where people are listed, each at its place.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    raised_by: a-customer
    owner: laea
    sponsor: directr
    consulted: [lea, leaa]
    informed:
      - All of HR
      - leea
    plan:
      - {do: Ask them, owner: lea}
      - Order a disk
      - {do: Try it, owner: leaas}
      - {do: Look back}
    ---
    id: REV-2611-b7kmqx
    title: Sign-in failed
    type: problem
    state: draft
    raised: 2026-11-02
    owner: laea
    facilitator: leaa
    participants:
      - who: lea
      - who: leaas
        role: responder
    ---
    id: KB-2611-x2wbcd
    title: A full disk
    type: fix
    state: wip
    raised: 2026-11-02
    owner: lee
    ---
    # path: register/roles/on-call.yaml
    id: on-call
    title: On call
    owner: le-a
    ---
    id: lea
    title: Lea
    """
    assert found(unknown_person, register) == [
        "7:1 'lee' is no listed person or team",
        "6:1 'laea' is no listed person or team",
        "7:1 'directr' is no listed person or team",
        "8:18 'leaa' is no listed person or team",
        "11:5 'leea' is no listed person or team",
        "15:18 'leaas' is no listed person or team",
        "7:1 'laea' is no listed person or team",
        "8:1 'leaa' is no listed person or team",
        "11:5 'leaas' is no listed person or team",
        "3:1 'le-a' is no listed person or team",
    ]


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
