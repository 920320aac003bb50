from learnorg.checks.times_out_of_order import times_out_of_order
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    A time before one that comes first is found; the next is held against the last right one.
    ---
    id: REV-2611-7k3mqx
    title: Sign-in failed
    type: post-mortem
    state: draft
    raised: 2026-11-02
    times:
      started: 2026-11-01 23:50
      detected: 2026-11-01 00:10
      mitigated: 2026-11-01 23:00
      resolved: 2026-11-02 00:30
    """
    assert found(times_out_of_order, register) == [
        "9:3 detected at 2026-11-01 00:10, before started at 2026-11-01 23:50",
        "10:3 mitigated at 2026-11-01 23:00, before started at 2026-11-01 23:50",
    ]


def test_no(register: Register) -> None:
    """
    Times at once, or with some left out, are in order; offsets count.
    ---
    id: REV-2611-7k3mqx
    title: Sign-in failed
    type: post-mortem
    state: draft
    raised: 2026-11-02
    times:
      started: 2026-11-01 09:12
      resolved: 2026-11-01 09:12
    ---
    id: REV-2611-x2wbcd
    title: Sign-in failed
    type: post-mortem
    state: draft
    raised: 2026-11-02
    times:
      started: 2026-11-01 09:12+01:00
      detected: 2026-11-01 08:20Z
    ---
    id: REV-2611-n0nfff
    title: Sign-in failed
    type: post-mortem
    state: draft
    raised: 2026-11-02
    """
    assert found(times_out_of_order, register) == []


def test_edge(register: Register) -> None:
    """
    Where some have an offset and some have none, nobody knows which was first.
    ---
    id: REV-2611-7k3mqx
    title: Sign-in failed
    type: post-mortem
    state: draft
    raised: 2026-11-02
    times:
      started: 2026-11-01 09:12
      detected: 2026-11-01 08:20Z
      resolved: 2026-11-01 09:30
    ---
    id: REV-2611-x2wbcd
    title: Sign-in failed
    type: post-mortem
    state: draft
    raised: 2026-11-02
    times:
      started: 2026-11-01 09:12Z
      resolved: 2026-11-01 10:20
    """
    assert found(times_out_of_order, register) == [
        "9:3 'detected' has an offset and 'started' has none, so nobody knows which was first",
        "9:3 'started' has an offset and 'resolved' has none, so nobody knows which was first",
    ]
