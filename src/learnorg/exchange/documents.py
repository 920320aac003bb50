"""
Rich text that is written as a tree, as Jira's interface gives it, as Markdown.

Every node that is not known gives the text within it, so that no words are lost; colours,
sizes and the like are.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

MARKS = {"strong": "**", "em": "*", "code": "`", "strike": "~~"}
NAMES = ("text", "shortName", "url", "alt", "id")
DEEPEST = 100
"""Nodes within one another that are read with their form."""

Node = Mapping[str, Any]


def is_document(value: Node) -> bool:
    """Whether an object is the root of such a tree."""
    return value.get("type") == "doc" and isinstance(value.get("content"), list)


def text(document: Node) -> str:
    """What a document says, in Markdown."""
    return _blocks(_within(document), 0)


def _blocks(nodes: Sequence[Node], depth: int) -> str:
    return "\n\n".join(filter(None, (_block(node, depth) for node in nodes)))


def _block(node: Node, depth: int) -> str:
    kind = node.get("type")
    if depth > DEEPEST:
        return _words(node)
    if isinstance(kind, str) and kind in BLOCKS:
        return BLOCKS[kind](node, depth)
    if any(str(inner.get("type")) in BLOCKS for inner in _within(node)):
        return _blocks(_within(node), depth + 1)
    return _line(_within(node), depth) if _within(node) else _leaf(node)


def _line(nodes: Sequence[Node], depth: int) -> str:
    """Words with their marks, as they follow one another."""
    if depth > DEEPEST:
        return " ".join(map(_words, nodes))
    return "".join(_line(_within(n), depth + 1) if _within(n) else _leaf(n) for n in nodes)


def _leaf(node: Node) -> str:
    if node.get("type") == "hardBreak":
        return "\n"
    words = str(node.get("text") or "")
    for mark in _nodes(node.get("marks")):
        if mark.get("type") == "link":
            words = f"[{words}]({_said(mark).get('href', '')})"
        else:
            sign = MARKS.get(str(mark.get("type")), "")
            words = f"{sign}{words}{sign}"
    return words or next((str(_said(node)[name]) for name in NAMES if _said(node).get(name)), "")


def _words(node: Node) -> str:
    """What stands in a node, without its form; for what lies deeper than any form is read."""
    found: list[str] = []
    left = [node]
    while left:
        one = left.pop()
        left += reversed(_within(one))
        found += [] if _within(one) else [_leaf(one)]
    return " ".join(filter(None, found))


def _paragraph(node: Node, depth: int) -> str:
    return _line(_within(node), depth).strip()


def _heading(node: Node, depth: int) -> str:
    level = _said(node).get("level")
    return f"{'#' * (level if isinstance(level, int) else 1)} {_paragraph(node, depth)}"


def _code(node: Node, depth: int) -> str:
    return f"```{_said(node).get('language') or ''}\n{_line(_within(node), depth)}\n```"


def _quote(node: Node, depth: int) -> str:
    within = _blocks(_within(node), depth + 1)
    return "\n".join(f"> {line}".rstrip() for line in within.split("\n"))


def _items(node: Node, depth: int) -> str:
    return "\n".join(_item(item, "-", depth) for item in _within(node))


def _numbered(node: Node, depth: int) -> str:
    return "\n".join(_item(one, f"{n}.", depth) for n, one in enumerate(_within(node), 1))


def _tasks(node: Node, depth: int) -> str:
    ticks = ("x" if _said(one).get("state") == "DONE" else " " for one in _within(node))
    pairs = zip(ticks, _within(node), strict=True)
    return "\n".join(_item(one, f"- [{tick}]", depth) for tick, one in pairs)


def _item(node: Node, sign: str, depth: int) -> str:
    within = _block(node, depth + 1).replace("\n\n", "\n")
    return f"{sign} " + within.replace("\n", "\n" + " " * (len(sign) + 1))


def _row(node: Node, depth: int) -> str:
    cells = [_block(cell, depth + 1).replace("|", "\\|") for cell in _within(node) or [node]]
    return f"| {' | '.join(cells)} |".replace("\n", " ")


def _table(node: Node, depth: int) -> str:
    return "\n".join(_row(row, depth + 1) for row in _within(node))


def _rule(node: Node, depth: int) -> str:  # noqa: ARG001  # as every block
    return "---"


def _within(node: Node) -> list[Node]:
    return _nodes(node.get("content"))


def _said(node: Node) -> Node:
    said = node.get("attrs")
    return said if isinstance(said, Mapping) else {}


def _nodes(value: Any) -> list[Node]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


BLOCKS: Mapping[str, Callable[[Node, int], str]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "codeBlock": _code,
    "blockquote": _quote,
    "panel": _quote,
    "bulletList": _items,
    "orderedList": _numbered,
    "taskList": _tasks,
    "table": _table,
    "rule": _rule,
}
"""What writes each kind of block; nodes within a line are none."""
