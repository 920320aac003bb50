from learnorg.checks.single_factor import single_factor
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    The review of something that broke is found if it ended at one factor.
    ---
    id: REV-2611-7k3mqx
    title: Sign-in failed
    type: major-incident
    state: closed
    raised: 2026-11-02
    factors:
      - what: A certificate ran out
    """
    assert found(single_factor, register) == ["7:1 closed with one contributing factor"]


def test_no(register: Register) -> None:
    """
    One with two is not.
    ---
    id: REV-2611-7k3mqx
    title: Sign-in failed
    type: post-mortem
    state: reviewed
    raised: 2026-11-02
    factors:
      - what: A certificate ran out
      - what: Its reminder went to a list that nobody reads
    """
    assert found(single_factor, register) == []


def test_edge(register: Register) -> None:
    """
    Neither one that still looks for more, nor one of work that went well, nor one without any.
    ---
    id: REV-2611-7k3mqx
    title: Sign-in failed
    type: post-mortem
    state: in-review
    raised: 2026-11-02
    factors:
      - what: A certificate ran out
    ---
    id: REV-2611-x2wbcd
    title: New switches
    type: change
    state: reviewed
    raised: 2026-11-02
    factors:
      - what: A cable was too short
    ---
    id: REV-2611-n0nfff
    title: Sign-in failed
    type: post-mortem
    state: reviewed
    raised: 2026-11-02
    """
    assert found(single_factor, register) == []
