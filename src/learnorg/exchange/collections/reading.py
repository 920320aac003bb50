"""A file in Markdown as a collection of lessons."""

import re
from collections import Counter
from pathlib import Path, PurePath

from learnorg.exchange.collections.blocks import Part, parts
from learnorg.exchange.collections.columns import named_row
from learnorg.exchange.collections.lessons import Collection, Lesson, collected
from learnorg.exchange.collections.naming import begins_with_link, named
from learnorg.exchange.delimited import decoded
from learnorg.exchange.values import file_name
from learnorg.files import bounded

MAX_BYTES = 512 * 1024
"""Several times the largest public list; what is made to be slow takes a quarter of a minute."""
HEAD = re.compile(r"---[ \t]*\n(?:[\w-]+:.*\n|[ \t#].*\n|- .*\n)*---[ \t]*(?=\n|$)")
"""Keys and values before the text."""
KEPT_FOR_ITSELF = frozenset((
    "contents", "table of contents", "toc", "contributing", "contributors", "contribute",
    "how to contribute", "contributions", "licence", "license", "credits", "acknowledgements",
    "acknowledgments", "copyright",
))  # fmt: skip
"""Headings of what a list says of itself."""

WITHIN = "links to another place of the list itself"
WORDLESS = "pictures, and items without words"
BARE = "headings that are links, with nothing told below them"
NO_LINK = "it has no link to where it is told"
BESIDE = "its link leads to no page elsewhere: no http:// or https://"
PROSE = "it is a paragraph that does not begin with its link; make it a list item if it is one"
HTML = "it is HTML, which is not read; write its links as [Organisation](address)"
DEEP = "what stands here lies too deep within lists to be read"
DENSE = "what stands here has more marks than are read; split it, or take them out"
UNREAD = {"html": HTML, "deep": DEEP, "dense": DENSE}
"""Why a part of a form is no lesson, whatever it says."""


def read_file(path: Path) -> Collection:
    """The lessons that a file lists, as `read` reads it; raises `bounded.NotRead`, too."""
    return read(path, bounded.read(path, MAX_BYTES, named=True))


def read(path: PurePath, data: bytes) -> Collection:
    """
    The lessons that a list in Markdown holds.

    A list item, a paragraph or a heading that begins with a link, or a row of a table with one
    is a lesson; its first link is its source. Raises `delimited.NotUtf8` and `NotText`.
    """
    source = file_name(path.name)
    lessons: list[Lesson] = []
    left_out: Counter[str] = Counter()
    faults: list[tuple[int, str]] = []
    for part in parts(_body(decoded(data, source))):
        if reason := _left_out(part):
            left_out[reason] += 1
        elif fault := _fault(part):
            faults.append((part.line, fault))
        else:
            lessons.append(_lesson(part))
    return collected(source, lessons, left_out, faults)


def _body(text: str) -> str:
    """The text below its head, on the same lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    head = HEAD.match(text)
    return "\n" * head[0].count("\n") + text[head.end() :] if head else text


def _left_out(part: Part) -> str:
    """Why a part was never meant as a lesson, or nothing."""
    own = next((theme for theme in part.themes if _word(theme) in KEPT_FOR_ITSELF), "")
    links = [piece for piece in part.head if piece.to]
    if own:
        return f"parts below '{own}'"
    if part.form == "heading":
        return "" if part.below else BARE
    if links and all(piece.to.startswith("#") for piece in links):
        return WITHIN
    worded = any(piece.text.strip() for piece in part.head)
    return "" if worded or part.form in UNREAD else WORDLESS


def _fault(part: Part) -> str:
    """Why a part that may be a lesson is none, or nothing."""
    if part.form in UNREAD:
        return UNREAD[part.form]
    if part.link is None:
        return BESIDE if any(piece.to for piece in part.head) else NO_LINK
    return PROSE if part.form == "paragraph" and not begins_with_link(part) else ""


def _lesson(part: Part) -> Lesson:
    assert part.link is not None
    said = named_row(part, part.link) if part.form == "row" else named(part, part.link)
    theme = said.theme or part.theme
    return Lesson(said.organisation, said.title, part.link.to, theme, said.text, part.line)


def _word(theme: str) -> str:
    return re.sub(r"[\W_]+", " ", theme.lower()).strip()
