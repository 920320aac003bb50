import re
import sys
from base64 import b64encode
from collections.abc import Callable, Sequence
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commandline import Learnorg
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
from learnorg.render.html import html
from learnorg.render.safe import on_one_line, visible
from learnorg.render.stylesheet import DARK, LIGHT, STYLE
from render.pictures import FINISHED, FLOW, PICTURES
from render.test_vega import HOSTILE, contrast, sheet

STANDING = {"html", "head", "meta", "title", "style", "body", "main", "h1"}
ALLOWED = STANDING | {"h2", "h3", "p", "div", "dl", "dt", "dd", "ul", "li", "span", "section"}
ALLOWED |= {"table", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "pre"}
ALLOWED |= {"svg", "g", "path", "line", "rect", "text"}
ATTRIBUTES = {"class", "scope", "role", "aria-label", "tabindex"}

BLOCKS: dict[str, Callable[[str], Block]] = {
    "heading": lambda text: Heading(text),
    "text": lambda text: Text(text, "bad"),
    "prose": lambda text: Prose("|" + text + "|"),
    "fields": lambda text: Fields([(text, text), (text, Say(text, "good"))]),
    "items": lambda text: Items([Say(text, "warn"), text]),
    "table": lambda text: Table([Column(text.replace("_", " "))], [[text], [Say(text, "id")]]),
    "lanes": lambda text: Lanes([Lane(text, [[Say(text, "id"), text]], more=3), Lane(text, [])]),
}
SHOWN: dict[str, str] = {
    "heading": "{0}",
    "text": "{0}",
    "prose": "|{0}|",
    "fields": "{0}{0}{0}{0}",
    "items": "{0}{0}",
    "table": "{1}{0}{0}",
    "lanes": "{0}{0} {0}and 3 more{0}–",
}

PAGE = Page(
    "Flow, 2026-06-01 to 2026-11-22",
    (
        Text("17 improvements were finished.", "strong"),
        Fields([("lead time", "42 days"), ("state", Say("late", "bad"))]),
        Items(["a line", "  further in", Say("past its due date", "bad")]),
        Heading("Numbers"),
        Table(
            [
                Column("id"),
                Column("title", flexible=True),
                Column("due_by"),
                Column("cost", right=True),
            ],
            [
                [Say("IMP-2611-7k3mqx", "id"), "Shorter <hand-over>", "2026-11-02", "12,400"],
                [Say("IMP-2611-8k3mqx", "id"), "Reset passwords by hand no more", "–", "1,100"],
            ],
        ),
        Lanes([Lane("proposed 2", [[Say("7k3", "id"), "Hand-over"]], more=1), Lane("closed", [])]),
        FLOW,
        FINISHED,
        Prose("We met.\n\n  - one\n"),
    ),
    "flow",
)


class Seen(HTMLParser):
    """What a browser makes of a document: its elements, and the text under `main`."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.pieces: dict[str, str] = {}
        self.feed(document)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "main" in self.open:
            self.text += data
        elif self.open:
            self.pieces[self.open[-1]] = self.pieces.get(self.open[-1], "") + data

    def handle_comment(self, data: str) -> None:
        raise AssertionError("a comment came out of text")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError("a declaration came out of text")


def seen(page: Page, pictures: bool = False) -> Seen:
    return Seen("".join(html(page, pictures)))


def shown(text: str) -> str:
    """The text as it is to be read: what XML has no place for is visible, too."""
    odd = "[\ufffe\uffff\ufdd0-\ufdef]"
    return re.sub(odd, lambda found: f"\\u{ord(found[0]):04x}", visible(text))


def stands_by_itself(page: Seen) -> None:
    """Nothing but known elements, and nothing that fetches, runs or styles."""
    assert {tag for tag, _ in page.elements} <= ALLOWED
    assert not page.open
    for tag, attributes in page.elements:
        if tag not in STANDING and tag not in ("svg", "g", "path", "line", "rect", "text"):
            assert set(attributes) <= ATTRIBUTES
        assert not {"style", "href", "src", "id", "onload"} & set(attributes)


def test_kept(expected: Callable[[str, str], None]) -> None:
    """A page is one document, from its head to its last picture."""
    expected("page.html", "\n".join(html(PAGE, pictures=False)) + "\n")


texts = st.text("ab_ <>&\"'`;#x\n\t\r\x00\x1b[\u202e夜é\u0301\ufffe\ud800", max_size=60)


@pytest.mark.parametrize("name", BLOCKS)
@given(text=texts | st.text(max_size=60))
@settings(max_examples=60)
def test_text_is_text(name: str, text: str) -> None:
    """Any text in any block is read as it was written, and makes no element."""
    page = seen(Page(text, (BLOCKS[name](text),), "kind"))
    stands_by_itself(page)
    title = shown(on_one_line(text).strip()) or "Kind"
    said = shown(text) if name != "prose" else shown(f"|{text}|")[1:-1]
    assert page.text == title + SHOWN[name].format(said, said.replace("_", " "))
    assert page.pieces["title"] == title


@pytest.mark.parametrize("name", BLOCKS)
@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile(name: str, text: str) -> None:
    """What looks like markup, moves a cursor or turns text around is shown as it stands."""
    document = "".join(html(Page(text, (BLOCKS[name](text),))))
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\u2066\ud800]", document)
    assert shown(text) in Seen(document).text


def test_policy() -> None:
    """The document forbids everything but its one style sheet."""
    page = seen(PAGE, pictures=True)
    policy = next(a["content"] for _, a in page.elements if "http-equiv" in a) or ""
    hashed = b64encode(sha256(page.pieces["style"].encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{hashed}'; ")
    assert "unsafe" not in policy
    assert "url(" not in page.pieces["style"]
    assert "@import" not in page.pieces["style"]
    assert [tag for tag, _ in page.elements].count("style") == 1


def test_semantic() -> None:
    """A table has heads for its columns, numbers stand to the right, pictures have captions."""
    page = seen(PAGE, pictures=True)
    stands_by_itself(page)
    heads = [attributes for tag, attributes in page.elements if tag == "th"]
    assert [head.get("scope") for head in heads] == ["col"] * 4
    assert [head.get("class") for head in heads] == ["short", "wide", "short", "right"]
    tags = [tag for tag, _ in page.elements]
    assert tags.count("h1") == 1
    assert tags.count("figure") == tags.count("figcaption") == tags.count("svg") == 2
    assert ("html", {"lang": "en"}) in page.elements


@pytest.mark.parametrize(("blocks", "tag"), [((), "h2"), ((Heading("Board"),), "h3")])
def test_levels(blocks: Sequence[Block], tag: str) -> None:
    """A lane's head is one level below what it stands under."""
    page = seen(Page("", (*blocks, Lanes([Lane("proposed", [])]))))
    assert [t for t, _ in page.elements if re.fullmatch("h[123]", t)][-1] == tag


