"""
What a part of a workbook asks of whoever lays it out: how many cells, and how much text.

A workbook may call any of its parts a sheet, so a part is known by what it holds, not by its
name. What no program writes is strange, and refused: that way the reader, who is more
forgiving, finds nothing that was not counted here.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias
from xml.parsers import expat

ROWS = 1_048_576
COLUMNS = 16_384
SHARED = 10_000_000
"""Texts for which the reader may make room before it has seen them."""

NAMES = 10_000
"""Names of elements and attributes, which a parser keeps to its end; programs use some hundred."""

ENDLESS = re.compile(rb"<[^<]{10000000}")
"""A tag with its text that is longer than any cell's."""

LETTERS = re.compile("[A-Za-z]{1,3}")
WHOLE = re.compile("[0-9]{1,18}")
VALUED = (":value-type", ":formula", "value")
UNREAD = -1
"""Instead of a shared text's number, where the reader may take it for any."""

Said: TypeAlias = Mapping[str, str]


class Strange(Exception):
    """Something that no program writes into a workbook."""


@dataclass(slots=True)
class Extent:
    """What a part holds: the grids of its sheets, and texts that stand in it once for many."""

    height: int = 0
    width: int = 0
    cells: int = 0
    repeated: int = 0
    shared: list[int] = field(default_factory=list)
    shown: dict[int, int] = field(default_factory=dict)

    def add(self, height: int, width: int) -> None:
        """One more grid; the largest is remembered."""
        self.cells += height * width
        if height * width > self.height * self.width:
            self.height, self.width = height, width

    def spelled_out(self, shared: list[int]) -> int:
        """The characters in its cells, each text counted as often as a cell shows it."""
        longest = max(shared, default=0)
        return self.repeated + sum(
            times * (longest if number == UNREAD else shared[number])
            for number, times in self.shown.items()
            if number < len(shared)
        )


def measured(content: bytes) -> Extent:
    """The extent of a part; what is no XML is an `ExpatError`."""
    if ENDLESS.search(content):
        raise Strange("a text or a tag in it does not end")
    walk = _Walk()
    try:
        walk.parser.Parse(content, True)
    except (LookupError, ValueError) as wrong:  # an encoding that Python does not know
        raise Strange(str(wrong)) from None
    return walk.found


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    """A column's number: A is 1, XFD is 16384; none there can be is 0."""
    number = 0
    for letter in letters.upper() if LETTERS.fullmatch(letters) else "":
        number = number * 26 + ord(letter) - 64
    return number if number <= COLUMNS else 0


class _Does(dict[str, Callable[..., None] | None]):
    """What is done at an element, by its name; a prefix is looked through once."""

    def __missing__(self, name: str) -> Callable[..., None] | None:
        does = self[name] = self.get(name.rpartition(":")[2])
        return does


