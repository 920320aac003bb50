"""One more key, or one more item, where it belongs."""

from collections.abc import Mapping as Entries

from learnorg.files.emitter import entry, in_brackets, item
from learnorg.files.groups import Groups, group_of, rank_of
from learnorg.files.lines import (
    Odd,
    below,
    dash_of,
    head_end,
    head_start,
    is_blank,
    line_after,
    line_start,
    put,
    spans,
)
from learnorg.files.loader import Document
from learnorg.files.nodes import Mapping, Node, Scalar, Sequence
from learnorg.files.scalars import inline_key, is_empty


def with_item(document: Document, node: Sequence, at: int, value: object) -> str:
    """The text with one more item in a list of lines."""
    text = document.text
    indent = " " * (node.col - 1)
    lines = item(value, indent)
    if at:
        return put(text, below(document, node.items[at - 1], node.col), lines)
    dash = dash_of(text, node, node.items[0])
    if text[line_start(text, dash) : dash].strip("\ufeff "):
        raise Odd
    return put(text, line_start(text, dash), lines)


def with_entry(
    document: Document, node: Mapping, key: str, value: object, groups: Groups | None
) -> str:
    """The text with one more key: at the top level where the order has it, else as the last."""
    lines = entry(key, value, " " * (node.col - 1))
    if not node.entries:
        return with_all(document, {key: value})
    if groups is not None:
        return _with_key(document, key, lines, groups)
    _, last = list(node.entries.values())[-1]
    return put(document.text, below(document, last, node.col), lines)


def with_all(document: Document, value: object) -> str:
    """A whole head that was empty."""
    if document.root.entries or not isinstance(value, Entries):
        raise Odd
    lines = [line for key, part in value.items() for line in entry(key, part)]
    root = document.root
    if root.flow:
        return put(document.text, root.start, lines, line_after(document.text, root.end))
    return put(document.text, head_end(document), lines)


def _with_key(document: Document, key: str, lines: list[str], groups: Groups) -> str:
    """The text with one more key at the top, blank lines where groups meet."""
    text, bottom = document.text, head_end(document)
    entries = document.root.entries
    names = list(entries)
    rank, group = rank_of(key, groups), group_of(key, groups)
    ranks = [(rank_of(name, groups), at) for at, name in enumerate(names)]
    before = max((found for found in ranks if found[0] <= rank), default=None)
    follows = names[before[1] + 1 if before else 0 :][:1]
    joins = bool(follows) and group_of(follows[0], groups) == group
    if not before:
        at = _lead_start(document, entries[names[0]][0].start)
        return put(text, at, lines if joins or not lines[-1] else [*lines, ""])
    above = names[before[1]]
    last = entries[above][1]
    at = below(document, last, 1)
    if group_of(above, groups) == group:
        return put(text, at, lines)
    blank = at < bottom and is_blank(text, at)
    if joins and blank:
        while at < bottom and is_blank(text, at):
            at = line_after(text, at)
        return put(text, at, lines)
    if not _keeps_blank_lines(text, last):
        lines = ["", *lines]
    if follows and not blank and not joins and lines[-1]:
        lines = [*lines, ""]
    return put(text, at, lines)


def _keeps_blank_lines(text: str, node: Node) -> bool:
    """Whether a value ends in a block that takes all blank lines below it for its own."""
    while not isinstance(node, Scalar):
        parts = spans(node)
        if not parts:
            return False
        _, node = parts[-1]
    return node.style in ("|", ">") and "+" in text[node.start + 1 : node.start + 3]


def _lead_start(document: Document, at: int) -> int:
    """Where the comments that stand directly above a line begin."""
    text, top = document.text, head_start(document)
    start = max(line_start(text, at), top)
    while start > top:
        above = max(line_start(text, start - 1), top)
        if not text[above:start].lstrip().startswith("#"):
            break
        start = above
    return start


def joined_in_brackets(document: Document, node: Node, step: str | int, value: object) -> str:
    """The text with one more entry or item between brackets."""
    text = document.text
    if isinstance(node, Scalar):
        raise Odd
    new = in_brackets(value if isinstance(node, Sequence) else {str(step): value})
    if isinstance(node, Mapping):
        new = (
            new[1:-1]
            if not is_empty(value)
            else f"{inline_key(str(step), flow=True)}: {in_brackets(value)}"
        )
    parts = spans(node)
    if not parts:
        return text[: node.start + 1] + new + text[node.end - 1 :]
    at = step if isinstance(node, Sequence) and isinstance(step, int) else len(parts)
    if at == 0:
        return text[: parts[0][0]] + new + ", " + text[parts[0][0] :]
    last = parts[at - 1][1]
    return text[: last.end] + ", " + new + text[last.end :]
