from datetime import date
from decimal import Decimal

import pytest

from learnorg.register.values import typed_value


@pytest.mark.parametrize(
    ("name", "value", "typed"),
    [
        ("baseline", "420", Decimal(420)),
        ("measures.1.target", "3.50", Decimal("3.50")),
        ("target", "06:00", "06:00"),
        ("owner", "420", "420"),
        ("due", date(2026, 11, 2), date(2026, 11, 2)),
        ("tags", ["a"], ["a"]),
    ],
)
def test_typed_value(name: str, value: object, typed: object) -> None:
    """Measured values that are numbers become numbers; a title of digits stays text."""
    assert typed_value(name, value) == typed
    assert str(typed_value(name, value)) == str(typed)
