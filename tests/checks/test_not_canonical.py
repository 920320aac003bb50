from learnorg.checks.not_canonical import not_canonical
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    A file laid out in another way is found.
    ---
    title: Lea
    id: lea
    """
    assert found(not_canonical, register) == ["1:1 not laid out in the usual way"]


def test_no(register: Register) -> None:
    """
    A file in the usual order, with its comments, is not.
    ---
    # Ours
    id: lea
    title: Lea  # Park
    """
    assert found(not_canonical, register) == []


def test_edge(register: Register) -> None:
    """
    A file that is no record is another rule's matter.
    ---
    # path: register/notes.yaml
    title: Lea
    id: lea
    """
    assert found(not_canonical, register) == []
