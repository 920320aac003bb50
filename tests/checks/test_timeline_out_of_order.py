from learnorg.checks.timeline_out_of_order import timeline_out_of_order
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    An entry behind one that came after it is found at its moment.
    ---
    id: REV-2611-7k3mqx
    title: Sign-in failed
    type: post-mortem
    state: draft
    raised: 2026-11-02
    timeline:
      - {at: 2026-11-01 09:31, what: The alarm was seen}
      - {at: 2026-11-01 09:12, what: The disk was full}
      - {at: 2026-11-01 09:20, what: Calls came in}
      - {at: 2026-11-01 09:40, what: It was over}
    """
    assert found(timeline_out_of_order, register) == [
        "9:6 2026-11-01 09:12 stands behind 2026-11-01 09:31",
        "10:6 2026-11-01 09:20 stands behind 2026-11-01 09:31",
    ]


def test_no(register: Register) -> None:
    """
    Entries in order, several at one moment among them, are not.
    ---
    id: REV-2611-7k3mqx
    title: Sign-in failed
    type: post-mortem
    state: draft
    raised: 2026-11-02
    timeline:
      - {at: 2026-11-01 09:12, what: The disk was full}
      - {at: 2026-11-01 09:12, what: The alarm was seen}
      - {at: 2026-11-01 09:12:30, what: It was over}
    """
    assert found(timeline_out_of_order, register) == []


def test_edge(register: Register) -> None:
    """
    Entries with an offset are compared with each other, and not with those without.
    ---
    id: REV-2611-7k3mqx
    title: Sign-in failed
    type: post-mortem
    state: draft
    raised: 2026-11-02
    timeline:
      - {at: 2026-11-01 09:12Z, what: The disk was full}
      - {at: 2026-11-01 08:12, what: Calls came in}
      - {at: 2026-11-01 09:40+01:00, what: The alarm was seen}
    """
    assert found(timeline_out_of_order, register) == [
        "10:6 2026-11-01 09:40+01:00 stands behind 2026-11-01 09:12Z",
    ]
