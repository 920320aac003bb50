"""
The types of fields, each strict about its own text.

The loader hands every scalar over as text; these decide. `86400` is no date, `1_000` is no
number, `yes` is no boolean, whatever YAML or pydantic would make of them.
"""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, WithJsonSchema

from learnorg.methods.moments import moment
from learnorg.methods.value import CLOCK, DURATION, NUMBER
from learnorg.periods import NotADate, iso_day
from learnorg.refs import MINTED, PART, SLUG

CURRENCY = re.compile(r"[A-Z]{3}")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u2060-\u206f\ufeff]*")
MAX_DIGITS = 100
SHOWN = 40
"""So much of a value is told."""


def _date(value: Any) -> Any:
    if isinstance(value, str):
        try:
            return iso_day(value)
        except NotADate as wrong:
            said = str(wrong) if len(value) <= SHOWN else f"'{_glimpse(value)}' is not a date"
            raise ValueError(f"{said}; write it as 2026-11-30") from None
    return value


def _number(value: Any) -> Any:
    if isinstance(value, str):
        if NUMBER.fullmatch(value) is None:
            raise ValueError(f"'{_glimpse(value)}' is not a number; write it as 8, 0.5 or -3.25")
        if len(value) > MAX_DIGITS:
            raise ValueError(f"a number of more than {MAX_DIGITS} digits measures nothing")
        return Decimal(value)
    if isinstance(value, float):
        return Decimal(repr(value))
    return value


def _estimate(value: Any) -> Any:
    """A number, or the text of a range whose three numbers ascend."""
    if isinstance(value, str) and "-" in value[1:]:
        parts = [part for part in value.split("-") if len(part) <= MAX_DIGITS]
        if len(parts) != 3 or not all(map(NUMBER.fullmatch, parts)):
            raise ValueError(
                f"'{_glimpse(value)}' is no range; write it as low-likely-high, like 3-5-9"
            )
        low, likely, high = map(Decimal, parts)
        if not low <= likely <= high:
            raise ValueError(f"'{_glimpse(value)}' does not ascend; write it as 3-5-9")
        return value
    if isinstance(value, dict | list):
        raise ValueError("it is to be one number, or a range like 3-5-9")  # noqa: TRY004  # as pydantic tells
    if isinstance(value, str) and NUMBER.fullmatch(value) is None:
        raise ValueError(f"'{_glimpse(value)}' is not a number; write it as 8, 0.5 or 3-5-9")
    return _number(value)


def extremes(value: Decimal | str) -> tuple[Decimal, Decimal]:
    """The lowest and the highest number that an estimate allows."""
    if isinstance(value, Decimal):
        return value, value
    low, _, high = map(Decimal, value.split("-"))
    return low, high


def _between(low: int, high: int | None = None, above: bool = False) -> AfterValidator:
    """The bounds of an estimate, both ends of a range included."""

    def check(value: Decimal | str) -> Decimal | str:
        least, most = extremes(value)
        if least < low or (above and least == low):
            raise ValueError(f"it is to be {'more than' if above else 'at least'} {low}")
        if high is not None and most > high:
            raise ValueError(f"it is to be at most {high}")
        return value

    return AfterValidator(check)


def _bool(value: Any) -> Any:
    words = {"true": True, "false": False}
    if isinstance(value, str):
        if value not in words:
            raise ValueError(f"'{value}' is neither true nor false")
        return words[value]
    return value


def _quantity(value: Any) -> Any:
    if isinstance(value, str):
        if NUMBER.fullmatch(value):
            return _number(value)
        if CLOCK.fullmatch(value) or DURATION.fullmatch(value):
            return value
        raise ValueError(
            f"'{_glimpse(value)}' is no number, time of day or duration; write it as "
            "420, 06:00 or 2h30m, and put the unit into `unit`"
        )
    if isinstance(value, dict | list):
        raise ValueError("it is to be one number, time of day or duration")  # noqa: TRY004  # as pydantic tells
    return _number(value)


def _line(value: str) -> str:
    if value.isprintable() and value and not value.isspace():  # almost every one
        return value
    if "\n" in value:
        raise ValueError("it is to stand on one line")
    _seen(value)
    if UNSEEN.fullmatch(value):
        raise ValueError("it is empty")
    return value


