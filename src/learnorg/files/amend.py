"""One change to a document's text: the lines that it means, and no others."""

from collections.abc import Mapping as Entries
from difflib import SequenceMatcher

from learnorg.files.additions import joined_in_brackets, with_entry, with_item
from learnorg.files.emitter import prose
from learnorg.files.groups import Groups
from learnorg.files.lines import (
    Odd,
    dash_of,
    head_end,
    head_start,
    is_blank,
    line_after,
    line_end,
    line_start,
    spans,
)
from learnorg.files.loader import Document, Form, load
from learnorg.files.nodes import Mapping, Node, Scalar, Sequence
from learnorg.files.scalars import as_plain, is_empty, said
from learnorg.files.slots import replaced

Path = tuple[str | int, ...]


def amended(document: Document, path: Path, value: object, groups: Groups = ()) -> str:
    """The text in which a path has a value; missing lists and mappings on the way are made."""
    if document.form is Form.MARKDOWN and path == ("body",):
        return _with_body(document, value)
    steps, rest = _walked(document, path)
    node = steps[-1]
    if not rest:
        return _changed(document, path, value, groups)
    if is_empty(value) and (len(rest) > 1 or isinstance(node, Scalar)):
        return document.text
    last, *way = rest
    for step in reversed(way):
        value = _wrapped(step, value)
    whole = _wrapped(last, value)
    if isinstance(node, Scalar) or (is_empty(node.plain()) and not is_empty(whole)):
        return replaced(document, steps, path[: len(steps) - 1], whole)
    if any(step.flow for step in steps):
        return joined_in_brackets(document, node, last, value)
    if isinstance(node, Sequence):
        return with_item(document, node, len(node.items), value)
    return with_entry(document, node, str(last), value, groups if len(steps) == 1 else None)


def without(document: Document, path: Path) -> str:
    """The text without a key or an item; comments above it stay."""
    if document.form is Form.MARKDOWN and path == ("body",):
        return document.text[: line_after(document.text, head_end(document))]
    steps, rest = _walked(document, path)
    if rest:
        return document.text
    parent, node, text = steps[-2], steps[-1], document.text
    if isinstance(parent, Scalar):
        raise Odd
    parts = spans(parent)
    at = next(number for number, (_, found) in enumerate(parts) if found is node)
    if len(parts) == 1 and len(steps) > 2:
        empty: object = {} if isinstance(parent, Mapping) else []
        return replaced(document, steps[:-1], path[:-1], empty)
    if any(step.flow for step in steps[:-1]):
        if at + 1 < len(parts):
            return text[: parts[at][0]] + text[parts[at + 1][0] :]
        return text[: parts[at - 1][1].end if at else parts[at][0]] + text[node.end :]
    if isinstance(parent, Sequence):
        parts = [(dash_of(text, parent, found), found) for _, found in parts]
    start = parts[at][0]
    if text[line_start(text, start) : start].strip("\ufeff "):
        # It shares its line with a dash: what comes next moves up, comments to above the dash.
        line, end = line_start(text, start), parts[at + 1][0]
        between = text[line_after(text, node.end) : line_start(text, end)]
        return text[:line] + between + text[line:start] + text[end:]
    above = parts[at - 1][1].end if at else head_start(document)
    return _cut(document, line_start(text, start), line_after(text, node.end), above)


def _changed(document: Document, path: Path, value: object, groups: Groups) -> str:
    """The text with a value that is there changed, a list or mapping part by part."""
    steps, _ = _walked(document, path)
    node = steps[-1]
    if node.plain() == as_plain(value):
        return document.text
    if isinstance(value, Entries) and isinstance(node, Mapping) and not is_empty(value):
        wanted = dict(said(value))
        if node.entries.keys() & wanted.keys() or not path:
            for key, part in wanted.items():
                document = _again(document, amended(document, (*path, key), part, groups))
            for key in [key for key in node.entries if key not in wanted]:
                document = _again(document, without(document, (*path, key)))
            return document.text
    if isinstance(value, list | tuple) and isinstance(node, Sequence) and value and node.items:
        return _changed_items(document, path, node, list(value), groups)
    return replaced(document, steps, path, value)


def _changed_items(
    document: Document, path: Path, node: Sequence, wanted: list[object], groups: Groups
) -> str:
    """A list changed item by item; what is the same before and after stays as it is."""
    old, new = [repr(item) for item in node.plain()], [repr(as_plain(item)) for item in wanted]
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    # From the end, so that the places of what comes before still hold.
    for kind, first, last, new_first, new_last in reversed(steps):
        if kind == "equal":
            continue
        pairs = min(last - first, new_last - new_first)
        for at in range(last - 1, first + pairs - 1, -1):
            document = _again(document, without(document, (*path, at)))
        for at in range(pairs):
            value = wanted[new_first + at]
            document = _again(document, _changed(document, (*path, first + at), value, groups))
        for at in range(pairs, new_last - new_first):
            text = _inserted(document, path, first + at, wanted[new_first + at])
            document = _again(document, text)
    return document.text


def _inserted(document: Document, path: Path, at: int, value: object) -> str:
    """The text with one more item somewhere in a list."""
    steps, _ = _walked(document, path)
    node = steps[-1]
    if not isinstance(node, Sequence):
        raise Odd
    if any(step.flow for step in steps):
        return joined_in_brackets(document, node, at, value)
    return with_item(document, node, at, value)


def _with_body(document: Document, value: object) -> str:
    text, end = document.text, line_end(document.text)
    body = prose(value)
    if body.removeprefix("\n") in (document.body, document.body + "\n"):
        return text
    head = text[: line_after(text, head_end(document))]
    if not head.endswith("\n"):
        head += end
    if document.body and document.body_start == len(head) and not body.startswith("\n\n"):
        body = body.removeprefix("\n")
    return head + body.replace("\n", end)


def _cut(document: Document, start: int, end: int, above: int) -> str:
    """The text without some lines, and without one of two blank lines that meet there."""
    text = document.text
    top, bottom = head_start(document), head_end(document)
    start = max(start, top)
    before = line_start(text, start - 1) if start > top else start
    blank_above = start == top or is_blank(text, before)
    if blank_above and end < bottom and is_blank(text, end):
        end = line_after(text, end)
    elif start > top and blank_above and end >= bottom and before > above:
        start = before
    return text[:start] + text[end:]


def _walked(document: Document, path: Path) -> tuple[list[Node], Path]:
    """The nodes along a path from the root on, and what of the path is not there."""
    node: Node = document.root
    steps = [node]
    for number, step in enumerate(path):
        if isinstance(node, Mapping) and step in node.entries:
            _, node = node.entries[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return steps, path[number:]
        steps.append(node)
    return steps, ()


def _again(document: Document, text: str) -> Document:
    return document if text == document.text else load(text.encode(), document.form)


def _wrapped(step: str | int, value: object) -> object:
    return {step: value} if isinstance(step, str) else [value]
