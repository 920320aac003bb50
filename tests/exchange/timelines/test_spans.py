"""Parts of timelines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.exchange.timelines.entries import Entry, LeftOut, Timeline
from learnorg.exchange.timelines.spans import EARLIER, LATER, OtherClock, between
from learnorg.methods.moments import Moment, moment

MINUTES = tuple(f"2026-11-20 09:{minute:02}" for minute in range(60))


def at(text: str) -> Moment:
    found = moment(text)
    assert found
    return found


def timeline(*moments: str) -> Timeline:
    return Timeline(tuple(Entry(one, "x", "chat") for one in moments), (LeftOut("noise", 2),))


def test_both_ends() -> None:
    """Both moments are within; what is not is counted, beside what was left out before."""
    found = between(timeline(*MINUTES), at("2026-11-20 09:10"), at("2026-11-20 09:12"))
    assert [entry.at for entry in found.entries] == list(MINUTES[10:13])
    assert found.left_out == (LeftOut("noise", 2), LeftOut(EARLIER, 10), LeftOut(LATER, 47))


def test_no_ends() -> None:
    """Without moments, or with those of the whole, nothing is left out."""
    whole = timeline(*MINUTES)
    assert between(whole, None, None) == whole
    assert between(whole, at(MINUTES[0]), at(MINUTES[-1])) == whole


def test_offsets() -> None:
    """Clocks with different offsets are compared as points in time."""
    found = between(timeline("2026-11-20 09:12+01:00"), at("2026-11-20 08:12Z"), None)
    assert len(found.entries) == 1


@pytest.mark.parametrize(
    ("bound", "entry", "hint"),
    [
        ("2026-11-20 09:12", "2026-11-20 09:12Z", "Write 2026-11-20 09:12Z or"),
        ("2026-11-20 09:12Z", "2026-11-20 09:12", "Give a time zone"),
    ],
)
def test_other_clock(bound: str, entry: str, hint: str) -> None:
    """Where one tells its offset and the other does not, nobody can say which was first."""
    for ends in ((at(bound), None), (None, at(bound))):
        with pytest.raises(OtherClock) as refused:
            between(timeline(entry), *ends)
        assert refused.value.hint.startswith(hint)


@given(
    st.lists(st.sampled_from(MINUTES), max_size=9), st.sampled_from(MINUTES),
    st.sampled_from(MINUTES),
)  # fmt: skip
def test_nothing_is_lost(moments: list[str], since: str, until: str) -> None:
    """Every entry is told or counted, and what is told is within."""
    whole = timeline(*sorted(moments))
    found = between(whole, at(since), at(until))
    left = sum(one.count for one in found.left_out if one.reason in (EARLIER, LATER))
    assert [e for e in whole.entries if since <= e.at <= until] == [*found.entries]
    if since <= until:
        assert len(found.entries) + left == len(whole.entries)
