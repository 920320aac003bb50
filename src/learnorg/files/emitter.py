"""The text of a new record: keys in order, groups apart, one item a line."""

from collections.abc import Mapping, Sequence

from learnorg.files.canonical import canonical
from learnorg.files.groups import Groups, group_of
from learnorg.files.loader import Form
from learnorg.files.nodes import MAX_DEPTH
from learnorg.files.scalars import (
    Unwritable,
    as_text,
    double,
    inline,
    inline_key,
    is_empty,
    literal,
    said,
)

__all__ = ["Unwritable", "canonical", "emit", "entry", "in_brackets", "item", "prose"]

STEP = "  "


def emit(data: Mapping[str, object], form: Form = Form.YAML, groups: Groups = ()) -> str:
    """The text of a record that says just this, a blank line between groups of keys."""
    head = [(key, value) for key, value in said(data) if form is Form.YAML or key != "body"]
    lines: list[str] = []
    before = -1
    for key, value in head:
        group = group_of(key, groups)
        # After a block that keeps its last blank lines, one more would become its text.
        if lines and group != before and lines[-1]:
            lines.append("")
        before = group
        lines += entry(key, value)
    if form is Form.YAML:
        return "".join(line + "\n" for line in lines)
    return "\n".join(["---", *lines, "---", ""]) + prose(data.get("body"))


def prose(body: object) -> str:
    """A body as it stands below its head: after a blank line, with a final line end."""
    text = (as_text(body) or "").replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise Unwritable("the text holds a NUL byte, which no text file carries")
    if not text or text.isspace():
        return ""
    return "\n" + text if text.endswith("\n") else f"\n{text}\n"


def entry(key: str, value: object, indent: str = "", depth: int = 1) -> list[str]:
    """The lines of one key and its value."""
    return _lines(f"{indent}{inline_key(key)}:", value, indent, depth)


def item(value: object, indent: str, depth: int = 2) -> list[str]:
    """The lines of one list item, its dash at the indent."""
    if isinstance(value, Mapping | list | tuple) and not is_empty(value):
        first, *rest = _inside(value, indent + STEP, depth + 1)
        return [f"{indent}- {first.lstrip(' ')}", *rest]
    return _lines(f"{indent}-", value, indent, depth)


def _lines(opening: str, value: object, indent: str, depth: int) -> list[str]:
    """What opens a value, and the value behind or below it."""
    if isinstance(value, Mapping | list | tuple):
        if not is_empty(value):
            return [opening, *_inside(value, indent + STEP, depth + 1)]
        return [f"{opening} {'{}' if isinstance(value, Mapping) else '[]'}"]
    if value is None:
        return [opening]
    if isinstance(value, str) and (block := literal(value)):
        mark, lines = block
        return [f"{opening} {mark}", *(indent + STEP + line if line else "" for line in lines)]
    return [f"{opening} {inline(value)}"]


def _inside(value: Mapping[str, object] | Sequence[object], indent: str, depth: int) -> list[str]:
    if depth > MAX_DEPTH:
        raise Unwritable(f"lists and mappings stand within each other more than {MAX_DEPTH} deep")
    if isinstance(value, Mapping):
        parts = [entry(key, part, indent, depth) for key, part in said(value)]
    else:
        parts = [item(part, indent, depth) for part in value]
    return [line for part in parts for line in part]


def in_brackets(value: object) -> str:
    """A value on one line, lists and mappings in brackets."""
    if isinstance(value, Mapping):
        pairs = (f"{inline_key(key, flow=True)}: {in_brackets(part)}" for key, part in said(value))
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(in_brackets, value)) + "]"
    if isinstance(value, str) and "\n" in value:
        return double(value)
    return inline(value, flow=True)
