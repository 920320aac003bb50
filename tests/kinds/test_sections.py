from hypothesis import given
from hypothesis import strategies as st

from learnorg.kinds.sections import (
    section,
    sections,
    told,
    with_words,
    without_comments,
    wordless,
)

BODY = """\
Above all.

## Issue

<!-- In the words of whoever has it. -->

It says `ORA-12154`.

```
## no heading
```

## Resolution

<!-- What to do,
step by step. -->

## Cause ##
"""


def test_sections() -> None:
    """A section is what stands below a heading of the second level, code apart."""
    found = sections(BODY)
    assert [(one.heading, one.line, one.has_words) for one in found] == [
        ("Issue", 4, True),
        ("Resolution", 14, False),
        ("Cause", 19, False),
    ]
    assert "## no heading" in found[0].text
    assert section(BODY, "issue") == found[0]
    assert section(None, "Issue") is None


def test_wordless() -> None:
    """What a template asks counts as nothing, nor does a heading that is not there."""
    assert wordless(BODY, ("Issue", "Resolution", "Goal")) == ["Resolution", "Goal"]
    assert wordless(None, ("Goal",)) == ["Goal"]


def test_told() -> None:
    """People read what was written: no hints, and no headings with nothing below."""
    assert told(BODY) == (
        "Above all.\n\n## Issue\n\n\nIt says `ORA-12154`.\n\n```\n## no heading\n```"
    )
    assert told(None) == ""


def test_comments_in_code() -> None:
    """A comment within code, or behind other words, is somebody's words."""
    text = "```\n<!-- kept -->\n```\nsay <!-- this, too -->"
    assert without_comments(text) == text
    assert without_comments("<!-- gone --> kept") == "kept"
    assert without_comments("a\n<!-- never ended\nb") == "a"


def test_with_words() -> None:
    """Words go under their heading, in place of the hint; a new heading goes to the end."""
    done = with_words(BODY, {"Resolution": "Restart it.", "Issue": "First.", "Seen": "Twice."})
    assert section(done, "Resolution").text.strip() == "Restart it."  # type: ignore[union-attr]
    assert section(done, "Issue").text.strip().startswith("First.\n\nIt says")  # type: ignore[union-attr]
    assert done.endswith("## Seen\n\nTwice.\n")
    assert with_words(None, {"Goal": "Peace."}) == "## Goal\n\nPeace.\n"


@given(st.text("ab`~#<!-> \n", max_size=80))
def test_any_body(body: str) -> None:
    """Any text has sections that lie in it, in order, and none of its words is made up."""
    found = sections(body)
    lines = body.split("\n")
    for one in found:
        assert one.text == "\n".join(lines[one.line - 1 :][: one.text.count("\n") + 1])
    assert [one.line for one in found] == sorted(one.line for one in found)
    assert all(line in {*lines, *(x.partition("-->")[2].strip() for x in lines)}
               for line in told(body).split("\n") if line)  # fmt: skip


@given(
    st.lists(st.sampled_from(["## A", "## B", "words", "<!-- hint -->", ""])).map("\n".join),
    st.sampled_from(["A", "B", "C"]),
)
def test_words_arrive(body: str, heading: str) -> None:
    """What is put under a heading stands there, and nothing that was written gets lost."""
    done = with_words(body, {heading: "new words"})
    assert "new words" in section(done, heading).text  # type: ignore[union-attr]
    assert done.count("\nwords") + done.startswith("words") == (
        body.count("\nwords") + body.startswith("words")
    )
