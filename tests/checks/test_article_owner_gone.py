from learnorg.checks.article_owner_gone import article_owner_gone
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    An article whose owner has left is found.
    ---
    id: KB-2611-7k3mqx
    title: Restart the queue
    type: fix
    state: validated
    raised: 2025-01-02
    owner: lea
    ---
    # path: register/people/lea.yaml
    id: lea
    title: Lea
    state: left
    """
    assert found(article_owner_gone, register) == ["7:1 its owner lea has left"]


def test_no(register: Register) -> None:
    """
    One whose owner is there is not.
    ---
    id: KB-2611-7k3mqx
    title: Restart the queue
    type: fix
    state: validated
    raised: 2025-01-02
    owner: lea
    ---
    # path: register/people/lea.yaml
    id: lea
    title: Lea
    state: active
    """
    assert found(article_owner_gone, register) == []


def test_edge(register: Register) -> None:
    """
    Neither is what is archived, nor what plain words own.
    ---
    id: KB-2611-7k3mqx
    title: Restart the queue
    type: fix
    state: archived
    raised: 2025-01-02
    owner: lea
    ---
    id: KB-2611-x2w90b
    title: Restart the queue
    type: fix
    state: validated
    raised: 2025-01-02
    owner: Identity team
    ---
    # path: register/people/lea.yaml
    id: lea
    title: Lea
    state: left
    """
    assert found(article_owner_gone, register) == []
