"""A folder of Markdown or YAML files with heads, or of doorstop's items: a file is a row."""

import os
from collections.abc import Iterator
from pathlib import Path

from learnorg.exchange import doorstop, objects
from learnorg.exchange.heads import sectioned, understood
from learnorg.exchange.rows import NotTaken, Reading, Remark, Row
from learnorg.exchange.values import file_name
from learnorg.files.loader import Form, Refused

FORMS = {
    ".md": Form.MARKDOWN,
    ".markdown": Form.MARKDOWN,
    ".yaml": Form.YAML,
    ".yml": Form.YAML,
}
MAX_FILES = 50_000
MAX_BYTES = 1024 * 1024


def read(folder: Path) -> Reading:
    """The files of a folder and those below it that have heads."""
    rows: list[Row] = []
    refused: list[NotTaken] = []
    skipped: list[NotTaken] = []
    remarks: list[Remark] = []
    marked = doorstop.Documents(folder)
    for count, path in enumerate(_files(folder), 1):
        where = file_name(path.relative_to(folder).as_posix())
        form = FORMS.get(path.suffix.lower())
        if count > MAX_FILES:
            refused.append(NotTaken(where, f"only the first {MAX_FILES:,} files are read"))
            break
        if path.is_symlink():
            skipped.append(NotTaken(where, "a link to elsewhere, which is not followed"))
        elif form is None:
            skipped.append(NotTaken(where, "neither Markdown nor YAML"))
        else:
            try:
                row, said = _row(path, where, form, marked.holds(path))
            except _NoRecord as none:
                skipped.append(NotTaken(where, str(none)))
            except (Refused, OSError) as wrong:
                refused.append(NotTaken(where, _told(wrong)))
            else:
                rows.append(row)
                remarks += said
    columns = tuple(dict.fromkeys(column for row in rows for column in row.cells))
    name = file_name(folder.resolve().name)
    return Reading(name, columns, tuple(rows), tuple(refused), tuple(skipped), tuple(remarks))


class _NoRecord(Exception):
    """A file that was never meant as a record."""


def _files(folder: Path) -> Iterator[Path]:
    """Every file, in order; hidden folders such as `.git` are not looked into."""
    for here, below, names in os.walk(folder, followlinks=False):
        below[:] = sorted(name for name in below if not name.startswith("."))
        yield from (Path(here, name) for name in sorted(names) if not name.startswith("."))


def _row(path: Path, where: str, form: Form, is_item: bool) -> tuple[Row, list[Remark]]:
    if not path.is_file():
        raise _NoRecord("it is no regular file")
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if form is Form.MARKDOWN and not data.removeprefix(b"\xef\xbb\xbf").startswith(b"---"):
        raise _NoRecord("it has no head of keys, so it is no record")
    document, repairs = understood(data, form)
    said = document.plain()
    body = str((said.pop("body", "") if form is Form.MARKDOWN else "") or "")
    if not said:
        raise _NoRecord("its head has no keys")
    if is_item:
        if reason := doorstop.left_out(said):
            raise _NoRecord(reason)
        cells = doorstop.cells(path.stem, said, body)
    else:
        cells = objects.cells(said) | dict(sectioned(body))
    row = Row(where, where, 1, cells, path=where, raw=said)
    return row, [Remark(where, column, message) for column, message in repairs]


def _told(wrong: Refused | OSError) -> str:
    if isinstance(wrong, Refused):
        return f"line {wrong.line}, column {wrong.col}: {wrong.message}. {wrong.hint}"
    return (wrong.strerror or str(wrong)).lower()
