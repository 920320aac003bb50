"""Markdown becomes HTML that does no harm, and goes on as Markdown without HTML."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnorg.page import Heading, Markdown, Page, Prose
from learnorg.render import formats
from learnorg.render.density import AT_ONCE, LONGEST
from learnorg.render.html import html as document
from learnorg.render.markdown import html, troubled
from learnorg.render.markup import text as plain
from learnorg.render.terminal import show
from render.judge import of_markdown

REL = 'rel="noopener noreferrer nofollow"'
ARTICLE = """\
# Mail stays in the queue

In the words of who asked:
> Mail to `example.org` **waits**.

1. Look at *the log*
   - of today
2. ~~Restart~~

| host | state |
|------|------:|
| a    | up    |

```python
if a < b: print("<b>")
```

See [the manual](https://example.org/a?b&c) or <mailto:ops@example.org>.
"""

sharp = st.text("ab \n#*_`~[]()!<>\"'&;:/|\\-=1.\t", max_size=80)


def written(text: str) -> str:
    return "\n".join(formats.markdown(Page("", (Markdown(text),))))


def test_whole() -> None:
    """What CommonMark has, tables and deleted text, comes as HTML."""
    assert html(ARTICLE) == (
        "<h3>Mail stays in the queue</h3>\n"
        "<p>In the words of who asked:</p>\n"
        "<blockquote>\n<p>Mail to <code>example.org</code> <strong>waits</strong>.</p>\n"
        "</blockquote>\n"
        "<ol>\n<li>Look at <em>the log</em>\n<ul>\n<li>of today</li>\n</ul>\n</li>\n"
        "<li><s>Restart</s></li>\n</ol>\n"
        "<table>\n<thead>\n<tr>\n<th>host</th>\n<th>state</th>\n</tr>\n</thead>\n"
        "<tbody>\n<tr>\n<td>a</td>\n<td>up</td>\n</tr>\n</tbody>\n</table>\n"
        '<pre><code class="language-python">if a &lt; b: print("&lt;b&gt;")\n</code></pre>\n'
        f'<p>See <a href="https://example.org/a?b&amp;c" {REL}>the manual</a> or '
        f'<a href="mailto:ops@example.org" {REL}>mailto:ops@example.org</a>.</p>'
    )


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("# a\n## b", ["h3", "h4"]),
        ("## a\n## b\n### c", ["h3", "h3", "h4"]),
        ("###### a\n# b", ["h4", "h3"]),
        ("# a\n## b\n### c\n#### d\n##### e", ["h3", "h4", "h5", "h6", "h6"]),
        ("a\n=", ["h3"]),
        ("> # a\n\n- ## b", ["h3", "h4"]),
    ],
)
def test_levels(text: str, tags: list[str]) -> None:
    """The highest heading stands right below a page's own, the others below it without a gap."""
    made = html(text)
    found = [piece[:2] for piece in made.split("<") if piece[:1] == "h"]
    assert found == tags
    assert [piece[1:3] for piece in made.split("<") if piece[:2] == "/h"] == tags


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("![a *b*](http://x/p.png)", f'<a href="http://x/p.png" {REL}>a b</a>'),
        ("![](http://x/p.png)", f'<a href="http://x/p.png" {REL}>http://x/p.png</a>'),
        ("[![a](http://x/p.png)](https://y)", f'<a href="https://y" {REL}>a</a>'),
        ("[![](http://x/p.png)](https://y)", f'<a href="https://y" {REL}>http://x/p.png</a>'),
        ("![a](data:image/png;base64,AA==)", "![a](data:image/png;base64,AA==)"),
        ("![a](p.png)", "![a](p.png)"),
    ],
)
def test_pictures(text: str, made: str) -> None:
    """A picture is a link to where it is; within a link, or from nowhere, it is its words."""
    assert html(text) == f"<p>{made}</p>"


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "vbscript:x", "data:,x", "file:///x", "ftp://x", "x.md", "#x"],
)
def test_other_addresses(address: str) -> None:
    """A link to what is not wanted stays the text it is."""
    assert html(f"[a]({address})") == f"<p>[a]({address})</p>"


@pytest.mark.parametrize("language", ["python", "c++", "objective-c", "F#", "x86.asm"])
def test_language(language: str) -> None:
    """Code says in which language it is."""
    assert f'<code class="language-{language}">' in html(f"```{language} more words\nx\n```")


