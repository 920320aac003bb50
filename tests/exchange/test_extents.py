"""Small workbooks that would ask their reader for gigabytes."""

import io
import re
import zipfile

import pytest

from learnorg.exchange import archives, workbooks
from learnorg.exchange.archives import NotAWorkbook
from learnorg.exchange.rows import Reading
from learnorg.exchange.sheets import ANYWHERE
from learnorg.exchange.workbooks import NoSuchTime

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BOOK = (
    f'<workbook {MAIN} xmlns:r="{OFFICE}">'
    '<sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="TARGET"/></Relationships>'
)
ROOT = RELATIONS.replace("/worksheet", "/officeDocument").replace("TARGET", "xl/workbook.xml")
LONG = "x" * 1_000_000
FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
FORMATS = (
    f'<styleSheet {MAIN}><cellXfs><xf numFmtId="0"/><xf numFmtId="46"/></cellXfs></styleSheet>'
)


def packed(parts: dict[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def xlsx(rows: str, part: str = "xl/worksheets/sheet1.xml", before: str = "", **more: str) -> bytes:
    """A workbook whose only sheet is a part of this name; `texts` are shared, `styles` used."""
    target = part.removeprefix("xl/") if part.startswith("xl/") else f"/{part}"
    names = {"texts": "xl/sharedStrings.xml", "styles": "xl/styles.xml"}
    sheet = f"<worksheet {MAIN}>{before}<sheetData>{rows}</sheetData></worksheet>"
    return packed(
        {
            "_rels/.rels": ROOT,
            "xl/workbook.xml": BOOK,
            "xl/_rels/workbook.xml.rels": RELATIONS.replace("TARGET", target),
            part: sheet,
        }
        | {names.get(name, name): content for name, content in more.items()}
    )


def texts(*shared: str, attributes: str = "") -> str:
    said = "".join(f"<si><t>{text}</t></si>" for text in shared)
    return f"<sst {MAIN} {attributes}>{said}</sst>"


def ods(*tables: str) -> bytes:
    """A workbook of tables named by their numbers."""
    names = {
        name: f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "manifest")
    }
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    sheets = "".join(
        f'<table:table table:name="{n}">{rows}</table:table>' for n, rows in enumerate(tables)
    )
    return packed(
        {
            "mimetype": kind,
            "META-INF/manifest.xml": f"<manifest:manifest {names['manifest']}>"
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
            "</manifest:manifest>",
            "content.xml": f"<office:document-content {' '.join(names.values())}><office:body>"
            f"<office:spreadsheet>{sheets}</office:spreadsheet></office:body>"
            "</office:document-content>",
        }
    )


def row(cells: str, times: int | str = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'


def cell(inside: str = "x", times: int | str = 1, name: str = "table-cell") -> str:
    return (
        f'<table:{name} office:value-type="string" table:number-columns-repeated="{times}">'
        f"<text:p>{inside}</text:p></table:{name}>"
    )


def read(data: bytes) -> Reading:
    return workbooks.read(data, "w", ANYWHERE)


def refused(data: bytes) -> str:
    with pytest.raises(NotAWorkbook) as wrong:
        read(data)
    return str(wrong.value).removeprefix("w cannot be read: ")


@pytest.mark.parametrize(
    "part",
    [
        "xl/worksheets/sheet1.xml", "xl/other/s.xml", "xl/Worksheets/s.xml", "s.xml",
        "xl/worksheets/s.rels", "mimetype",
    ],
)  # fmt: skip
def test_any_part_may_be_a_sheet(part: str) -> None:
    """A sheet is measured whatever its part is called."""
    assert "1,048,576 rows of 16,384 cells" in refused(xlsx(FAR, part))


def test_any_prefix() -> None:
    """A sheet is measured whatever prefix its elements have."""
    far = re.sub(r"<(/?)", r"<\1x:", f"<sheetData>{FAR}</sheetData>")
    assert "1,048,576 rows" in refused(xlsx("", **{"xl/a.xml": f'<a xmlns:x="m">{far}</a>'}))


def test_small_letters() -> None:
    """A cell is where its letters say, small or capital."""
    far = FAR.replace("XFD", "xfd")
    assert "16,384 cells" in refused(xlsx(far))
    assert read(xlsx('<row r="1"><c r="b1" t="str"><v>T</v></c></row>')).columns[1] == "T"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ('<row r="1048577"/>', "the number 1048577; 1048576 is the last"),
        ('<row r="99999999999"/>', "the number 99999999999"),
        ('<row r="0"/>', "the number 0"),
        ('<row r="x"/>', "'x' stands where a number belongs"),
        ('<row r=""/>', "'' stands where a number belongs"),
        ('<row r="5"/><row r="1"/>', "row 1 stands below row 5"),
        ('<row r="1"><c r="ZZZZ1"/></row>', "a cell of row 1 is called 'ZZZZ1'"),
        ('<row r="1"><c r="XFE1"/></row>', "'XFE1'"),
        ('<row r="1"><c r="A"/></row>', "'A'"),
        ('<row r="1"><c r=""/></row>', "''"),
        ('<row r="1"><c r="$A$1"/></row>', "'$A$1'"),
        ('<row r="1"><c r="A4294967297"/></row>', "'A4294967297'"),
        ('<row r="1"><c r="A7"/></row>', "a cell of row 1 is called 'A7'"),
        ("<c><v>1</v></c>", "a cell stands outside of the rows"),
        ("<row><row/></row>", "a row stands within another"),
        (f"<row>{'<c/>' * 16_385}</row>", "more than 16,384 cells"),
        ("<sheetData/>", "a sheet stands within another"),
        ("<si/>", "a sheet stands within another"),
    ],
)
def test_strange_places(rows: str, told: str) -> None:
    """Rows and cells where there cannot be any are refused with the place."""
    assert told in refused(xlsx(rows))


