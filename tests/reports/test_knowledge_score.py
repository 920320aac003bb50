from collections.abc import Callable

from learnorg.page import Text
from learnorg.register.checklists import Answer, checklist
from learnorg.render.terminal import show
from learnorg.reports.knowledge_score import derive, lay_out, of_sum
from reports.known import ACCOUNT, OUTLOOK, VPN

OURS = checklist("article")


def test_score() -> None:
    """Two misses in five articles by ten criteria are 96 %, however they are told."""
    articles = [f"KB-2611-00000{n}" for n in range(5)]
    missed = {(articles[0], "steps"), (articles[3], "short")}
    given = [Answer(a, c, (a, c) not in missed) for a in articles for c in OURS.names]
    found = derive(given, OURS)
    assert (found.articles, found.asked, found.misses, found.share) == (5, 50, 2, 0.96)
    assert of_sum(2, 5, OURS).share == 0.96


SOME = [
    Answer(ACCOUNT, "steps", False),
    Answer(ACCOUNT, "short", True),
    Answer(ACCOUNT, "safe", None),
    Answer(OUTLOOK, "steps", False),
    Answer(VPN, "steps", None),
    Answer(VPN, "safe", None),
]


def test_half_filled() -> None:
    """What was not looked at or not answered is left out and told, and no miss."""
    found = derive(SOME, OURS)
    assert (found.articles, found.left, found.asked, found.misses, found.open) == (2, 1, 3, 2, 1)
    data = lay_out(found).data
    assert isinstance(data, dict)
    assert data["criteria"] == [
        {"name": "steps", "misses": 2, "asked": 2},
        {"name": "short", "misses": 0, "asked": 1},
    ]


def test_page(expected: Callable[[str, str], None]) -> None:
    """The score on a terminal, with where it is lost."""
    expected("knowledge-score.txt", show(lay_out(derive(SOME, OURS)), 80, colour=False))


def test_nothing() -> None:
    """An empty sheet has no score."""
    page = lay_out(derive([Answer(VPN, "steps", None)], OURS))
    assert page.blocks == (Text("Not enough data: nothing is filled in.", "quiet"),)
    assert isinstance(page.data, dict)
    assert page.data["score"] is None