@pytest.mark.parametrize("name", PICTURES)
def test_drawn_in_text(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pictures they are drawn in text, which needs no further library."""
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    page = seen(Page("", (PICTURES[name],)))
    tags = [tag for tag, _ in page.elements]
    assert "pre" in tags
    assert "svg" not in tags
    assert PICTURES[name].series[0].name in page.text


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_contrast(colours: str) -> None:
    """Every tone can be read on paper and on shade, light and dark (WCAG 2.2, AA)."""
    found = sheet(colours)
    for ground in ("paper", "shade"):
        for tone in ("ink", "quiet", "good", "bad", "warn"):
            assert contrast(found[tone], found[ground]) >= 4.5, (tone, ground)


def test_boxes() -> None:
    """What scrolls is reached by keys, says what it is, and keeps its name from being markup."""
    page = seen(Page("P", (Heading('a "quoted" <b>'), TABLE, FLOW)))
    boxes = [attributes for _, attributes in page.elements if attributes.get("class") == "scroll"]
    labels = ['Table: a "quoted" <b>', f"Picture: {FLOW.title}"]
    assert [box["aria-label"] for box in boxes] == labels
    assert all((box["role"], box["tabindex"]) == ("region", "0") for box in boxes)


def test_ticks() -> None:
    """Items to tick have a box each, in place of a bullet."""
    page = seen(Page("P", (Items(["a", "b"], to_tick=True, done=[True, False]), Items(["c"]))))
    assert page.text == "P☑ a☐ bc"
    assert [a.get("class") for tag, a in page.elements if tag == "ul"] == ["ticks", None]


def test_identities_are_no_links() -> None:
    """An identity has the colour of text around it, since nobody can follow it."""
    assert "color" not in re.findall(r"\.id\{(.*?)\}", STYLE, re.DOTALL)[0]


TABLE = Table([Column("id")], [[Say("IMP-2611-7k3mqx", "id")]])
RECORD = """
---
id: IMP-2611-7k3mqx
title: Shorter <b>hand-over</b>
state: proposed
owner: lea
raised: 2026-11-02
"""


def test_commands(learnorg: Learnorg, tmp_path: Path) -> None:
    file = tmp_path / "board.html"
    ran = learnorg("board", "--format", "html", "-o", str(file))
    assert (ran.code, ran.out) == (0, "")
    assert "Shorter <b>hand-over</b>" in Seen(file.read_text()).text
    for words in (["list"], ["show", "7k3"], ["inbox"], ["explain", "unknown-team"]):
        ran = learnorg(*words, "--format", "html")
        assert ran.code == 0
        stands_by_itself(Seen(ran.out))


test_commands.__doc__ = "Every answer comes as HTML, to stdout or into a file." + RECORD


def test_terminal(learnorg: Learnorg) -> None:
    table, terminal = (learnorg("list", "--format", form) for form in ("table", "terminal"))
    assert terminal == table
    assert table.out.startswith("ID")


test_terminal.__doc__ = "`terminal` is another word for `table`." + RECORD


def test_unbroken() -> None:
    """Commands, identities and days stay whole, in cells and in headings."""
    row = ["learnorg show 7k3", "see IMP-2611-7k3mqx#b7k by 2026-11-22"]
    table = Table([Column("do"), Column("why")], [row])
    told = "\n".join(html(Page("", (Heading("As of 2026-11-22"), table))))
    assert "<code>learnorg show 7k3</code>" in told
    assert '<span class="whole">IMP-2611-7k3mqx#b7k</span>' in told
    assert '<h2>As of <span class="whole">2026-11-22</span></h2>' in told
