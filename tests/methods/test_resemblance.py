import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.methods.resemblance import Shelf, grouped, recognised, resemblance, wording
from learnorg.methods.similarity import likeness
from methods.factors import HELD_OTHERS, HELD_SAME, MISTAKEN, OTHERS, SAME, Pair

TEXTS = st.text(alphabet="abcdeé ,.'", max_size=60)


def alike(pair: Pair, place: bool = False) -> bool:
    category = pair.category == pair.category_of_other
    return recognised(wording(pair.one), wording(pair.other), category, place) is not None


@pytest.mark.parametrize("place", [False, True])
def test_precision(place: bool) -> None:
    """Of pairs that tell of different things none is taken for the same, few of those held back."""
    assert [pair for pair in OTHERS if alike(pair, place)] == []
    wrong = [pair for pair in HELD_OTHERS if alike(pair, place)]
    assert len(wrong) <= (1 if place else 0), wrong


def test_recall() -> None:
    """What is worded much alike is recognised; half of what was made hard to see is missed."""
    assert sum(alike(pair) for pair in SAME) >= 12
    assert all(alike(pair) for pair in HELD_SAME)


def test_mistaken() -> None:
    """A single word that turns a sentence round is not seen, and nobody promised that it is."""
    assert all(alike(pair) for pair in MISTAKEN)


def test_enough_of_short_ones() -> None:
    """Short sentences have to be more alike than long ones, those of one category less."""
    one, other = wording("The certificate ran out"), wording("A certificate had run out at night")
    found = resemblance(one, other)
    assert found < 0.77
    assert recognised(one, other) is None
    longer = [wording(text + " in seven long halls of brick beside water") for text in
              ("The certificate ran out", "A certificate had run out at night")]  # fmt: skip
    assert recognised(*longer) == resemblance(*longer) > 0.65


def test_category_and_place() -> None:
    """A category in common is worth 0.09, a service in common 0.02."""
    one = wording("The disk of the queue filled up with copies of old messages overnight")
    other = wording("A disk of the queue was filled by old messages and their copies")
    found = resemblance(one, other)
    assert found == pytest.approx(0.70, abs=0.15)
    for category, place, asked in ((0, 0, 0.65), (1, 0, 0.56), (0, 1, 0.63), (1, 1, 0.54)):
        expected = found if found >= asked else None
        assert recognised(one, other, bool(category), bool(place)) == expected


def test_words_that_hold_sentences_together() -> None:
    """Who rehearsed it or when does not matter, what was rehearsed does."""
    one = wording("Nobody had rehearsed the failover")
    assert one.words == "rehearsed failover"
    assert resemblance(one, wording("The failover has never been rehearsed")) > 0.99
    assert resemblance(one, wording("Nobody had rehearsed")) < 0.77


def test_nothing_but_filling() -> None:
    """A sentence of nothing but such words, or of signs, keeps what it has."""
    assert wording("Only once more, at that").words == "once"
    assert wording("It was not so").words == "it was not so"
    assert wording("???").words == "???"
    assert resemblance(wording(""), wording("")) == 0


@given(TEXTS, TEXTS)
def test_like_similarity(one: str, other: str) -> None:
    """Where words are shared, it is the likeness of the two alone; both ways the same, 0 to 1."""
    a, b = wording(one), wording(other)
    found = resemblance(a, b)
    assert 0 <= found <= 1
    assert found == pytest.approx(resemblance(b, a))
    if found and a.words != b.words:
        assert found == pytest.approx(likeness(a.words, [b.words])[0])


@given(st.lists(TEXTS, max_size=8), TEXTS)
def test_shelf_leaves_nothing_out(others: list[str], text: str) -> None:
    """What is near on a shelf is all that is like a sentence at all, in its order."""
    shelf, one = Shelf(map(wording, others)), wording(text)
    near = list(shelf.near(one))
    assert near == sorted(near)
    expected = [n for n, other in enumerate(shelf.wordings) if resemblance(one, other) > 0]
    assert [n for n in near if resemblance(one, shelf.wordings[n]) > 0] == expected


@given(TEXTS, TEXTS)
def test_a_glance_misses_nothing(one: str, other: str) -> None:
    """What a glance at a text rules out is not like it."""
    if resemblance(wording(one), wording(other)) > 0:
        assert wording(one).may_be_in(other.casefold())


def test_groups() -> None:
    """Like sentences are counted under the commonest wording, as it is written most often."""
    texts = [
        "The failover had never been rehearsed",
        "Nobody had rehearsed the failover",
        "Nobody had rehearsed the  failover",
        "The night batch ran twice",
    ]
    name = "Nobody had rehearsed the failover"
    assert grouped(texts) == [name, name, name, texts[3]]


def test_group_by_what_it_is_about() -> None:
    """What both are about lets less likeness do."""
    one = "The log-in page was cached for a day"
    other = "The login page is cached for one day"
    assert grouped([one, other]) == [one, other]
    assert grouped([one, other], ["design", "design"]) == [one, one]
    assert grouped([one, other], ["", ""]) == [one, other]
    assert grouped([]) == []
