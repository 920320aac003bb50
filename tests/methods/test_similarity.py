import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.methods.similarity import grams, likeness

texts = st.text(max_size=40)


@given(texts, st.lists(texts, max_size=5))
def test_scale(text: str, others: list[str]) -> None:
    """Likeness lies between 0 and 1, one figure for each text."""
    found = likeness(text, others)
    assert len(found) == len(others)
    assert all(0 <= one <= 1 for one in found)


@given(texts.filter(str.strip), st.lists(texts, max_size=5))
def test_itself(text: str, others: list[str]) -> None:
    """A text is wholly like itself, whatever stands beside it."""
    assert likeness(text, [text, *others])[0] == pytest.approx(1)


@given(texts)
def test_nothing(text: str) -> None:
    """A blank text is like nothing, not even like itself."""
    assert likeness("  ", [text, "  "]) == [0, 0]


@given(texts, texts)
def test_both_ways(one: str, other: str) -> None:
    """Two texts are as alike from either side."""
    assert likeness(one, [other]) == pytest.approx(likeness(other, [one]))


def test_near() -> None:
    """Another wording of the same is nearer than something else."""
    near, far = likeness(
        "Cut password reset calls",
        ["Fewer calls about password resets", "Shorter hand-over on the night shift"],
    )
    assert near > 0.4 > far


def test_common_pieces_weigh_less() -> None:
    """Sharing what every text has counts less than sharing what few have."""
    others = ["Reduce printer queue", "Reduce backup time", "Reduce licence cost", "Move printer"]
    found = likeness("Reduce printer jams", others)
    assert found[0] > found[1]
    assert found[3] > found[1]


def test_case() -> None:
    """Upper and lower case are the same."""
    assert grams("STRASSE") == grams("straße")
