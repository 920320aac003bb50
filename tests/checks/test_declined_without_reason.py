from learnorg.checks.declined_without_reason import declined_without_reason
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    A declined improvement without a reason is found at its state.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: declined
    raised: 2026-11-02
    """
    assert found(declined_without_reason, register) == ["3:1 declined, but it does not say why"]


def test_no(register: Register) -> None:
    """
    One with a reason is not.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: declined
    raised: 2026-11-02
    outcome:
      because: The service ends
    """
    assert found(declined_without_reason, register) == []


def test_edge(register: Register) -> None:
    """
    A link to the record that says it already is a reason; another link is none.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: declined
    raised: 2026-11-02
    links:
      - {rel: duplicates, to: IMP-2611-x2w90b}
    ---
    id: IMP-2611-x2w90b
    title: Shorter hand-over
    state: declined
    raised: 2026-11-02
    links:
      - {rel: relates-to, to: IMP-2611-7k3mqx}
    """
    assert found(declined_without_reason, register) == ["3:1 declined, but it does not say why"]
