"""Hostile texts do no harm, whatever they are put into, judged by a parser."""

from collections.abc import Callable
from itertools import chain

import pytest

from learnorg.page import (
    Block,
    Column,
    Fields,
    Heading,
    Items,
    Lane,
    Lanes,
    Markdown,
    Page,
    Prose,
    Say,
    Table,
    Text,
)
from learnorg.render import formats
from learnorg.render.html import html
from learnorg.render.markdown import html as of
from learnorg.render.markdown import troubled
from learnorg.render.markup import no_command
from learnorg.render.safe import visible
from learnorg.render.terminal import show
from render.judge import SGR, in_browser, in_log, of_markdown, on_terminal, raw
from render.payloads import HTML, TERMINAL

families = pytest.mark.parametrize("family", HTML)
ALL = [*chain.from_iterable(HTML.values()), *TERMINAL]

BLOCKS: dict[str, Callable[[str], Block]] = {
    "heading": Heading,
    "text": lambda text: Text(text, "bad"),
    "prose": Prose,
    "markdown": Markdown,
    "fields": lambda text: Fields([("name", text), (text, Say(text, "good"))]),
    "items": lambda text: Items([text, Say(text, "warn")]),
    "ticks": lambda text: Items([text], to_tick=True),
    "table": lambda text: Table([Column("a", wrapped=True)], [[text], [Say(text, "id")]]),
    "lanes": lambda text: Lanes([Lane(text, [[Say(text, "id"), text]], name=text)]),
}
blocks = pytest.mark.parametrize("name", BLOCKS)

PLACES = {
    "alone": "{}",
    "item": "- {}",
    "number": "1. x\n   {}",
    "quotation": "> {}",
    "heading": "## {}",
    "underlined": "{}\n---",
    "words of a link": "[{}](https://a.example)",
    "address": "[x]({})",
    "address in brackets": "[x](<{}>)",
    "title": '[x](https://a.example "{}")',
    "picture": "![{}](https://a.example/p.png)",
    "picture's address": "![x]({})",
    "definition": "[x]\n\n[x]: {}",
    "between angles": "<{}>",
    "cell": "| a | b |\n|---|---|\n| {} | x |",
    "code": "`{}`",
    "language": "```{}\nx\n```",
    "fence": "```\n{}\n```",
    "strong": "**{}** *{}* ~~{}~~",
    "comment": "<!-- {} -->",
    "attribute": '<b title="{}">x</b>',
}


def test_enough() -> None:
    """There are at least 300 texts for browsers, and 60 for terminals, each another one."""
    assert len({text for texts in HTML.values() for text in texts}) >= 300
    assert len(set(TERMINAL)) >= 60


def test_the_judge_sees_elements() -> None:
    """The judge finds fault with nearly all that brings elements, were they put in as they are."""
    for family in ("scripts", "events", "foreign", "styles", "frames"):
        texts = [text for text in HTML[family] if "<" in text]
        found = [text for text in texts if raw(text)]
        assert len(found) >= 0.9 * len(texts), set(texts) - set(found)


def test_the_judge_sees_addresses() -> None:
    """The judge finds fault with every address but those that may be followed."""
    for address in ("javascript:x", " JavaScript:x", "data:,x", "/x", "x", "#x", "https:\u202ex"):
        assert of_markdown(f'<a href="{address}" rel="noopener noreferrer nofollow">x</a>')
    good = '<a href="https://a" rel="noopener noreferrer nofollow">x</a>'
    assert not of_markdown(good)
    assert of_markdown(good.replace(" nofollow", ""))
    assert of_markdown(good.replace("<a", "<a id=x"))
    assert of_markdown('<code class="lane">x</code>')
    assert of_markdown("<h2>x</h2>")


