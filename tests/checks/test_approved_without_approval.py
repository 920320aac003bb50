from learnorg.checks.approved_without_approval import approved_without_approval
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    In the full work flow, what is approved or further on without an approval is found.
    ---
    # path: learnorg.yaml
    workflow: full
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: approved
    raised: 2026-11-02
    dates: {approved: 2026-11-09}
    ---
    id: IMP-2611-x2w90b
    title: Fewer calls
    state: closed
    raised: 2026-11-02
    """
    assert found(approved_without_approval, register) == [
        "3:1 approved or further on, but it does not say who approved it",
        "3:1 approved or further on, but it does not say who approved it",
    ]


def test_no(register: Register) -> None:
    """
    What bears its approval is not, nor what is not approved yet, declined or on hold.
    ---
    # path: learnorg.yaml
    workflow: full
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: in-progress
    raised: 2026-11-02
    approval: {by: lea, on: 2026-11-09}
    ---
    id: IMP-2611-000001
    title: Fewer calls
    state: assessed
    raised: 2026-11-02
    ---
    id: IMP-2611-000002
    title: Earlier reports
    state: declined
    raised: 2026-11-02
    ---
    id: IMP-2611-000003
    title: Later reports
    state: on-hold
    raised: 2026-11-02
    """
    assert found(approved_without_approval, register) == []


def test_edge(register: Register) -> None:
    """
    What is small, imported or withdrawn needs no approval.
    ---
    # path: learnorg.yaml
    workflow: full
    small: {effort: 2}
    ---
    id: IMP-2611-000001
    title: Small
    state: in-progress
    raised: 2026-11-02
    estimates: {effort: 2}
    ---
    id: IMP-2611-000002
    title: Imported
    state: closed
    raised: 2026-11-02
    imported: {from: register.csv}
    ---
    id: IMP-2611-000003
    title: Withdrawn
    state: closed
    raised: 2026-11-02
    outcome: {result: withdrawn}
    ---
    id: IMP-2611-7k3mqx
    title: Not so small
    state: measuring
    raised: 2026-11-02
    estimates: {effort: 3}
    """
    assert found(approved_without_approval, register) == [
        "3:1 approved or further on, but it does not say who approved it"
    ]
