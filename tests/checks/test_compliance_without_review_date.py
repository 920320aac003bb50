from learnorg.checks.compliance_without_review_date import compliance_without_review_date
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    A validated article under compliance that is never to be reviewed is found.
    ---
    id: KB-2611-7k3mqx
    title: Sign-in fails
    type: fix
    state: validated
    raised: 2026-11-02
    governance: compliance
    """
    assert found(compliance_without_review_date, register) == [
        "7:1 under compliance, but it does not say by when it is reviewed"
    ]


def test_no(register: Register) -> None:
    """
    What says by when is not, nor what experience governs, said or not.
    ---
    id: KB-2611-7k3mqx
    title: Sign-in fails
    type: fix
    state: validated
    raised: 2026-11-02
    governance: compliance
    review_by: 2027-11-02
    ---
    id: KB-2611-000001
    title: Tills stop
    type: fix
    state: validated
    raised: 2026-11-02
    governance: experience
    ---
    id: KB-2611-000002
    title: Printers stop
    type: fix
    state: validated
    raised: 2026-11-02
    """
    assert found(compliance_without_review_date, register) == []


def test_edge(register: Register) -> None:
    """
    An article that is still to be validated gets its date by that.
    ---
    id: KB-2611-7k3mqx
    title: Sign-in fails
    type: fix
    state: not-validated
    raised: 2026-11-02
    governance: compliance
    """
    assert found(compliance_without_review_date, register) == []
