from learnorg.checks.validated_without_validation import validated_without_validation
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    A validated article that does not say who found it right is found.
    ---
    id: KB-2611-7k3mqx
    title: Sign-in fails
    type: fix
    state: validated
    raised: 2026-11-02
    """
    assert found(validated_without_validation, register) == [
        "5:1 validated, but it does not say by whom, and when"
    ]


def test_no(register: Register) -> None:
    """
    What says so is not, nor what is not validated.
    ---
    id: KB-2611-7k3mqx
    title: Sign-in fails
    type: fix
    state: validated
    raised: 2026-11-02
    validation: {by: ben, on: 2026-11-09}
    ---
    id: KB-2611-000001
    title: Tills stop
    type: fix
    state: not-validated
    raised: 2026-11-02
    """
    assert found(validated_without_validation, register) == []


def test_edge(register: Register) -> None:
    """
    An imported article was validated where it came from; an empty validation says nothing.
    ---
    id: KB-2611-7k3mqx
    title: Sign-in fails
    type: fix
    state: validated
    raised: 2026-11-02
    imported: {from: wiki.csv}
    ---
    id: KB-2611-000001
    title: Tills stop
    type: fix
    state: validated
    raised: 2026-11-02
    validation:
    """
    assert found(validated_without_validation, register) == [
        "5:1 validated, but it does not say by whom, and when"
    ]
