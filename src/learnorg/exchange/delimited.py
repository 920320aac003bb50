"""CSV, whichever sign separates its cells."""

import csv
import io
import re
from contextlib import suppress

from learnorg.errors import LearnorgError
from learnorg.exchange.rows import Cell, Reading, Remark
from learnorg.exchange.sheets import Layout, Line, reading
from learnorg.findings import Level

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
SHIELDED = re.compile(r"'+[=+\-@\t\r]")
"""A cell that an export has kept from being taken for a formula, by a leading apostrophe."""

MAX_CELL = 1024 * 1024


class NotUtf8(LearnorgError):
    """A text file in another encoding than UTF-8."""

    def __init__(self, source: str, line: int, byte: int | None) -> None:
        what = "is UTF-16" if byte is None else f"is not UTF-8 (byte 0x{byte:02x} on line {line})"
        super().__init__(f"{source} {what}")
        known = "UTF-16" if byte is None else "WINDOWS-1252"
        self.hint = f"In Excel: Save As, 'CSV UTF-8'. Or: `iconv -f {known} -t UTF-8 OLD > NEW`."


class NotText(LearnorgError):
    """An archive that is called like a text file."""

    hint = "Give a workbook the ending .xlsx or .ods; unpack any other archive."

    def __init__(self, source: str) -> None:
        super().__init__(f"{source} is an archive, such as a workbook, and no text")


class NotCsv(LearnorgError):
    """A file whose quotes do not pair up, so that its cells cannot be told apart."""

    hint = 'A quote inside a quoted cell is written twice: "say ""now""".'

    def __init__(self, source: str, line: int, why: str) -> None:
        super().__init__(f"{source} cannot be read past line {line}: {_told(why)}")


def _told(why: str) -> str:
    """The reader's complaint in the words of somebody who wants to mend a line."""
    if "field limit" in why:
        return f"a cell has more than {MAX_CELL:,} characters; is a quote never closed?"
    if "expected after" in why:
        return "text follows after a closing quote"
    return "a quote is never closed" if "end of data" in why else why


def read(data: bytes, source: str, layout: Layout, sign: str = "") -> Reading:
    """The rows of a CSV file, its cells parted by a sign that is known or found out."""
    text = decoded(data, source)
    sign = sign or delimiter(text)
    remarks = []
    if sign != ",":
        named = DELIMITERS[sign]
        remarks.append(Remark(source, "", f"its cells are separated by {named}", Level.INFO))
    return reading(source, _grid(text, source, sign), layout, remarks)


def decoded(data: bytes, source: str) -> str:
    """The text of UTF-8 bytes, without the mark that some programs put first."""
    if data.startswith(b"PK\3\4"):
        raise NotText(source)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data[:2].count(0) == 1:
        raise NotUtf8(source, 1, None)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = data.count(b"\n", 0, wrong.start) + 1
        raise NotUtf8(source, line, data[wrong.start]) from None


def _grid(text: str, source: str, delimiter: str) -> list[Line]:
    # Strict: a quote that never closes would make the rest of the file one silent cell.
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    csv.field_size_limit(MAX_CELL)
    lines: list[Line] = []
    begins = 1
    try:
        for row in rows:
            lines.append(Line([Cell(_bared(cell)) for cell in row], begins))
            begins = rows.line_num + 1
    except csv.Error as wrong:
        raise NotCsv(source, begins, str(wrong)) from None
    return lines


def delimiter(text: str) -> str:
    """The sign that parts the most cells alike in the first rows."""

    def parted(sign: str) -> tuple[int, int]:
        rows = csv.reader(io.StringIO(text[:65536], newline=""), delimiter=sign, strict=True)
        widths: list[int] = []
        with suppress(csv.Error):  # what stands before an open quote tells as much
            widths += (len(row) for _, row in zip(range(10), rows, strict=False) if row)
        widest = max(widths, default=0)
        return (widths.count(widest) if widest > 1 else 0, widest)

    # With equally many full rows the sign that makes more cells wins, then the usual one.
    signs = list(DELIMITERS)
    return max(signs, key=lambda sign: (*parted(sign), -signs.index(sign)))


def _bared(cell: str) -> str:
    """A cell without the apostrophe that an export puts before what looks like a formula."""
    text = cell.replace("\r\n", "\n")
    return text[1:] if SHIELDED.match(text) else text