@pytest.mark.parametrize("said", ["A1:XFD1048576", "XFD1048576:A1", "A1:ZZZZ99999999999"])
def test_dimension(said: str) -> None:
    """What a sheet says of its own size is not believed."""
    before = f'<dimension ref="{said}"/>'
    found = read(xlsx('<row><c t="str"><v>T</v></c></row>', before=before))
    assert found.columns == ("T",)


@pytest.mark.parametrize("count", ["99999999999", "9999999999999999999", "10000001", "-1", "x"])
@pytest.mark.parametrize("name", ["count", "uniqueCount"])
def test_count_of_shared_texts(name: str, count: str) -> None:
    """No room is made for texts that only a number speaks of."""
    data = xlsx("", texts=texts("T", attributes=f'{name}="{count}"'))
    assert count in refused(data)


def test_shared_texts() -> None:
    """A shared text counts as often as a cell shows it."""
    shows = "".join('<row><c t="s"><v>N</v></c></row>' for _ in range(250))
    shared = texts(LONG, "T")
    assert "its cells spell out 238 MiB of text" in refused(
        xlsx(shows.replace("N", "0"), texts=shared)
    )
    assert len(read(xlsx(shows.replace("N", "1"), texts=shared)).rows) == 249


@pytest.mark.parametrize("number", ["x", "+1", " 1", "1<!-- -->0", "", "\u0661"])
def test_odd_numbers_of_shared_texts(number: str) -> None:
    """A number that the reader may take for another counts as the longest text."""
    shows = f'<row><c t="s"><v>{number}</v></c></row>' * 250
    assert "238 MiB" in refused(xlsx(shows, texts=texts("T", "U", LONG)))


def test_repeated_texts() -> None:
    """In ODS a text counts as often as its cells and rows are repeated."""
    for rows in (
        row(cell(LONG, 250)),
        row(cell(LONG), 250),
        row(cell(LONG, 25), 10),
        row(f'<table:table-cell office:value="1" table:formula="{LONG}" '
            'table:number-columns-repeated="251"/>'),
        row(cell('<text:s text:c="250000000"/>')),
    ):  # fmt: skip
        assert "its cells spell out 23" in refused(ods(rows))


def test_coloured_to_the_end() -> None:
    """Empty cells that are repeated to the end of the sheet are no reason to refuse it."""
    blank = (
        '<table:table-cell table:style-name="a-style-with-a-name" '
        'table:number-columns-repeated="16384">\n</table:table-cell>'
    )
    found = read(ods(row(cell("T")) + row(cell("x") + blank) + row(blank, 1_048_574)))
    assert [one.cells["T"].text for one in found.rows] == ["x"]


@pytest.mark.parametrize(
    ("tables", "told"),
    [
        ([row(cell("x", 16_385))], "1 rows of 16,385 cells; 1,048,576 of 16,384 are the most"),
        ([row(cell(), 1_048_577)], "1,048,577 rows"),
        ([row(cell(), 10_000_000_000)], "10,000,000,000 rows"),
        ([row(cell("x", 1000), 2001)], "2,001 rows of 1,000 cells; 2,000,000 cells are the most"),
        ([row(cell("x", 1000), 1001)] * 2, "its sheets have 2,002,000 cells"),
        ([row(cell("x", 20_000, "covered-table-cell"))], "20,000 cells"),
        ([row('<table:table-cell office:value="1" table:number-columns-repeated="20000"/>')],
         "20,000 cells"),
        ([row(cell("x", "+3"))], "'+3' stands where a number belongs"),
        ([row(cell("x", "1" * 30))], "stands where a number belongs"),
        ([row(cell(), 1000) + "<table:table/>"], "a sheet stands within another"),
        ([row(cell() + row(cell()))], "a row stands within another"),
        ([row(cell(cell(LONG), 250))], "a cell stands within another"),
    ],
)  # fmt: skip
def test_strange_tables(tables: list[str], told: str) -> None:
    """Tables of ODS that would be laid out without end are refused with their size."""
    assert told in refused(ods(*tables))


