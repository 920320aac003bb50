"""
Somebody's Markdown, made harmless: the one door to markdown-it and nh3.

What is wanted is listed; everything else is text. Markdown-it reads no HTML and makes no link
but to the schemes below; nh3 then parses what came out as a browser does, and keeps nothing but
the elements and attributes below. So a fault in one of them is not yet a hole.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from learnorg.render.density import LONGEST, bound, is_dense
from learnorg.render.markup import readable
from learnorg.render.markup import text as plain

TAGS = {"h3", "h4", "h5", "h6", "p", "blockquote", "ul", "ol", "li", "pre", "code", "hr", "br"}
TAGS |= {"em", "strong", "s", "a", "table", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {"*": set[str](), "a": {"href"}, "code": {"class"}, "ol": {"start"}}
"""Of each element; without `*` nh3 lets a `title` and a `lang` stand on any."""
SCHEMES = {"http", "https", "mailto"}
REL = "noopener noreferrer nofollow"

ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s]+", re.IGNORECASE)
SCHEME = re.compile(r"[^/?#]*:")
LANGUAGE = re.compile(r"language-[A-Za-z0-9+#._-]{1,30}")
NESTING = 20
"""
So deep may quotations and lists stand in one another.

Each `[` of a text that has nothing but these takes time in proportion to it.
"""
HIGHEST, LOWEST = 3, 6
"""The levels of headings; the first two are those of the page itself."""


def html(text: str) -> str:
    """
    The text as HTML that runs, fetches, styles and imitates nothing.

    Its headings stand below those of a page, without gaps. Pictures become links to where they
    are. Control characters are visible, also those that were written as entities. What would
    take long, see `render.density`, is shown as text.
    """
    tokens = _tokens(_parser(), readable(text))
    if tokens is None:
        return f"<pre>{plain(text)}</pre>"
    _lower([token for token in tokens if token.tag in ("h1", "h2", "h3", "h4", "h5", "h6")])
    for token in tokens:
        if token.children:
            token.children = list(_without_pictures(token.children))
    made = RendererHTML().render(tokens, _parser().options, {})
    return readable(_cleaner().clean(made)).strip("\n")


def troubled(text: str) -> set[int]:
    """
    The lines, counted from 0, of the blocks that hold HTML or link to what is not wanted.

    Addresses without a scheme are no trouble here: Markdown stays where its files are. Of what
    would take long, and of what lies too deep, all lines are.
    """
    tokens = _tokens(_reader(), text)
    if tokens is None:
        return set(range(text.count("\n") + 1))
    found: set[int] = set()
    block = (0, 0)
    for token in tokens:
        if not token.level and token.map:
            block = (token.map[0], token.map[1])
        if any(_is_trouble(one) for one in (token, *(token.children or ()))):
            found.update(range(*block))
    return found


def _tokens(parser: "Parser", text: str) -> list[Token] | None:
    """What a text consists of; nothing where some of it would be left out."""
    tokens = parser.parse(text) if len(text) <= LONGEST else None
    if tokens is None or _is_too_deep(tokens) or any(map(is_dense, tokens)):
        return None
    return tokens


def _is_trouble(token: Token) -> bool:
    address = SCHEME.match(str(token.attrs.get("href") or token.attrs.get("src") or ""))
    unwanted = address is not None and not ADDRESS.fullmatch(address.string)
    return unwanted or token.type in ("html_block", "html_inline")


def _is_too_deep(tokens: Sequence[Token]) -> bool:
    """Whether something stands deeper than the parser goes."""
    return any(token.level + token.nesting >= NESTING for token in tokens)


class Parser(MarkdownIt):
    """CommonMark with tables and deleted text, and no HTML; unwanted links are text."""

    def __init__(self, html: bool = False) -> None:
        super().__init__("commonmark", {"html": html, "linkify": False, "maxNesting": NESTING})
        self.enable(["table", "strikethrough"])
        bound(self)

    def validateLink(self, url: str) -> bool:  # noqa: N802  # as its parent calls it
        """Whether an address may be followed."""
        return ADDRESS.fullmatch(url) is not None


class Reader(Parser):
    """The same as others read it: with HTML, and links to anywhere."""

    def __init__(self) -> None:
        super().__init__(html=True)

    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002  # as its parent calls it
        """Whether an address may be followed: yes."""
        return True


@cache
def _parser() -> Parser:
    return Parser()


@cache
def _reader() -> Reader:
    return Reader()


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_kept,
        url_schemes=SCHEMES,
        url_relative="deny",
        link_rel=REL,
        generic_attribute_prefixes=set(),
    )


def _kept(_tag: str, name: str, value: str) -> str | None:
    """An attribute's value, if it may stay; of classes only the language of code may."""
    return None if name == "class" and not LANGUAGE.fullmatch(value) else value


def _lower(headings: Sequence[Token]) -> None:
    """Let the highest level used stand right below a page's own, and the others below it."""
    levels = sorted({token.tag for token in headings})
    for token in headings:
        token.tag = f"h{min(HIGHEST + levels.index(token.tag), LOWEST)}"


def _without_pictures(tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens of a paragraph, with links to pictures; within a link, with their words."""
    depth = 0
    for token in tokens:
        depth += token.nesting if token.type in ("link_open", "link_close") else 0
        if token.type == "image":
            yield from _linked(token) if not depth else [Token("text", "", 0, content=_said(token))]
        else:
            yield token


def _linked(picture: Token) -> Iterator[Token]:
    yield Token("link_open", "a", 1, attrs={"href": picture.attrs["src"]})
    yield Token("text", "", 0, content=_said(picture))
    yield Token("link_close", "a", -1)


def _said(picture: Token) -> str:
    """What is said in the place of a picture: its words, else where it is."""
    said = RendererHTML().renderInlineAsText(picture.children, _parser().options, {})
    return said or str(picture.attrs["src"])
