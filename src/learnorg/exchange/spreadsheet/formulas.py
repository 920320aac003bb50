"""
Which cells of a workbook's sheet hold a formula, and so a value that nobody has typed.

The reader of cells does not tell; so the sheet's own XML is asked. What comes here has been
through `archives.repacked`, within its limits.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Mapping
from typing import NamedTuple
from xml.parsers import expat

from learnorg.exchange.archives import NotAWorkbook

CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
AREAS = 1_000
"""Formulas over several cells, of which a workbook has some few."""


class Area(NamedTuple):
    """Cells from the first to the last row and column, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


class Formulas:
    """The cells of one sheet that hold formulas."""

    def __init__(self) -> None:
        self._cells: set[tuple[int, int]] = set()
        self._areas: list[Area] = []

    def add(self, area: Area, source: str) -> None:
        """Note a formula over one cell or several."""
        if area[:2] == area[2:]:
            self._cells.add(area[:2])
            return
        self._areas.append(area)
        if len(self._areas) > AREAS:
            raise NotAWorkbook(source, f"more than {AREAS:,} of its formulas fill several cells")

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._cells or self._areas)

    def __call__(self, row: int, column: int) -> bool:
        """Whether a cell, counted from 1, has its value from a formula."""
        return (row, column) in self._cells or any(
            top <= row <= bottom and left <= column <= right
            for top, left, bottom, right in self._areas
        )


def formulas(tame: bytes, sheet: str, source: str) -> Formulas:
    """The formulas on a sheet of a workbook that has been looked through."""
    found = Formulas()
    with zipfile.ZipFile(io.BytesIO(tame)) as archive:
        names = set(archive.namelist())
        if "xl/workbook.xml" not in names:
            _OdsWalk(sheet, found, source).through(archive.read("content.xml"))
            return found
        part = _part(archive, sheet)
        if part not in names:
            raise NotAWorkbook(source, f"its sheet '{sheet}' is in no part of it")
        _XlsxWalk(found, source).through(archive.read(part))
    return found


def _part(archive: zipfile.ZipFile, sheet: str) -> str:
    """The part of an XLSX that holds a sheet."""
    wanted: list[str] = []
    places: dict[str, str] = {}

    def of_book(name: str, said: Mapping[str, str]) -> None:
        if name == "sheet" and said.get("name") == sheet:
            wanted.extend(value for key, value in said.items() if key.rpartition(":")[2] == "id")

    def of_relations(name: str, said: Mapping[str, str]) -> None:
        if name == "Relationship":
            places[said.get("Id", "")] = said.get("Target", "")

    _each(archive.read("xl/workbook.xml"), of_book)
    relations = "xl/_rels/workbook.xml.rels"
    if relations in archive.namelist():
        _each(archive.read(relations), of_relations)
    place = places.get(wanted[0], "") if wanted else ""
    return place[1:] if place.startswith("/") else posixpath.normpath(f"xl/{place}")


def _each(content: bytes, begins: Callable[[str, Mapping[str, str]], None]) -> None:
    """Hand every element's name, without its prefix, and its attributes over."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, said: begins(name.rpartition(":")[2], said)
    parser.Parse(content, True)


class _XlsxWalk:
    """The cells of an XLSX's sheet, one after the other."""

    def __init__(self, found: Formulas, source: str) -> None:
        self.found = found
        self.source = source
        self.row = self.column = 0

    def through(self, content: bytes) -> None:
        _each(content, self._begins)

    def _begins(self, name: str, said: Mapping[str, str]) -> None:
        if name == "row":
            told = said.get("r", "")
            self.row = int(told) if told.isascii() and told.isdigit() else self.row + 1
            self.column = 0
        elif name == "c":
            place = CELL.fullmatch(said.get("r", "").upper())
            self.column = number_of(place[1]) if place else self.column + 1
        elif name == "f":
            self.found.add(self._area(said), self.source)

    def _area(self, said: Mapping[str, str]) -> Area:
        here = Area(self.row, self.column, self.row, self.column)
        if said.get("t") not in ("array", "dataTable"):
            return here
        first, _, last = said.get("ref", "").upper().partition(":")
        ends = [CELL.fullmatch(first), CELL.fullmatch(last)]
        if ends[0] is None or ends[1] is None:
            return here
        top, left = int(ends[0][2]), number_of(ends[0][1])
        return Area(top, left, int(ends[1][2]), number_of(ends[1][1]))


class _OdsWalk:
    """The cells of an ODS's sheet, one after the other; rows and cells may stand for many."""

    def __init__(self, sheet: str, found: Formulas, source: str) -> None:
        self.sheet = sheet
        self.found = found
        self.source = source
        self.inside = False
        self.row = self.rows = self.column = self.columns = 0

    def through(self, content: bytes) -> None:
        _each(content, self._begins)

    def _begins(self, name: str, said: Mapping[str, str]) -> None:
        own = {key.rpartition(":")[2]: value for key, value in said.items()}
        if name == "table":
            self.inside = own.get("name") == self.sheet
            self.row = self.rows = 0
        elif not self.inside:
            return
        elif name == "table-row":
            self.row += self.rows
            self.rows = _times(own, "number-rows-repeated")
            self.column = self.columns = 0
        elif name in ("table-cell", "covered-table-cell"):
            self.column += self.columns
            self.columns = _times(own, "number-columns-repeated")
            if "formula" in own:
                down = _times(own, "number-matrix-rows-spanned")
                right = _times(own, "number-matrix-columns-spanned")
                bottom = self.row + max(self.rows, down)
                last = self.column + max(self.columns, right)
                self.found.add(Area(self.row + 1, self.column + 1, bottom, last), self.source)


def _times(own: Mapping[str, str], what: str) -> int:
    told = own.get(what, "1")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 8 else 1


def number_of(letters: str) -> int:
    """A column's number: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def letters_of(number: int) -> str:
    """A column's letters: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, last = divmod(number - 1, 26)
        letters = chr(65 + last) + letters
    return letters
