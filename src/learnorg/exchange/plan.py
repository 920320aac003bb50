"""
What becomes of every row, decided against what the register already holds.

Nothing is written here. A row that is known by its content is unchanged; one that is known
by its number and says something else now has changed in the source, and the record, which
may have been edited since, stays as it is; everything else is new, or refused with a reason.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from learnorg.exchange.draft import Reference, extra_name
from learnorg.exchange.heads import parted
from learnorg.exchange.maps import Map, folded
from learnorg.exchange.numbering import Numbers
from learnorg.exchange.rows import NotTaken, Reading, Remark, Row
from learnorg.exchange.settling import Settled, Unfit, in_order, missing, numbered, settled
from learnorg.exchange.translate import Translated, number, translate
from learnorg.findings import Level
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.refs import mint
from learnorg.settings import Policy
from learnorg.spelling import did_you_mean

SMALL = 16 * 1024
"""Characters of a row that fit into any file, however they are written."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the register holds already, as far as an import asks."""

    aliases: Mapping[str, str] = field(default_factory=dict)
    """Old numbers, each with the identity of the record that has it."""
    digests: Mapping[str, str] = field(default_factory=dict)
    """The digests below `imported`, each with the record's identity."""
    places: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """`imported.from` and `imported.row`, each pair with the record's identity."""
    taken: Callable[[str], bool] = lambda identity: False  # noqa: ARG005
    """Whether an identity is in use."""
    stored: Callable[[str], Mapping[str, Any] | None] = lambda identity: None  # noqa: ARG005
    """What the record of an identity says; asked when an export comes back."""


@dataclass(frozen=True, slots=True)
class New:
    """A record that is to be made from a row."""

    identity: str
    path: str
    data: dict[str, Any]
    row: Row


