import re
import unicodedata
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.render.safe import NARROW, ODD, cut, no_command, on_one_line, visible, width, wrapped

anything = st.text(st.characters(exclude_categories=()), max_size=30)
WIDE = st.text("ab 夜間é́\u0301🙂…", max_size=20)


@given(anything)
def test_visible(text: str) -> None:
    """Nothing that a terminal would act upon is left, and lines and tabs stay."""
    shown = visible(text)
    left = {char for char in shown if unicodedata.category(char) in ("Cc", "Cs")}
    assert left <= {"\n", "\t"}
    assert shown.count("\n") == text.count("\n")
    assert visible(shown) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\x9b2J", "\\x9b2J"),
        ("a\rb", "a\\x0db"),
        ("\u202eevil", "\\u202eevil"),
        ("\u2066x\u2069", "\\u2066x\\u2069"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        ("a\u2028b", "a\\u2028b"),
        ("\udcff", "\\udcff"),
        ("a\u180eb", "a\\u180eb"),
        ("tag\U000e0041", "tag\\U000e0041"),
        ("plain [bold]text[/]", "plain [bold]text[/]"),
        ("Größe 夜間 🙂", "Größe 夜間 🙂"),
    ],
)
def test_escapes(text: str, shown: str) -> None:
    """What is invisible or turns text round is told by its number."""
    assert visible(text) == shown


@given(anything)
def test_printable(text: str) -> None:
    """What is printable holds nothing odd, so that nobody need look for it."""
    assert not (text.isprintable() and re.search(ODD, text))


@given(anything)
def test_one_line(text: str) -> None:
    """Whatever breaks there were, it is one line."""
    assert len(on_one_line(text).splitlines()) <= 1
    assert "\t" not in on_one_line(text)


@given(anything.map(visible))
def test_width(text: str) -> None:
    """The short way to a width is the long way's."""
    assert width(text) == sum(width(char) for char in text)
    if re.fullmatch(NARROW, text):
        assert width(text) == len(text)


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("夜間", 4), ("e\u0301", 1), ("", 0)])
def test_columns(text: str, columns: int) -> None:
    """Wide characters take two columns, combining ones none."""
    assert width(text) == columns


@given(WIDE, st.integers(1, 12))
def test_cut(text: str, most: int) -> None:
    """What is cut fits and says so; what fits is not cut."""
    short = cut(text, most)
    assert width(short) <= most
    assert short == text if width(text) <= most else short.endswith("…")
    assert text.startswith(short.removesuffix("…")) or short == text


@given(WIDE, st.integers(2, 12))
def test_wrapped(text: str, most: int) -> None:
    """What is wrapped fits and loses nothing; words that fit stay whole."""
    lines = wrapped(text, most)
    assert all(width(line) <= most for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
    whole = [word for word in text.split() if width(word) <= most]
    assert set(whole) <= {word for line in lines for word in line.split()}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error::x", "\\x3a:error::x"),
        ("a\n  ::error::x", "a\n  \\x3a:error::x"),
        ("a ##vso[x] ##[y]", "a #\\x23vso[x] #\\x23[y]"),
        ("a ::b:: ## c", "a ::b:: ## c"),
    ],
)
def test_no_command(text: str, shown: str) -> None:
    """No CI service finds a command to itself, and what is none stays."""
    assert no_command(text) == shown


def test_blank_lines() -> None:
    """Many blank lines are looked through once, not once from each of them."""
    begun = process_time()
    assert no_command("\n" * 300_000) == "\n" * 300_000
    assert process_time() - begun < 5
