from learnorg.checks.wrong_place import wrong_place
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    A file in another month's folder is found.
    ---
    # path: register/improvements/2026/10/IMP-2611-7k3mqx.yaml
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    """
    assert found(wrong_place, register) == ["1:1 IMP-2611-7k3mqx does not belong here"]


def test_no(register: Register) -> None:
    """
    A file where its identity says is not.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    ---
    id: lea
    title: Lea
    """
    assert found(wrong_place, register) == []


def test_edge(register: Register) -> None:
    """
    No record lives beside the kinds' folders, and none has another kind's identity.
    ---
    # path: register/IMP-2611-7k3mqx.yaml
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    ---
    # path: register/people/Lea_Park.yaml
    id: Lea_Park
    title: Lea
    ---
    # path: register/improvements/lea.yaml
    id: lea
    title: Lea
    """
    assert found(wrong_place, register) == [
        "1:1 no kind of record lives in this folder",
        "1:1 'lea' is no identity of an improvement",
        "1:1 'Lea_Park' is no identity of a person",
    ]