def test_parts_that_lie(monkeypatch: pytest.MonkeyPatch) -> None:
    """A part that is larger than it says is refused, and not unpacked whole."""
    data = bytearray(xlsx("", **{"xl/a.xml": " " * 50_000_000}))
    at = data.rfind(b"PK\x01\x02") + 24
    data[at : at + 4] = (100).to_bytes(4, "little")
    most = 0
    unpack = zipfile.ZipExtFile.read

    def watched(self: zipfile.ZipExtFile, size: int = -1) -> bytes:
        nonlocal most
        most = max(most, size if size >= 0 else len(data) * 1000)
        return unpack(self, size)

    monkeypatch.setattr(zipfile.ZipExtFile, "read", watched)
    assert "crc" in refused(bytes(data))
    assert most < 10_000


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_parts_of_one_name() -> None:
    """Of two parts of one name nobody knows which is meant."""
    data = io.BytesIO(xlsx(""))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("xl/workbook.xml", BOOK)
    assert refused(data.getvalue()) == "it has two parts of one name"


def test_parts_that_do_not_matter() -> None:
    """Other parts may be empty or no XML; those of the workbook may not."""
    title = '<row><c t="str"><v>T</v></c></row>'
    odd = {"docProps/app.xml": "<a", "Configurations2/accelerator/current.xml": ""}
    assert read(xlsx(title, **odd)).columns == ("T",)
    assert "xl/a.xml is damaged" in refused(xlsx(title, **{"xl/a.xml": "<a"}))


def test_names_without_end() -> None:
    """A parser keeps every name that it has seen; nobody needs ten thousand, or texts so long."""
    for odd in ("<a{}/>", "<a a{}=''/>"):
        many = "".join(odd.format(n) for n in range(10_001))
        assert "too many kinds" in refused(xlsx("", **{"xl/a.xml": f"<a>{many}</a>"}))
    tag = "".join(f" a{n:09}=''" for n in range(800_000))
    for endless in (f"<a{tag}/>", f"<a>{LONG * 10}</a>"):
        assert "does not end" in refused(xlsx("", **{"xl/a.xml": endless}))


@pytest.mark.parametrize("encoding", ["nonsense", "utf-7"])
def test_encodings(encoding: str) -> None:
    """A part in an encoding that nobody knows is refused."""
    sheet = f'<?xml version="1.0" encoding="{encoding}"?><worksheet/>'
    assert "encoding" in refused(xlsx("", **{"xl/a.xml": sheet}))


def test_missing_sheets() -> None:
    """A workbook without sheets, or without the one that it names, is refused."""
    empty = {
        "_rels/.rels": ROOT,
        "xl/_rels/workbook.xml.rels": RELATIONS.replace("TARGET", "worksheets/s.xml"),
    }
    assert (
        refused(packed({"xl/workbook.xml": BOOK, **empty})) == "it names a sheet 'S' and has none"
    )
    bare = f"<workbook {MAIN}/>"
    assert refused(packed({"xl/workbook.xml": bare, **empty})) == "it has no sheets"


@pytest.mark.parametrize("number", ["2147483647", "1e12", "1e308"])
def test_times_without_end(number: str) -> None:
    """A number that is shown as a time and is too large for one is refused in words."""
    rows = f'<row><c s="1"><v>{number}</v></c></row>'
    with pytest.raises(NoSuchTime) as wrong:
        read(xlsx(rows, styles=FORMATS))
    assert "numbers as numbers" in wrong.value.hint


def test_vast_and_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is just within the limits is read."""
    monkeypatch.setattr(archives, "MAX_CELLS", 4)
    rows = '<row r="1"><c r="A1" t="str"><v>T</v></c></row><row r="4"><c r="A4"><v>7</v></c></row>'
    assert [one.cells["T"].text for one in read(xlsx(rows)).rows] == ["7"]
    assert "4 cells are the most" in refused(xlsx(rows.replace('"4"', '"5"').replace("A4", "A5")))
