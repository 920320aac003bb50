"""
What somebody wants of a record by a spreadsheet: its cells against what was exported.

A cell that still says what was exported wants nothing. One that says something else is a
wish, if the register still has what was exported; else both have changed, and they conflict.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from learnorg.exchange.exports import flat
from learnorg.exchange.own import OURS
from learnorg.exchange.rows import Cell, Row
from learnorg.exchange.spreadsheet.columns import ITEM
from learnorg.exchange.spreadsheet.likeness import Doubtful, Value, alike, said, tidy
from learnorg.exchange.spreadsheet.opening import Spreadsheet
from learnorg.exchange.spreadsheet.workbook import placeholder

LEFT_OUT = "no cell could hold what the record has there, so the sheet does not change it"
PART_ID = "a part keeps its short identity"
UNKNOWN = "what it said at the export is not to be found here, so who changed it cannot be told"


class Wish(NamedTuple):
    """What a cell wants to become of a field."""

    column: str
    path: tuple[str, ...]
    """The field's name in steps, a part by its short identity or its place from 1."""
    value: Value
    before: str
    where: str

    @property
    def after(self) -> str:
        """The value as people read it."""
        if isinstance(self.value, tuple):
            return "; ".join(self.value)
        return self.value or ""


class Clash(NamedTuple):
    """A cell that is not followed, and why; in conflict, if the register's own change is why."""

    column: str
    before: str
    after: str
    where: str
    reason: str
    conflicting: bool = False


@dataclass(frozen=True, slots=True)
class Versions:
    """A record as it was exported, as far as that is known, and as it is now."""

    base: Mapping[str, Any] | None
    now: Mapping[str, Any]


def same(sheet: Spreadsheet, row: Row, now: Mapping[str, str]) -> bool:
    """Whether every cell of a row says what the register says."""
    for column, cell in row.cells.items():
        there = now.get(column, "")
        if cell.text == there and not sheet.formulas:
            continue  # as almost every one
        if not OURS.fullmatch(column):
            continue
        if sheet.untyped(row, column) or not alike(column, cell, there, sheet.locale):
            return False
    return True


def compared(
    sheet: Spreadsheet, row: Row, versions: Versions, left_out: frozenset[str]
) -> Iterator[Wish | Clash]:
    """The wishes of a row, and what of it cannot be followed."""
    comparing = _Comparing(sheet, row, versions)
    for column, cell in row.cells.items():
        if not OURS.fullmatch(column):
            continue
        if why := sheet.untyped(row, column):
            yield comparing.clash(column, cell, why)
        elif column in left_out:
            if cell.text != placeholder(comparing.base.get(column, "")):
                yield comparing.clash(column, cell, LEFT_OUT)
        elif found := comparing.cell(column, cell):
            yield found


class _Comparing:
    """A row beside the record that it was, and the one that it is."""

    def __init__(self, sheet: Spreadsheet, row: Row, versions: Versions) -> None:
        self.sheet = sheet
        self.row = row
        self.known = versions.base is not None
        self.was = versions.base if versions.base is not None else versions.now
        self.is_ = versions.now
        self.base = flat(self.was)
        self.now = flat(self.is_)

    def cell(self, column: str, cell: Cell) -> Wish | Clash | None:
        """What one cell wants, if anything."""
        base = self.base.get(column, "")
        if alike(column, cell, base, self.sheet.locale):
            return None
        path, now = self._place(column)
        if path is None and cell.blank:
            return None  # gone on both sides
        if path is None:
            return self.clash(column, cell, "the register has that part no more", conflicting=True)
        if not self.known:
            return self.clash(column, cell, UNKNOWN, conflicting=True)
        if alike(column, cell, now, self.sheet.locale):
            return None
        if now != base:
            here = f"the register says '{now}'" if now else "the register has nothing there"
            reason = f"both have changed since it was '{base}': {here}"
            return self.clash(column, cell, reason, conflicting=True)
        if path[-1] == "id" and base and cell.text.strip():
            return self.clash(column, cell, PART_ID)
        try:
            value = said(column, cell, base, self.sheet.locale)
        except Doubtful as doubt:
            return self.clash(column, cell, str(doubt))
        return Wish(column, path, value, now, self.sheet.place(self.row, column))

    def clash(self, column: str, cell: Cell, reason: str, conflicting: bool = False) -> Clash:
        """A cell that is not followed."""
        now = self.now.get(column, "")
        return Clash(
            column, now, cell.text, self.sheet.place(self.row, column), reason, conflicting
        )

    def _place(self, column: str) -> tuple[tuple[str, ...] | None, str]:
        """Where a column's field is in the register now, and what it says; none if it is gone."""
        if not ITEM.match(column):
            free = next((f for f in FREE if column.startswith(f)), "")
            path = (*free.split(".")[:-1], column.removeprefix(free)) if free else column.split(".")
            return tuple(path), self.now.get(column, "")
        name, number, key = column.split(".", 2)
        before, now = _parts(self.was, name), _parts(self.is_, name)
        if before is None or now is None:
            return None, ""
        at = int(number) - 1
        if at >= len(before):
            if place := self._came_in(name, before, now).get(int(number)):
                return (name, str(place), key), self.now.get(f"{name}.{place}.{key}", "")
            return (name, f"+{number}", key), ""
        there = before[at]
        own = there.get("id") if isinstance(there, dict) else None
        if own is None:
            return ((name, number, key), self.base.get(column, "")) if before == now else (None, "")
        for place, part in enumerate(now, 1):
            if isinstance(part, dict) and part.get("id") == own:
                return (name, str(place), key), self.now.get(f"{name}.{place}.{key}", "")
        return None, ""

    def _came_in(self, name: str, before: list[Any], now: list[Any]) -> dict[int, int]:
        """The parts new in the sheet that the register has by now, by number, with their places."""
        new = [place for place, part in enumerate(now, 1) if not _among(part, before)]
        numbers = {int(c.split(".")[1]) for c in self.row.cells if c.startswith(f"{name}.")}
        found: dict[int, int] = {}
        for number in sorted(n for n in numbers if n > len(before)):
            said = [self._lead(f"{name}.{number}.{key}") for key in LEADS[name]]
            for place in new:
                if any(said) and said == [self.now.get(f"{name}.{place}.{k}") for k in LEADS[name]]:
                    found[number] = place
                    new.remove(place)
                    break
        return found

    def _lead(self, column: str) -> str | None:
        """What a cell says; none where there is none, or nothing in it."""
        cell = self.row.cells.get(column)
        return tidy(cell.text) or None if cell else None


def _among(part: Any, parts: list[Any]) -> bool:
    """Whether a part is one of some, by its short identity if it has one."""
    own = part.get("id") if isinstance(part, dict) else None
    if own is None:
        return part in parts
    return any(isinstance(one, dict) and one.get("id") == own for one in parts)


def _parts(plain: Mapping[str, Any], name: str) -> list[Any] | None:
    """The parts of a record under a name; none if something else than a list stands there."""
    parts = plain.get(name) or []
    return parts if isinstance(parts, list) else None


LEADS = {
    "measures": ("name", "metric"),
    "plan": ("do",),
    "benefits": ("kind",),
    "links": ("rel", "to"),
    "notes": ("text",),
}
"""What tells parts of a list from one another, where the sheet has no short identity yet."""

FREE = ("extra.", "dates.", "estimates.criteria.")
"""Parts whose keys may hold dots."""
