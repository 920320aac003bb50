"""Workbooks: XLSX, XLS and ODS, read without running anything in them."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeAlias

from python_calamine import CalamineError, CalamineWorkbook, WorksheetNotFound

from learnorg.errors import LearnorgError
from learnorg.exchange.archives import NotAWorkbook, repacked
from learnorg.exchange.rows import Cell, Reading, Remark
from learnorg.exchange.sheets import Layout, Line, reading
from learnorg.findings import Level

Value: TypeAlias = int | float | str | bool | time | date | datetime | timedelta


class NoSuchSheet(LearnorgError):
    """A sheet that the map names and the workbook does not have."""

    exit_code = 3

    def __init__(self, source: str, sheet: str, names: list[str]) -> None:
        super().__init__(f"{source} has no sheet '{sheet}'")
        self.hint = f"Its sheets are: {', '.join(names)}."


class NoSuchTime(NotAWorkbook):
    """A number that is shown as a day or a time, and too large for either."""

    hint = "Show large numbers as numbers, or save the sheet as 'CSV UTF-8'."

    def __init__(self, source: str) -> None:
        super().__init__(source, "a day or a time in it is past all bounds")


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook that has been looked through, and can be read sheet by sheet."""

    source: str
    tame: bytes
    names: tuple[str, ...]
    """Its sheets, in their order."""

    @classmethod
    def of(cls, data: bytes, source: str) -> "Book":
        """The workbook that some bytes are."""
        tame = repacked(data, source)
        with _telling(source), CalamineWorkbook.from_filelike(io.BytesIO(tame)) as book:
            return cls(source, tame, tuple(book.sheet_names))

    def grid(self, sheet: str) -> list[Line]:
        """All cells of a sheet, row by row."""
        with _telling(self.source), CalamineWorkbook.from_filelike(io.BytesIO(self.tame)) as book:
            rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        return [Line([_cell(value) for value in row], number) for number, row in enumerate(rows, 1)]


def read(data: bytes, source: str, layout: Layout) -> Reading:
    """The rows of one sheet: the one that the layout names, or the first."""
    book = Book.of(data, source)
    if not book.names:
        raise NotAWorkbook(source, "it has no sheets")
    wanted = layout.sheet or book.names[0]
    if wanted not in book.names:
        raise NoSuchSheet(source, wanted, list(book.names))
    others = ", ".join(f"'{name}'" for name in book.names if name != wanted)
    said = f"sheet '{wanted}' is read, not {others}; `sheet:` in the map names another"
    remarks = [Remark(source, "", said, Level.INFO)] if others and not layout.sheet else []
    return reading(source, book.grid(wanted), layout, remarks)


@contextmanager
def _telling(source: str) -> Iterator[None]:
    """The reader's complaints in words of our own."""
    try:
        yield
    except WorksheetNotFound as missing:
        raise NotAWorkbook(source, f"it names a sheet '{missing}' and has none") from None
    except CalamineError as wrong:
        raise NotAWorkbook(source, f"its parts do not fit together ({wrong})") from None
    except OverflowError:
        raise NoSuchTime(source) from None
    except BaseException as wrong:
        if type(wrong).__name__ != "PanicException":  # Rust gave up; the class is not exported
            raise
        raise NoSuchTime(source) from None


def _cell(value: Value) -> Cell:
    """A cell with its text as the sheet would show it plainly."""
    match value:
        case bool():
            return Cell("true" if value else "false")
        case float():
            return Cell(number(value))
        case datetime():
            clock = "" if value.time() == time.min else f" {value:%H:%M}"
            return Cell(f"{value:%Y-%m-%d}{clock}", day=value.date())
        case date():
            return Cell(value.isoformat(), day=value)
        case time():
            return Cell(f"{value:%H:%M:%S}" if value.second else f"{value:%H:%M}")
        case timedelta():
            minutes, seconds = divmod(round(value.total_seconds()), 60)
            clock = f"{minutes // 60:02}:{minutes % 60:02}"
            return Cell(f"{clock}:{seconds:02}" if seconds else clock)
    return Cell(str(value).replace("\r\n", "\n"))


def number(value: float) -> str:
    """A number with the digits that it needs and no others: 420, 0.61."""
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    return f"{Decimal(repr(value)).normalize():f}"