def _prose(value: str) -> str:
    if value.isprintable() and not value.isspace():
        return value
    _seen(value.replace("\r", ""))
    if value and UNSEEN.fullmatch(value):
        raise ValueError("it is empty")
    return value


def _seen(value: str) -> None:
    """Refuse what nobody sees and terminals act upon."""
    if found := CONTROL.search(value):
        raise ValueError(f"it holds the control character U+{ord(found[0]):04X}; take it out")


def _when(value: str) -> str:
    if moment(value) is None:
        raise ValueError(
            f"'{_glimpse(value)}' is no moment; write it as 2026-11-20 09:12, or with an offset "
            "as 2026-11-20 09:12+01:00"
        )
    return value


def _grade(value: Any) -> Any:
    if isinstance(value, str):
        if re.fullmatch("[1-5]", value) is None:
            raise ValueError(f"'{_glimpse(value)}' is no severity; write 1 (the worst) to 5")
        return int(value)
    return value


def _glimpse(value: str) -> str:
    return value if len(value) <= SHOWN else value[: SHOWN - 1] + "…"


def _matching(pattern: re.Pattern[str], what: str) -> AfterValidator:
    def check(value: str) -> str:
        if pattern.fullmatch(value) is None:
            raise ValueError(f"'{_glimpse(value)}' is not {what}")
        return value

    return AfterValidator(check)


def plain_number(value: Decimal) -> int | float:
    """A number as JSON writes it."""
    return int(value) if value == value.to_integral_value() else float(value)


def plain_quantity(value: Decimal | str) -> int | float | str:
    """A measured value as JSON writes it."""
    return plain_number(value) if isinstance(value, Decimal) else value


Date: TypeAlias = Annotated[date, BeforeValidator(_date)]
"""A calendar day, written 2026-11-30."""

Number: TypeAlias = Annotated[
    Decimal,
    BeforeValidator(_number),
    PlainSerializer(plain_number, when_used="json"),
    WithJsonSchema({"type": "number"}),
]
"""A decimal number, kept with the digits it was written with."""

Bool: TypeAlias = Annotated[bool, BeforeValidator(_bool)]

Quantity: TypeAlias = Annotated[
    Decimal | str,
    BeforeValidator(_quantity),
    PlainSerializer(plain_quantity, when_used="json"),
    WithJsonSchema({"type": ["number", "string"]}),
]
"""A measured value: a number, a time of day (06:00) or a duration (2h30m)."""

_Estimate: TypeAlias = Annotated[
    Decimal | str,
    BeforeValidator(_estimate),
    PlainSerializer(plain_quantity, when_used="json"),
    WithJsonSchema({"type": ["number", "string"]}),
]

Estimate: TypeAlias = Annotated[_Estimate, _between(0)]
"""An estimate from 0 up: a number, or a range `low-likely-high` such as `3-5-9`."""

LikelyShare: TypeAlias = Annotated[_Estimate, _between(0, 1)]
"""An estimate from 0 to 1."""

PersonDays: TypeAlias = Annotated[_Estimate, _between(0, above=True)]
"""An estimate above 0, in person-days."""

Line: TypeAlias = Annotated[str, AfterValidator(_line)]
"""Text on one line."""

Prose: TypeAlias = Annotated[str, AfterValidator(_prose)]
"""Text over as many lines as it takes."""

When: TypeAlias = Annotated[str, AfterValidator(_when)]
"""A moment, written 2026-11-20 09:12, with an offset such as +01:00 where it is known."""

Grade: TypeAlias = Annotated[
    int,
    BeforeValidator(_grade),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 5}),
]
"""How severe something is, from 1, the worst, to 5."""

Slug: TypeAlias = Annotated[str, _matching(SLUG, "a slug (lower case, digits, single hyphens)")]
Minted: TypeAlias = Annotated[str, _matching(MINTED, "an identity like IMP-2611-7k3mqx")]
PartId: TypeAlias = Annotated[str, _matching(PART, "a short part id like b7k")]

Currency: TypeAlias = Annotated[
    str,
    _matching(CURRENCY, "a currency; write it as EUR or USD"),
    WithJsonSchema({"pattern": "^[A-Z]{3}$", "type": "string"}),
]

Positive: TypeAlias = Annotated[Number, Field(ge=0)]