@pytest.mark.parametrize("language", ["évil", 'a"b', "a" * 31, "&lt;x", "a{b}"])
def test_no_language(language: str) -> None:
    """What is none is left out."""
    assert "<code>x" in html(f"```{language}\nx\n```")


def test_control_characters() -> None:
    """What would turn text round is visible, also where it was written as an entity."""
    assert html("a\x1b[2J&#x202e;b\u202e") == "<p>a\\x1b[2J\\u202eb\\u202e</p>"


@pytest.mark.parametrize(
    "text", ["> " * 30 + "deep", "".join("  " * n + "- a\n" for n in range(30))]
)
def test_deep(text: str) -> None:
    """What is too deep for the parser is shown as it stands, not left out."""
    assert html(text).startswith("<pre>")
    assert ("deep" in html(text)) == ("deep" in text)
    assert troubled(text) == {*range(text.count("\n") + 1)}


@pytest.mark.parametrize(
    "text", ["[", "![", "> ", "*a ", "`" * 3 + "a", "<a ", "|a", "[a](", "&#x1"]
)
def test_in_time(text: str) -> None:
    """Ten times as much of anything takes about ten times as long, and not a hundred."""
    took = []
    for times in (2_000, 20_000):
        begun = time.process_time()
        html(text * times)
        took.append(time.process_time() - begun)
    assert took[1] < 35 * took[0] + 0.2


@pytest.mark.parametrize("sign", ["[", "![", "&", "*a", "`", "<"])
def test_long(sign: str) -> None:
    """What would take long is shown as text, and none of it is parsed for marks."""
    text = "a" + sign * AT_ONCE + "!"
    assert html(text) == f"<pre>{plain(text)}</pre>"
    assert troubled(f"{text}\n\na") == {0, 1, 2}


def test_long_in_all() -> None:
    """So is what is long itself, or has many paragraphs of many signs."""
    assert html("a" * LONGEST) == f"<p>{'a' * LONGEST}</p>"
    assert html("a" * (LONGEST + 1)).startswith("<pre>")
    many = "*a* " * 1_000 + "\n\n"
    assert html(many * 10).startswith("<p><em>")
    assert html(many * 30).startswith("<pre>")


@given(sharp | st.text(max_size=80))
def test_harmless(text: str) -> None:
    """Of any text come only the elements, attributes and addresses that are wanted."""
    assert of_markdown(html(text)) == []


@given(sharp | st.text(max_size=80))
def test_untroubled(text: str) -> None:
    """Any text goes on as Markdown without HTML, and without links to what is not wanted."""
    assert not troubled(written(text))


def test_as_written() -> None:
    """Markdown without HTML goes on as it is, with its code, pictures and links to neighbours."""
    text = "# a\n\n- `<b>` and ![x](p.png)\n\n```\n<script>\n```\n[b](other.md) <https://x> 1 < 2"
    assert written(text) == text


def test_blocks_with_html() -> None:
    """A block with HTML, or with a link that runs something, goes on as text, the others as is."""
    text = "- *a*\n\nsome <b>*c*</b>\n\n[x](javascript:x)\n\n<div>\n*d*\n</div>\n\n**e**"
    assert written(text) == (
        "- *a*\n\nsome &lt;b>\\*c\\*&lt;/b>\n\n\\[x\\](javascript:x)\n\n"
        "&lt;div>\n\\*d\\*\n&lt;/div>\n\n**e**"
    )


def test_on_a_terminal() -> None:
    """On a terminal it stands as it was written, headings strong, items going on beside marks."""
    page = Page("T", (Markdown("\n## What\n\n- one two three four\n\n```\n# code\n```\n"),))
    assert show(page, 18, colour=False) == (
        "T\n  ## What\n\n  - one two three\n    four\n\n  ```\n  # code\n  ```\n"
    )
    painted = show(page, 18, colour=True)
    assert "\x1b[1m## What" in painted
    assert "\x1b[1m# code" not in painted


def test_on_a_page() -> None:
    """It stands in a box of its own, as prose does, below the headings of the page."""
    made = [*document(Page("T", (Heading("H"), Markdown("# a\n\nb"), Prose("c"))))]
    assert '<div class="markdown"><h3>a</h3>\n<p>b</p></div>' in made
    assert made.index("<h2>H</h2>") + 1 == made.index(
        '<div class="markdown"><h3>a</h3>\n<p>b</p></div>'
    )
