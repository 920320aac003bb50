"""
What an export that comes back would change: a plan, which is shown before it is carried out.

Nothing is written here. Every cell that says something else than it did stands in exactly one
of: added, changed, conflicting, refused; a row that is gone is told, and nothing is done.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple

from learnorg.errors import LearnorgError
from learnorg.exchange.exports import flat
from learnorg.exchange.own import OURS
from learnorg.exchange.rows import Remark, Row
from learnorg.exchange.spreadsheet.additions import born_of
from learnorg.exchange.spreadsheet.amending import Amender, Refusal
from learnorg.exchange.spreadsheet.bases import Base
from learnorg.exchange.spreadsheet.columns import sort
from learnorg.exchange.spreadsheet.likeness import forms, tidy
from learnorg.exchange.spreadsheet.opening import Spreadsheet
from learnorg.exchange.spreadsheet.origins import here, origins
from learnorg.exchange.spreadsheet.three_way import Clash, Versions, Wish, compared, same
from learnorg.findings import Level
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.register.lookup import Entry
from learnorg.register.records import Revision, read, revision

What = Literal["added", "changed", "conflicting", "refused", "deleted"]
Fate = Literal["added", "changed", "held back", "unchanged", "deleted"]
CELLS: tuple[What, ...] = ("changed", "conflicting", "refused")
ORDER: tuple[What, ...] = ("added", "changed", "conflicting", "refused", "deleted")


class Difference(NamedTuple):
    """One thing in which a spreadsheet differs from what was exported."""

    what: What
    identity: str
    field: str
    before: str
    after: str
    where: str
    reason: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Amendments:
    """The plan: what is different, and the revisions that carry out what can be."""

    source: str
    base: Base
    differences: tuple[Difference, ...]
    revisions: tuple[Revision, ...]
    unchanged: int
    remarks: tuple[Remark, ...] = ()
    once: tuple[str, ...] = ()
    """The digests of the rows that become new records."""
    here: bool = True
    """Whether the commit that it was exported from is in this repository."""

    @property
    def counts(self) -> dict[What, int]:
        """How many cells (rows, of those added and deleted) there are of each sort."""
        found = Counter(one.what for one in self.differences)
        return {what: found[what] for what in ORDER}

    @property
    def cells(self) -> dict[What, int]:
        """How many cells are followed, and how many are not."""
        found = Counter(one.what for one in self.differences if one.field)
        return {what: found[what] for what in CELLS}

    @property
    def rows(self) -> dict[Fate, int]:
        """How many rows there are of each fate; those deleted stand in the sheet no more."""
        every = [one for one in self.differences if not one.field]
        added = {one.identity for one in every if one.what == "added"}
        changed = {one.identity for one in self.differences if one.what == "changed"}
        others = {one.identity for one in self.differences if one.field} - changed - added
        return {
            "added": self.counts["added"],
            "changed": len(changed),
            "held back": len(others) + sum(one.what == "refused" for one in every),
            "unchanged": self.unchanged,
            "deleted": self.counts["deleted"],
        }

    @property
    def clean(self) -> bool:
        """Whether all of it can be carried out."""
        return not (self.counts["conflicting"] or self.counts["refused"])


def unwritten(found: Amendments) -> Amendments:
    """The plan as it is told before anybody carries it out: new records have no identity yet."""
    new = [revision.identity for revision in found.revisions if revision.before is None]
    told = [_nameless(one) if one.identity in new else one for one in found.differences]
    return replace(found, differences=tuple(told))


def _nameless(one: Difference) -> Difference:
    """A difference of a record that has no identity yet."""
    reason, hint = (text.replace(one.identity, "ID") for text in (one.reason, one.hint))
    return one._replace(identity="", reason=reason, hint=hint)


def amendments(sheet: Spreadsheet, amender: Amender) -> Amendments:
    """The plan for a spreadsheet of ours."""
    return _Drawn(sheet, amender).planned()


@dataclass(slots=True)
class _Drawn:
    """A plan while the rows are gone through."""

    sheet: Spreadsheet
    amender: Amender
    differences: list[Difference] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    once: list[str] = field(default_factory=list)
    unchanged: int = 0
    seen: dict[str, str] = field(default_factory=dict)

    def planned(self) -> Amendments:
        """The plan, all rows gone through."""
        there = dict(_improvements(self.amender))
        self.sheet = self.sheet.named({name for one in there.values() for name in one.cells})
        rows = list(self._named(there))
        self._learn_days(rows, there)
        turned = [(i, row) for i, row in rows if not same(self.sheet, row, there[i].cells)]
        self.unchanged += len(rows) - len(turned)
        was = origins(self.amender.register, self.sheet.base, [i for i, _ in turned])
        for identity, row in turned:
            self._turn(there[identity], row, was.get(identity))
        self._tell_deleted(there)
        self.remarks += _strangers(self.sheet, there)
        differences = sorted(self.differences, key=lambda one: ORDER.index(one.what))
        return Amendments(
            self.sheet.reading.source,
            self.sheet.base,
            tuple(differences),
            tuple(self.revisions),
            self.unchanged,
            tuple(self.remarks),
            tuple(self.once),
            here(self.amender.register, self.sheet.base),
        )

    def _named(self, there: Mapping[str, "_There"]) -> Iterator[tuple[str, Row]]:
        """The rows of records that are there; others are dealt with on the way."""
        digests = _digests(self.amender)
        for row in self.sheet.reading.rows:
            cell = row.cells.get("id")
            identity = cell.text.strip() if cell else ""
            if why := self.sheet.untyped(row, "id"):
                self._refuse(row, identity, f"its `id` {why}")
            elif not identity:
                self._add(row, digests)
            elif identity in self.seen:
                self._refuse(row, identity, f"it stands in {self.seen[identity]} as well")
            else:
                self.seen[identity] = row.name
                if identity in there:
                    yield identity, row
                elif identity in self.sheet.base.records:
                    said = "the register has it no more, so nothing is done"
                    self.remarks.append(Remark(row.where, "id", f"{identity}: {said}"))
                else:
                    self._refuse(row, identity, "there is no such improvement")

    def _add(self, row: Row, digests: Mapping[str, str]) -> None:
        """A row without identity: a new record, unless it came in before."""
        if not any(OURS.fullmatch(name) and not cell.blank for name, cell in row.cells.items()):
            return
        digest = row.digest
        if digest in self.seen:
            self._refuse(row, "", f"it repeats {self.seen[digest]} word for word")
            return
        self.seen[digest] = row.name
        if held := digests.get(digest):
            said = f"it came in before, as {held}; an export of today has its `id`"
            self.remarks.append(Remark(row.where, "id", said, Level.INFO))
            self.unchanged += 1
            return
        try:
            born = born_of(self.sheet, row, self.amender)
        except LearnorgError as why:
            self._refuse(row, "", str(why), why.hint)
            return
        new = born.revision
        self.revisions.append(new)
        self.once.append(digest)
        self.differences.append(Difference("added", new.identity, "", "", new.title, row.name))
        self._tell(new.identity, born.refusals, born.clashes)
        self.remarks += born.remarks

    def _turn(self, there: "_There", row: Row, was: dict[str, Any] | None) -> None:
        """A row that says something else than the register."""
        identity = there.entry.identity
        left_out = self.sheet.base.left_out.get(identity, frozenset())
        try:
            stored = read(self.amender.register.root, there.entry)
        except LearnorgError as why:
            self._refuse(row, identity, str(why), why.hint)
            return
        # What is compared and what is changed are the same bytes, whatever the index has.
        found = list(compared(self.sheet, row, Versions(was, stored.plain), left_out))
        wishes = [one for one in found if isinstance(one, Wish)]
        clashes = [one for one in found if isinstance(one, Clash)]
        if not found:
            self.unchanged += 1
            return
        try:
            done = self.amender.amended(stored, wishes) if wishes else None
        except LearnorgError as why:
            self._refuse(row, identity, str(why), why.hint)
            return
        refused = {one.wish for one in done.refusals} if done else set()
        self.differences += (
            Difference("changed", identity, w.column, w.before, w.after, w.where)
            for w in wishes
            if w not in refused
        )
        self._tell(identity, done.refusals if done else (), clashes)
        if done and done.stored.data != stored.data:
            self.revisions.append(revision(stored, done.stored))

    def _tell(self, identity: str, refusals: Iterable[Refusal], clashes: Iterable[Clash]) -> None:
        for one in refusals:
            wish = one.wish
            self.differences.append(
                Difference(
                    "refused", identity, wish.column, wish.before, wish.after, wish.where,
                    one.reason, one.hint,
                )
            )  # fmt: skip
        for clash in clashes:
            what: What = "conflicting" if clash.conflicting else "refused"
            self.differences.append(
                Difference(
                    what, identity, clash.column, clash.before, clash.after, clash.where,
                    clash.reason,
                )
            )  # fmt: skip

    def _refuse(self, row: Row, identity: str, reason: str, hint: str = "") -> None:
        cell = row.cells.get("title")
        title = cell.text if cell else ""
        self.differences.append(
            Difference("refused", identity, "", "", title, row.name, reason, hint)
        )

    def _tell_deleted(self, there: Mapping[str, "_There"]) -> None:
        """The records that went out and have no row any more."""
        for identity in self.sheet.base.records:
            if identity in there and identity not in self.seen:
                title = there[identity].entry.title
                said = "nothing is done: decline or close it instead"
                self.differences.append(Difference("deleted", identity, "", title, "", "", said))

    def _learn_days(self, rows: list[tuple[str, Row]], there: Mapping[str, "_There"]) -> None:
        """Find out from the unchanged days in which forms the spreadsheet writes them."""
        pairs = [
            (cell.text, there[identity].cells.get(column, ""))
            for identity, row in rows
            for column, cell in row.cells.items()
            if sort(column) == "date" and cell.day is None and not cell.blank
        ]
        known = forms(pairs)
        locale = self.sheet.locale._replace(days=known)
        self.sheet = self.sheet.spelled(locale)


@dataclass(frozen=True, slots=True)
class _There:
    """An improvement as the register has it now."""

    entry: Entry
    cells: dict[str, str]


def _improvements(amender: Amender) -> Iterator[tuple[str, _There]]:
    for entry, plain in amender.register.all(IMPROVEMENT):
        yield entry.identity, _There(entry, flat(plain))


def _digests(amender: Amender) -> dict[str, str]:
    """The digests of the rows that came in before, each with its record's identity."""
    rows = amender.register.index.rows(
        "SELECT json_extract(json, '$.imported.digest'), id FROM records JOIN contents USING (n) "
        "WHERE kind = 'improvement' AND json_extract(json, '$.imported.digest') IS NOT NULL"
    )
    return dict(rows)


def _strangers(sheet: Spreadsheet, there: Mapping[str, _There]) -> Iterator[Remark]:
    """The columns that are no field, and hold what the register does not."""
    for column in sheet.reading.columns:
        if OURS.fullmatch(column):
            continue
        if any(_strange(row, column, there) for row in sheet.reading.rows):
            said = f"no field is called so, and it is left out; 'extra.{column}' would be kept"
            yield Remark(sheet.reading.source, column, said)


def _strange(row: Row, column: str, there: Mapping[str, _There]) -> bool:
    cell, identity = row.cells.get(column), row.cells.get("id")
    known = there.get(identity.text.strip()) if identity else None
    said = tidy(known.cells.get(column, "")) if known else ""
    return cell is not None and not cell.blank and tidy(cell.text) != said
