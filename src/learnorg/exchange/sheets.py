"""A sheet's grid as rows: which line names the columns, and what sticks out of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from learnorg.errors import LearnorgError
from learnorg.exchange.rows import Cell, Reading, Remark, Row
from learnorg.exchange.values import line, visible
from learnorg.findings import Level

LOOKED_AT = 20
"""Rows among which the one that names the columns is looked for."""


class NoHeader(LearnorgError):
    """A sheet without a row that names its columns."""

    hint = "The first row with text is to name the columns; `header: 3` in the map names another."

    def __init__(self, source: str, header: int | None) -> None:
        which = f"row {header} names no columns" if header else "no row names the columns"
        super().__init__(f"{source}: {which}")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where in a file the rows are, as the map says it."""

    sheet: str | None = None
    header: int | None = None


ANYWHERE = Layout()
"""The first sheet, the columns named where they seem to be."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the grid, with the line of the file that it begins on."""

    cells: Sequence[Cell]
    line: int

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return all(cell.blank for cell in self.cells)


def reading(
    source: str, grid: Sequence[Line], layout: Layout, remarks: Sequence[Remark] = ()
) -> Reading:
    """The rows below the one that names the columns; blank ones are no rows."""
    header = layout.header or _header(grid)
    if header is None or header > len(grid) or grid[header - 1].blank:
        raise NoHeader(source, layout.header)
    said = list(remarks)
    width = _width(grid[header - 1 :])
    columns = _columns(source, grid[header - 1].cells, width, header, said)
    for number, above in enumerate(grid[: header - 1], 1):
        if not above.blank:
            text = " ".join(cell.text for cell in above.cells if not cell.blank)
            said.append(Remark(f"{source} row {number}", "", f"above the columns: '{text[:80]}'"))
    named = len(grid[header - 1].cells)
    rows = []
    for number, own in enumerate(grid[header:], header + 1):
        if own.blank:
            continue
        row = Row(
            where=f"{source} row {number}",
            name=f"row {number}",
            line=own.line,
            cells=dict(zip(columns, own.cells, strict=False)),
        )
        rows.append(row)
        said += _ragged(row, named, own)
    return Reading(source, tuple(columns), tuple(rows), remarks=tuple(said), header=header)


def _header(grid: Sequence[Line]) -> int | None:
    """The first row at least half as wide as the widest: titles above a table are narrow."""
    filled = [sum(not cell.blank for cell in line.cells) for line in grid[:LOOKED_AT]]
    widest = max(filled, default=0)
    return next((n for n, count in enumerate(filled, 1) if count and count * 2 >= widest), None)


def _width(grid: Sequence[Line]) -> int:
    """How many columns hold anything."""
    return max(
        (n for line in grid for n, cell in enumerate(line.cells, 1) if not cell.blank), default=0
    )


def _columns(
    source: str, cells: Sequence[Cell], width: int, header: int, said: list[Remark]
) -> list[str]:
    """A name for every column: its own, and one by its number where it has none of its own."""
    own = [visible(line(cell.text)) for cell in cells[:width]]
    own += [""] * (width - len(own))
    wanted = [name or f"column {number}" for number, name in enumerate(own, 1)]
    taken = set(wanted)
    again: dict[str, list[str]] = {}
    names: list[str] = []
    for name in wanted:
        if name in again:
            free = (f"{name} {n}" for n in count(len(again[name]) + 2))
            other = next(other for other in free if other not in taken)
            taken.add(other)
            again[name].append(other)
            names.append(other)
        else:
            again[name] = []
            names.append(name)
    for name, others in again.items():
        if others:
            said.append(Remark(f"{source} row {header}", name, _repeated(others), Level.INFO))
    return names


def _repeated(others: Sequence[str]) -> str:
    """What to say of further columns of one name."""
    if len(others) == 1:
        return f"two columns have this name; the other one is read as '{others[0]}'"
    return (
        f"{len(others) + 1} columns have this name; the others are read as "
        f"'{others[0]}' to '{others[-1]}'"
    )


def _ragged(row: Row, named: int, own: Line) -> list[Remark]:
    """What to say of a row that is not as wide as the one that names the columns."""
    has = len(own.cells)
    if has > named and any(not cell.blank for cell in own.cells[named:]):
        more = f"it has {has} cells where {named} columns are named; the rest is kept in `extra`"
        return [Remark(row.where, "", more)]
    if has < named:
        few = f"it ends after {has} of {named} cells; the others are taken as blank"
        return [Remark(row.where, "", few, Level.INFO)]
    return []
