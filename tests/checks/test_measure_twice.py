from learnorg.checks.measure_twice import measure_twice
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    A measure that is called as another one of its record is found at its name.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    measures:
      - name: Reset calls
        baseline: 420
      - name: reset calls
        target: 210
    """
    assert found(measure_twice, register) == [
        "8:5 measure 2 is called 'reset calls', as measure 1 is"
    ]


def test_no(register: Register) -> None:
    """
    Measures of other names are not, nor those of another record.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    measures:
      - name: Reset calls
      - name: Reset calls of new staff
    ---
    id: IMP-2611-x2w90b
    title: Fewer calls
    state: proposed
    raised: 2026-11-02
    measures:
      - name: Reset calls
    """
    assert found(measure_twice, register) == []


def test_edge(register: Register) -> None:
    """
    A measure without a name goes by its metric; one that has neither is called nothing, and
    two names for one metric are two.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    measures:
      - {metric: reset-calls, name: Of HR}
      - {metric: reset-calls, name: Of all others}
      - {metric: reset-calls}
      - {baseline: 1}
      - {baseline: 2}
      - {metric: reset-calls}
    """
    assert found(measure_twice, register) == [
        "11:6 measure 6 is called 'reset-calls', as measure 3 is"
    ]
