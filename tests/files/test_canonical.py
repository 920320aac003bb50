"""The one form that `learnorg fmt` writes, with nothing lost on the way."""

import re

import pytest
from forms import COMMENTED, FORMS, GROUPS, Written, commented
from hypothesis import given, settings

from learnorg.files.canonical import canonical, is_canonical
from learnorg.files.loader import Form, load


@pytest.mark.parametrize("written", FORMS, ids=str)
def test_keeps_content(written: Written) -> None:
    """The canonical form says the same, has every comment, and is its own canonical form."""
    document = load(written.text.encode(), written.form)
    text = canonical(document, GROUPS)
    again = load(text.encode(), written.form)
    assert again.root.plain() == document.root.plain()
    assert again.body.strip() == document.body.strip()
    assert canonical(again, GROUPS) == text
    assert text.count("#") == written.text.count("#")
    assert "\r" not in text
    assert text.endswith("\n")


@pytest.mark.parametrize("written", FORMS, ids=str)
def test_is_canonical(written: Written) -> None:
    """A record is in the form exactly if writing it so changes nothing."""
    once = canonical(load(written.text.encode(), written.form), GROUPS)
    joined, folded = (
        once.replace("\n\n", "\n"),
        re.sub(r"(?m)^(\w+: \w+)$", r"\1\n  and more", once),
    )
    for text in (written.text, once, once + "\n", once.rstrip("\n"), joined, folded):
        document = load(text.encode(), written.form)
        assert is_canonical(document, GROUPS) == (canonical(document, GROUPS) == text), text


@pytest.mark.parametrize("between", ["", "\n", "  y\n", "# why\n"])
@pytest.mark.parametrize("close", ["---\n", "--- \n", "---\n\n", "---\n\n\n", "---\n \n"])
@pytest.mark.parametrize("body", ["", "Words\n", "Words", "Words\n\n"])
def test_is_canonical_above_a_body(between: str, close: str, body: str) -> None:
    """The same for a head in every distance from its body."""
    text = f"---\nid: x\n{between}{close}{body}"
    document = load(text.encode(), Form.MARKDOWN)
    assert is_canonical(document, GROUPS) == (canonical(document, GROUPS) == text), text


def test_comments() -> None:
    """Comments go along with the key they stand above; a header and the end stay."""
    text = COMMENTED.replace("id:", "zeta: [1, '2']  # flow\n# The name\nid:")
    assert canonical(load(text.encode()), GROUPS) == (
        "# Kept by the night shift.\n"
        "\n"
        "# The name\n"
        "id: IMP-2611-7k3mqx   # never changes\n"
        "title: Shorter hand-over # short!\n"
        "\n"
        "# who does it\n"
        "owner: night-shift leads\n"
        "tags:          # see the list in the wiki\n"
        "  # the first\n"
        "  - handover   # main\n"
        "  # the second\n"
        "\n"
        "  - shift\n"
        "  # more to come\n"
        "\n"
        "plan:\n"
        "  - do: ask   # soon\n"
        "    # by then\n"
        "    due: 2026-12-01\n"
        "    # nothing more\n"
        "\n"
        "# What it is called\n"
        "zeta:\n"
        "  - 1\n"
        "  - '2'  # flow\n"
        "# the end\n"
    )


@pytest.mark.parametrize(
    "text", ["{a: b}\n", "? a\n: b\n", "a: # why\n  b\n", "a: [b\n] # c\n", "a: b\n...\n"]
)
def test_declines(text: str) -> None:
    """A shape whose comments have no place, or that is odd, stays as it is."""
    assert canonical(load(text.encode()), GROUPS) == text


@settings(deadline=None)
@given(commented())
def test_law(text: str) -> None:
    """Any record keeps what it says and its comments, and is settled after one pass."""
    groups = [group[::-1] for group in GROUPS[::-1]]
    document = load(text.encode())
    new = canonical(document, groups)
    again = load(new.encode())
    assert again.plain() == document.plain()
    assert canonical(again, groups) == new
    assert sorted(line for line in text.split("\n") if line.startswith("# ")) == sorted(
        line for line in new.split("\n") if line.startswith("# ")
    )
    assert text.count("  # behind") == new.count("  # behind")
    known = [key for group in groups for key in group if key in again.root.entries]
    assert list(again.root.entries)[: len(known)] == known
