"""A row that somebody has added to a spreadsheet of ours, as a new record."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from learnorg.errors import LearnorgError
from learnorg.exchange.draft import Draft
from learnorg.exchange.own import OURS
from learnorg.exchange.rows import Remark, Row
from learnorg.exchange.spreadsheet.amending import ALONG, Amender, Refusal
from learnorg.exchange.spreadsheet.columns import UNSEEN
from learnorg.exchange.spreadsheet.likeness import Doubtful, said
from learnorg.exchange.spreadsheet.opening import Spreadsheet
from learnorg.exchange.spreadsheet.three_way import Clash, Wish
from learnorg.files.loader import Form, load
from learnorg.findings import Level
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.periods import InTheFuture
from learnorg.register import drafts
from learnorg.register.governing import born
from learnorg.register.records import Revision, Stored, created

NOT_BORN = "approval."
SHARED = re.compile(r"aliases|links\..+")
"""What other records have a say in, so that it is looked at as with any change."""
BY_MOVES = "a new record gets it by moves"
OF_ITSELF = "a new record gets this by itself, so what was copied along is left out"


class NoTitle(LearnorgError):
    """A new row that does not say what it is about."""

    hint = "Write a title into the row; everything else may come later."

    def __init__(self) -> None:
        super().__init__("it has no `id`, so it is new, and has no title")


@dataclass(frozen=True, slots=True)
class Born:
    """A new record, with what of its row was not followed."""

    revision: Revision
    refusals: tuple[Refusal, ...]
    clashes: tuple[Clash, ...]
    remarks: tuple[Remark, ...]


def born_of(sheet: Spreadsheet, row: Row, amender: Amender) -> Born:
    """The record that a row makes; it begins as proposed, and goes on by moves."""
    wishes, clashes, remarks = _wishes(sheet, row)
    move = next((w for w in wishes if w.column == "state"), None)
    along = (*ALONG.get(move.after, ()), "state") if move else ()
    later = [_appended(w) for w in wishes if w.column in along or SHARED.fullmatch(w.column)]
    draft = Draft(row.where)
    begins = {wish.column for wish in wishes} - {wish.column for wish in later}
    for wish in wishes:
        if wish.column in begins:
            value = list(wish.value) if isinstance(wish.value, tuple) else wish.value
            draft.fill(wish.column, value)
    plain = draft.finish()
    stored = _first(plain, sheet, row, amender)
    amender.vet(stored.path, None, stored.data)
    if move and move.after == IMPROVEMENT.states[0]:
        later = [w for w in later if w is not move]
    done = amender.amended(stored, later)
    title = str(done.stored.plain.get("title") or "")
    revision = Revision(IMPROVEMENT, stored.identity, title, stored.path, None, done.stored.data)
    return Born(revision, tuple(done.refusals), tuple(clashes), (*remarks, *draft.remarks))


def _wishes(sheet: Spreadsheet, row: Row) -> tuple[list[Wish], list[Clash], list[Remark]]:
    """What the cells of a new row say, and what cannot be taken from them."""
    remarks: list[Remark] = []
    wishes: list[Wish] = []
    clashes: list[Clash] = []
    for column, cell in row.cells.items():
        blank = cell.blank and not sheet.untyped(row, column)
        if blank or not OURS.fullmatch(column):
            continue
        if UNSEEN.fullmatch(column):
            remarks.append(Remark(row.where, column, OF_ITSELF, Level.INFO))
            continue
        where = sheet.place(row, column)
        if why := _untaken(sheet, row, column):
            clashes.append(Clash(column, "", cell.text, where, why))
            continue
        try:
            value = said(column, cell, "", sheet.locale)
        except Doubtful as doubt:
            clashes.append(Clash(column, "", cell.text, where, str(doubt)))
            continue
        wishes.append(Wish(column, tuple(column.split(".")), value, "", where))
    return wishes, clashes, remarks


def _appended(wish: Wish) -> Wish:
    """The wish for a part of a new record, all of whose parts are new."""
    first, *rest = wish.path
    return wish._replace(path=(first, f"+{rest[0]}", *rest[1:])) if first == "links" else wish


def _untaken(sheet: Spreadsheet, row: Row, column: str) -> str:
    """Why a cell of a new row is not taken; empty if it is."""
    if why := sheet.untyped(row, column):
        return why
    return BY_MOVES if column.startswith(NOT_BORN) else ""


def _first(plain: Mapping[str, Any], sheet: Spreadsheet, row: Row, amender: Amender) -> Stored:
    """The record as it begins."""
    if not str(plain.get("title") or "").strip():
        raise NoTitle
    born(dict(plain))
    imported = {"from": sheet.reading.source, "row": row.name, "digest": row.digest}
    content = {**plain, "imported": imported}
    content.setdefault("raised", (amender.raised or amender.today).isoformat())
    if amender.who.known_as != "unknown":
        content.setdefault("raised_by", amender.who.known_as)
    data = drafts.minted(amender.register, IMPROVEMENT, content, amender.today)
    if data["raised"] > amender.today:
        raise InTheFuture(data["raised"], amender.today)
    text = created(IMPROVEMENT, data).after or b""
    identity = str(data["id"])
    document = load(text, Form.of(IMPROVEMENT.suffix))
    return Stored(IMPROVEMENT, identity, IMPROVEMENT.path(identity), text, document)
