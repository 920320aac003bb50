"""Records as text for other tools: CSV for spreadsheets, JSON and JSON Lines without loss."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from learnorg.exchange.targets import OPEN
from learnorg.kinds.fields import plain_number
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.methods.value import NUMBER
from learnorg.render.formats import harmless

Records: TypeAlias = Iterable[Mapping[str, Any]]

BETWEEN = "; "
"""Between the items of a list in one cell."""
FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet would run, and what an earlier apostrophe already keeps it from running."""


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format that records can be written in."""

    name: str
    ending: str
    write: Callable[[Records], str]


def to_csv(records: Records) -> str:
    """A table with a column for every field that occurs, `measures.1.target` for what is inside."""
    rows = [flat(record) for record in records]
    columns = sorted(dict.fromkeys(name for row in rows for name in row), key=rank)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(map(shielded, columns))
    writer.writerows([shielded(row.get(name, "")) for name in columns] for row in rows)
    return text.getvalue()


def to_json(records: Records) -> str:
    """All of it in one document, in the envelope of every answer."""
    envelope = {"learnorg": 1, "kind": "export", "data": list(records)}
    return _json(envelope, indent=2)


def to_lines(records: Records) -> str:
    """A record a line."""
    return "".join(_json(record) for record in records)


EXPORTERS: tuple[Exporter, ...] = (
    Exporter("csv", ".csv", to_csv),
    Exporter("json", ".json", to_json),
    Exporter("jsonl", ".jsonl", to_lines),
)
"""Every format of `learnorg export`."""


def shielded(text: str) -> str:
    """A cell that no spreadsheet takes for a formula; import takes the apostrophe away again."""
    return f"'{text}" if FORMULA.match(text) and not NUMBER.fullmatch(text) else text


def joined(items: Sequence[str]) -> str:
    """The items of a list in one cell, so that they can be told apart again."""
    if any(BETWEEN in item for item in items):
        return "".join(f"{item}\n" for item in items)
    return BETWEEN.join(items)


def parted(cell: str) -> list[str]:
    """The items that `joined` has put into one cell."""
    return cell.removesuffix("\n").split("\n") if "\n" in cell else cell.split(BETWEEN)


def flat(record: Mapping[str, Any]) -> dict[str, str]:
    """A record as the texts of cells, each under the name of its column."""
    return dict(_flat("", record))


def _flat(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """A value as cells, each under its path."""
    if isinstance(value, Mapping) and not name.startswith("extra."):
        for key, inner in value.items():
            yield from _flat(f"{name}.{key}" if name else str(key), inner)
    elif isinstance(value, list | tuple):
        if all(isinstance(item, str) for item in value):
            yield name, joined(value)
        elif name.startswith("extra."):
            yield name, json.dumps(value, ensure_ascii=False, default=_said)
        else:
            for number, inner in enumerate(value, 1):
                yield from _flat(f"{name}.{number}", inner)
    elif isinstance(value, Mapping):
        yield name, json.dumps(value, ensure_ascii=False, default=_said)
    elif value is not None:
        yield name, _text(value)


def rank(name: str) -> tuple[int, tuple[tuple[int, str], ...]]:
    """Where a column stands: by the record's own order, numbered parts one after the other."""
    first, *inner = name.split(".")
    order = IMPROVEMENT.keys.index(first) if first in IMPROVEMENT.keys else len(IMPROVEMENT.keys)
    if name.rpartition(".")[0] in OPEN:
        inner = [name.removeprefix(f"{first}.")]
    return order, tuple((int(step), "") if step.isdecimal() else (0, step) for step in inner)


def _text(value: Any) -> str:
    match value:
        case str():
            return value.replace("\r\n", "\n")
        case bool():
            return "true" if value else "false"
        case Decimal():
            return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else str(value)


def _json(value: Any, indent: int | None = None) -> str:
    """JSON with a line end, which says the same to a program and does nothing to a terminal."""
    return harmless(json.dumps(value, ensure_ascii=False, indent=indent, default=_said)) + "\n"


def _said(value: Any) -> Any:
    """Values of the model's types as JSON has them."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return plain_number(value)
    raise TypeError(f"{value!r} cannot be written as JSON")
