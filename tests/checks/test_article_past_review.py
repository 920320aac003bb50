from learnorg.checks.article_past_review import article_past_review
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    An article past its day of review is found at that day.
    ---
    id: KB-2611-7k3mqx
    title: Restart the queue
    type: fix
    state: validated
    raised: 2025-01-02
    governance: compliance
    review_by: 2026-11-21
    """
    assert found(article_past_review, register) == ["8:1 to be reviewed by 2026-11-21"]


def test_no(register: Register) -> None:
    """
    One whose day is today is not.
    ---
    id: KB-2611-7k3mqx
    title: Restart the queue
    type: fix
    state: validated
    raised: 2025-01-02
    review_by: 2026-11-22
    """
    assert found(article_past_review, register) == []


def test_edge(register: Register) -> None:
    """
    Neither is what is archived, nor what names no day.
    ---
    id: KB-2611-7k3mqx
    title: Restart the queue
    type: fix
    state: archived
    raised: 2025-01-02
    review_by: 2025-01-01
    ---
    id: KB-2611-x2w90b
    title: Restart the queue
    type: fix
    state: validated
    raised: 2025-01-02
    review_by: 2025-02-30
    """
    assert found(article_past_review, register) == []
