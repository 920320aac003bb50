"""Each line of Markdown is told for what it is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from learnorg.render.manuscript import Line, lines

written = st.text("ab #`~=->1.*|\n\t", max_size=60)


def told(text: str) -> list[str]:
    return [line.kind for line in lines(text)]


@pytest.mark.parametrize(
    "text", ["# a", "###### a", "   ## a", "#", "## a ##", "a\n===", "a b\n---", "a\n  ="]
)
def test_heading(text: str) -> None:
    """A line is a heading by its own marks, or by a line under it."""
    assert told(text)[0] == "heading"


@pytest.mark.parametrize(
    "text",
    ["#a", "####### a", "    # a", "\\# a", "a", "---\n---", "- a\n---", "|a|\n---", "\n---"],
)
def test_no_heading(text: str) -> None:
    """Neither what lacks its blank, nor an item, a table or a rule above a line, is one."""
    assert "heading" not in told(text)


def test_code() -> None:
    """What stands in a fence is code, whatever it looks like, to the fence that closes it."""
    assert told("```sh\n# x\n~~~\n```\n# y") == ["code"] * 4 + ["heading"]
    assert told("````\n```\n# x\n````\na") == ["code"] * 4 + ["text"]
    assert told("~~~\n# x") == ["code", "code"]
    assert told("```\n# x\n``` x\n# y\n```") == ["code"] * 5
    assert told("``` a`b\n# x") == ["text", "heading"]


@pytest.mark.parametrize(
    ("text", "hang"), [("- a", 2), ("  * a", 2), ("12. a", 4), ("1)  a", 4), ("> a", 2), ("a", 0)]
)
def test_hang(text: str, hang: int) -> None:
    """An item and a quotation go on beside their marks."""
    assert [*lines(text)] == [Line("text", text, hang)]


def test_many_backticks() -> None:
    """A line of backticks that begins no code is looked at once, not once for each of them."""
    text = "`" * 500_000 + "a" + "`" * 499_999
    assert [*lines(text)] == [Line("text", text)]


@given(written)
def test_nothing_lost(text: str) -> None:
    """The lines are those that were written."""
    assert "\n".join(line.text for line in lines(text)) == text.strip("\n")


@given(st.text("ab #`~\n", max_size=60))
def test_as_parsed(text: str) -> None:
    """Fences and headings that begin a line are those that CommonMark's parser finds."""
    text = "\n\n".join(text.strip("\n").split("\n"))
    found = MarkdownIt("commonmark").parse(text)
    fenced = {n for t in found if t.type == "fence" and t.map for n in range(*t.map)}
    headed = {t.map[0] for t in found if t.type == "heading_open" and t.map}
    shown = [*lines(text)]
    code = {n for n, line in enumerate(shown) if line.kind == "code"}
    strong = {n for n, line in enumerate(shown) if line.kind == "heading"}
    assert strong == headed
    assert {n for n in code if shown[n].text.strip()} <= fenced
    assert all(not re.search(r"\S", shown[n].text) for n in fenced - code if n < len(shown))
