import pytest

from learnorg.checks.verifier_is_author import verifier_is_author
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    Under compliance a validation by author, owner or mender is found, however they are written.
    ---
    id: KB-2611-7k3mqx
    title: Sign-in fails
    type: reference
    state: validated
    raised: 2026-11-02
    raised_by: lea
    governance: compliance
    validation: {by: lea, on: 2026-11-09}
    ---
    id: KB-2611-000001
    title: Tills stop
    type: reference
    state: validated
    raised: 2026-11-02
    owner: service-desk
    governance: compliance
    validation:
      on: 2026-11-09
      by: Service desk
    ---
    id: KB-2611-zzzzzz
    title: Tills stop again
    type: reference
    state: validated
    raised: 2026-11-02
    raised_by: lea
    governance: compliance
    validation: {by: ben, on: 2026-11-09}
    revision: {by: Ben, on: 2026-11-08}
    """
    assert found(verifier_is_author, register) == [
        "11:3 under compliance, and validated by Service desk, its own author, owner or mender",
        "9:14 under compliance, and validated by lea, its own author, owner or mender",
        "9:14 under compliance, and validated by ben, its own author, owner or mender",
    ]


def test_no(register: Register) -> None:
    """
    Another verifier is not found, nor the author where experience governs.
    ---
    id: KB-2611-7k3mqx
    title: Sign-in fails
    type: reference
    state: validated
    raised: 2026-11-02
    raised_by: lea
    governance: compliance
    validation: {by: ben, on: 2026-11-09}
    ---
    id: KB-2611-000001
    title: Tills stop
    type: reference
    state: validated
    raised: 2026-11-02
    raised_by: lea
    validation: {by: lea, on: 2026-11-09}
    """
    assert found(verifier_is_author, register) == []


@pytest.mark.parametrize("state", ["wip", "not-validated", "archived"])
def test_edge(register: Register, state: str) -> None:
    """Only a validated article rests on its validation."""
    path = register.root / "articles/2026/11/KB-2611-7k3mqx.md"
    path.parent.mkdir(parents=True)
    text = (
        "---\nid: KB-2611-7k3mqx\ntitle: T\ntype: reference\nstate: validated\nraised: 2026-11-02\n"
        "raised_by: lea\ngovernance: compliance\nvalidation: {by: Lea, on: 2026-11-09}\n---\n"
    )
    path.write_text(text)
    assert len(found(verifier_is_author, register)) == 1
    path.write_text(text.replace("state: validated", f"state: {state}"))
    assert found(verifier_is_author, register) == []
