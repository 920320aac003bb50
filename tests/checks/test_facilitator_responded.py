from learnorg.checks.facilitator_responded import facilitator_responded
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    Whoever leads the review of something that broke, and responded to it, is found.
    ---
    id: REV-2611-7k3mqx
    title: Sign-in failed
    type: post-mortem
    state: draft
    raised: 2026-11-02
    facilitator: Network-Lead
    participants:
      - {who: network-lead, role: Incident commander}
    """
    assert found(facilitator_responded, register) == ["7:1 Network-Lead leads it, and responded"]


def test_no(register: Register) -> None:
    """
    Somebody in another role may lead it.
    ---
    id: REV-2611-7k3mqx
    title: Sign-in failed
    type: major-incident
    state: draft
    raised: 2026-11-02
    facilitator: ben
    participants:
      - {who: ben, role: facilitator}
      - {who: network-lead, role: responder}
    """
    assert found(facilitator_responded, register) == []


def test_edge(register: Register) -> None:
    """
    Nobody leads it yet; and a change is reviewed by whoever made it.
    ---
    id: REV-2611-7k3mqx
    title: Sign-in failed
    type: post-mortem
    state: draft
    raised: 2026-11-02
    participants:
      - {who: network-lead, role: responder}
    ---
    id: REV-2611-x2wbcd
    title: New switches
    type: change
    state: draft
    raised: 2026-11-02
    facilitator: ben
    participants:
      - {who: ben, role: responder}
    """
    assert found(facilitator_responded, register) == []
