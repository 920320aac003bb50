from learnorg.checks.article_superseded import article_superseded
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    An article that another one supersedes is found.
    ---
    id: KB-2611-7k3mqx
    title: Restart the queue
    type: fix
    state: validated
    raised: 2025-01-02
    ---
    id: KB-2611-x2w90b
    title: Restart the queue
    type: fix
    state: validated
    raised: 2025-01-02
    links:
      - rel: supersedes
        to: KB-2611-7k3mqx
    """
    assert found(article_superseded, register) == ["5:1 superseded by KB-2611-x2w90b"]


def test_no(register: Register) -> None:
    """
    One that is archived is where it belongs.
    ---
    id: KB-2611-7k3mqx
    title: Restart the queue
    type: fix
    state: archived
    raised: 2025-01-02
    ---
    id: KB-2611-x2w90b
    title: Restart the queue
    type: fix
    state: validated
    raised: 2025-01-02
    links:
      - rel: supersedes
        to: KB-2611-7k3mqx
    """
    assert found(article_superseded, register) == []


def test_edge(register: Register) -> None:
    """
    What is archived itself stands in the place of nothing.
    ---
    id: KB-2611-7k3mqx
    title: Restart the queue
    type: fix
    state: validated
    raised: 2025-01-02
    ---
    id: KB-2611-x2w90b
    title: Restart the queue
    type: fix
    state: archived
    raised: 2025-01-02
    links:
      - rel: supersedes
        to: KB-2611-7k3mqx
    """
    assert found(article_superseded, register) == []
