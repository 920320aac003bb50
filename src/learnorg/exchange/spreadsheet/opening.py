"""A spreadsheet of ours, opened: its rows, what it was exported from, where formulas stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from learnorg.errors import LearnorgError
from learnorg.exchange import delimited, workbooks
from learnorg.exchange.readers import MAX_BYTES, NothingToRead, TooBig
from learnorg.exchange.rows import Cell, Reading, Row
from learnorg.exchange.sheets import ANYWHERE, reading
from learnorg.exchange.spreadsheet.bases import SHEET, Base, from_json, from_rows
from learnorg.exchange.spreadsheet.formulas import FORMULA, Formulas, formulas, letters_of
from learnorg.exchange.spreadsheet.likeness import Locale
from learnorg.exchange.spreadsheet.workbook import LISTS, TABLE
from learnorg.exchange.values import file_name, line, visible

BOOKS = (".xlsx", ".xlsm", ".ods")
TEXTS = (".csv", ".tsv", ".txt")
BESIDE = ".base"
"""What is added to a CSV export's name for the file that tells its base."""


class NoIdentities(LearnorgError):
    """A spreadsheet of ours without the column that says which record a row is."""

    hint = "Put it back, or export again: without it every row would be a new record."

    def __init__(self, source: str) -> None:
        super().__init__(f"{source} has no column 'id'")


class NoBaseFor(LearnorgError):
    """A source that no base is named for."""

    hint = "A base belongs to a workbook or CSV file that `learnorg export` wrote."

    def __init__(self, source: str) -> None:
        super().__init__(f"{source} is not compared with a commit")


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    """The rows of an export that comes back, and what it was."""

    reading: Reading
    base: Base
    locale: Locale
    formulas: Formulas
    lettered: bool = False
    """Whether its cells have names, such as C7."""

    def spelled(self, locale: Locale) -> "Spreadsheet":
        """The same, by what is known of how it spells things."""
        return replace(self, locale=locale)

    def named(self, known: Iterable[str]) -> "Spreadsheet":
        """
        The same, its columns called as the register calls them.

        A head keeps no double blanks and no blank ends, so a field of such a name is found by
        what is left of it; where that could be several, none is read.
        """
        odd: dict[str, set[str]] = {}
        for name in known:
            odd.setdefault(visible(line(name)), set()).add(name)
        meant = {head: names for head, names in odd.items() if names != {head}}
        if not meant:
            return self
        columns = tuple(_named(column, meant) for column in self.reading.columns)
        again = dict(zip(self.reading.columns, columns, strict=True))
        rows = tuple(
            replace(row, cells={again[name]: cell for name, cell in row.cells.items()})
            for row in self.reading.rows
        )
        return replace(self, reading=replace(self.reading, columns=columns, rows=rows))

    def place(self, row: Row, column: str) -> str:
        """Where a cell stands, as people find it."""
        if not self.lettered:
            return f"{row.name}, {column}"
        return f"{letters_of(self.reading.columns.index(column) + 1)}{row.line}"

    def untyped(self, row: Row, column: str) -> str:
        """Why a cell's value is not taken, that nobody typed; empty if somebody has."""
        if not self.formulas:
            return ""
        word = self.formulas(row.line, self.reading.columns.index(column) + 1)
        if word == FORMULA:
            return "holds a formula (=…): type the value"
        return f"holds an error ({word}): type the value, or clear the cell" if word else ""


def opened(path: Path, base: Base | None = None) -> Spreadsheet | None:
    """
    The spreadsheet of ours at a path; none if it is another tool's, or tells no base.

    A `base` that is named goes before the one that the file tells.
    """
    ending = path.suffix.lower()
    if ending in BOOKS and path.is_file():
        return _book(path, base)
    if ending in TEXTS and path.is_file():
        return _text(path, base)
    if base is not None:
        raise NoBaseFor(path.name)
    return None


def _book(path: Path, named: Base | None) -> Spreadsheet | None:
    source = file_name(path.name)
    book = workbooks.Book.of(content(path), source)
    told = None
    if SHEET in book.names:
        told = from_rows([[cell.text for cell in line.cells] for line in book.grid(SHEET)], source)
    base = named or told
    if base is None:
        return None
    others = [name for name in book.names if name not in (SHEET, LISTS)]
    if not others:
        raise NoIdentities(source)
    sheet = TABLE if TABLE in others else others[0]
    untyped = formulas(book.tame, sheet, source)
    found = _worded(reading(source, book.grid(sheet), ANYWHERE), untyped)
    if named and told:
        went_out = dict.fromkeys(told.records, "")  # as the named commit has them
        base = replace(told, commit=named.commit, day=named.day, records=went_out)
    locale = Locale(untabbed=path.suffix.lower() == ".ods")
    return _ours(Spreadsheet(found, base, locale, untyped, True))


def _worded(found: Reading, untyped: Formulas) -> Reading:
    """The same, cells with an error saying its word: the reader of cells takes them for empty."""
    if not untyped:
        return found
    places = {column: at for at, column in enumerate(found.columns, 1)}
    rows = []
    for row in found.rows:
        words = {column: untyped(row.line, at) for column, at in places.items()}
        wrong = {c: Cell(word) for c, word in words.items() if word and word != FORMULA}
        rows.append(replace(row, cells={**row.cells, **wrong}) if wrong else row)
    return replace(found, rows=tuple(rows))


def _text(path: Path, named: Base | None) -> Spreadsheet | None:
    base = named or _beside(path)
    if base is None:
        return None
    data = content(path)
    source = file_name(path.name)
    head = delimited.decoded(data, source).partition("\n")[0]
    sign = next((s for s in delimited.DELIMITERS if "id" in _names(head, s)), "")
    found = delimited.read(data, source, ANYWHERE, sign)
    locale = Locale(retyped=True, comma=sign == ";")
    return _ours(Spreadsheet(found, base, locale, Formulas()))


def _names(head: str, sign: str) -> list[str]:
    """The names in a file's first line, if a sign parts them."""
    return [name.strip().strip('"') for name in head.split(sign)]


def _beside(path: Path) -> Base | None:
    """The base that a file beside an export tells."""
    beside = path.with_name(path.name + BESIDE)
    return from_json(content(beside), file_name(beside.name)) if beside.is_file() else None


def _named(column: str, meant: Mapping[str, set[str]]) -> str:
    """The field that a head means; one that could be several is no field's name."""
    first = column.rpartition(" ")[0] if column.rpartition(" ")[2].isdigit() else column
    if column in meant and len(meant[column]) == 1:
        return next(iter(meant[column]))
    several = len(meant.get(column, ())) > 1 or len(meant.get(first, ())) > 1
    return f"one of several: {column}" if several else column


def content(path: Path) -> bytes:
    """A file's content, unless it is larger than is read."""
    try:
        if (size := path.stat().st_size) > MAX_BYTES:
            raise TooBig(path, size)
        return path.read_bytes()
    except OSError as wrong:
        raise NothingToRead(path, (wrong.strerror or str(wrong)).lower()) from None


def _ours(sheet: Spreadsheet) -> Spreadsheet:
    if "id" not in sheet.reading.columns:
        raise NoIdentities(sheet.reading.source)
    return sheet
