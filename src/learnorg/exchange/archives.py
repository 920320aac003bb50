"""
A workbook's archive, looked through before its reader sees it.

The reader lays a sheet out from its first cell to its last, so five kilobytes that name one
cell far away would ask for half a terabyte, and end the whole process; and an archive may hold
more than it says. So the parts that matter are unpacked here, within a limit, the place of the
last cell is looked up, and the reader is given a plain archive of just these parts.
"""

import io
import re
import zipfile
import zlib
from xml.parsers import expat

from learnorg.errors import LearnorgError

MAX_UNPACKED = 200 * 1024 * 1024
MAX_CELLS = 2_000_000

SHEET = re.compile(r"xl/worksheets/[^/]+\.xml|content\.xml")
PART = re.compile(r".*\.(?:xml|rels)|mimetype")
PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class NotAWorkbook(LearnorgError):
    """A file that is no workbook, or one that is locked or larger than is read."""

    hint = "Open it and save it again as .xlsx, or save the sheet as 'CSV UTF-8'."

    def __init__(self, source: str, why: str) -> None:
        super().__init__(f"{source} cannot be read: {why}")


def repacked(data: bytes, source: str) -> bytes:
    """An archive of the same sheets that holds what it says and is no larger than is read."""
    tame = io.BytesIO()
    try:
        with (
            zipfile.ZipFile(io.BytesIO(data)) as archive,
            zipfile.ZipFile(tame, "w", zipfile.ZIP_STORED) as copy,
        ):
            parts = [part for part in archive.infolist() if PART.fullmatch(part.filename)]
            _refuse_strange({part.filename for part in parts}, source)
            size = sum(part.file_size for part in parts)
            if size > MAX_UNPACKED:
                raise NotAWorkbook(source, f"it unpacks to {size / 2**20:,.0f} MiB")
            for part in parts:
                content = archive.read(part)
                if SHEET.fullmatch(part.filename):
                    _refuse_vast(content, source)
                copy.writestr(part.filename, content)
    except (zipfile.BadZipFile, zlib.error, EOFError) as wrong:
        raise NotAWorkbook(source, str(wrong).lower() or "it is damaged") from None
    except (RuntimeError, NotImplementedError):  # what zipfile says of encrypted archives
        raise NotAWorkbook(source, "it is locked with a password") from None
    return tame.getvalue()


def _refuse_strange(names: set[str], source: str) -> None:
    if not names & {"xl/workbook.xml", "content.xml"}:
        raise NotAWorkbook(source, "it is neither an XLSX nor an ODS workbook")


def _refuse_vast(content: bytes, source: str) -> None:
    """Refuse a sheet whose first and last cells are too far apart."""
    extent = _Extent()
    parser = expat.ParserCreate()
    parser.StartElementHandler = extent.begins
    parser.StartDoctypeDeclHandler = extent.refuse_doctype
    try:
        parser.Parse(content, True)
    except expat.ExpatError as wrong:
        raise NotAWorkbook(source, f"a sheet is damaged ({wrong})") from None
    except _Strange as wrong:
        raise NotAWorkbook(source, str(wrong)) from None
    if extent.height * extent.width > MAX_CELLS:
        size = f"{extent.height:,} rows of {extent.width:,} cells"
        raise NotAWorkbook(source, f"a sheet has {size}; {MAX_CELLS:,} cells are the most")


class _Strange(Exception):
    """Something that no program writes into a sheet."""


class _Extent:
    """How far a sheet's cells reach, gathered from its elements."""

    def __init__(self) -> None:
        self.height = self.width = 0
        self.row = self.column = self.repeated = 0

    def refuse_doctype(self, *_: object) -> None:
        raise _Strange("a sheet declares a document type")

    def begins(self, name: str, said: dict[str, str]) -> None:
        """Note a row or a cell; those of ODS may stand for many."""
        match name.rpartition(":")[2]:
            case "row" | "table-row" as kind:
                self.row += self.repeated if kind == "table-row" else 1
                self.row = _whole(said.get("r"), self.row)
                self.repeated = _repeated(said, "number-rows-repeated")
                self.column = 0
            case "c":
                place = PLACE.fullmatch(said.get("r", ""))
                self.column = _number(place[1]) if place else self.column + 1
                self.row = int(place[2]) if place else self.row
            case "v" | "f" | "is":  # cells without these are only coloured, and not laid out
                self._reach(self.row, self.column)
            case "table":
                self.row = self.repeated = 0
            case "table-cell":
                self.column += _repeated(said, "number-columns-repeated")
                if any(key.endswith((":value-type", ":formula")) for key in said):
                    self._reach(self.row + self.repeated, self.column)
            case "p":
                self._reach(self.row + self.repeated, self.column)

    def _reach(self, row: int, column: int) -> None:
        self.height = max(self.height, row)
        self.width = max(self.width, column)


def _repeated(said: dict[str, str], what: str) -> int:
    return next((_whole(text, 1) for key, text in said.items() if key.endswith(what)), 1)


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else otherwise


def _number(letters: str) -> int:
    """A column's number: A is 1, XFD is 16384."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