@dataclass(frozen=True, slots=True)
class Held:
    """A row whose record is in the register already."""

    where: str
    identity: str
    message: str


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """
    What an import would do.

    Every row stands in exactly one of the first four, or in `skipped` if the map leaves its
    file out.
    """

    source: str
    create: tuple[New, ...]
    unchanged: tuple[Held, ...]
    changed_in_source: tuple[Held, ...]
    refused: tuple[NotTaken, ...]
    skipped: tuple[NotTaken, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def summary(self) -> str:
        """The figures in a line."""
        changed = len(self.changed_in_source)
        parts = [
            f"{len(self.create)} to create",
            f"{len(self.unchanged)} unchanged",
            f"{changed} changed in the source (left as they are)" if changed else "",
            f"{len(self.refused)} refused" if self.refused else "",
            f"{len(self.skipped)} skipped" if self.skipped else "",
        ]
        return f"{self.source}: " + ", ".join(part for part in parts if part)


def plan(
    reading: Reading,
    wanted: Map,
    known: Known,
    policy: Policy,
    today: date,
    instead: date | None = None,
) -> ImportPlan:
    """The plan for a source; `instead` is the day for rows that do not say when it was raised."""
    if wanted.body:
        reading = replace(reading, rows=tuple(parted(row, wanted) for row in reading.rows))
    drawn = _Drawn(reading, wanted, known, policy)
    for row in _in_order(reading.rows, wanted):
        if reason := (row.path and wanted.skipped(row.path)):
            drawn.skipped.append(NotTaken(row.where, reason))
            continue
        if not drawn.knows(row):
            drawn.bear(row, translate(row, wanted, policy, today, instead))
    return drawn.planned()


class _Drawn:
    """A plan while the rows are gone through."""

    def __init__(self, reading: Reading, wanted: Map, known: Known, policy: Policy) -> None:
        self.reading = reading
        self.wanted = wanted
        self.known = known
        self.policy = policy
        self.numbers = Numbers(wanted.key, known.aliases)
        self.born: dict[str, tuple[Row, tuple[Reference, ...], Settled]] = {}
        self.digests: dict[str, str] = {}
        self.firsts: dict[str, str] = {}
        self.unchanged: list[Held] = []
        self.changed: list[Held] = []
        self.refused: list[NotTaken] = list(reading.refused)
        self.skipped: list[NotTaken] = list(reading.skipped)
        self.remarks: list[Remark] = [*reading.remarks, *_absent(reading, wanted)]

    def knows(self, row: Row) -> bool:
        """Whether a row needs no new record, as the source or the register has it already."""
        digest, key = row.digest, number(row, self.wanted)
        first = self.firsts.setdefault(folded(key), row.where) if key else row.where
        if digest in self.digests:
            reason = f"it repeats {self.digests[digest]} word for word"
            self.refused.append(NotTaken(row.where, reason))
            return True
        self.digests[digest] = row.where
        if identity := self.known.digests.get(digest):
            self.unchanged.append(Held(row.where, identity, "as it was when it came in"))
            return True
        if held := self._held(row, key, first):
            message = "the register has it with other content, which stays as it is"
            self.changed.append(Held(row.where, held, message))
            return True
        return False

    def bear(self, row: Row, said: Translated) -> None:
        """Give a row a record, if what it says makes one."""
        self.remarks += said.remarks
        if said.refused:
            self.refused.append(NotTaken(row.where, said.refused))
            return
        identity = mint(IMPROVEMENT.prefix, said.raised, self._taken)
        imported = {"from": self.reading.source, "row": row.name, "digest": row.digest}
        content = numbered({"id": identity, **said.data, "imported": imported})
        large = sum(len(cell.text) for cell in row.cells.values()) > SMALL
        done = settled(row.where, content, large)
        self.remarks += done.remarks
        if isinstance(done, Unfit):
            self.refused.append(NotTaken(row.where, done.reason))
            return
        self.born[identity] = row, said.references, done
        self._name(row, number(row, self.wanted), identity)

    def _held(self, row: Row, key: str, first: str) -> str | None:
        """The record that a row of other content became: by its place, or by its number."""
        place = self.reading.source, row.path
        if row.path and (identity := self.known.places.get(place)):
            return identity
        return self.numbers.held(key) if key and first == row.where else None

    def _taken(self, identity: str) -> bool:
        return identity in self.born or self.known.taken(identity)

    def _name(self, row: Row, key: str, identity: str) -> None:
        """Give a new record its old number, unless another has it."""
        if not key:
            return
        data = self.born[identity][-1].data
        owner = self.numbers.add(key, identity)
        if owner == identity:
            data["aliases"] = tuple(dict.fromkeys([key, *data.get("aliases", ())]))
            return
        first = self.firsts[folded(key)]
        other = first if first != row.where else owner
        data["extra"] = {**data.get("extra", {}), extra_name(self.numbers.column): key}
        self.remarks.append(
            Remark(
                row.where,
                self.numbers.column,
                f"{key} is the number of {other} as well; this is a record of its own, "
                "found by its own identity, and keeps the number in `extra`",
            )
        )

    def planned(self) -> ImportPlan:
        """The plan, with every reference between rows resolved and every record validated."""
        create: list[New] = []
        for identity, (row, references, done) in self.born.items():
            self._link(row, references, identity, done.data)
            self.remarks += missing(row.where, done.record, self.policy)
            data = in_order(done.data)
            create.append(New(identity, IMPROVEMENT.path(identity), data, row))
        return ImportPlan(
            self.reading.source,
            tuple(create),
            tuple(self.unchanged),
            tuple(self.changed),
            tuple(self.refused),
            tuple(self.skipped),
            tuple(self.remarks),
        )

    def _link(
        self, row: Row, references: Iterable[Reference], identity: str, data: dict[str, Any]
    ) -> None:
        """Turn what a row says of other records into links; what leads nowhere is kept."""
        links: list[dict[str, str]] = []
        lost: dict[str, list[str]] = {}
        for reference in references:
            to = self.numbers.resolved(reference)
            if to and to != identity:
                link = {"rel": reference.rel, "to": to}
                links.append(link | ({"why": reference.why} if reference.why else {}))
            else:
                if reference.rel != "relates-to" or reference.column not in lost:
                    self.remarks.append(_nowhere(row, reference))
                lost.setdefault(reference.column, []).append(reference.text)
        if links:
            data["links"] = [*data.get("links", []), *links]
        for column, texts in lost.items():
            extra = data["extra"] = dict(data.get("extra", {}))
            extra.setdefault(extra_name(column), texts)


def _nowhere(row: Row, reference: Reference) -> Remark:
    """What to say of a reference that leads to no record."""
    if reference.rel == "relates-to":
        said = "it names what is neither a record nor an address; kept in `extra`"
        return Remark(row.where, reference.column, said, Level.INFO)
    said = f"'{reference.text}' is the number of no record, so there is no link; kept in `extra`"
    return Remark(row.where, reference.column, said)


def _in_order(rows: Sequence[Row], wanted: Map) -> list[Row]:
    """The rows, those first that keep a number which occurs twice."""
    folders = wanted.key.prefer if wanted.key else ()

    def rank(row: Row) -> int:
        inside = (
            n for n, name in enumerate(folders) if row.path.startswith(name.rstrip("/") + "/")
        )
        return next(inside, len(folders))

    return sorted(rows, key=rank)


def _absent(reading: Reading, wanted: Map) -> Iterator[Remark]:
    """The columns that the map counts on and the source does not have."""
    if not reading.rows:
        return
    there = {folded(column): column for column in reading.columns}
    for column in dict.fromkeys(wanted.named):
        several = ".n." in f"{folded(column)}."  # of a list, which may be empty
        if folded(column) not in there and not several:
            hint = did_you_mean(column, list(there.values()))
            said = f"the map names this column, and the source has none of the name. {hint}"
            yield Remark(reading.source, column, said.strip())
