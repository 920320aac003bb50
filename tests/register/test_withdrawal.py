import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.register.withdrawal import withdrawn

LINES = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8)


def put(lines: list[str]) -> bytes | None:
    """A file of some lines; none where there are none."""
    return "".join(f"{line}\n" for line in lines).encode() or None


@given(LINES, st.data())
def test_others_stay(lines: list[str], data: st.DataObject) -> None:
    """Whatever others wrote before, after or between stays as it was, and in its order."""
    brought = data.draw(st.lists(st.sampled_from(lines), unique=True)) if lines else []
    earlier = [one for one in lines if one not in brought][:2]
    old, new = put(earlier), put(earlier + brought)
    others = [one for one in lines if one not in brought]
    assert withdrawn(put(lines), old, new) == put(others)


@given(LINES)
def test_again(lines: list[str]) -> None:
    """What was taken back is brought again by taking that back."""
    start, later = put(lines[:3]), put(lines)
    assert withdrawn(withdrawn(later, start, later), later, start) == later


@pytest.mark.parametrize(
    ("now", "old", "new", "then"),
    [
        (b"A\nb\nc\nd\n", b"a\nb\n", b"A\nb\n", b"a\nb\nc\nd\n"),
        (b"a\r\nb\r\n", b"a\n", b"a\nb\n", b"a\r\n"),
        (b"a\nb", b"a\n", b"a\nb\n", b"a\n"),
        (b"b\n", b"", b"b\n", b""),
    ],
    ids=["reworded", "line-ends", "unended", "empty-before"],
)
def test_withdrawn(now: bytes, old: bytes, new: bytes, then: bytes) -> None:
    """A reworded line gets its words back in its place; line ends do not matter."""
    assert withdrawn(now, old, new) == then


def test_not_there() -> None:
    """A line that went meanwhile cannot be taken back."""
    with pytest.raises(LookupError):
        withdrawn(b"a\n", b"a\n", b"a\nb\n")
