"""What every reader gives: rows of cells, each knowing where it stood."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from learnorg.findings import Level
from learnorg.kinds.kind import Plain


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the reader of an import should know of one place in the source."""

    where: str
    column: str
    message: str
    level: Level = Level.WARNING

    def __str__(self) -> str:
        column = f", {self.column}" if self.column else ""
        return f"{self.where}{column}: {self.level}: {self.message}"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, and what the source itself knew of it besides."""

    text: str
    items: tuple[str, ...] | None = None
    day: date | None = None

    @property
    def blank(self) -> bool:
        """Whether there is nothing in it."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class Row:
    """One record of the source: a sheet's row, an object, or a file with a head."""

    where: str
    name: str
    line: int
    cells: Mapping[str, Cell]
    path: str = ""
    """The file it fills alone, in a folder; such a place stays when others come and go."""
    raw: Plain = field(default=None, repr=False)
    """The object it was, where the format has objects."""

    @property
    def digest(self) -> str:
        """A short digest of what stands in it, whatever the order of its columns."""
        said = {
            name: list(cell.items) if cell.items else cell.text
            for name, cell in self.cells.items()
            if not cell.blank
        }
        text = json.dumps(said, sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A part of the source that becomes no record, and why."""

    where: str
    reason: str

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a reader found: the rows, and what it could not make a row of."""

    source: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    refused: tuple[NotTaken, ...] = ()
    """What should have been a row, and cannot be read."""
    skipped: tuple[NotTaken, ...] = ()
    """What was never meant as a row: a licence, a readme."""
    remarks: tuple[Remark, ...] = ()
    header: int = 1
    """The row that names the columns."""


@dataclass(frozen=True, slots=True)
class Same:
    """Remarks that say the same of several rows."""

    remark: Remark
    where: tuple[str, ...]


def grouped(remarks: Iterable[Remark]) -> list[Same]:
    """The remarks, with those that differ only in their row told once; the gravest first."""
    places: dict[tuple[str, str, Level], list[Remark]] = {}
    for remark in remarks:
        places.setdefault((remark.column, remark.message, remark.level), []).append(remark)
    told = [Same(group[0], tuple(r.where for r in group)) for group in places.values()]
    return sorted(told, key=lambda same: -same.remark.level)
