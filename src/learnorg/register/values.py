"""Values given on the command line, brought to the type of the field they are for."""

from datetime import date
from decimal import Decimal
from typing import Any

from learnorg.methods.value import NUMBER

QUANTITIES = ("baseline", "target", "actual")


def typed_value(name: str, value: Any) -> Any:
    """The value as the emitter is to write it: quantities that are numbers become numbers."""
    last = name.rpartition(".")[2]
    if isinstance(value, date) or not isinstance(value, str):
        return value
    if last in QUANTITIES and NUMBER.fullmatch(value):
        return Decimal(value)
    return value
