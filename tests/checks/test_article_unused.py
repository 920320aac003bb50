from learnorg.checks.article_unused import article_unused
from learnorg.register.register import Register
from rules import found


def test_yes(register: Register) -> None:
    """
    An article kept by experience is found after 180 days without use.
    ---
    id: KB-2611-7k3mqx
    title: Restart the queue
    type: fix
    state: validated
    raised: 2025-01-02
    validation:
      by: lea
      on: 2026-05-25
    """
    assert found(article_unused, register) == ["5:1 neither used nor validated since 2026-05-25"]


def test_no(register: Register) -> None:
    """
    One day earlier it is not, and neither is what nobody relies on yet.
    ---
    id: KB-2611-7k3mqx
    title: Restart the queue
    type: fix
    state: validated
    raised: 2025-01-02
    validation:
      by: lea
      on: 2026-05-26
    ---
    id: KB-2611-x2w90b
    title: Restart the queue
    type: fix
    state: not-validated
    raised: 2025-01-02
    """
    assert found(article_unused, register) == []


def test_edge(register: Register) -> None:
    """
    A use counts as a look at it; under compliance only days of review do.
    ---
    id: KB-2611-7k3mqx
    title: Restart the queue
    type: fix
    state: validated
    raised: 2025-01-02
    validation:
      by: lea
      on: 2025-05-25
    ---
    # path: register/activity/2026-11/it-7k3mqx2b.jsonl
    {"id":"000000000001","on":"2026-11-02","actor":"it","verb":"used","object":"KB-2611-7k3mqx"}
    ---
    id: KB-2611-x2w90b
    title: Restart the queue
    type: fix
    state: validated
    raised: 2025-01-02
    governance: compliance
    validation:
      by: lea
      on: 2025-05-25
    """
    assert found(article_unused, register) == []
