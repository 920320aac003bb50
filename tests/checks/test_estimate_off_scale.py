from learnorg.checks.estimate_off_scale import estimate_off_scale
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    A value above the scale is found where it stands.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    estimates:
      value: 11
    """
    assert found(estimate_off_scale, register) == [
        "6:3 'estimates.value' is 11, off the scale from 1 to 10",
    ]


def test_no(register: Register) -> None:
    """
    Both ends belong to the scale, and effort, in days, is on none.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    estimates:
      value: 10
      ease: 1
      effort: 300
    """
    assert found(estimate_off_scale, register) == []


def test_edge(register: Register) -> None:
    """
    Policy may set another upper end; below 1 nothing is worth a record.
    ---
    # path: learnorg.yaml
    scoring:
      highest: 20
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    estimates:
      value: 13
      ease: 0.5
    """
    assert found(estimate_off_scale, register) == [
        "7:3 'estimates.ease' is 0.5, off the scale from 1 to 20",
    ]
