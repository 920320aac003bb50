"""The plan of an import, as a page: what would change, what would not, and why."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from learnorg.exchange.spreadsheet.amendments import Amendments, Difference, What
from learnorg.page import Block, Cell, Column, Heading, Items, Page, Say, Table, Text, Tone

TONES: Mapping[What, Tone] = {
    "added": "good",
    "changed": "",
    "conflicting": "warn",
    "refused": "bad",
    "deleted": "quiet",
}
SHOWN = 200
"""Characters of a value that a table shows."""
NAMED = 10
"""Places that are named of those that a reason is the same for."""


def lay_out(found: Amendments, short: Mapping[str, str]) -> Page:
    """The plan: a table of differences, and the reasons below it."""
    blocks: list[Block] = [Text(_since(found), "quiet")]
    if found.differences:
        blocks.append(_table(found, short))
    if reasons := list(_reasons(found.differences, short)):
        blocks += [Heading("Why not"), Items(reasons)]
    blocks.append(Text(summary(found), "strong"))
    return Page(f"Plan for {found.source}", tuple(blocks), "import-plan", data(found))


def summary(found: Amendments) -> str:
    """The figures in a line, those of rows and those of cells apart."""
    names = {"deleted": "deleted in the sheet"}
    told = [
        f"{head}: {', '.join(f'{n:,} {names.get(what, what)}' for what, n in some.items() if n)}"
        for head, some in (("Rows", found.rows), ("Cells", found.cells))
        if any(some.values())
    ]
    return f"{'. '.join(told)}." if told else "Nothing in it."


def _since(found: Amendments) -> str:
    """What the spreadsheet is compared with."""
    base = found.base
    commit = f"commit {base.commit[:10]}" if base.commit else "what was not committed"
    asked = f", query {base.query}" if base.query else ""
    if not found.here:
        return (
            f"It was exported from {commit}, which is not here, as of {base.day}{asked}: compared "
            "with each record as it is now or as git still has it, if it is what was exported."
        )
    return f"Compared with {commit}, as of {base.day}{asked}."


def _table(found: Amendments, short: Mapping[str, str]) -> Table:
    columns = [
        Column("what"),
        Column("record"),
        Column("field"),
        Column("before", flexible=True, wrapped=True),
        Column("after", flexible=True, wrapped=True),
        Column("where"),
    ]
    rows: list[list[Cell]] = []
    for one in found.differences:
        name = Say(short.get(one.identity, one.identity), "id", one.identity)
        values: list[Cell] = [_glimpse(one.before), _glimpse(one.after)]
        where = Say(one.where.removesuffix(f", {one.field}"), "", one.where)
        rows.append([Say(one.what, TONES[one.what]), name, one.field, *values, where])
    return Table(columns, rows)


def _glimpse(text: str) -> Cell:
    tidy = " ".join(text.split())
    return Say(f"{tidy[: SHOWN - 1]}…", "", text) if len(tidy) > SHOWN else tidy


def _reasons(differences: Sequence[Difference], short: Mapping[str, str]) -> Iterator[str]:
    """Why something is not done, and how to go on: what is the same of several once."""
    alike: dict[str, list[Difference]] = {}
    for one in differences:
        if one.reason:
            said = _reason(one)
            said = said.replace(one.identity, "ID") if one.identity else said
            alike.setdefault(said, []).append(one)
    for said, several in alike.items():
        places = [_place(one, short) for one in several]
        more = f" and {len(places) - NAMED} more" if len(places) > NAMED else ""
        one_record = len({one.identity for one in several}) == 1
        told = _reason(several[0]) if one_record else said
        yield f"{', '.join(places[:NAMED])}{more}: {told}"


def _reason(one: Difference) -> str:
    reason, hint = (" ".join(text.split()) for text in (one.reason, one.hint))
    return f"{reason}{f' -> {hint}' if hint else ''}"


def _place(one: Difference, short: Mapping[str, str]) -> str:
    """The record and the field that something is about, or where it stands."""
    record = short.get(one.identity, one.identity)
    return " ".join(word for word in (record or one.where, one.field) if word)


def data(found: Amendments) -> dict[str, Any]:
    """The plan as plain data."""
    base = found.base
    return {
        "source": found.source,
        "base": {
            "commit": base.commit or None,
            "here": found.here,
            "day": base.day,
            "query": base.query or None,
            "register": base.register or None,
        },
        "counts": {**found.counts, "unchanged": found.unchanged},
        "rows": {what.replace(" ", "_"): n for what, n in found.rows.items()},
        "cells": found.cells,
        "differences": [
            {
                "what": one.what,
                "id": one.identity or None,
                "field": one.field or None,
                "before": one.before or None,
                "after": one.after or None,
                "where": one.where or None,
                "reason": one.reason or None,
                "hint": one.hint or None,
            }
            for one in found.differences
        ],
        "remarks": [
            {"where": r.where, "column": r.column or None, "level": str(r.level),
             "message": r.message}
            for r in found.remarks
        ],
    }  # fmt: skip


def subject(found: Amendments) -> str:
    """The subject of the commit that carries the plan out."""
    new = sum(revision.before is None for revision in found.revisions)
    changed = len(found.revisions) - new
    parts = [f"{changed} changed"] if changed or not new else []
    parts += [f"{new} added"] if new else []
    return f"Import: {', '.join(parts)} from {found.source}"
