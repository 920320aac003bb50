"""A file or a folder as rows, whatever its format."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from learnorg.errors import LearnorgError
from learnorg.exchange import delimited, folders, objects, workbooks
from learnorg.exchange.rows import Reading
from learnorg.exchange.sheets import ANYWHERE, Layout
from learnorg.exchange.values import file_name

MAX_BYTES = 50 * 1024 * 1024
"""More is not read into memory; 10,000 rows with prose are about 10 MiB."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format that can be read: how its files end, and what reads their bytes."""

    name: str
    endings: tuple[str, ...]
    read: Callable[[bytes, str, Layout], Reading]


FORMATS: tuple[Format, ...] = (
    Format("csv", (".csv", ".tsv", ".txt"), delimited.read),
    Format("workbook", (".xlsx", ".xlsm", ".ods"), workbooks.read),
    Format("json", (".json",), objects.read_json),
    Format("jsonl", (".jsonl", ".ndjson"), objects.read_lines),
)
"""Every format of a single file; a folder is read by `folders`."""


class NothingToRead(LearnorgError):
    """No such file or folder, or none that can be looked into."""

    exit_code = 3
    hint = "Give the path of a file or a folder."

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: {why}")


class UnknownFormat(LearnorgError):
    """A file of a form that no reader knows."""

    def __init__(self, path: Path, endings: Sequence[str]) -> None:
        super().__init__(f"{path.name} is in none of the forms that can be read")
        self.hint = f"Save it as one of: {', '.join(endings)}; or give a folder of Markdown files."


class TooBig(LearnorgError):
    """A file beyond the size that is read."""

    hint = "Split it, or export only the columns and rows that matter."

    def __init__(self, path: Path, size: int) -> None:
        most = MAX_BYTES // 2**20
        super().__init__(f"{path.name} has {size / 2**20:.0f} MiB; {most} MiB is the most")


def read(path: Path, layout: Layout = ANYWHERE) -> Reading:
    """Everything that a file or a folder holds, as rows."""
    if path.is_dir():
        return folders.read(path)
    if path.exists() and not path.is_file():
        raise NothingToRead(path, "is no regular file")
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise TooBig(path, size)
        known = next((f for f in FORMATS if path.suffix.lower() in f.endings), None)
        if known is None:
            raise UnknownFormat(path, [ending for f in FORMATS for ending in f.endings])
        return known.read(path.read_bytes(), file_name(path.name), layout)
    except OSError as wrong:
        raise NothingToRead(path, (wrong.strerror or str(wrong)).lower()) from None