class _Walk:
    """A part, element by element; which of them matter depends on what they stand in."""

    def __init__(self) -> None:
        self.found = Extent()
        self.shown = self.found.shown
        self.row = self.column = self.height = self.width = 0
        self.digits = ""
        self.rows = self.times = 0
        self.in_row = self.in_cell = self.valued = self.shows_shared = self.has_doctype = False
        self.heard: list[str] = []
        self.hear = self.heard.append
        grids: dict[str, Callable[..., None]] = {
            "sheetData": self._sheet_begins,
            "table": self._table_begins,
            "sst": self._shared_texts,
            "si": self._text_begins,
        }
        self.outside = _Does(grids), _Does()
        within = dict.fromkeys(grids, self._within)
        self.sheet = (
            _Does(
                within,
                row=self._row_begins,
                c=self._cell_begins,
                v=self._value_begins,
                f=self._has_value,
                **{"is": self._has_value},
            ),
            _Does(row=self._row_ends, v=self._value_ends, sheetData=self._grid_ends),
        )
        self.text = _Does(within), _Does(si=self._text_ends)
        self.table = (
            _Does(
                within
                | {
                    "table-row": self._rows_begin,
                    "table-cell": self._cells_begin,
                    "covered-table-cell": self._cells_begin,
                    "p": self._has_paragraph,
                    "s": self._blanks,
                }
            ),
            _Does(
                {
                    "table-row": self._row_ends,
                    "table-cell": self._cells_end,
                    "covered-table-cell": self._cells_end,
                    "table": self._grid_ends,
                }
            ),
        )
        self._begins, self._ends = self.outside
        self.names: dict[str, str] = {}
        self.parser = expat.ParserCreate(intern=self.names)
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._doctype

    def _begin(self, name: str, said: Said) -> None:
        if len(self.names) > NAMES:
            raise Strange("it has too many kinds of elements")
        if does := self._begins[name]:
            does(said)

    def _end(self, name: str) -> None:
        if does := self._ends[name]:
            does()

    def _doctype(self, *_: object) -> None:
        self.has_doctype = True

    def _enter(self, here: tuple[_Does, _Does]) -> None:
        if self.has_doctype:
            raise Strange("a sheet declares a document type")
        self._begins, self._ends = here

    def _within(self, _: Said) -> None:
        raise Strange("a sheet stands within another")

    def _listen(self) -> None:
        self.parser.CharacterDataHandler = self.hear

    def _length_heard(self) -> int:
        """The length of what was said since listening began, which ends here."""
        self.parser.CharacterDataHandler = None
        length = sum(map(len, self.heard))
        self.heard.clear()
        return length

    # The texts that the sheets of an XLSX share

    def _shared_texts(self, said: Said) -> None:
        for count in (said.get("count", "0"), said.get("uniqueCount", "0")):
            if _whole(count) > SHARED:
                raise Strange(f"it says that it has {count} texts")

    def _text_begins(self, _: Said) -> None:
        self._enter(self.text)
        self._listen()

    def _text_ends(self) -> None:
        self.found.shared.append(self._length_heard())
        self._enter(self.outside)

    # The sheets of an XLSX

    def _sheet_begins(self, _: Said) -> None:
        self._enter(self.sheet)
        self.row = self.height = self.width = 0

    def _row_begins(self, said: Said) -> None:
        told = said.get("r")
        number = _whole(told) if told is not None else self.row + 1
        if self.in_row:
            raise Strange("a row stands within another")
        if not 1 <= number <= ROWS:
            raise Strange(f"a row has the number {number}; {ROWS} is the last there can be")
        if number <= self.row:
            raise Strange(f"row {number} stands below row {self.row}")
        self.in_row, self.row, self.digits, self.column = True, number, str(number), 0

    def _row_ends(self) -> None:
        self.in_row = False

    def _cell_begins(self, said: Said) -> None:
        if not self.in_row:
            raise Strange("a cell stands outside of the rows")
        told = said.get("r")
        if told is None:
            self.column += 1
            if self.column > COLUMNS:
                raise Strange(f"row {self.row} has more than {COLUMNS:,} cells")
        else:
            self.column = _column(told.removesuffix(self.digits))
            if not self.column or told.isalpha():
                raise Strange(f"a cell of row {self.row} is called '{told[:20]}'")
        self.shows_shared = said.get("t") == "s"

    def _has_value(self, _: Said) -> None:
        # Cells without a value are only coloured, and not laid out.
        self.height = self.row
        if self.column > self.width:
            self.width = self.column

    def _value_begins(self, said: Said) -> None:
        self._has_value(said)
        if self.shows_shared:
            self.parser.CharacterDataHandler = self.hear

    def _value_ends(self) -> None:
        if self.shows_shared:
            self.parser.CharacterDataHandler = None
            told = self.heard[0] if len(self.heard) == 1 else ""
            self.heard.clear()
            number = int(told) if told.isascii() and told.isdecimal() else UNREAD
            self.shown[number] = self.shown.get(number, 0) + 1

    def _grid_ends(self) -> None:
        self.found.add(self.height, self.width)
        self._enter(self.outside)

    # The tables of an ODS, where a row or a cell may stand for many

    def _table_begins(self, _: Said) -> None:
        self._enter(self.table)
        self.row = self.rows = self.height = self.width = 0

    def _rows_begin(self, said: Said) -> None:
        if self.in_row:
            raise Strange("a row stands within another")
        self.row += self.rows
        self.rows = _times(said, "number-rows-repeated")
        self.in_row, self.column = True, 0

    def _cells_begin(self, said: Said) -> None:
        if self.in_cell:
            raise Strange("a cell stands within another")
        times = _times(said, "number-columns-repeated")
        self.column += times
        self.times = self.rows * times
        self.in_cell, self.valued = True, False
        if any(key.endswith(VALUED) for key in said):
            self._is_valued()
            self.found.repeated += sum(map(len, said.values())) * (self.times - 1)
        if self.times > 1:
            self._listen()

    def _is_valued(self) -> None:
        # Other cells are only coloured, often to the end of the sheet.
        self.valued = True
        self.height = max(self.height, self.row + self.rows)
        self.width = max(self.width, self.column)
        if self.height > ROWS or self.width > COLUMNS:
            size = f"a sheet has {self.height:,} rows of {self.width:,} cells"
            raise Strange(f"{size}; {ROWS:,} of {COLUMNS:,} are the most there can be")

    def _has_paragraph(self, _: Said) -> None:
        if self.in_cell:
            self._is_valued()

    def _blanks(self, said: Said) -> None:
        """Note blanks of which only the number is said."""
        if self.in_cell:
            self.found.repeated += _times(said, ":c") * self.times

    def _cells_end(self) -> None:
        self.in_cell = False
        heard = self._length_heard()
        if self.valued:
            self.found.repeated += heard * (self.times - 1)


def _times(said: Said, what: str) -> int:
    return next((_whole(text) for key, text in said.items() if key.endswith(what)), 1)


def _whole(text: str) -> int:
    if not WHOLE.fullmatch(text):
        raise Strange(f"'{text[:20]}' stands where a number belongs")
    return int(text)
