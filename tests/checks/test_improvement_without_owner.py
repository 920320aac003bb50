from learnorg.checks.improvement_without_owner import improvement_without_owner
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    Accepted work that nobody has taken up is found.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: accepted
    raised: 2026-11-02
    """
    assert found(improvement_without_owner, register) == [
        "3:1 accepted, but nobody has taken it up",
    ]


def test_no(register: Register) -> None:
    """
    An improvement with an owner is not.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: accepted
    raised: 2026-11-02
    owner: night-shift-leads
    """
    assert found(improvement_without_owner, register) == []


def test_edge(register: Register) -> None:
    """
    An empty owner is found at its own line; what is only proposed, declined or closed needs
    none.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: in-progress
    raised: 2026-11-02
    owner:
    ---
    id: IMP-2611-x2w90b
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    ---
    id: IMP-2611-000000
    title: Shorter hand-over
    state: closed
    raised: 2026-11-02
    ---
    id: IMP-2611-111111
    title: Shorter hand-over
    state: declined
    raised: 2026-11-02
    """
    assert found(improvement_without_owner, register) == [
        "5:1 in-progress, but nobody has taken it up",
    ]
