"""Lessons in lists of others."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path, PurePath
from textwrap import dedent
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.errors import LearnorgError
from learnorg.exchange.collections import reading
from learnorg.exchange.collections.lessons import Collection, Lesson, address
from learnorg.exchange.collections.naming import LONG, first_sentence, shortened
from learnorg.exchange.delimited import NotUtf8
from learnorg.files.bounded import NotRead
from learnorg.kinds.review.model import Outside

SAMPLE = Path(__file__).parent / "failures.md"


def read(text: str) -> Collection:
    return reading.read(PurePath("list.md"), dedent(text).lstrip("\n").encode())


def one(text: str) -> Lesson:
    found = read(text)
    assert (len(found.lessons), found.faults) == (1, ())
    return found.lessons[0]


def test_sample(expected: Callable[[str, str], None]) -> None:
    """Every form that public lists have is read, and what is no lesson is told."""
    found = reading.read_file(SAMPLE)
    told = ["\n".join(map(str, lesson)).replace("\n", "\n  ") for lesson in found.lessons]
    told += [f"{left.count} left out: {left.reason}" for left in found.left_out]
    expected("failures.txt", "\n".join([*told, *map(str, found.faults)]) + "\n")


def test_organisation_and_what_happened() -> None:
    """The words of the link are the organisation, the sentence behind is the title."""
    assert one("""
        ## Time

        [Contoso](https://contoso.example.org/a?b=1#c). A second came twice. Clocks *differed*.
        """) == Lesson(
        "Contoso",
        "A second came twice",
        "https://contoso.example.org/a?b=1#c",
        "Time",
        "A second came twice. Clocks differed.",
        3,
    )


@pytest.mark.parametrize(
    ("item", "organisation", "title"),
    [
        ("[Contoso](https://a.example.org)", "Contoso", "Contoso"),
        ("[**Contoso**](https://a.example.org): it broke", "Contoso", "it broke"),
        ("**[Contoso](https://a.example.org)** - it broke", "Contoso", "it broke"),
        ("[Why it all broke down](https://www.a.example.org/x)", "a.example.org",
         "Why it all broke down"),
        ("[Why it all broke down](https://a.example.org) (some paper)", "a.example.org",
         "Why it all broke down"),
        ("[It broke - twice - Contoso - blog post 2024](https://a.example.org)", "Contoso",
         "It broke - twice"),
        ("[How it came to break - Contoso](https://a.example.org)", "Contoso",
         "How it came to break"),
        ("Contoso: [it broke](https://a.example.org)", "Contoso", "it broke"),
        ("**Contoso Ltd.** It broke in many ways ([post](https://a.example.org))", "Contoso Ltd",
         "It broke in many ways"),
        ("How [Contoso](https://a.example.org) broke", "a.example.org", "How Contoso broke"),
        ("<https://b.example.org/x>", "b.example.org", "https://b.example.org/x"),
        ("Broke in spring: https://b.example.org/x.", "b.example.org", "Broke in spring"),
        ("The [report](https://b.example.org/x) of it", "b.example.org", "The report of it"),
        ("At https://b.example.org/x, again", "b.example.org", "At https://b.example.org/x, again"),
    ],
)  # fmt: skip
def test_names(item: str, organisation: str, title: str) -> None:
    """Who and what are told apart in the forms that lists have; else the address says who."""
    found = one(f"- {item}\n")
    assert (found.organisation, found.title) == (organisation, title)


def test_dated_headings() -> None:
    """A heading of a day and a name says who."""
    assert one("## 2024-07-02: Contoso\n\n[How it broke in summer](https://a.example.org)\n")[
        0
    ] == ("Contoso")


def test_lists_within_lists() -> None:
    """What stands below an item with a link belongs to it; below one without, it is items."""
    found = read("""
        # All
        - [Contoso](https://a.example.org/1)
          - it broke
            - twice
              - see [this](https://a.example.org/2)

          And was mended.
        - Clouds
          - deeper
            - [Fabrikam](https://a.example.org/3)
        """)
    assert [(lesson.theme, lesson.text, lesson.line) for lesson in found.lessons] == [
        ("All", "- it broke\n- twice\n- see this (https://a.example.org/2)\nAnd was mended.", 2),
        ("deeper", "", 10),
    ]
    assert found.faults == ()


def test_links_in_a_later_paragraph() -> None:
    """An item's link may stand in a paragraph of its own."""
    assert one("- Contoso broke\n\n  [report](https://a.example.org)\n").title == "Contoso broke"


def test_quoted_lists() -> None:
    """A list within a quotation is a list."""
    assert one("> ## Time\n> - [Contoso](https://a.example.org) broke\n").theme == "Time"


def test_tables_without_known_columns() -> None:
    """Columns that nobody foresaw are kept beside what happened."""
    found = one("""
        | Firm | Affected |
        |------|----------|
        | [Contoso](https://a.example.org) | everybody |
        """)
    assert (found.organisation, found.title, found.text) == (
        "Contoso", "Contoso", "- Affected: everybody",
    )  # fmt: skip


@pytest.mark.parametrize(
    "link",
    ["[x](javascript:alert(1))", "[x](data:text/html,x)", "[x](//a.example.org)", "[x](/a)",
     "[x](http://)", "[x](http://...)", "http://", "https://\x08",
     "[x](ftp://a.example.org)", "[x](mailto:a@example.org)", "[x]", "[x][y]"],
)  # fmt: skip
def test_no_address(link: str) -> None:
    """Only pages elsewhere are sources; a part without one is told with its line."""
    found = read(f"# Lessons\n\n- {link} happened\n")
    assert found.lessons == ()
    assert [fault.where for fault in found.faults] == ["list.md:3"]


def test_head_and_line_ends() -> None:
    """Keys before the text are no part of it, and lines are counted from the file's first."""
    text = "---\r\ntitle: [x](https://a.example.org)\r\n---\r\n\r\n- [Contoso](https://b.example.org)\r\n"
    assert one(text).line == 5
    assert one("---\n\n[Contoso](https://a.example.org)\n\n---\n").line == 3


def test_too_deep() -> None:
    """Items deeper than anybody reads are told."""
    deep = (
        "".join(f"{'  ' * n}- x\n" for n in range(40))
        + f"{'  ' * 40}- [a](https://a.example.org)\n"
    )
    assert any(fault.reason == reading.DEEP for fault in read(deep).faults)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://A.example.org/x/", "http://a.example.org/x"),
        ("https://a.example.org", "https://a.example.org/"),
    ],
)
def test_addresses(one: str, other: str) -> None:
    """Addresses are the same whatever their scheme, their host's case and a last slash."""
    assert address(one) == address(other)
    assert address(one) != address(f"{one}X")


def test_titles() -> None:
    """A title is the first sentence that says something, of a length for one line."""
    assert first_sentence("Human error. A switch was shut off by hand. Then more.") == (
        "A switch was shut off by hand"
    )
    assert first_sentence("See v1.2.3 of it today") == "See v1.2.3 of it today"
    assert first_sentence("Short. Too.") == "Short"
    assert len(shortened("word " * 50)) <= LONG
    assert shortened("x" * 500) == "x" * (LONG - 1) + "…"


def test_other_files(tmp_path: Path) -> None:
    """What is no text of a bearable size is refused."""
    with pytest.raises(NotUtf8):
        reading.read(PurePath("x.md"), "Größe".encode("cp1252"))
    large = tmp_path / "x.md"
    large.write_bytes(b"a" * (reading.MAX_BYTES + 1))
    with pytest.raises(NotRead):
        reading.read_file(large)


@pytest.mark.parametrize(
    "signs", ["[", "![", "**a ", "<", "- [a](http://a.b)\n", "|a|b|\n|-|-|\n", "> "]
)
def test_much_of_one_kind(signs: str) -> None:
    """What is made to be slow is read in a time that grows as its length does."""
    took = []
    for times in (2_000, 8_000):
        begun = process_time()
        read(signs * times)
        took.append(process_time() - begun)
    assert took[1] < 12 * took[0] + 0.5


def test_dense() -> None:
    """A passage of very many marks is told with its line, and the others are read."""
    found = read("- [A](https://a.example.org/1)\n\n# B\n\n" + "[" * 200_000)
    assert [lesson.source for lesson in found.lessons] == ["https://a.example.org/1"]
    assert [fault.reason for fault in found.faults] == [reading.DENSE]
    assert found.faults[0].where.endswith(":5")


marks = st.text("[]()*_`<>#-|!&\\\n ahtps:/.1", max_size=80)
links = st.sampled_from(
    ["[a](https://a.example.org/1)", "https://b.example.org", "- ", "\n\n", "# "]
)


@given(st.lists(marks | links | st.text(max_size=10), max_size=12).map("".join))
def test_any_text(text: str) -> None:
    """Any text is a collection whose lessons a review can hold, on lines that there are."""
    found = Collection(())
    with suppress(LearnorgError):  # a zero byte among the first two is taken for UTF-16
        found = reading.read(PurePath("list.md"), text.encode("utf-8", "replace"))
    lines = text.count("\n") + text.count("\r") + 1
    for lesson in found.lessons:
        Outside(organisation=lesson.organisation, source=lesson.source)
        assert lesson.title.strip()
        assert "\n" not in lesson.title
        assert 1 <= lesson.line <= lines
    assert len({address(lesson.source) for lesson in found.lessons}) == len(found.lessons)
