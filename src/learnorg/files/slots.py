"""Another value in the place of one that is there."""

import re

from learnorg.files.additions import with_all
from learnorg.files.emitter import entry, in_brackets, item
from learnorg.files.lines import (
    BLOCK,
    Odd,
    below,
    block_indent,
    dash_of,
    is_blank,
    line_after,
    line_end,
    line_start,
    put,
)
from learnorg.files.loader import Document
from learnorg.files.nodes import Mapping, Node, Scalar, Sequence
from learnorg.files.scalars import double, inline, literal

COMMENT = re.compile(r"[ \t]+#[^\r\n]*")


def replaced(
    document: Document, steps: list[Node], path: tuple[str | int, ...], value: object
) -> str:
    """The text with another value in the place of one that is there."""
    text, node = document.text, steps[-1]
    if len(steps) == 1:
        return with_all(document, value)
    parent = steps[-2]
    if isinstance(parent, Scalar):
        raise Odd
    if any(step.flow for step in steps[:-1]):
        space = " " if node.start == node.end and text[node.start - 1] in ":," else ""
        return text[: node.start] + space + in_brackets(value) + text[node.end :]
    indent = " " * (parent.col - 1)
    if isinstance(parent, Mapping):
        key, _ = parent.entries[str(path[-1])]
        slot = text.index(":", key.end) + 1
        lines = entry("x", value, indent)
    else:
        slot = dash_of(text, parent, node) + 1
        lines = item(value, indent)
    return _in_slot(document, node, slot, lines, value, parent)


def _in_slot(
    document: Document,
    node: Node,
    slot: int,
    lines: list[str],
    value: object,
    parent: Mapping | Sequence,
) -> str:
    """
    The text with a value behind its colon or dash, which stands just before `slot`.

    `lines` is how a new record would write the entry or item.
    """
    text = document.text
    first = lines[0][parent.col + isinstance(parent, Mapping) :].strip(" ")
    rest = lines[1:]
    if isinstance(node, Scalar) and isinstance(value, str):
        if node.style in ("|", ">") and (block := literal(value)):
            return _in_block(document, node, block, parent)
        if not rest:
            # The usual case: one text for another, in the quotes that were there.
            first = inline(value, style=node.style if node.style in ("'", '"') else "")
    lower = "\n" in text[slot : node.start]
    after = line_after(text, node.end)
    if isinstance(node, Scalar) or node.flow:
        opening = text[: node.start] if first or lower else text[:slot]
        comment = _comment_of_block(text, node) or text[node.end : after].rstrip("\r\n")
        if lower and rest and not first:
            if comment.strip():
                raise Odd
            return put(text, line_start(text, node.start), rest, after)
        if lower and not first:
            first = "null"
        if rest and isinstance(value, str) and _swallows(document, node, parent, after):
            # A literal block would take what stands below it for its text.
            first, rest = double(value), []
    else:
        opening = text[:slot]
        found = COMMENT.match(text, slot)
        comment = found[0] if found else ""
        after = below(document, node, parent.col)
    space = " " if first and len(opening) == slot else ""
    line = opening + space + first + comment
    if rest or after < len(text) or text.endswith("\n"):
        line += line_end(text)
    return put(line + text[after:], len(line), rest)


def _comment_of_block(text: str, node: Node) -> str:
    """The comment behind the mark of a literal or folded block."""
    if not isinstance(node, Scalar) or node.style not in ("|", ">"):
        return ""
    found = BLOCK.match(text, node.start)
    return found["rest"].rstrip() if found else ""


def _in_block(
    document: Document, node: Scalar, new: tuple[str, list[str]], parent: Mapping | Sequence
) -> str:
    """The text with other lines in a literal block, as far in as the old ones were."""
    text = document.text
    mark, lines = new
    outer = parent.col - 1
    deep = max(block_indent(text, node, outer), outer + 1)
    if mark[1:2] == "2":
        if deep - outer > 9:
            raise Odd
        mark = f"|{deep - outer}{mark[2:]}"
    moved = [" " * deep + line if line else "" for line in lines]
    opening = text[: node.start] + mark + _comment_of_block(text, node) + line_end(text)
    return put(opening + text[line_after(text, node.end) :], len(opening), moved)


def _swallows(document: Document, node: Node, parent: Mapping | Sequence, after: int) -> bool:
    """Whether comments, or a blank line of spaces, stand further in below than the parent."""
    text = document.text
    line = text[after : line_after(text, after)].rstrip("\r\n")
    return below(document, node, parent.col) > after or (bool(line) and is_blank(text, after))
