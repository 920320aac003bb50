from learnorg.checks.state_without_date import state_without_date
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    A state without a date is found where others have one.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: accepted
    raised: 2026-11-02
    dates:
      proposed: 2026-11-02
    ---
    id: IMP-2611-x2w90b
    title: Fewer calls
    state: on-hold
    raised: 2026-11-02
    dates: {proposed: 2026-11-02, accepted: 2026-11-09}
    ---
    id: REV-2611-b7kmqx
    title: Sign-in failed
    type: problem
    state: in-review
    raised: 2026-11-02
    dates: {draft: 2026-11-02}
    ---
    id: KB-2611-x2wbcd
    title: A full disk
    type: fix
    state: archived
    raised: 2026-11-02
    dates: {wip: 2026-11-02}
    """
    assert found(state_without_date, register) == [
        "5:1 archived, but it does not say since when",
        "3:1 accepted, but it does not say since when",
        "3:1 on-hold, but it does not say since when",
        "5:1 in-review, but it does not say since when",
    ]


def test_no(register: Register) -> None:
    """
    A state with a date is not, nor is one among none that have any.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: accepted
    raised: 2026-11-02
    dates: {proposed: 2026-11-02, accepted: 2026-11-09}
    ---
    id: IMP-2611-x2w90b
    title: Fewer calls
    state: accepted
    raised: 2026-11-02
    """
    assert found(state_without_date, register) == []


def test_edge(register: Register) -> None:
    """
    A new one stands since it was raised; only the first way has dates; others' dates are theirs.
    ---
    id: IMP-2611-7k3mqx
    title: Put off for a while
    state: proposed
    raised: 2026-11-02
    dates: {on-hold: 2026-11-09}
    ---
    id: IMP-2611-x2w90b
    title: Went back to where it never was
    state: assessed
    raised: 2026-11-02
    dates: {proposed: 2026-11-02, in-progress: 2026-11-09}
    ---
    id: IMP-2611-000000
    title: Came from elsewhere
    state: closed
    raised: 2026-11-02
    dates: {proposed: 2026-11-02}
    imported: {from: register.csv}
    ---
    id: KB-2611-m3fbcd
    title: Taken back to where it never was
    type: fix
    state: not-validated
    raised: 2026-11-02
    dates: {wip: 2026-11-02, validated: 2026-11-10}
    ---
    id: REV-2611-c8kmqx
    title: Drawn up anew
    type: problem
    state: draft
    raised: 2026-11-02
    dates: {in-review: 2026-11-02}
    """
    assert found(state_without_date, register) == []
