"""Lines that two sides changed."""

import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learnorg.files.orders import AtOdds, in_order
from learnorg.files.three_way import Clash, Line, Lines, Marks, merged_comments, merged_lines, shown

lines = st.lists(st.sampled_from("abcdef"), max_size=8).map(tuple)


def merged(base: str, ours: str, theirs: str) -> str:
    """Lines of one letter, merged."""
    return shown(merged_lines(tuple(base), tuple(ours), tuple(theirs))).replace("\n", " ").strip()


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "outcome"),
    [
        ("abc", "axc", "abc", "a x c"),
        ("abcde", "xbcde", "abcdy", "x b c d y"),
        ("abc", "ab", "bc", "b"),
        ("ab", "axb", "axb", "a x b"),
        ("ab", "axb", "ayb", "a <<<<<<< ours x ======= y >>>>>>> theirs b"),
        ("ab", "xb", "ay", "<<<<<<< ours x b ======= a y >>>>>>> theirs"),
        ("abc", "ac", "axc", "a <<<<<<< ours ======= x >>>>>>> theirs c"),
    ],
)
def test_lines(base: str, ours: str, theirs: str, outcome: str) -> None:
    """What one side changed holds; where both changed the same lines, both stand between marks."""
    assert merged(base, ours, theirs) == outcome


@given(lines, lines, lines)
def test_laws(base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...]) -> None:
    """Who changes nothing changes nothing; the sides may be exchanged; no line gets lost."""
    assert merged_lines(base, base, theirs) == [*theirs]
    assert merged_lines(base, ours, base) == [*ours]
    assert merged_lines(base, ours, ours) == [*ours]
    outcome = merged_lines(base, ours, theirs)
    exchanged = [x if isinstance(x, str) else Clash(x.theirs, x.ours) for x in outcome]
    assert merged_lines(base, theirs, ours) == exchanged
    there = {x for one in outcome for x in ([one] if isinstance(one, str) else one[0] + one[1])}
    assert {*ours, *theirs} - {*base} <= there


@settings(max_examples=30)
@given(lines, lines, lines)
def test_as_git_does(base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...]) -> None:
    """Where it comes out clean in git, too, it is the same."""
    outcome = merged_lines(base, ours, theirs)
    with tempfile.TemporaryDirectory() as folder:
        for name, some in (("o", ours), ("b", base), ("t", theirs)):
            Path(folder, name).write_text("".join(f"{line}\n" for line in some))
        command = ["git", "merge-file", "-pq", "o", "b", "t"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode == 0 and not any(isinstance(line, Clash) for line in outcome):
        assert sorted(done.stdout.split()) == sorted(shown(outcome).split())


def test_marks() -> None:
    """Clashes stand between git's marks, as long and with the names as asked for."""
    clash = [Clash(("a",), ()), Clash((), ("b",)), "c"]
    assert shown(clash, Marks("HEAD", "idea", 9)) == (
        "<<<<<<<<< HEAD\na\n=========\nb\n>>>>>>>>> idea\nc\n"
    )


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "outcome"),
    [
        (("",), ("", "# a"), (), ["", "# a"]),  # blank lines are nothing to quarrel about
        ((), ("# b",), ("# a",), ["# a", "# b"]),
        ((), ("# b", "# c"), ("# c",), ["# b", "# c"]),
        (("# x",), ("# y",), ("# z",), [Clash(("# y",), ("# z",))]),
    ],
)
def test_comments(base: Lines, ours: Lines, theirs: Lines, outcome: list[Line]) -> None:
    """Comments of both sides stand below one another; one that both changed is a clash."""
    assert merged_comments(base, ours, theirs) == outcome
    exchanged = [x if isinstance(x, str) else Clash(*x[::-1]) for x in outcome]
    assert merged_comments(base, theirs, ours) == exchanged


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "outcome"),
    [
        ("ab", "acb", "adb", "acdb"),
        ("ab", "abd", "abc", "abcd"),
        ("abc", "cab", "abcx", "cxab"),
        ("abc", "abc", "bac", "bac"),
        ("ab", "xab", "ab", "xab"),
        ("ab", "axb", "xab", "axb"),  # both added x, each elsewhere
    ],
)
def test_order(base: str, ours: str, theirs: str, outcome: str) -> None:
    """What is new stands behind what it followed; a new order of one side holds."""
    for sides in ((ours, theirs), (theirs, ours)):
        assert "".join(in_order(base, *sides, lambda name: (name,), fixed=True)) == outcome


def test_two_orders() -> None:
    """Two new orders are at odds, where the order matters; else one of them holds."""
    with pytest.raises(AtOdds):
        in_order("abc", "bac", "acb", lambda name: (name,), fixed=True)
    assert in_order("abc", "bac", "acb", lambda name: (name,), fixed=False) == [*"acb"]
