"""A workbook as somebody's spreadsheet program saves it anew, with what they have changed."""

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

Grid = list[list[Any]]
TABLE = "Improvements"


class Formula(str):
    """What a cell computes."""


def grids(path: Path) -> dict[str, Grid]:
    """Every sheet with its cells."""
    with CalamineWorkbook.from_path(path) as book:
        return {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in book.sheet_names
        }


def saved(path: Path, sheets: dict[str, Grid]) -> Path:
    """A workbook of these cells, in the order of the sheets given."""
    book = xlsxwriter.Workbook(
        path, dict.fromkeys(("strings_to_formulas", "strings_to_urls"), False)
    )
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, grid in sheets.items():
        sheet = book.add_worksheet(name)
        for row, cells in enumerate(grid):
            for column, value in enumerate(cells):
                match value:
                    case "" | None:
                        continue
                    case Formula():
                        sheet.write_formula(row, column, value, None, "computed")
                    case bool():
                        sheet.write_boolean(row, column, value)
                    case datetime():
                        sheet.write_datetime(row, column, value, day)
                    case date():
                        sheet.write_datetime(row, column, datetime.combine(value, time()), day)
                    case int() | float():
                        sheet.write_number(row, column, value)
                    case _:
                        sheet.write_string(row, column, str(value))
    book.close()
    return path


def resaved(path: Path, change: Callable[["Table"], None] = lambda table: None) -> Path:
    """The same workbook with changes to its table, saved by another program."""
    sheets = grids(path)
    table = Table(sheets[TABLE])
    change(table)
    # Another program may put the sheets into another order.
    others = {name: grid for name, grid in sheets.items() if name != TABLE}
    return saved(path, {**others, TABLE: table.grid})


class Table:
    """The cells of the table, by identity and column."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid

    def row(self, identity: str) -> int:
        at = self.grid[0].index("id")
        return next(n for n, row in enumerate(self.grid) if row[at] == identity)

    def put(self, identity: str, **cells: Any) -> None:
        """Type into cells of a record's row; a dot in a column's name is written `__`."""
        row = self.grid[self.row(identity)]
        for name, value in cells.items():
            row[self.grid[0].index(name.replace("__", "."))] = value

    def add(self, **cells: Any) -> None:
        """Type a new row."""
        self.grid.append([""] * len(self.grid[0]))
        for name, value in cells.items():
            self.grid[-1][self.grid[0].index(name.replace("__", "."))] = value

    def drop(self, identity: str) -> None:
        """Delete a record's row."""
        del self.grid[self.row(identity)]

    def drop_column(self, name: str) -> None:
        """Delete a column."""
        at = self.grid[0].index(name)
        for row in self.grid:
            del row[at]
