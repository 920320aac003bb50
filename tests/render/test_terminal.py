import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learnorg.page import (
    Axis,
    Block,
    Chart,
    Column,
    Fields,
    Heading,
    Items,
    Lane,
    Lanes,
    Page,
    Point,
    Prose,
    Say,
    Series,
    Table,
    Text,
)
from learnorg.render.safe import width
from learnorg.render.terminal import show

BLOCKS = {
    "heading": lambda text: Heading(text),
    "text": lambda text: Text(text, "bad"),
    "prose": lambda text: Prose(text),
    "fields": lambda text: Fields([("name", text)]),
    "items": lambda text: Items([Say(text, "good")]),
    "table": lambda text: Table([Column("x", flexible=True)], [[text]]),
    "lanes": lambda text: Lanes([Lane(text, [[Say("7k3", "id"), text]])]),
}
blocks = pytest.mark.parametrize("name", BLOCKS)


def block(name: str, text: str) -> Block:
    return BLOCKS[name](text)


@blocks
def test_no_markup(name: str) -> None:
    """Text that looks like markup, an emoji or a link is shown as it stands."""
    text = "[bold]x[/bold] :smile: [link=a]b[/link]"
    assert text in show(Page("", (block(name, text),)), 100, colour=False).replace("\n", " ")


@blocks
@pytest.mark.parametrize("colour", [True, False])
def test_no_escapes(name: str, colour: bool) -> None:
    """What strangers wrote moves no cursor, also where we paint."""
    shown = show(Page("\x1b[2J", (block(name, "\x1b[2J\x9b1m\x07"),)), 100, colour=colour)
    assert "\\x1b[2J" in shown
    assert not re.search(r"[\x07\x9b]|\x1b(?!\[[0-9;]*m)", shown)


@blocks
@given(text=st.text("ab [x]夜間é\u0301🙂\n\x1b", max_size=200), columns=st.integers(40, 120))
@settings(max_examples=15)
def test_fits(name: str, text: str, columns: int) -> None:
    """No line is wider than the terminal."""
    for line in show(Page("", (block(name, text),)), columns, colour=False).split("\n"):
        assert width(line) <= columns


@blocks
def test_no_colour(name: str) -> None:
    """Without colour there are no codes, and the words are the same."""
    page = Page("Title", (block(name, "words"),))
    plain, painted = (show(page, 80, colour=colour) for colour in (False, True))
    assert "\x1b" not in plain
    assert "\x1b[" in painted
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted).split() == plain.split()


def test_prose() -> None:
    """Prose keeps its lines, and long ones stay within the margin."""
    shown = show(Page("", (Prose("one\n\n  two\n" + "word " * 20),)), 40, colour=False)
    lines = shown.split("\n")
    assert lines[:3] == ["  one", "", "    two"]
    assert all(line.startswith("  word") for line in lines[3:-1] if line)


def test_fields_in_line() -> None:
    """Values stand under one another."""
    shown = show(Page("", (Fields([("a", "1"), ("longer", "2")]),)), 40, colour=False)
    assert [line.index(value) for line, value in zip(shown.split("\n"), "12", strict=False)] == [
        10,
        10,
    ]


def lanes(identity: str) -> Page:
    card = [Say(identity, "id"), "Shorter hand-over"]
    full = [Lane(f"{state} 1", [card], name=state) for state in ("proposed", "closed")]
    return Page("", (Lanes([*full, Lane("on-hold 0", [], name="on-hold")]),))


def test_room_for_titles() -> None:
    """Lanes stand side by side where short identities leave room for titles, else stacked."""
    assert "proposed 1  " in show(lanes("7k3"), 100, colour=False)
    stacked = show(lanes("IMP-2611-7k3mqx"), 100, colour=False).split("\n")
    assert stacked[0] == "proposed 1"
    assert "IMP-2611-7k3mqx Shorter hand-over" in stacked


def test_empty_lanes() -> None:
    """Of stacked lanes the empty ones are only named."""
    narrow = show(lanes("7k3"), 40, colour=False)
    assert "on-hold 0" not in narrow
    assert narrow.endswith("Nothing in on-hold.\n")
    assert "on-hold 0" in show(lanes("7k3"), 100, colour=False)


def test_empty() -> None:
    """A page with nothing on it is one empty line at most."""
    assert show(Page(""), 80, colour=False).strip() == ""
    assert show(Page("", (Lanes([]), Items([]), Fields([]))), 80, colour=False).strip() == ""


def test_colour_takes_no_room() -> None:
    """With colour a page says the same, line by line, as without."""
    why = Say("why " * 9, "quiet")
    cells = [[Say("IMP-2611-7k3mqx", "id"), Say("late", "bad"), "w " * 60, why]]
    columns = [Column("id"), Column("when"), Column("title", flexible=True), Column("why")]
    chart = Chart(
        "bars", "Closed", Axis("month", "name"), Axis("closed"),
        [Series("achieved", [Point("2026-09", 3), Point("2026-10", 12)], "good")],
    )  # fmt: skip
    page = Page("Title", (Table(columns, cells), chart))
    for wide in (60, 80, 120):
        plain, coloured = show(page, wide, colour=False), show(page, wide, colour=True)
        assert "\x1b[" in coloured
        assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
