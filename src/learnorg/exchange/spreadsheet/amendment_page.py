"""The plan of an import, as a page: what would change, what would not, and why."""

from collections.abc import Mapping
from typing import Any

from learnorg.exchange.spreadsheet.amendments import Amendments, Difference, What
from learnorg.page import Block, Cell, Column, Heading, Items, Page, Say, Table, Text, Tone, counted

TONES: Mapping[What, Tone] = {
    "added": "good",
    "changed": "",
    "conflicting": "warn",
    "refused": "bad",
    "deleted": "quiet",
}
SHOWN = 200
"""Characters of a value that a table shows."""


def lay_out(found: Amendments, short: Mapping[str, str]) -> Page:
    """The plan: a table of differences, and the reasons below it."""
    blocks: list[Block] = [Text(_since(found), "quiet")]
    if found.differences:
        blocks.append(_table(found, short))
    reasons = [_reason(one, short) for one in found.differences if one.reason]
    if reasons:
        blocks += [Heading("Why not"), Items(reasons)]
    blocks.append(Text(summary(found), "strong"))
    return Page(f"Plan for {found.source}", tuple(blocks), "import-plan", data(found))


def summary(found: Amendments) -> str:
    """The figures in a line."""
    names = {"deleted": "deleted in the sheet"}
    parts = [f"{n:,} {names.get(what, what)}" for what, n in found.counts.items() if n]
    parts += [f"{counted(found.unchanged, 'row')} unchanged"] if found.unchanged else []
    return ", ".join(parts) if parts else "nothing in it"


def _since(found: Amendments) -> str:
    """What the spreadsheet is compared with."""
    base = found.base
    commit = f"commit {base.commit[:10]}" if base.commit else "what was not committed"
    asked = f", query {base.query}" if base.query else ""
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
        rows.append([Say(one.what, TONES[one.what]), name, one.field, *values, one.where])
    return Table(columns, rows)


def _glimpse(text: str) -> Cell:
    tidy = " ".join(text.split())
    return Say(f"{tidy[: SHOWN - 1]}…", "", text) if len(tidy) > SHOWN else tidy


def _reason(one: Difference, short: Mapping[str, str]) -> str:
    """Why something is not done, and how to go on."""
    record = short.get(one.identity, one.identity)
    place = " ".join(word for word in (record or one.where, one.field) if word)
    reason = " ".join(one.reason.split())
    hint = " ".join(one.hint.split())
    return f"{place}: {reason}{f' -> {hint}' if hint else ''}"


def data(found: Amendments) -> dict[str, Any]:
    """The plan as plain data."""
    base = found.base
    return {
        "source": found.source,
        "base": {
            "commit": base.commit or None,
            "day": base.day,
            "query": base.query or None,
            "register": base.register or None,
        },
        "counts": {**found.counts, "unchanged": found.unchanged},
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
