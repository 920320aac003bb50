from learnorg.checks.critical_need_with_one_holder import critical_need_with_one_holder
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    What is critical and known to one person is found, also where others have left.
    ---
    # path: register/roles/desk.yaml
    id: desk
    title: Desk
    activities:
      - id: d0m
        do: Doors
        needs:
          - {id: b0m, topic: Keys, critical: true, holders: [lea, bo]}
          - id: c0m
            topic: Locks
            critical: true
            holders: lea
    ---
    id: lea
    title: Lea
    ---
    id: bo
    title: Bo
    state: left
    """
    assert found(critical_need_with_one_holder, register) == [
        "7:48 'Keys' is critical, and only lea knows it",
        "11:9 'Locks' is critical, and only lea knows it",
    ]


def test_no(register: Register) -> None:
    """
    What is not critical, or known to two, is not.
    ---
    # path: register/roles/desk.yaml
    id: desk
    title: Desk
    activities:
      - do: Doors
        needs:
          - {topic: Keys, holders: [lea]}
          - {topic: Locks, critical: true, holders: [lea, ada]}
    """
    assert found(critical_need_with_one_holder, register) == []


def test_edge(register: Register) -> None:
    """
    A listed team is more than one; a retired role needs nothing; nobody at all is a gap.
    ---
    # path: learnorg.yaml
    teams: [Service desk]
    ---
    # path: register/roles/desk.yaml
    id: desk
    title: Desk
    activities:
      - do: Doors
        needs:
          - {topic: Keys, critical: true, holders: [service-desk]}
          - {topic: Locks, critical: true}
    ---
    # path: register/roles/clerk.yaml
    id: clerk
    title: Clerk
    state: retired
    activities: [{do: File, needs: [{topic: Names, critical: true, holders: [lea]}]}]
    """
    assert found(critical_need_with_one_holder, register) == []
