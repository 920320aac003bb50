from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.methods.knowledge import attention, checklist_score, kept_until, share


@pytest.mark.parametrize(("part", "whole", "found"), [(12, 15, 0.8), (0, 4, 0.0), (0, 0, None)])
def test_share(part: int, whole: int, found: float | None) -> None:
    """A share of nothing is not 0: it is not known."""
    assert share(part, whole) == found


@pytest.mark.parametrize(
    ("misses", "asked", "score"), [(2, 50, 0.96), (0, 50, 1), (50, 50, 0), (0, 0, None)]
)
def test_checklist_score(misses: int, asked: int, score: float | None) -> None:
    """Five articles by ten criteria with two misses are 96 %, as the formulas have it."""
    assert checklist_score(misses, asked) == score


def test_attention() -> None:
    """Uses x age x (1 + flags): what is used and doubted comes first, what is not used last."""
    assert attention(3, 40, 0) == 120
    assert attention(3, 40, 2) == 360
    assert attention(0, 400, 5) == 0


@given(st.integers(1, 100), st.integers(1, 1000), st.integers(0, 20))
def test_attention_grows(uses: int, days: int, flags: int) -> None:
    """One more use, day or flag never makes an article less pressing."""
    here = attention(uses, days, flags)
    assert attention(uses + 1, days, flags) > here
    assert attention(uses, days + 1, flags) > here
    assert attention(uses, days, flags + 1) > here


@pytest.mark.parametrize(
    ("checked", "review_by", "until"),
    [
        (date(2026, 11, 1), None, date(2026, 11, 11)),
        (date(2026, 11, 1), date(2026, 11, 5), date(2026, 11, 5)),
        (date(2026, 11, 1), date(2027, 1, 1), date(2026, 11, 11)),
        (None, date(2027, 1, 1), date(2027, 1, 1)),
        (None, None, None),
        (date(9999, 12, 30), None, date.max),
    ],
)
def test_kept_until(checked: date | None, review_by: date | None, until: date | None) -> None:
    """An interval ends after so many days, or on the day an article names itself if earlier."""
    assert kept_until(checked, 10, review_by) == until
