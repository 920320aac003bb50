"""
Which cells of a workbook's sheet hold a formula or an error, and so what nobody has typed.

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

FORMULA = "="
"""What stands in a cell that a formula fills."""
ERROR = "#ERROR!"
"""What stands in a cell with an error that has no word."""
CELL = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
AREAS = 1_000
"""Formulas and errors over several cells, of which a workbook has some few."""


class Area(NamedTuple):
    """Cells from the first to the last row and column, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


class Formulas:
    """The cells of one sheet that hold formulas or errors."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], str] = {}
        self._areas: list[tuple[Area, str]] = []

    def add(self, area: Area, source: str, word: str = FORMULA) -> None:
        """Note a formula, or an error by its word, over one cell or several."""
        if area[:2] == area[2:]:
            self._cells.setdefault(area[:2], word)
            return
        self._areas.append((area, word))
        if len(self._areas) > AREAS:
            said = f"more than {AREAS:,} of its formulas and errors fill several cells"
            raise NotAWorkbook(source, said)

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._cells or self._areas)

    def __call__(self, row: int, column: int) -> str:
        """What a cell, counted from 1, holds that nobody typed: `=`, `#N/A`; empty if nothing."""
        here = [self._cells.get((row, column), "")] + [
            word
            for (top, left, bottom, right), word in self._areas
            if top <= row <= bottom and left <= column <= right
        ]
        return FORMULA if FORMULA in here else next(filter(None, here), "")


def formulas(tame: bytes, sheet: str, source: str) -> Formulas:
    """The formulas and errors on a sheet of a workbook that has been looked through."""
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


def _each(
    content: bytes,
    begins: Callable[[str, Mapping[str, str]], None],
    says: Callable[[str], None] | None = None,
    ends: Callable[[str], None] | None = None,
) -> None:
    """Hand elements over: names without their prefix, attributes; on demand text and ends."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, said: begins(name.rpartition(":")[2], said)
    if says is not None and ends is not None:
        over = ends
        parser.CharacterDataHandler = says
        parser.EndElementHandler = lambda name: over(name.rpartition(":")[2])
    parser.Parse(content, True)


class _Word:
    """The word of an error cell, while it is read."""

    def __init__(self) -> None:
        self.open = False
        self.text = ""

    def begin(self, wrong: bool) -> None:
        """A cell begins, with an error in it or not."""
        self.open = wrong
        self.text = ""

    def says(self, text: str) -> None:
        """Some more of its text."""
        if self.open and len(self.text) < 40:
            self.text += text

    def end(self) -> str:
        """The word, the cell being over; empty where there is no error."""
        word = (self.text.strip() or ERROR) if self.open else ""
        self.open = False
        return word


class _XlsxWalk:
    """The cells of an XLSX's sheet, one after the other."""

    def __init__(self, found: Formulas, source: str) -> None:
        self.found = found
        self.source = source
        self.row = self.column = 0
        self.word = _Word()

    def through(self, content: bytes) -> None:
        _each(content, self._begins, self.word.says, self._ends)

    def _begins(self, name: str, said: Mapping[str, str]) -> None:
        if name == "row":
            told = said.get("r", "")
            self.row = int(told) if told.isascii() and told.isdigit() else self.row + 1
            self.column = 0
        elif name == "c":
            place = CELL.fullmatch(said.get("r", "").upper())
            self.column = number_of(place[1]) if place else self.column + 1
            self.word.begin(said.get("t") == "e")
        elif name == "f":
            self.found.add(self._here(), self.source)
            if area := self._area(said):
                self.found.add(area, self.source)

    def _ends(self, name: str) -> None:
        if name == "c" and (word := self.word.end()):
            self.found.add(self._here(), self.source, word)

    def _here(self) -> Area:
        return Area(self.row, self.column, self.row, self.column)

    def _area(self, said: Mapping[str, str]) -> Area | None:
        """The cells that a formula fills besides its own."""
        first, _, last = said.get("ref", "").upper().partition(":")
        one, other = CELL.fullmatch(first), CELL.fullmatch(last)
        if said.get("t") not in ("array", "dataTable", "shared") or not one or not other:
            return None
        rows = sorted((int(one[2]), int(other[2])))
        columns = sorted((number_of(one[1]), number_of(other[1])))
        return Area(rows[0], columns[0], rows[1], columns[1])


class _OdsWalk:
    """The cells of an ODS's sheet, one after the other; rows and cells may stand for many."""

    def __init__(self, sheet: str, found: Formulas, source: str) -> None:
        self.sheet = sheet
        self.found = found
        self.source = source
        self.inside = False
        self.row = self.rows = self.column = self.columns = 0
        self.word = _Word()

    def through(self, content: bytes) -> None:
        _each(content, self._begins, self.word.says, self._ends)

    def _ends(self, name: str) -> None:
        if name == "table-cell" and self.inside and (word := self.word.end()):
            bottom, last = self.row + self.rows, self.column + self.columns
            self.found.add(Area(self.row + 1, self.column + 1, bottom, last), self.source, word)

    def _begins(self, name: str, said: Mapping[str, str]) -> None:
        own = {key.rpartition(":")[2]: value for key, value in said.items()}
        types = [value for key, value in said.items() if key.endswith(":value-type")]
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
            self.word.begin("error" in types)
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
