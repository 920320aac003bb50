from learnorg.checks.alias_shadows import alias_shadows
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    An alias that is the beginning of another record's identity is found, however it is written.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    ---
    id: IMP-2611-x2w90b
    title: Fewer calls
    state: proposed
    raised: 2026-11-02
    aliases: [7k3, 7K3M, 2611-7k3, imp-2611-7k3m, IMP-2611-7k3mqx]
    """
    assert found(alias_shadows, register) == [
        f"5:1 the alias {alias} could also mean IMP-2611-7k3mqx"
        for alias in ("2611-7k3", "7K3M", "7k3", "IMP-2611-7k3mqx", "imp-2611-7k3m")
    ]


def test_no(register: Register) -> None:
    """
    What is too short, goes on after the identity, or belongs to another month or system is not.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    ---
    id: IMP-2611-x2w90b
    title: Fewer calls
    state: proposed
    raised: 2026-11-02
    aliases: [7k, 7k3mqxx, 2612-7k3, CSI-7k3, CSI-2611-7k3, IMP-7k3, -7k3, 7k3-, IMP-26]
    """
    assert found(alias_shadows, register) == []


def test_edge(register: Register) -> None:
    """
    An alias may be the beginning of its own record's identity; a person's identity counts whole.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    aliases: [7k3, Lea, lea-jo]
    ---
    id: lea
    title: Lea
    """
    assert found(alias_shadows, register) == ["5:1 the alias Lea could also mean lea"]
