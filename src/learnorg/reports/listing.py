"""Which records are there?"""

import json
import sys
from datetime import date
from typing import Any, NamedTuple

from learnorg.errors import LearnorgError
from learnorg.kinds import BY_NAME
from learnorg.kinds.kind import Kind
from learnorg.methods.scoring import figure
from learnorg.page import Cell, Column, Page, Say, Table
from learnorg.register import query as queries
from learnorg.register.facts import COLUMNS, several
from learnorg.register.lookup import shortest
from learnorg.register.query import BadQuery, Query
from learnorg.register.register import Register
from learnorg.reports.states import TONES

NUMERIC = frozenset({"value", "confidence", "effort", "score"})
HIDDEN = frozenset({"symbols", "open"})
EMPTY: tuple[object, ...] = (None, "", [])
ALWAYS = frozenset({"id", "state", "title"})
"""Columns that a person sees also where they are empty in every row."""


class NoSuchColumn(LearnorgError):
    """A column that lists do not have."""

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(f"'{name}' is no column")
        self.hint = f"Columns: {', '.join(known)}, or any field of a record."


class Listing(NamedTuple):
    """Some of the records, as rows of the columns that were asked for."""

    kind: Kind
    columns: tuple[str, ...]
    rows: list[dict[str, Any]]
    short: dict[str, str]
    total: int
    today: date


def derive(
    register: Register,
    query: Query,
    today: date,
    *,
    columns: tuple[str, ...] = (),
    limit: int = 0,
    reverse: bool = False,
    everything: bool = False,
    brief: bool = True,
) -> Listing:
    """The records that a query asks for; what is finished is left out unless asked for."""
    kind = BY_NAME[query.kind or "improvement"]
    if not everything:
        query = query.open_only()
    wanted = tuple(dict.fromkeys(columns)) or kind.columns
    stored = [c for c in wanted if c in COLUMNS]
    clause = queries.where(query, today)
    deep = [c for c in wanted if c not in COLUMNS]
    _known(kind, deep)
    fields = ", ".join(f"records.{c}" for c in ("id", *stored))
    fields += ", contents.json" if deep else ""
    joined = " JOIN contents USING (n)" if deep else ""
    sql = (
        f"SELECT {fields} FROM records{joined} WHERE {clause.sql} "  # names of our own
        f"ORDER BY {queries.order(query.sort, kind, reverse)}"
    )
    if limit:
        sql += f" LIMIT {min(limit, sys.maxsize)}"
    found = register.index.rows(sql, clause.parameters)
    total = len(found)
    if limit and total == limit:
        total = register.index.one(
            f"SELECT count(*) FROM records WHERE {clause.sql}",
            clause.parameters,
        )
    rows = []
    for row in found:
        values = dict(zip(stored, row[1:], strict=False))
        values["id"] = row[0]
        if deep:
            plain = json.loads(row[-1])
            values |= {name: _deep(plain, name) for name in deep}
        rows.append({name: values[name] for name in wanted} | {"id": row[0]})
    short = shortest(register.index, [row["id"] for row in rows]) if brief else {}
    if brief and not columns:
        wanted = tuple(c for c in wanted if c in ALWAYS or any(row[c] not in EMPTY for row in rows))
    return Listing(kind, wanted, rows, short, total, today)


def _known(kind: Kind, names: list[str]) -> None:
    singular = set(kind.many.values())
    for name in names:
        if name.partition(".")[0] not in kind.keys and name not in singular:
            raise NoSuchColumn(name, [c for c in COLUMNS if c not in HIDDEN])


def _deep(plain: dict[str, Any], path: str) -> Any:
    """A value inside a record's content; several short ones are joined."""
    found: Any = plain
    for step in path.split("."):
        if isinstance(found, list):
            place = int(step) - 1 if step.isdecimal() else -1
            found = found[place] if 0 <= place < len(found) else None
        elif isinstance(found, dict):
            found = found.get(step, found.get(step + "s"))
        else:
            return None
    if isinstance(found, list) and all(isinstance(item, str) for item in found):
        return several(found)
    return found


def lay_out(listing: Listing) -> Page:
    """The listing as one table."""
    columns = [
        Column(name, right=name in NUMERIC, flexible=name in ("title", "owner", "team", "problem"))
        for name in listing.columns
    ]
    rows = [
        [_cell(listing, name, row[name], row) for name in listing.columns] for row in listing.rows
    ]
    data = [{name: _data(value) for name, value in row.items()} for row in listing.rows]
    return Page("", (Table(columns, rows),), f"{listing.kind.name}-list", data)


def _data(value: Any) -> Any:
    return round(value, 4) if isinstance(value, float) else (None if value == "" else value)


def _cell(listing: Listing, name: str, value: Any, row: dict[str, Any]) -> Cell:
    if value is None or value == "":
        return ""
    if name == "id":
        return Say(listing.short.get(value, value), "id")
    if name == "state":
        return Say(value, TONES.get(value, ""))
    if name == "due" and value < listing.today.isoformat():
        return Say(value, "bad") if row.get("state") not in listing.kind.finished else value
    if isinstance(value, float):
        return figure(value) if name == "score" else f"{value:g}"
    if isinstance(value, list):
        return ", ".join(value) if all(isinstance(v, str) for v in value) else str(len(value))
    return value if isinstance(value, str) else str(value)


__all__ = ["BadQuery", "Listing", "derive", "lay_out"]
