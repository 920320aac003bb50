"""What is taken out of a paragraph because it is not its author's wording."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.methods.quoting import HIDDEN, own_words, without_comments


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('He said "no" twice', "He said # twice"),
        ("He said “no” twice", "He said # twice"),
        ("„nein“ und “nein”, »nein«, «non», « non », ‚nein‘", "# und #, #, #, #, #"),
        ("It's the team's, isn't it", "It's the team's, isn't it"),
        ("‘it’s no’ yes", "# yes"),
        ('a 5" disk and a 3" one', 'a 5" disk and a 3" one'),
        ('5" disk "no" yes', '5" disk # yes'),
        ('an "open one', 'an "open one'),
        ('`a "b` c" d', '# c" d'),
        ("`a` ``b ` c`` `d", "# # `d"),
        ("[a](b) [c][d] [e] [[f]]", "# # [e] #"),
        ("[a](b_(c)) x", "# x"),
        ("![a](b 'c') x", "!# x"),
        ("see https://a.b/c?d=e, x", "see # x"),
        ("<https://a.b/c> x", "<# x"),
        ("**a** _b_ c_d ~~e~~", "  a    b  c_d   e  "),
    ],
)
def test_own(text: str, left: str) -> None:
    """Code, quotations and links go, emphasis and all else stays."""
    found = own_words(text)
    assert len(found) == len(text)
    shown = "".join(c for n, c in enumerate(found) if c != HIDDEN or found[n - 1 : n] != HIDDEN)
    assert shown.replace(HIDDEN, "#") == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a <!-- b\nc --> d", "a       \n      d"),
        ("<!-->x", "     x"),
        ("a <!-- b", "a <!-- b"),
    ],
)
def test_comments(text: str, left: str) -> None:
    """Comments become blanks, the lines stay."""
    assert without_comments(text) == left


@given(st.text(st.sampled_from('ab "“”„‘’«»`[]()<>!-*_~\n'), max_size=60))
def test_length(text: str) -> None:
    """Nothing moves: what is left stands where it stood."""
    found = own_words(text)
    assert len(found) == len(text)
    assert all(new in (old, HIDDEN, " ") for new, old in zip(found, text, strict=True))
    assert len(without_comments(text)) == len(text)
