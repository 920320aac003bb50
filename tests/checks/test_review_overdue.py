from learnorg.checks.review_overdue import review_overdue
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    A review open for longer than its type has is found, counted from when it was resolved.
    ---
    # path: learnorg.yaml
    format: 1
    reviews:
      within: {change: 7}
    ---
    id: REV-2611-7k3mqx
    title: Sign-in failed
    type: change
    state: reviewed
    raised: 2026-11-02
    times:
      resolved: 2026-11-14 10:05+01:00
    ---
    id: REV-2611-x2wbcd
    title: Sign-in failed
    type: change
    state: draft
    raised: 2026-11-02
    times:
      resolved: once
    """
    assert found(review_overdue, register) == [
        "5:1 open for 8 days since it was resolved on 2026-11-14, where 7 days are given",
        "5:1 open for 20 days since it was raised on 2026-11-02, where 7 days are given",
    ]


def test_no(register: Register) -> None:
    """
    One that is closed, or has a day left, is not; raised long ago is not resolved long ago.
    ---
    id: REV-2611-7k3mqx
    title: Sign-in failed
    type: post-mortem
    state: closed
    raised: 2026-01-02
    ---
    id: REV-2611-x2wbcd
    title: Sign-in failed
    type: post-mortem
    state: draft
    raised: 2026-01-02
    times:
      resolved: 2026-11-08 23:59
    ---
    id: REV-2611-n0nfff
    title: New switches
    type: change
    state: draft
    raised: 2026-10-23
    """
    assert found(review_overdue, register) == []


def test_edge(register: Register) -> None:
    """
    What has neither day cannot be late, whatever stands in their places.
    ---
    id: REV-2611-7k3mqx
    title: Sign-in failed
    type: post-mortem
    state: draft
    raised: long ago
    times: [never]
    ---
    id: REV-2611-x2wbcd
    title: Sign-in failed
    type: [post-mortem]
    state: draft
    raised: 2026-11-02
    times: soon
    """
    assert found(review_overdue, register) == []
