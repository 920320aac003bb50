from learnorg.checks.finding_without_home import finding_without_home
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    A finding of a closed review without a home is found where it stands, by its id or place.
    ---
    id: REV-2611-7k3mqx
    title: New switches
    type: change
    state: closed
    raised: 2026-11-02
    findings:
      - id: b7k
        what: Labels were missing
      - what: Nobody had the plan
    """
    assert found(finding_without_home, register) == [
        "8:5 closed, and finding #b7k has no home",
        "10:5 closed, and finding #2 has no home",
    ]


def test_no(register: Register) -> None:
    """
    One with a home, or with a reason why it needs none, is not.
    ---
    id: REV-2611-7k3mqx
    title: New switches
    type: change
    state: closed
    raised: 2026-11-02
    findings:
      - id: b7k
        what: Labels were missing
        home: servicenow:CHG1
      - id: c7k
        what: Nobody had the plan
        no_action: It was the last one.
      - id: d7k
        what: Spares were far
        home: [REV-2611-7k3mqx, servicenow:CHG1]
    """
    assert found(finding_without_home, register) == []


def test_edge(register: Register) -> None:
    """
    A review that is open may still look for one; an empty list of homes is none, nor is the
    review itself, and a dash is no reason.
    ---
    id: REV-2611-7k3mqx
    title: New switches
    type: change
    state: reviewed
    raised: 2026-11-02
    findings:
      - what: Labels were missing
    ---
    id: REV-2611-x2wbcd
    title: New switches
    type: change
    state: closed
    raised: 2026-11-02
    findings:
      - what: Labels were missing
        home: []
    ---
    id: REV-2611-z0rdzz
    title: New switches
    type: change
    state: closed
    raised: 2026-11-02
    findings:
      - id: b7k
        what: Labels were missing
        home: [REV-2611-z0rdzz, "REV-2611-z0rdzz#b7k"]
      - id: c7k
        what: Nobody had the plan
        no_action: "-"
    """
    assert found(finding_without_home, register) == [
        "8:5 closed, and finding #1 has no home",
        "8:5 closed, and finding #b7k has no home but the review itself",
        "11:5 closed, and finding #c7k has no home",
    ]
