"""
A workbook's archive, looked through before its reader sees it.

The reader lays a sheet out from its first cell to its last, and every text as often as a cell
shows it, so five kilobytes that name one cell far away would ask for half a terabyte, and end
the whole process; and an archive may hold more than it says. So the parts that matter are
unpacked here, within a limit, what they ask for is measured, and the reader is given a plain
archive of just these parts.
"""

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from xml.parsers.expat import ExpatError

from learnorg.errors import LearnorgError
from learnorg.exchange.extents import Extent, Strange, measured

MAX_UNPACKED = 200 * 1024 * 1024
MAX_CELLS = 2_000_000

PART = re.compile(r"(?!docProps/|customXml/).*\.(?:xml|rels)|mimetype")
READ = re.compile(r"xl/.*|content\.xml")
"""Parts that the reader cannot do without; others may be damaged, and are left out then."""


class NotAWorkbook(LearnorgError):
    """A file that is no workbook, or one that is locked or larger than is read."""

    hint = "Open it and save it again as .xlsx, or save the sheet as 'CSV UTF-8'."

    def __init__(self, source: str, why: str) -> None:
        super().__init__(f"{source} cannot be read: {why}")


def repacked(data: bytes, source: str) -> bytes:
    """An archive of the same sheets that holds what it says and is no larger than is read."""
    tame = io.BytesIO()
    extents = []
    try:
        with (
            zipfile.ZipFile(io.BytesIO(data)) as archive,
            zipfile.ZipFile(tame, "w", zipfile.ZIP_STORED) as copy,
        ):
            for name, content in _parts(archive, source):
                if (extent := _extent(name, content, source)) is not None:
                    extents.append(extent)
                    copy.writestr(name, content)
    except zipfile.BadZipFile as wrong:
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            raise NotAWorkbook(source, "it is an old .xls, or locked with a password") from None
        why = f"it is not a whole workbook ({str(wrong).lower()})"
        raise NotAWorkbook(source, why) from None
    except (zlib.error, lzma.LZMAError, EOFError, OSError, ValueError) as wrong:
        raise NotAWorkbook(source, str(wrong).lower() or "it is damaged") from None
    except NotImplementedError as wrong:
        raise NotAWorkbook(source, str(wrong)) from None
    except RuntimeError:  # what zipfile says of encrypted archives
        raise NotAWorkbook(source, "it is locked with a password") from None
    _refuse_vast(extents, source)
    return tame.getvalue()


def _parts(archive: zipfile.ZipFile, source: str) -> Iterator[tuple[str, bytes]]:
    """The parts that matter, each with its content."""
    parts = [part for part in archive.infolist() if PART.fullmatch(part.filename)]
    names = {part.filename for part in parts}
    if not names & {"xl/workbook.xml", "content.xml"}:
        raise NotAWorkbook(source, "it is neither an XLSX nor an ODS workbook")
    if len(names) < len(parts):
        raise NotAWorkbook(source, "it has two parts of one name")
    size = sum(part.file_size for part in parts)
    if size > MAX_UNPACKED:
        raise NotAWorkbook(source, f"it unpacks to {size / 2**20:,.0f} MiB")
    for part in parts:
        with archive.open(part) as packed:
            # Asked for no more, a part that is larger than it says is not unpacked whole.
            yield part.filename, packed.read(part.file_size)


def _extent(name: str, content: bytes, source: str) -> Extent | None:
    """What a part asks for; none if it is one that cannot be read and need not be."""
    if name == "mimetype" and b"<" not in content:
        return Extent()
    try:
        return measured(content)
    except Strange as wrong:
        raise NotAWorkbook(source, str(wrong)) from None
    except ExpatError as wrong:
        if READ.fullmatch(name):
            raise NotAWorkbook(source, f"{name} is damaged ({wrong})") from None
        return None


def _refuse_vast(extents: Sequence[Extent], source: str) -> None:
    """Refuse sheets whose first and last cells are too far apart, or that say too much."""
    shared = _longest(extent.shared for extent in extents)
    for extent in extents:
        if extent.height * extent.width > MAX_CELLS:
            size = f"a sheet has {extent.height:,} rows of {extent.width:,} cells"
            raise NotAWorkbook(source, f"{size}; {MAX_CELLS:,} cells are the most")
        if extent.cells > MAX_CELLS:
            size = f"its sheets have {extent.cells:,} cells"
            raise NotAWorkbook(source, f"{size}; {MAX_CELLS:,} are the most")
        if (text := extent.spelled_out(shared)) > MAX_UNPACKED:
            size = f"its cells spell out {text / 2**20:,.0f} MiB of text"
            raise NotAWorkbook(source, f"{size}; {MAX_UNPACKED // 2**20} MiB are the most")


def _longest(lists: Iterable[Sequence[int]]) -> list[int]:
    """The longest text of each number: which list of texts the reader takes is not known."""
    return [max(lengths) for lengths in zip_longest(*lists, fillvalue=0)]
