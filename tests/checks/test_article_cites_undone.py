from learnorg.checks.article_cites_undone import article_cites_undone
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    An article that rests on what was not achieved is found at its links.
    ---
    id: KB-2611-7k3mqx
    title: Restart the queue
    type: fix
    state: validated
    raised: 2025-01-02
    links:
      - rel: documents
        to: IMP-2611-w0rdzz
    ---
    id: IMP-2611-w0rdzz
    title: Shorter hand-over
    state: closed
    raised: 2026-11-02
    outcome:
      result: not-achieved
    """
    assert found(article_cites_undone, register) == [
        "7:1 it rests on IMP-2611-w0rdzz, which was closed as not-achieved"
    ]


def test_no(register: Register) -> None:
    """
    One that rests on what was achieved is not.
    ---
    id: KB-2611-7k3mqx
    title: Restart the queue
    type: fix
    state: validated
    raised: 2025-01-02
    links:
      - rel: documents
        to: IMP-2611-w0rdzz
    ---
    id: IMP-2611-w0rdzz
    title: Shorter hand-over
    state: closed
    raised: 2026-11-02
    outcome:
      result: achieved
    """
    assert found(article_cites_undone, register) == []


def test_edge(register: Register) -> None:
    """
    A link that only points there rests on nothing.
    ---
    id: KB-2611-7k3mqx
    title: Restart the queue
    type: fix
    state: validated
    raised: 2025-01-02
    links:
      - rel: relates-to
        to: IMP-2611-w0rdzz
    ---
    id: IMP-2611-w0rdzz
    title: Shorter hand-over
    state: declined
    raised: 2026-11-02
    """
    assert found(article_cites_undone, register) == []
