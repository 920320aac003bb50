"""Where lines begin and end in a document, and what stands on them besides values."""

import re

from learnorg.files.loader import Document, Form
from learnorg.files.nodes import Mapping, Node, Scalar, Sequence

# The first line of a literal or folded block: its mark, and a comment perhaps.
BLOCK = re.compile(
    r"(?P<kind>[|>])(?P<before>[-+]?)(?P<indent>[1-9]?)(?P<after>[-+]?)(?P<rest>\s*(?:#.*)?)\r?"
)

# Other ends of lines, which YAML counts and nobody means.
ODD_ENDS = re.compile(rb"\r(?!\n)|\xc2\x85|\xe2\x80[\xa8\xa9]")


class Odd(Exception):  # a signal between functions; nobody outside sees it
    """A shape that is not changed line by line."""


def head_start(document: Document) -> int:
    """Where the keys may begin: after a byte order mark and a line `---`."""
    opening = re.match(r"\ufeff?(?:---[ \t]*(?:\r?\n|$))?", document.text)
    return opening.end() if opening else 0


def head_end(document: Document) -> int:
    """Where the keys end: at the line `---` above a body, or at the end of the text."""
    if document.form is Form.YAML:
        return len(document.text)
    return document.text.rindex("---", 0, document.body_start)


def line_start(text: str, at: int) -> int:
    """Where the line of an offset begins."""
    return text.rfind("\n", 0, at) + 1


def line_after(text: str, at: int) -> int:
    """Where the line below that of an offset begins."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def is_blank(text: str, start: int) -> bool:
    """Whether the line that begins here exists and is blank."""
    return start < len(text) and not text[start : line_after(text, start)].strip()


def block_indent(text: str, block: Scalar, outer: int) -> int:
    """How far the lines of a literal or folded block stand in, in a collection so far in."""
    mark, *lines = text[block.start : block.end].split("\n")
    found = BLOCK.fullmatch(mark)
    if found and found["indent"]:
        return outer + int(found["indent"])
    first = next((line for line in lines if line.strip(" \r")), "")
    return len(first) - len(first.lstrip(" ")) if first else outer + 2


def key_line(data: bytes, key: str) -> int:
    """
    The line of a key at the left margin of a YAML file, told without parsing it.

    0 where that cannot be told: the key is not there as itself, or not once, or lines end in
    other ways than with LF and CR LF.
    """
    if ODD_ENDS.search(data):
        return 0
    written = rb"^%b:(?=\s)" % re.escape(key.encode())
    found = [match.start() for match in re.finditer(written, data, re.MULTILINE)]
    return data.count(b"\n", 0, found[0]) + 1 if len(found) == 1 else 0


def line_end(text: str) -> str:
    """How the lines of a text end."""
    return "\r\n" if "\r\n" in text else "\n"


def put(text: str, at: int, lines: list[str], until: int | None = None) -> str:
    """The text with whole lines at an offset, in the place of all until another."""
    end = line_end(text)
    before = text[:at] if not at or text[at - 1] == "\n" else text[:at] + end
    rest = at if until is None else until
    if lines and not lines[-1]:
        # A block that keeps its blank lines would take these, too.
        while is_blank(text, rest):
            rest = line_after(text, rest)
    return before + "".join(line + end for line in lines) + text[rest:]


def below(document: Document, node: Node, col: int) -> int:
    """Where the line below a value begins, and below the comments further in than a column."""
    text, bottom = document.text, head_end(document)
    found = at = line_after(text, node.end)
    while at < bottom:
        line = text[at : line_after(text, at)]
        at += len(line)
        bare = line.strip()
        if bare and not (bare.startswith("#") and line.index("#") >= col):
            break
        if bare:
            found = at
    return min(found, bottom)


def spans(parent: Mapping | Sequence) -> list[tuple[int, Node]]:
    """Where each entry or item begins, and its value."""
    if isinstance(parent, Mapping):
        return [(key.start, value) for key, value in parent.entries.values()]
    return [(value.start, value) for value in parent.items]


def dash_of(text: str, parent: Sequence, node: Node) -> int:
    """Where the dash of an item stands."""
    start = line_start(text, node.start)
    while start >= line_start(text, parent.start):
        dash = start + parent.col - 1
        first = dash == parent.start
        if text[dash : dash + 1] == "-" and (first or not text[start:dash].strip("\ufeff ")):
            return dash
        start = line_start(text, max(start - 1, 0)) if start else -1
    raise Odd
