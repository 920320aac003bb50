from learnorg.checks.article_flagged import article_flagged
from learnorg.register.register import Register
from rules import found, upon

ARTICLE = """
id: KB-2611-7k3mqx
title: Restart the queue
type: fix
state: validated
raised: 2025-01-02
"""
FLAG = (
    "# path: register/activity/2026-11/it-7k3mqx2b.jsonl\n"
    '{"id":"000000000001","on":"2026-11-02","actor":"it","verb":"flagged",'
    '"object":"KB-2611-7k3mqx","result":{"text":"step 3 fails on 12"}}'
)
FIX = (
    "# path: register/activity/2026-11/it-x2w90bcd.jsonl\n"
    '{"id":"000000000002","on":"2026-11-03","actor":"it","verb":"fixed",'
    '"object":"KB-2611-7k3mqx","context":{"answers":["000000000001"]}}'
)


@upon(ARTICLE, FLAG)
def test_yes(register: Register) -> None:
    """An article with a flag that nobody has answered is found."""
    assert found(article_flagged, register) == ["5:1 flagged: step 3 fails on 12"]


@upon(ARTICLE, FLAG, FIX)
def test_no(register: Register) -> None:
    """One whose flags were answered is not."""
    assert found(article_flagged, register) == []


@upon(ARTICLE.replace("validated", "archived"), FLAG)
def test_edge(register: Register) -> None:
    """What is archived is followed by nobody."""
    assert found(article_flagged, register) == []
