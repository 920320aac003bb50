"""JSON and JSON Lines: an object is a row, its keys are the columns."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from learnorg.errors import LearnorgError
from learnorg.exchange import documents
from learnorg.exchange.delimited import decoded
from learnorg.exchange.rows import Cell, NotTaken, Reading, Row
from learnorg.exchange.sheets import Layout
from learnorg.exchange.values import visible
from learnorg.exchange.workbooks import number
from learnorg.files.json_text import NotRead, Twice, parsed

MAX_DEPTH = 16
SHOWN = "display_value"
SHOWING = frozenset((SHOWN, "value", "link"))
"""How ServiceNow writes a field of which it knows both what is stored and what is shown."""


class NotJson(LearnorgError):
    """A file that is no JSON, or holds no list of objects."""

    hint = 'A list of objects is read, [{"title": "…"}, …], or an object that holds one list.'

    def __init__(self, source: str, why: str) -> None:
        super().__init__(f"{source}: {why}")


class BrokenJson(NotJson):
    """A file that stops being JSON somewhere."""

    hint = "Mend it there, or let the program that wrote it write it again."


def read_json(data: bytes, source: str, layout: Layout) -> Reading:  # noqa: ARG001  # as every reader
    """The objects of a JSON file's list."""
    try:
        said = parsed(decoded(data, source))
    except Twice as wrong:
        raise NotJson(source, str(wrong)) from None
    except NotRead as wrong:
        lines = "; lines of objects have the ending .jsonl" if "follows" in wrong.why else ""
        raise BrokenJson(source, f"{wrong}{lines}") from None
    items = _listed(said, source)
    return _reading(source, [(f"item {n}", 0, item) for n, item in enumerate(items, 1)], ())


def read_lines(data: bytes, source: str, layout: Layout) -> Reading:  # noqa: ARG001  # as every reader
    """The objects of a JSON Lines file; a line that is none is reported."""
    items: list[tuple[str, int, Any]] = []
    refused: list[NotTaken] = []
    # Only line feeds end a line here: JSON may hold U+2028 and its like as they are.
    for at, line in enumerate(decoded(data, source).split("\n"), 1):
        if not line.strip():
            continue
        try:
            items.append((f"line {at}", at, parsed(line)))
        except NotRead as wrong:
            column = f"column {wrong.at[1]}: " if wrong.at else ""
            refused.append(NotTaken(f"{source} line {at}", f"{column}{wrong.why}"))
    return _reading(source, items, refused)


def cells(said: Mapping[str, Any]) -> dict[str, Cell]:
    """An object as cells; what is nested gets dotted names, `fields.status.name`."""
    return {
        visible(name): cell for key, value in said.items() for name, cell in _flat(key, value, 1)
    }


def _listed(said: Any, source: str) -> list[Any]:
    if isinstance(said, list):
        return said
    if not isinstance(said, dict):
        raise NotJson(source, "it holds neither a list nor an object")
    lists = {key: value for key, value in said.items() if isinstance(value, list)}
    objects = {k: v for k, v in lists.items() if any(isinstance(item, dict) for item in v)}
    chosen = objects or lists
    if len(chosen) != 1:
        found = f"it holds {len(chosen)} lists ({', '.join(chosen)})" if chosen else "it has none"
        raise NotJson(source, f"one list is to hold the records; {found}")
    return list(next(iter(chosen.values())))


def _reading(
    source: str, items: Sequence[tuple[str, int, Any]], refused: Sequence[NotTaken]
) -> Reading:
    rows: list[Row] = []
    bad = list(refused)
    for name, line, item in items:
        where = f"{source} {name}"
        if not isinstance(item, dict):
            bad.append(NotTaken(where, "it is no object with keys"))
        elif not item:
            bad.append(NotTaken(where, "it is empty"))
        else:
            rows.append(Row(where, name, line, cells(item), raw=item))
    columns = dict.fromkeys(column for row in rows for column in row.cells)
    return Reading(source, tuple(columns), tuple(rows), tuple(bad))


def _flat(name: str, value: Any, depth: int) -> Iterator[tuple[str, Cell]]:
    """A value under its name: one cell, or one for each of the values within."""
    if isinstance(value, Mapping) and documents.is_document(value):
        yield name, Cell(documents.text(value))
    elif isinstance(value, Mapping) and SHOWN in value and value.keys() <= SHOWING:
        yield from _shown(name, value)
    elif isinstance(value, Mapping) and value and depth < MAX_DEPTH:
        for key, inner in value.items():
            yield from _flat(f"{name}.{key}", inner, depth + 1)
    elif isinstance(value, list) and value and depth < MAX_DEPTH:
        if all(not isinstance(item, dict | list) for item in value):
            items = tuple(text(item) for item in value if item is not None)
            yield name, Cell("\n".join(items), items=items)
        else:
            for position, inner in enumerate(value, 1):
                yield from _flat(f"{name}.{position}", inner, depth + 1)
    else:
        yield name, Cell(text(value))


def _shown(name: str, value: Mapping[str, Any]) -> Iterator[tuple[str, Cell]]:
    """A field that says how it is shown: that under its name, what lies behind beside it."""
    shown = text(value[SHOWN])
    yield name, Cell(shown)
    for key, inner in value.items():
        if key != SHOWN and text(inner) != shown:
            yield f"{name}.{key}", Cell(text(inner))


def text(value: Any) -> str:
    """A single value as text; nothing for what is absent."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return number(value)
        case str():
            return value.replace("\r\n", "\n")
        case [] | {}:
            return ""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else str(value)
