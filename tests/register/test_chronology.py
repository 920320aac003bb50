from typing import Any

import pytest

from learnorg.periods import InTheFuture
from learnorg.register.chronology import entries, said, started
from learnorg.register.reviewing import NotAMoment
from registers import TODAY


def review(begun: str) -> dict[str, Any]:
    return {"times": {"started": begun}}


@pytest.mark.parametrize(
    ("begun", "typed", "meant"),
    [
        ("2026-11-20 09:12", "9:31", "2026-11-20 09:31"),
        ("2026-11-20 09:12+01:00", "9:31", "2026-11-20 09:31+01:00"),
        ("2026-11-20 09:12Z", "yesterday 14:00", "2026-11-21 14:00Z"),
        ("2026-11-20 09:12Z", "2026-11-20 10:31+01:00", "2026-11-20 10:31+01:00"),
        ("2026-11-20 09:12", "9:31Z", "2026-11-20 09:31Z"),
        ("", "9:31", "2026-11-22 09:31"),
        ("soon", "9:31", "2026-11-22 09:31"),
    ],
)
def test_said(begun: str, typed: str, meant: str) -> None:
    """A time alone is on the day on which it started, and by the clock by which that was told."""
    assert str(said(typed, review(begun), TODAY)) == meant


def test_not_said() -> None:
    """What is no moment is refused, and so is the future."""
    with pytest.raises(NotAMoment):
        said("noon", {}, TODAY)
    with pytest.raises(InTheFuture):
        said("2026-11-23 09:12", {}, TODAY)


@pytest.mark.parametrize("plain", [{}, {"times": None}, {"times": "x"}, {"times": {"started": []}}])
def test_odd_times(plain: dict[str, Any]) -> None:
    """Where it is not told when it started, nobody knows."""
    assert started(plain) is None


def test_entries() -> None:
    """The entries are those of the file that are entries at all."""
    assert entries({"timeline": [{"at": "x"}, "y", None]}) == [{"at": "x"}]
    assert entries({"timeline": "x"}) == entries({}) == []
