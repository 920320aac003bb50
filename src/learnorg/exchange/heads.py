"""
A foreign file's head and the sections below it.

Heads are read by the strict loader. Other tools write values that YAML does not allow, such
as `assignee: @somebody`; where the loader stumbles over such a value, the value is put into
quotes and the head is read again, which changes no character of it. That is said per file.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace

from learnorg.exchange.maps import Map, folded, section
from learnorg.exchange.rows import Cell, Row
from learnorg.files.loader import Document, Form, Refused, load

MAX_REPAIRS = 50
VALUE = re.compile(r"(?P<before>[ ]*(?:-[ ]+)*(?P<key>[^\s#'\"\[{][^:#]*:[ ]+)?)(?P<value>\S.*)")
HEADING = re.compile(r"#{1,2}[ \t]+(?P<text>[^#\s].*)")
ANY_HEADING = re.compile(r"#{1,6}[ \t]+(?P<text>[^#\s].*)")
FENCE = re.compile(r"[ ]{0,3}(?P<fence>`{3,}|~{3,})(?P<info>.*)")

Repair = tuple[str, str]


def understood(data: bytes, form: Form) -> tuple[Document, list[Repair]]:
    """The document, with foreign values quoted where that is what it takes."""
    repairs: list[Repair] = []
    mended: set[int] = set()
    while True:
        try:
            return load(data, form), repairs
        except Refused as wrong:
            if wrong.rule != "not-yaml" or wrong.line in mended or len(mended) >= MAX_REPAIRS:
                raise
            mended.add(wrong.line)
            quoted = _quoted(data, wrong.line)
            if quoted is None:
                raise
            data, repair = quoted
            repairs.append(repair)


def _quoted(data: bytes, line: int) -> tuple[bytes, Repair] | None:
    """The text with one line's value in quotes, or nothing where it is quoted already."""
    lines = data.decode().split("\n")
    found = VALUE.fullmatch(lines[line - 1].removesuffix("\r"))
    if found is None or found["value"][0] in "'\"|>" or found["value"] == "---":
        return None
    value = found["value"].rstrip()
    lines[line - 1] = found["before"] + "'" + value.replace("'", "''") + "'"
    key = (found["key"] or "").strip().rstrip(":")
    said = f"'{value}' is not valid YAML; it was read as this text"
    return "\n".join(lines).encode(), (key, said)


def parted(row: Row, wanted: Map) -> Row:
    """A row whose text under the map's headings stands in cells of its own."""
    body = folded(wanted.body or "")
    known = {folded(heading) for heading in wanted.sections}
    cells: dict[str, Cell] = {}
    for column, cell in row.cells.items():
        if folded(column) != body:
            cells[column] = cell
            continue
        for name, part in sectioned(cell.text, known):
            cells[column if name == "text" else name] = part
    return replace(row, cells=cells)


def sectioned(body: str, known: Collection[str] | None = None) -> Iterator[tuple[str, Cell]]:
    """
    The text under each heading of the first two levels, and before the first as `text`.

    Where the headings are `known`, those alone count, of whatever level.
    """
    seen: Counter[str] = Counter()
    for heading, lines in _parts(body, known):
        text = "\n".join(lines).strip("\n").rstrip()
        if not heading and not text:
            continue
        seen[heading] += 1
        name = f"{heading} {seen[heading]}" if seen[heading] > 1 else heading
        yield (section(name) if heading else "text"), Cell(text)


def _parts(body: str, known: Collection[str] | None) -> Iterator[tuple[str, list[str]]]:
    heading, lines, fence = "", list[str](), ""
    for line in body.split("\n"):
        if mark := FENCE.match(line):
            if not fence:
                fence = mark["fence"]
            elif mark["fence"].startswith(fence) and not mark["info"].strip():
                fence = ""
        elif not fence and (found := _heading(line, known)):
            yield heading, lines
            heading, lines = found, []
            continue
        lines.append(line)
    yield heading, lines


def _heading(line: str, known: Collection[str] | None) -> str:
    """The heading that a line is; nothing if it is none that counts."""
    found = (HEADING if known is None else ANY_HEADING).fullmatch(line)
    text = found["text"].rstrip().rstrip("#").rstrip() if found else ""
    return text if known is None or folded(text) in known else ""
