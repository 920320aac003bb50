import csv as reading
import io
import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt  # rich brings it along

from learnorg.page import (
    Block,
    Column,
    Fields,
    Heading,
    Items,
    Lane,
    Lanes,
    Page,
    Prose,
    Say,
    Table,
    Text,
)
from learnorg.render.formats import csv, envelope, guarded, jsonable, jsonl, markdown, tsv
from learnorg.render.safe import visible

anything = st.text(st.characters(exclude_categories=()), max_size=20)
sharp = st.text("ab1 -+#>=*_`~[]()!|\\<&:.\n", max_size=20)


def table(*rows: list[str]) -> Table:
    return Table([Column(f"c{n}") for n in range(len(rows[0]))], rows)


@given(st.lists(st.lists(anything, min_size=3, max_size=3), min_size=1, max_size=4))
def test_tsv(rows: list[list[str]]) -> None:
    """A head line and a line a row, and in each as many tabs as there are borders."""
    lines = list(tsv(table(*rows)))
    assert len(lines) == 1 + len(rows)
    assert all(line.count("\t") == 2 and len(line.splitlines()) == 1 for line in lines)


@given(st.lists(st.lists(anything, min_size=2, max_size=2), min_size=1, max_size=4))
def test_csv(rows: list[list[str]]) -> None:
    """What a program reads is what stood there, once the guard before formulas is taken away."""
    text = "".join(line + "\n" for line in csv(table(*rows)))
    read = list(reading.reader(io.StringIO(text, newline="")))[1:]
    assert read == [[guarded(visible(cell)) for cell in row] for row in rows]


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "-a"])
def test_formulas(text: str) -> None:
    """What a spreadsheet would compute becomes text."""
    assert guarded(text) == "'" + text


@pytest.mark.parametrize("text", ["-3", "+4.5", "-1e3", "a=1", "", "3"])
def test_no_formulas(text: str) -> None:
    """Numbers and words stay as they are."""
    assert guarded(text) == text


def test_markdown() -> None:
    """Every block has its form."""
    page = Page(
        "T",
        (
            Heading("H"),
            Text("t"),
            Prose("one\ntwo"),
            Fields([("name", Say("value", "bad"))]),
            Items(["a", "b"]),
            Items(["#b7k c", Say("d", "bad")], to_tick=True, done=[True, False]),
            Items(["e"], to_tick=True),
            Table([Column("x"), Column("n", right=True)], [["a|b", "1"]]),
            Lanes([Lane("proposed 3", [["7k3", "Title"]], more=2)]),
        ),
    )
    assert "\n".join(markdown(page)) == (
        "# T\n\n## H\n\nt\n\none\ntwo\n\n- **name**: value\n\n- a\n- b\n\n"
        "- [x] #b7k c\n- [ ] d\n\n- [ ] e\n\n"
        "| x | n |\n| --- | --: |\n| a\\|b | 1 |\n\n## proposed 3\n- 7k3 · Title\n- and 2 more"
    )


def parts(block: Block) -> tuple[set[str], list[str]]:
    """The kinds of things that a block's Markdown is, and the lines of text in it."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = parser.parse("\n".join(markdown(Page("", (block,)))))
    inline = [child for token in tokens for child in token.children or ()]
    texts = [
        "".join("\n" if c.type == "softbreak" else c.content for c in token.children or ())
        for token in tokens
        if token.type == "inline"
    ]
    return {t.type for t in (*tokens, *inline)}, [one for text in texts for one in text.split("\n")]


def said(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


@given(st.one_of(sharp, anything))
def test_text_stays_text(text: str) -> None:
    """No text becomes a heading, a list, a link, code or HTML, and none of it is lost."""
    kinds, lines = parts(Prose(text))
    assert kinds <= {
        "paragraph_open",
        "paragraph_close",
        "inline",
        "text",
        "softbreak",
        "text_special",
    }
    assert [" ".join(x.split()) for x in lines] == [
        " ".join(x.split()) for x in said(visible(text))
    ]


@pytest.mark.parametrize("to_tick", [False, True])
@given(text=st.one_of(sharp, anything))
def test_items_stay_items(text: str, to_tick: bool) -> None:
    """An item holds a line of text and no further list, also where it is there to be ticked."""
    kinds, _ = parts(Items([text], to_tick))
    assert kinds <= {
        "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close",
        "paragraph_open", "paragraph_close", "inline", "text", "text_special",
    }  # fmt: skip


@given(st.one_of(sharp, anything), st.one_of(sharp, anything))
def test_cells_stay_cells(one: str, other: str) -> None:
    """A cell's text ends no cell and no row."""
    lines = list(markdown(Page("", (table([one, other]),))))
    assert len(lines) == 3
    tokens = MarkdownIt("commonmark").enable("table").parse("\n".join(lines))
    assert sum(token.type == "td_open" for token in tokens) == 2


def test_envelope() -> None:
    """The answer stands in a versioned envelope, beside what could not be read, if anything."""
    assert json.loads(envelope("things", [1])) == {"learnorg": 1, "kind": "things", "data": [1]}
    assert json.loads(envelope("things", [], ["x"]))["unreadable"] == ["x"]


def whole_pairs(text: str) -> str:
    """The text without halves of pairs, which JSON cannot hold."""
    return text.encode("utf-8", "replace").decode()


def test_half_a_pair() -> None:
    """What is no UTF-8 stands in JSON as text that shows it, which every reader takes."""
    whole = envelope("x", "a\udcff\\\ud83d")
    assert json.loads(whole)["data"] == "a\\udcff\\\\ud83d"
    assert json.loads(whole)["data"].isascii()


def test_no_command() -> None:
    """No line of a table is a command to a service that logs it."""
    assert list(tsv(table(["##vso[x]", "a::b"])))[1:] == ["#\\x23vso[x]\ta::b"]


@given(st.dictionaries(anything, anything, max_size=3))
def test_json(data: dict[str, str]) -> None:
    """JSON says exactly what was said, and holds nothing that a terminal would act upon."""
    data = {whole_pairs(key): whole_pairs(value) for key, value in data.items()}
    whole, (line,) = envelope("x", data), list(jsonl([data]))
    assert json.loads(whole)["data"] == json.loads(line) == data
    assert visible(whole) == whole
    assert len(line.splitlines()) == 1


@dataclass
class Thing:
    name: str


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (Decimal("8.0"), 8),
        (Decimal("8.5"), 8.5),
        (date(2026, 11, 2), "2026-11-02"),
        (Thing("a"), {"name": "a"}),
        (frozenset("ba"), ["a", "b"]),
        ((1, 2), [1, 2]),
    ],
)
def test_jsonable(value: Any, plain: Any) -> None:
    """What JSON does not know has one form in it."""
    assert json.loads(json.dumps(value, default=jsonable)) == plain
    assert jsonable(value) == plain


def test_not_jsonable() -> None:
    """What has no place in JSON is a fault of ours, not a string."""
    with pytest.raises(TypeError):
        jsonable(object())
