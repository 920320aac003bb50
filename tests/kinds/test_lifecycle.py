from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.files.splice import GONE, Edit
from learnorg.kinds.article import ARTICLE
from learnorg.kinds.article.model import Article
from learnorg.kinds.guards import Move, OutOfOrder
from learnorg.kinds.kind import Kind
from learnorg.kinds.lifecycle import AlreadyThere, NoReason, backward, edits, way
from learnorg.kinds.review import REVIEW

RAISED = date(2026, 11, 2)
DAY = date(2026, 11, 20)


def article(state: str, **dates: date) -> Article:
    """An article of a state, with the days on which it reached others."""
    said = {"id": "KB-2611-7k3mqx", "title": "Restart the queue", "type": "fix", "state": state}
    return Article.model_validate(said | {"raised": RAISED, "dates": dates})


@pytest.mark.parametrize(
    ("kind", "state", "to", "entered"),
    [
        (REVIEW, "draft", "closed", ("in-review", "reviewed", "closed")),
        (REVIEW, "closed", "draft", ("draft",)),
        (ARTICLE, "wip", "validated", ("not-validated", "validated")),
        (ARTICLE, "wip", "archived", ("archived",)),
        (ARTICLE, "archived", "validated", ("validated",)),
    ],
)
def test_way(kind: Kind, state: str, to: str, entered: tuple[str, ...]) -> None:
    """A move enters all states between, but for those that are entered from anywhere."""
    assert way(kind, state, to) == entered


def test_edits() -> None:
    """Each state on the way is dated when it is reached first."""
    found = list(edits(ARTICLE, article("wip", wip=RAISED), Move("validated", DAY)))
    assert found == [
        Edit(("state",), "validated"),
        Edit(("dates", "not-validated"), DAY),
        Edit(("dates", "validated"), DAY),
    ]


def test_back() -> None:
    """What is finished loses that date when it is taken up again; the first way keeps its days."""
    was = article("archived", wip=RAISED, archived=DAY)
    found = list(edits(ARTICLE, was, Move("wip", DAY, because="it is asked for again")))
    assert found == [Edit(("state",), "wip"), Edit(("dates", "archived"), GONE)]


def test_only_the_first_way() -> None:
    """What was further before gets no later day for a state that it passed over then."""
    was = article("archived", wip=RAISED, validated=DAY, archived=DAY)
    found = list(edits(ARTICLE, was, Move("not-validated", date(2026, 12, 1), because="anew")))
    assert found == [Edit(("state",), "not-validated"), Edit(("dates", "archived"), GONE)]


def test_refused() -> None:
    """Where it is already, back without a reason, or before what came before."""
    with pytest.raises(AlreadyThere, match=r"^KB-2611-7k3mqx is wip already$"):
        list(edits(ARTICLE, article("wip"), Move("wip", DAY)))
    with pytest.raises(NoReason, match=r"going back to wip takes a reason$"):
        list(edits(ARTICLE, article("validated"), Move("wip", DAY)))
    with pytest.raises(OutOfOrder, match=r"on 2026-11-01: it was raised on 2026-11-02$"):
        list(edits(ARTICLE, article("wip"), Move("archived", date(2026, 11, 1))))


@given(st.sampled_from([REVIEW, ARTICLE]), st.data())
def test_any_way(kind: Kind, data: st.DataObject) -> None:
    """Every way ends where it was to lead, and enters states in their order, none twice."""
    state, to = (data.draw(st.sampled_from(kind.states)) for _ in range(2))
    entered = way(kind, state, to)
    assert entered[-1] == to
    assert len(set(entered)) == len(entered)
    assert list(entered) == sorted(entered, key=kind.states.index)
    assert len(entered) == 1 or not backward(kind, state, to)
