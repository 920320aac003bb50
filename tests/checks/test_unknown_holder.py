from learnorg.checks.unknown_holder import unknown_holder
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    Holders who are nobody listed are found where people are listed, each at its place.
    ---
    # path: register/roles/desk.yaml
    id: desk
    title: Desk
    activities:
      - do: Doors
        needs:
          - {topic: Keys, holders: [lea, leea]}
          - topic: Locks
            holders: laea
    ---
    id: lea
    title: Lea
    """
    assert found(unknown_holder, register) == [
        "6:38 'leea' is no listed person or team",
        "8:9 'laea' is no listed person or team",
    ]


def test_no(register: Register) -> None:
    """
    Listed people, teams and plain words are not.
    ---
    # path: learnorg.yaml
    teams: [Night desk]
    ---
    # path: register/roles/desk.yaml
    id: desk
    title: Desk
    activities:
      - do: Doors
        needs: [{topic: Keys, holders: [lea, night-desk, The vendor's hotline]}]
    ---
    id: lea
    title: Lea
    """
    assert found(unknown_holder, register) == []


def test_edge(register: Register) -> None:
    """
    Where nobody is listed, anybody may be named.
    ---
    # path: register/roles/desk.yaml
    id: desk
    title: Desk
    activities: [{do: Doors, needs: [{topic: Keys, holders: [leea]}]}]
    """
    assert found(unknown_holder, register) == []
