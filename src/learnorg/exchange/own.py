"""
Our own exports, brought back: no map is needed, and records keep their identities.

A row that somebody has added to such a file, without an `id`, becomes a new record.
"""

import re
from collections.abc import Iterable
from typing import Any

from learnorg.exchange.draft import Draft
from learnorg.exchange.exports import parted
from learnorg.exchange.plan import Held, ImportPlan, Known, New
from learnorg.exchange.rows import NotTaken, Reading, Remark, Row
from learnorg.exchange.settling import Unfit, numbered, settled, typed
from learnorg.exchange.targets import form
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.periods import NotADate, iso_day
from learnorg.refs import mint

HEAD = frozenset(("id", "title", "state", "raised"))
ALONE = (
    "id|title|type|state|owner|team|sponsor|consulted|informed|raised|raised_by|lang|services|"
    "practices|environments|touches|objectives|tags|problem|justification|vision|size|timescale|"
    "due|cost|funding|learned|aliases"
)
GROUPS = "dates|source|priority|estimates|pilot|approval|hold|outcome|momentum|imported"
LISTS = "measures|plan|benefits|links|notes"
OURS = re.compile(
    rf"{ALONE}|(?:{GROUPS})\.[a-z_-]+|(?:{LISTS})\.[1-9]\d{{0,2}}\.[a-z_]+|"
    r"estimates\.criteria\..+|extra\..+"
)
"""The columns of our own exports; what else somebody adds is kept in `extra`."""


def is_own(reading: Reading) -> bool:
    """Whether a source is an export of ours: its columns, and identities as we write them."""
    if not HEAD.issubset(reading.columns):
        return False
    return any(IMPROVEMENT.owns(row.cells["id"].text) for row in reading.rows if "id" in row.cells)


def plan_own(reading: Reading, known: Known) -> ImportPlan:
    """What becomes of every row of an export: the records that are missing come back."""
    drawn = _Drawn(reading, known)
    for row in reading.rows:
        drawn.take(row)
    return ImportPlan(
        reading.source,
        tuple(drawn.create.values()),
        tuple(drawn.unchanged),
        tuple(drawn.changed),
        tuple(drawn.refused),
        reading.skipped,
        tuple(drawn.remarks),
    )


class _Drawn:
    """A plan while the rows are gone through."""

    def __init__(self, reading: Reading, known: Known) -> None:
        self.source = reading.source
        self.known = known
        self.create: dict[str, New] = {}
        self.unchanged: list[Held] = []
        self.changed: list[Held] = []
        self.refused = list(reading.refused)
        self.remarks = list(reading.remarks)
        self.seen: dict[str, str] = {}

    def take(self, row: Row) -> None:
        """Decide what becomes of a row."""
        data = _said(row)
        identity = str(data.get("id") or "")
        if not identity:
            self._add(row, data)
        elif not IMPROVEMENT.owns(identity):
            self._refuse(row, f"'{identity}' is no identity of an improvement")
        elif identity in self.seen:
            self._refuse(row, f"{identity} stands in {self.seen[identity]} as well")
        else:
            self.seen[identity] = row.where
            self._bring(row, identity, data)

    def _bring(self, row: Row, identity: str, data: dict[str, Any]) -> None:
        """A record that was exported: it is here, or comes back as it was."""
        done = settled(row.where, data)
        if self.known.taken(identity):
            self._compare(row, identity, done.data if not isinstance(done, Unfit) else None)
        elif isinstance(done, Unfit):
            self._refuse(row, done.reason)
        else:
            self.remarks += done.remarks
            self._note_aliases(row, done.record.aliases)
            self.create[identity] = New(identity, IMPROVEMENT.path(identity), done.data, row)

    def _compare(self, row: Row, identity: str, data: dict[str, Any] | None) -> None:
        stored = self.known.stored(identity)
        there = settled(row.where, dict(stored)) if stored is not None else None
        if there is None or (not isinstance(there, Unfit) and typed(there.record) == data):
            self.unchanged.append(Held(row.where, identity, "it is in the register"))
        else:
            said = "the register has it with other content, which stays as it is"
            self.changed.append(Held(row.where, identity, said))

    def _add(self, row: Row, data: dict[str, Any]) -> None:
        """A row without identity: new, unless it came in before."""
        digest = row.digest
        if digest in self.seen:
            self._refuse(row, f"it repeats {self.seen[digest]} word for word")
            return
        self.seen[digest] = row.where
        if held := self.known.digests.get(digest):
            self.unchanged.append(Held(row.where, held, "as it was when it came in"))
            return
        try:
            raised = iso_day(str(data.get("raised") or ""))
        except NotADate:
            self._refuse(row, "it has no `id`, so it is new, and needs `raised` as 2026-11-30")
            return
        taken = self.known.taken
        identity = mint(IMPROVEMENT.prefix, raised, lambda one: one in self.create or taken(one))
        imported = {"from": self.source, "row": row.name, "digest": digest}
        content = numbered({**data, "id": identity, "imported": imported})
        done = settled(row.where, content)
        if isinstance(done, Unfit):
            self._refuse(row, done.reason)
            return
        self.remarks += done.remarks
        self.remarks.append(Remark(row.where, "id", f"it has none, so it is new: {identity}"))
        self.create[identity] = New(identity, IMPROVEMENT.path(identity), done.data, row)

    def _note_aliases(self, row: Row, aliases: Iterable[str]) -> None:
        for alias in aliases:
            if owner := self.known.aliases.get(alias):
                said = f"{alias} is an alias of {owner} as well; take it from one of the two"
                self.remarks.append(Remark(row.where, "aliases", said))

    def _refuse(self, row: Row, reason: str) -> None:
        self.refused.append(NotTaken(row.where, reason))


def _said(row: Row) -> dict[str, Any]:
    """What a row says, as a record's content."""
    if isinstance(row.raw, dict):
        return {key: value for key, value in row.raw.items() if value not in (None, [], {})}
    draft = Draft(row.where)
    for name, cell in row.cells.items():
        if cell.blank:
            continue
        if OURS.fullmatch(name):
            draft.fill(name, parted(cell.text) if form(name) == "lines" else cell.text)
        else:
            draft.keep(name, cell)
    return draft.finish()
