from learnorg.checks.waiver_unused import waiver_unused
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    A waiver of what is not found any more is found, each rule by itself.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: accepted
    raised: 2026-11-02
    due: 2026-12-24
    # learnorg: waive improvement-without-owner, improvement-overdue because May is near
    """
    assert found(waiver_unused, register) == [
        "6:1 improvement-overdue is not found here, so there is nothing to waive"
    ]


def test_no(register: Register) -> None:
    """
    A waiver that waives something is in order, be it of a rule over the whole register.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: accepted
    owner: lea
    raised: 2026-11-02
    due: 2026-11-20 # learnorg: waive improvement-overdue because the vendor is late
    """
    assert found(waiver_unused, register) == []


def test_edge(register: Register) -> None:
    """
    A waiver holds for its own file alone; a rule that is off uses it, and one there is not never.
    ---
    # path: learnorg.yaml
    rules: {improvement-overdue: off}
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: accepted
    owner: lea
    raised: 2026-11-02
    due: 2026-11-20 # learnorg: waive improvement-overdue because the vendor is late
    ---
    id: IMP-2611-x2wbcd
    title: Label the racks
    state: accepted
    owner: lea
    raised: 2026-11-02
    due: 2026-12-20 # learnorg: waive improvement-overdue, no-such-rule because the vendor is late
    """
    assert found(waiver_unused, register) == [
        "6:17 improvement-overdue is not found here, so there is nothing to waive"
    ]
