from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.kinds.improvement.model import Estimates
from learnorg.samples import guesses

ESTIMATES = {"value": Decimal(7), "confidence": Decimal("0.8"), "effort": "5-7-12"}


@given(st.integers(0, 10_000), st.integers(0, 5))
def test_as_many_wrong_as_are_put_right(seed: int, revisions: int) -> None:
    """As many numbers are off as there are revisions, three at most, and each differs."""
    found, wrong = guesses.first(ESTIMATES, revisions, Random(seed))
    assert len(wrong) == len(set(wrong)) == min(revisions, 3)
    assert {field for field in ESTIMATES if found[field] != ESTIMATES[field]} == set(wrong)


@given(
    st.integers(0, 10_000),
    st.integers(1, 10),
    st.integers(2, 10),
    st.sampled_from(["0.5", "1", "2", "4", "9", "50", "2-3-5", "38-55-88"]),
)
def test_first_guesses_are_valid(seed: int, value: int, tenths: int, effort: str) -> None:
    """Whatever is guessed first is an estimate that a record may hold, likely number and all."""
    said = {
        "value": Decimal(value),
        "confidence": Decimal(tenths) / 10,
        "effort": effort if "-" in effort else Decimal(effort),
    }
    found, _ = guesses.first(said, 3, Random(seed))
    valid = Estimates.model_validate({key: str(number) for key, number in found.items()})
    assert all(
        guesses.likely(getattr(valid, key)) != guesses.likely(said[key])  # type: ignore[arg-type]
        for key in said
    )
    assert 1 <= guesses.likely(found["value"]) <= 10


def test_nothing_estimated_nothing_wrong() -> None:
    """What is not estimated is not put right later."""
    assert guesses.first({"value": Decimal(7)}, 3, Random("x"))[1] == ["value"]
    assert guesses.first({}, 3, Random("x")) == ({}, [])


@pytest.mark.parametrize(
    ("estimate", "factor", "scaled"),
    [
        (Decimal(9), "1.5", "14"), (Decimal(5), "0.5", "2.5"), (Decimal("0.5"), "0.5", "0.5"),
        ("3-5-9", "2", "6-10-18"), ("38-55-88", "0.5", "19-28-44"),
    ],
)  # fmt: skip
def test_scaled(estimate: Decimal | str, factor: str, scaled: str) -> None:
    """Below ten to halves, from ten on to whole days, half a day at least; ranges as a whole."""
    assert str(guesses.scaled(estimate, Decimal(factor))) == scaled


def test_shifted_within_the_scale() -> None:
    """A range that is shifted stays within the scale at both ends."""
    assert guesses.shifted("6-7-9", 2, 1, 10) == "8-9-10"
    assert guesses.shifted(Decimal(2), -2, 1, 10) == 1


def test_reasons_tell_the_direction() -> None:
    """The kind of a reason goes by the likely numbers."""
    assert guesses.reason("effort", Decimal(4), "3-7-14") == "effort-more"
    assert guesses.reason("value", "6-8-9", Decimal(7)) == "value-less"
