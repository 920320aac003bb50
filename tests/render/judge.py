"""What a browser, a terminal or the log of a CI service would do with an answer, faults named."""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from learnorg.render.html import POLICY
from learnorg.render.markdown import REL
from learnorg.render.safe import no_command
from learnorg.render.stylesheet import STYLE

HEAD = {"html", "head", "meta", "title", "style", "body", "main", "h1"}
OURS = {"h2", "h3", "p", "div", "dl", "dt", "dd", "ul", "li", "span", "section", "pre"}
OURS |= {"table", "thead", "tbody", "tr", "th", "td", "figure", "figcaption"}
THEIRS = {"h3", "h4", "h5", "h6", "p", "blockquote", "ul", "ol", "li", "pre", "code", "hr", "br"}
THEIRS |= {"em", "strong", "s", "a", "table", "thead", "tbody", "tr", "th", "td"}
"""What may come of Markdown: the list of the tests' own, beside that of the code."""

CLASSES = {"prose", "markdown", "ticks", "scroll", "right", "short", "wide", "lanes", "lane"}
CLASSES |= {"good", "bad", "warn", "quiet", "strong", "id", "whole"}
SGR = re.compile(r"\x1b\[(?:0|1|2|31|32|33|36|1;3[1236]|2;3[1236])?m")
"""What learnorg itself paints with."""

SEEN = {"\u200c", "\u200d"}
"""Characters without a shape that words and emoji need."""


def in_browser(document: str) -> list[str]:
    """What is wrong with a whole document, parsed as a browser does; nothing, if it is harmless."""
    root = LexborHTMLParser(document).root
    assert root is not None
    nodes = [node for node in root.traverse(include_text=True) if isinstance(node, LexborNode)]
    metas = [n.attributes for n in nodes if n.tag == "meta" and "http-equiv" in n.attributes]
    styles = [node.text() for node in nodes if node.tag == "style"]
    faults = [fault for node in nodes for fault in _faults(node)]
    if [meta.get("content") for meta in metas] != [POLICY]:
        faults.append(f"policy {metas}")
    if styles != [STYLE]:
        faults.append("another style sheet")
    tags = [node.tag for node in nodes]
    faults += [f"{tag} is not one" for tag in ("main", "h1", "title") if tags.count(tag) != 1]
    return faults + [f"character {code}" for code in odd_characters(document.replace("\t", ""))]


def of_markdown(made: str) -> list[str]:
    """What is wrong with HTML that was made of Markdown."""
    return in_browser(_page(f'<h1></h1><div class="markdown">{made}</div>'))


def _page(body: str) -> str:
    head = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><style>{STYLE}</style>'
    head += "<title></title>"
    return f"<!DOCTYPE html><html><head>{head}</head><body><main>{body}</main></body></html>"


def raw(text: str) -> list[str]:
    """What would be wrong, if a text were put into a page as it is."""
    return in_browser(_page(f"<h1></h1><div>{text}</div>"))


def _faults(node: LexborNode) -> Iterator[str]:
    if node.tag == "-text":
        return
    above = list(_above(node))
    inside = any(one.attributes.get("class") == "markdown" for one in above)
    if node.tag not in (THEIRS if inside else HEAD | OURS):
        yield f"element {node.tag}{' in Markdown' if inside else ''}"
    if node.tag in HEAD - {"h1"} and any(one.tag == "main" for one in above):
        yield f"element {node.tag} under main"
    for name, value in node.attributes.items():
        if not _may_stand(node.tag or "", name, value or "", inside):
            yield f"attribute {node.tag} {name}={value}"


def _above(node: LexborNode) -> Iterator[LexborNode]:
    while (node.parent) is not None:
        node = node.parent
        yield node


def _may_stand(tag: str, name: str, value: str, inside: bool) -> bool:
    if tag in ("html", "meta"):
        return name in {"lang", "charset", "http-equiv", "content", "name"}
    if inside:
        return {
            ("a", "href"): _leads_out(value),
            ("a", "rel"): value == REL,
            ("code", "class"): re.fullmatch(r"language-[\w+#.-]{1,30}", value, re.ASCII),
            ("ol", "start"): value.isdecimal(),
        }.get((tag, name)) not in (None, False)
    if name == "class":
        return value in CLASSES
    return name in {"scope", "role", "aria-label", "tabindex"}


def _leads_out(address: str) -> bool:
    """Whether an address has one of the schemes that may be followed, and no odd character."""
    scheme = urlsplit(address).scheme
    return scheme in {"http", "https", "mailto"} and address.isascii() and address.isprintable()


def odd_characters(text: str) -> list[str]:
    """Characters that a terminal or a reader is deceived by, by their numbers."""
    return [
        f"U+{ord(char):04X}"
        for char in dict.fromkeys(text)
        if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
        and char not in {"\n", *SEEN}
    ]


def on_terminal(text: str, painted: str = "") -> list[str]:
    """What is wrong with an answer on a terminal; painted, it is to say the same in our colours."""
    faults = [f"character {code}" for code in odd_characters(text.replace("\t", ""))]
    if painted:
        unpainted = re.sub(r"[^\S\n]+$", "", SGR.sub("", painted), flags=re.MULTILINE)
        faults += [
            f"painted character {code}" for code in odd_characters(unpainted.replace("\t", ""))
        ]
        if no_command(unpainted) != no_command(text):  # behind a colour no command begins
            faults.append("painted, it says something else")
    return faults


def in_log(text: str) -> list[str]:
    """Lines of an answer that a CI service would take for commands."""
    return [line for line in text.split("\n") if re.match(r"\s*::|.*?##[a-z]*\[", line)]
