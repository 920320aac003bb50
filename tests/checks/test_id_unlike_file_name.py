from learnorg.checks.id_unlike_file_name import id_unlike_file_name
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    An identity that is not the file's name is found at its line.
    ---
    # path: register/improvements/2026/11/IMP-2611-x2w90b.yaml
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    """
    assert found(id_unlike_file_name, register) == [
        "1:1 its id is IMP-2611-7k3mqx, its file is called IMP-2611-x2w90b",
    ]


def test_no(register: Register) -> None:
    """
    One that is, is not.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    ---
    id: lea
    title: Lea
    """
    assert found(id_unlike_file_name, register) == []


def test_edge(register: Register) -> None:
    """
    Upper and lower case differ, and what is long is told in short; a file that says no
    identity is another rule's matter.
    ---
    # path: register/people/lea.yaml
    id: LEA
    title: Lea
    ---
    # path: register/people/ada.yaml
    title: Ada
    ---
    # path: register/people/max.yaml
    id: maxmaxmaxmaxmaxmaxmaxmaxmaxmaxmaxmaxmaxmaxmaxmaxmaxmaxmaxmaxmaxmax
    title: Max
    """
    assert found(id_unlike_file_name, register) == [
        "1:1 its id is LEA, its file is called lea",
        f"1:1 its id is {'max' * 19}ma…, its file is called max",
    ]
