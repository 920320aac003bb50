from learnorg.checks.achieved_without_evidence import achieved_without_evidence
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    An achievement that nothing shows is found at its result.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: closed
    raised: 2026-11-02
    outcome:
      result: achieved
    """
    assert found(achieved_without_evidence, register) == [
        "6:3 closed as achieved, but it lacks evidence of what was achieved",
    ]


def test_no(register: Register) -> None:
    """
    Evidence in words will do, and so will a measure that met its target.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: closed
    raised: 2026-11-02
    outcome:
      result: achieved
      evidence: The telephone statistics of May.
    ---
    id: IMP-2611-x2w90b
    title: Fewer calls
    state: closed
    raised: 2026-11-02
    measures:
      - name: Calls
        baseline: 420
        target: 210
        actual: 188
    outcome:
      result: achieved
    """
    assert found(achieved_without_evidence, register) == []


def test_edge(register: Register) -> None:
    """
    A measure that missed its target shows the opposite; other results claim nothing.
    ---
    id: IMP-2611-7k3mqx
    title: Fewer calls
    state: closed
    raised: 2026-11-02
    measures:
      - name: Calls
        baseline: 420
        target: 210
        actual: 300
    outcome:
      result: achieved
    ---
    id: IMP-2611-x2w90b
    title: Shorter hand-over
    state: closed
    raised: 2026-11-02
    outcome:
      result: delivered
    """
    assert found(achieved_without_evidence, register) == [
        (
            "11:3 closed as achieved, but it lacks a met target: 'Calls' is 300, the target 210 "
            "(or another outcome, or --evidence)"
        ),
    ]