def test_the_judge_sees_controls() -> None:
    """The judge finds fault with every text that moves, paints or hides, put out as it is."""
    acting = [text for text in TERMINAL if visible(text) != text]
    assert len(acting) >= 60
    assert all(on_terminal(text) for text in acting)
    assert on_terminal("x", "\x1b[1mx\x1b[0m") == []
    assert on_terminal("\\x1b[31mx", "\x1b[31mx")  # somebody else's colour
    assert in_log("a\n  ::error::x")
    assert in_log("a ##vso[x]")


@families
@pytest.mark.parametrize("place", PLACES)
def test_markdown_for_browsers(family: str, place: str) -> None:
    """What comes of hostile Markdown, wherever in it the text stands, is what may come of any."""
    for text in HTML[family]:
        for form in {text, text.replace("\n", " ")}:
            faults = of_markdown(of(PLACES[place].replace("{}", form)))
            assert not faults, (text, faults)


@families
def test_markdown_stays_markdown(family: str) -> None:
    """Markdown that is passed on holds no HTML, and no link to what is not wanted."""
    for text in HTML[family]:
        for form in PLACES.values():
            written = "\n".join(formats.markdown(Page("", (Markdown(form.replace("{}", text)),))))
            assert not troubled(written), text


@blocks
@pytest.mark.parametrize("family", [*HTML, "terminal"])
def test_pages_for_browsers(name: str, family: str) -> None:
    """Whatever block a hostile text stands in, the page makes nothing of it, and says it."""
    for text in TERMINAL if family == "terminal" else HTML[family]:
        page = Page(text, (BLOCKS[name](text), Text("the end")))
        document = "\n".join(html(page))
        faults = in_browser(document)
        assert not faults, (text, faults)
        assert not in_log(document), text
        assert document.endswith("<p>the end</p>\n</main>\n</body>\n</html>")


@blocks
def test_pages_for_terminals(name: str) -> None:
    """Whatever block a hostile text stands in, a terminal shows it and does nothing else."""
    for text in ALL:
        page = Page(text, (BLOCKS[name](text),))
        plain, painted = (show(page, 60, colour=colour) for colour in (False, True))
        faults = on_terminal(plain, painted)
        assert not faults, (text, faults)
        assert "".join(visible(text).split()) in "".join(plain.split()), text


@blocks
def test_pages_for_others(name: str) -> None:
    """As Markdown, JSON, CSV and TSV, hostile texts hold nothing that a terminal acts upon."""
    for text in ALL:
        block = BLOCKS[name](text)
        shown = [*formats.markdown(Page(text, (block,))), formats.envelope("x", [text])]
        if isinstance(block, Table):
            shown += [*formats.csv(block), *formats.tsv(block)]
        faults = on_terminal("\n".join(shown).replace("\t", ""))
        assert not faults, (text, faults)


@pytest.mark.parametrize("text", [text for text in TERMINAL if in_log(text)], ids=ascii)
def test_commands_to_a_ci_service(text: str) -> None:
    """JSON, TSV, Markdown of records and HTML hold no command to whoever logs them."""
    page = Page(text, (Prose(text), Items([text]), Table([Column("a")], [[text]])))
    assert not in_log("\n".join(formats.markdown(page)))
    assert not in_log("\n".join(formats.tsv(Table([Column("a")], [[text]]))))
    assert not in_log(formats.envelope("x", [text]))
    assert not in_log(no_command(of(text)))


def test_our_colours() -> None:
    """The judge knows every colour that is ours, and takes none but these away."""
    tones = ("good", "bad", "warn", "quiet", "strong", "id")
    page = Page("t", (*(Text("x", tone) for tone in tones), Markdown("# x"), Heading("y")))
    painted = show(page, 80, colour=True)
    assert "\x1b" in painted
    assert "\x1b" not in SGR.sub("", painted)
    assert SGR.sub("", "\x1b[2J\x1b[38;2;1;2;3m\x1b[8m") == "\x1b[2J\x1b[38;2;1;2;3m\x1b[8m"
