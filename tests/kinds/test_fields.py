from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from learnorg.kinds import fields
from learnorg.kinds.fields import (
    Bool,
    Date,
    Estimate,
    LikelyShare,
    Line,
    Number,
    PartId,
    PersonDays,
    Positive,
    Prose,
    Quantity,
    Slug,
    plain_number,
)


def read(kind: Any, text: Any) -> Any:
    return TypeAdapter(kind).validate_python(text)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Date, "2026-11-02", date(2026, 11, 2)),
        (Number, "8.0", Decimal("8.0")),
        (Number, "-3.25", Decimal("-3.25")),
        (Bool, "true", True),
        (Bool, "false", False),
        (Quantity, "420", Decimal(420)),
        (Quantity, "06:00", "06:00"),
        (Quantity, "24:00", "24:00"),
        (Quantity, "2h30m", "2h30m"),
        (Line, "no", "no"),
        (Prose, "one\ntwo\n", "one\ntwo\n"),
        (Slug, "lea-park", "lea-park"),
        (PartId, "b7k", "b7k"),
        (LikelyShare, "0", 0),
        (LikelyShare, "1", 1),
        (Positive, "0", 0),
        (Estimate, "8.0", Decimal("8.0")),
        (Estimate, "3-5-9", "3-5-9"),
        (Estimate, "0-0-0.5", "0-0-0.5"),
        (LikelyShare, "0.5-0.8-1", "0.5-0.8-1"),
        (PersonDays, "0.5-1-2", "0.5-1-2"),
    ],
)
def test_read(kind: Any, text: str, value: object) -> None:
    """Each type reads the text that is meant for it, and keeps digits as written."""
    assert str(read(kind, text)) == str(value)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Date, "86400"),
        (Date, "2 Nov 2026"),
        (Date, "2026-11-02T10:00"),
        (Number, "1_000"),
        (Number, "012"),
        (Number, "1e3"),
        (Number, "nan"),
        (Number, "inf"),
        (Number, "1,5"),
        (Number, "８"),
        (Number, " 8"),
        (Bool, "yes"),
        (Bool, "1"),
        (Quantity, "25:00"),
        (Quantity, "6:00"),
        (Quantity, "8 calls"),
        (Quantity, "30m2h"),
        (Quantity, ""),
        (Line, "one\ntwo"),
        (Line, " "),
        (Line, "bell \x07"),
        (Prose, "escape \x1b[31m"),
        (Slug, "Lea Park"),
        (Slug, "lea--park"),
        (PartId, "oil"),
        (LikelyShare, "1.01"),
        (LikelyShare, "-0.1"),
        (Positive, "-1"),
        (Estimate, "-1"),
        (Estimate, "5-3-9"),
        (Estimate, "3-5"),
        (Estimate, "3-5-9-12"),
        (Estimate, "3 - 5 - 9"),
        (Estimate, "03-5-9"),
        (Estimate, "-1-2-3"),
        (LikelyShare, "0.5-0.8-1.2"),
        (PersonDays, "0"),
        (PersonDays, "0-1-2"),
    ],
)
def test_refused(kind: Any, text: str) -> None:
    """Nothing is read that only looks like it."""
    with pytest.raises(ValidationError):
        read(kind, text)


def test_own_example() -> None:
    """The part id that the refusal gives as an example is one."""
    with pytest.raises(ValidationError) as refusal:
        read(PartId, "??")
    example = str(refusal.value.errors()[0]["ctx"]["error"]).rpartition(" ")[2]
    assert read(PartId, example) == example


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3))
def test_numbers_survive(number: Decimal) -> None:
    """A number written out in full is read as it was, digit for digit."""
    text = f"{number:f}"
    if fields.NUMBER.fullmatch(text):  # not "-0.000" written as "-.000"
        assert str(read(Number, text)) == text


def test_plain_number() -> None:
    """JSON gets whole numbers as whole numbers."""
    assert [plain_number(Decimal(text)) for text in ("8.0", "8.5")] == [8, 8.5]
    assert isinstance(plain_number(Decimal("8.0")), int)
