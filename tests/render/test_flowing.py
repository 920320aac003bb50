"""Plain pages, shown without rich, as it would show them."""

from hypothesis import example, given
from hypothesis import strategies as st

from learnorg.page import Block, Fields, Items, Page, Prose, Say, Text, Tone
from learnorg.render.flowing import lines
from learnorg.render.terminal import show

WORDS = st.lists(
    st.sampled_from(
        ["a", "of", "queue", "stands-still,", "»still«", "0x1e42", "", "incomprehensibly"]
    ),
    max_size=30,
).map(" ".join)
TEXTS = WORDS | st.text(max_size=60) | st.lists(WORDS, max_size=3).map("\n".join)
TONES = st.sampled_from(["", "good", "warn", "quiet", "strong", "id"])


def said(text: str, tone: Tone) -> Block:
    return Items([Say(text, tone)])


BLOCKS = st.one_of(
    st.builds(Text, TEXTS, TONES),
    st.builds(Prose, TEXTS),
    st.builds(said, TEXTS, TONES),
    st.builds(lambda text: Prose("    " + text), TEXTS),
)


@given(st.lists(BLOCKS, max_size=4), st.integers(20, 100))
@example([Prose("    a  b")], 20)
def test_as_rich_shows_it(blocks: list[Block], width: int) -> None:
    """What is plain is shown as rich shows it, and the rest is left to it."""
    page = Page("", blocks)
    plain = lines(page, width, colour=False)
    assert plain is None or plain == show(page, width, colour=False).splitlines()


def test_taken() -> None:
    """Lines that are too long go on below, an item's further in."""
    page = Page("", [Items(["One item that is long"]), Prose("Prose that is long"), Text("Text")])
    assert lines(page, 14, colour=False) == [
        "  One item", "      that is", "      long", "  Prose that", "  is long", "Text",
    ]  # fmt: skip


def test_tones() -> None:
    """A tone is painted, the margin is not."""
    page = Page("", [Items([Say("  item", "warn")]), Text("text", "quiet")])
    assert lines(page, 80, colour=True) == ["    \x1b[33mitem\x1b[0m", "\x1b[2mtext\x1b[0m"]


def test_left_to_rich() -> None:
    """What does not simply flow is left: wide characters, words without end, other blocks."""
    for block in (
        Text("夜間"),
        Text("e\u0301"),
        Text("x" * 90),
        Fields([]),
        Items(["a"], True, []),
    ):
        assert lines(Page("", [block]), 80, colour=False) is None
    assert lines(Page("Title"), 80, colour=False) is None
