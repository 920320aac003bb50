from learnorg.checks.identity_twice import identity_twice
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    An identity that two files claim is found in the second.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    ---
    # path: register/improvements/2026/10/IMP-2611-7k3mqx.yaml
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    """
    assert found(identity_twice, register) == [
        "1:1 IMP-2611-7k3mqx stands in register/improvements/2026/10/IMP-2611-7k3mqx.yaml already",
    ]


def test_no(register: Register) -> None:
    """
    Identities that differ are not.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    ---
    id: IMP-2611-x2w90b
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    ---
    id: lea
    title: Lea
    """
    assert found(identity_twice, register) == []


def test_edge(register: Register) -> None:
    """
    A file that cannot be read claims its identity all the same.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    ---
    # path: register/improvements/2026/12/IMP-2611-7k3mqx.yaml
    title: [
    """
    assert found(identity_twice, register) == [
        "1:1 IMP-2611-7k3mqx stands in register/improvements/2026/11/IMP-2611-7k3mqx.yaml already",
    ]
