from learnorg.checks.pilot_without_criteria import pilot_without_criteria
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    A cohort without criteria is found once work has begun.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: in-progress
    raised: 2026-11-02
    pilot:
      cohort: Team Leeds
    """
    assert found(pilot_without_criteria, register) == [
        "5:1 the pilot with Team Leeds has no criteria"
    ]


def test_no(register: Register) -> None:
    """
    Before work begins criteria may still come; with them, or without a cohort, all is well.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: accepted
    raised: 2026-11-02
    pilot: {cohort: Team Leeds}
    ---
    id: IMP-2611-x2w90b
    title: Fewer calls
    state: in-progress
    raised: 2026-11-02
    pilot: {cohort: Team Leeds, criteria: Half the calls}
    ---
    id: IMP-2611-111111
    title: New disks
    state: in-progress
    raised: 2026-11-02
    pilot: {decision: go, on: 2026-11-20, because: They were glad}
    ---
    id: IMP-2611-222222
    title: No trial at all
    state: in-progress
    raised: 2026-11-02
    """
    assert found(pilot_without_criteria, register) == []


def test_edge(register: Register) -> None:
    """
    Later states are found, too; a record whose fields are wrong is another rule's.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: measuring
    raised: 2026-11-02
    pilot: {cohort: Team Leeds}
    ---
    id: IMP-2611-x2w90b
    title: Fewer calls
    state: in-progress
    raised: 2026-11-02
    pilot: {cohort: Team Leeds, decision: perhaps}
    """
    assert found(pilot_without_criteria, register) == [
        "5:1 the pilot with Team Leeds has no criteria"
    ]
