"""Changes to YAML of odd shapes, by ruamel's round trip: slower, and less faithful."""

from collections.abc import Sequence as Many
from io import StringIO
from itertools import pairwise
from typing import Any

from learnorg.files.emitter import entry
from learnorg.files.lines import head_end, head_start, line_end
from learnorg.files.loader import Document
from learnorg.files.nodes import Mapping, Sequence

Path = tuple[str | int, ...]


def rewritten(document: Document, edits: Many[tuple[Path, object, bool]]) -> str | None:
    """The text with some paths set, or gone if so marked; nothing where that fails."""
    # ruamel takes 60 ms to import, and almost no edit needs it.
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    dash = _dash_indent(document.root)
    yaml.indent(mapping=2, sequence=dash + 2, offset=dash)
    start, end = head_start(document), head_end(document)
    out = StringIO()
    try:
        tree = yaml.load(document.text[start:end].replace("\r\n", "\n"))
        tree = {} if tree is None else tree
        for path, value, gone in edits:
            if gone:
                _drop(tree, path)
            else:
                _put(tree, path, yaml.load("\n".join(entry("x", value)) + "\n")["x"])
        yaml.dump(tree, out)
    except (YAMLError, LookupError, TypeError, AttributeError, ValueError):
        return None
    head = out.getvalue().replace("\n", line_end(document.text))
    return document.text[:start] + head + document.text[end:]


def _dash_indent(root: Mapping) -> int:
    """How far the dashes of the first list stand in from its key."""
    lists = [
        value.col - key.col
        for key, value in root.entries.values()
        if isinstance(value, Sequence) and not value.flow
    ]
    return max(lists[0], 0) if lists else 2


def _put(tree: Any, path: Path, value: Any) -> None:
    """Set a path in ruamel's tree, making what is missing on the way."""
    for step, following in pairwise(path):
        if isinstance(tree, list) and step == len(tree):
            tree.append({} if isinstance(following, str) else [])
        elif isinstance(tree, dict) and tree.get(step) is None:
            tree[step] = {} if isinstance(following, str) else []
        tree = tree[step]
    if isinstance(tree, list) and path[-1] == len(tree):
        tree.append(value)
    else:
        tree[path[-1]] = value


def _drop(tree: Any, path: Path) -> None:
    """Take a path out of ruamel's tree, if it is there."""
    try:
        for step in path[:-1]:
            tree = tree[step]
        del tree[path[-1]]
    except (LookupError, TypeError):
        return
