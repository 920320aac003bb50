from learnorg.checks.duplicate_alias import duplicate_alias
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    An old number that two records claim is found in the second.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    aliases: [CSI-142]
    ---
    id: IMP-2611-x2w90b
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    aliases:
      - CSI-142
    """
    assert found(duplicate_alias, register) == [
        "5:1 the alias CSI-142 is in register/improvements/2026/11/IMP-2611-7k3mqx.yaml already",
    ]


def test_no(register: Register) -> None:
    """
    Numbers that differ are not.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    aliases: [CSI-142, CSI-143]
    ---
    id: IMP-2611-x2w90b
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    aliases: CSI-14
    """
    assert found(duplicate_alias, register) == []


def test_edge(register: Register) -> None:
    """
    Case makes no difference, for look-ups make none; one record saying it twice means
    itself.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    aliases: [csi-142]
    ---
    id: IMP-2611-x2w90b
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    aliases: CSI-142
    ---
    id: IMP-2611-000000
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    aliases: [A-1, A-1]
    """
    assert found(duplicate_alias, register) == [
        "5:1 the alias CSI-142 is in register/improvements/2026/11/IMP-2611-7k3mqx.yaml already",
    ]
