from learnorg.checks.dates_out_of_order import dates_out_of_order
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    A later state with an earlier date is found at that date.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    dates:
      proposed: 2026-11-02
      accepted: 2026-10-30
    ---
    id: REV-2611-b7kmqx
    title: Sign-in failed
    type: problem
    state: in-review
    raised: 2026-11-02
    dates: {draft: 2026-11-02, in-review: 2026-11-01}
    ---
    id: KB-2611-x2wbcd
    title: A full disk
    type: fix
    state: archived
    raised: 2026-11-02
    dates: {wip: 2026-11-02, archived: 2026-10-10}
    """
    assert found(dates_out_of_order, register) == [
        "7:26 archived on 2026-10-10, before raised on 2026-11-02",
        "7:3 accepted on 2026-10-30, before proposed on 2026-11-02",
        "7:28 in-review on 2026-11-01, before draft on 2026-11-02",
    ]


def test_no(register: Register) -> None:
    """
    States reached on one day, or with some left out, are in order; the archive is entered
    from anywhere.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    dates: {proposed: 2026-11-02, in-progress: 2026-11-02, closed: 2026-11-09}
    ---
    id: KB-2611-m3fbcd
    title: Brought back and found right since
    type: fix
    state: archived
    raised: 2026-11-02
    dates: {wip: 2026-11-02, validated: 2026-11-20, archived: 2026-11-10}
    """
    assert found(dates_out_of_order, register) == []


def test_edge(register: Register) -> None:
    """
    Nothing happens before it was raised; where one date is wrong the next is held against
    the last right one; a hold may end on the day on which it began, and not before.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    dates:
      proposed: 2026-11-02
      accepted: 2026-10-30
      in-progress: 2026-10-31
      declined: 2026-11-01
    ---
    id: IMP-2611-x2w90b
    title: Fewer calls
    state: on-hold
    raised: 2026-11-02
    hold: {from: 2026-11-09, until: 2026-11-08}
    ---
    id: IMP-2611-000000
    title: Fewer alarms
    state: on-hold
    raised: 2026-11-02
    hold: {from: 2026-11-09, until: 2026-11-09}
    """
    assert found(dates_out_of_order, register) == [
        "7:3 accepted on 2026-10-30, before proposed on 2026-11-02",
        "8:3 in-progress on 2026-10-31, before proposed on 2026-11-02",
        "9:3 declined on 2026-11-01, before raised on 2026-11-02",
        "5:26 on hold until 2026-11-08, before it began on 2026-11-09",
    ]
