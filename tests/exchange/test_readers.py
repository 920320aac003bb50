"""Files and folders as rows."""

import io
import json
import os
import zipfile
from datetime import date, time
from pathlib import Path

import pytest
import xlsxwriter
from incoming import sheet

from learnorg.exchange import archives, delimited, objects, readers, workbooks
from learnorg.exchange.archives import NotAWorkbook
from learnorg.exchange.delimited import NotCsv, NotUtf8
from learnorg.exchange.objects import NotJson
from learnorg.exchange.readers import NothingToRead, UnknownFormat
from learnorg.exchange.rows import Cell, Remark, Row, grouped
from learnorg.exchange.sheets import ANYWHERE, Layout, NoHeader
from learnorg.exchange.workbooks import NoSuchSheet
from learnorg.findings import Level


def texts(row: Row) -> dict[str, str]:
    return {name: cell.text for name, cell in row.cells.items()}


def test_a_sheet() -> None:
    """Rows bear a spreadsheet's numbers and a file's lines, blank rows are none."""
    found = sheet('A,B\n1,"two\nlines"\n,\n3,four\n')
    assert [(row.where, row.line, texts(row)) for row in found.rows] == [
        ("sheet.csv row 2", 2, {"A": "1", "B": "two\nlines"}),
        ("sheet.csv row 4", 5, {"A": "3", "B": "four"}),
    ]


@pytest.mark.parametrize(("sign", "named"), [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")])
def test_delimiters(sign: str, named: str) -> None:
    """Other signs between cells are seen, and said."""
    found = delimited.read(f"A{sign}B\n1,5{sign}x\n".encode(), "s.csv", ANYWHERE)
    assert texts(found.rows[0]) == {"A": "1,5", "B": "x"}
    assert [remark.message for remark in found.remarks] == [f"its cells are separated by {named}"]


def test_byte_order_mark() -> None:
    """The mark that Excel puts first is no part of the first column's name."""
    assert delimited.read(b"\xef\xbb\xbfA,B\n1,2\n", "s.csv", ANYWHERE).columns == ("A", "B")


@pytest.mark.parametrize("data", ["A,B\n1,Größe\n".encode("cp1252"), "A,B\n".encode("utf-16")])
def test_other_encodings(data: bytes) -> None:
    """Another encoding is refused with what to do, never read as something else."""
    with pytest.raises(NotUtf8) as wrong:
        delimited.read(data, "s.csv", ANYWHERE)
    assert "CSV UTF-8" in wrong.value.hint


def test_open_quote() -> None:
    """A quote that never closes is refused with its line, and swallows no rows."""
    with pytest.raises(NotCsv, match="past line 3"):
        sheet('A,B\n1,2\n3,"four\n5,6\n')


def test_ragged_rows() -> None:
    """Cells beyond the named columns are kept and told of."""
    found = sheet("A,B\n1,2,3\n4\n")
    assert texts(found.rows[0]) == {"A": "1", "B": "2", "column 3": "3"}
    assert [(remark.where, remark.level) for remark in found.remarks] == [
        ("sheet.csv row 2", Level.WARNING),
        ("sheet.csv row 3", Level.INFO),
    ]


def test_odd_headers() -> None:
    """Columns of one name are told apart, nameless ones bear their number."""
    found = sheet("A,A,\n1,2,3\n")
    assert texts(found.rows[0]) == {"A": "1", "A 2": "2", "column 3": "3"}


def test_title_above_the_table() -> None:
    """A title above the row that names the columns is passed over, and said."""
    found = sheet("Our register,,\n,,\nA,B,C\n1,2,3\n")
    assert (found.header, found.columns) == (3, ("A", "B", "C"))
    assert "Our register" in found.remarks[0].message
    assert found.rows[0].where == "sheet.csv row 4"


def test_shielded_cells() -> None:
    """The apostrophe that keeps a cell from being a formula is taken away again."""
    found = sheet("A,B\n'=1+1,'tis\n")
    assert texts(found.rows[0]) == {"A": "=1+1", "B": "'tis"}


def test_empty_file() -> None:
    """A file in which nothing names columns is refused."""
    with pytest.raises(NoHeader):
        sheet("\n\n")


@pytest.fixture
def workbook() -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        one, two = book.add_worksheet("Register"), book.add_worksheet("Notes")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        clock = book.add_format({"num_format": "hh:mm"})
        one.write_row(0, 0, ["Ref", "Raised", "Baseline", "At", "Share", "Formula", "Flag"])
        one.write_string(1, 0, "CSI-1")
        one.write_datetime(1, 1, date(2025, 2, 3), day)
        one.write_number(1, 2, 420)
        one.write_datetime(1, 3, time(8, 30), clock)
        one.write_number(1, 4, 0.61)
        one.write_formula(1, 5, "=1+1", None, 2)
        one.write_boolean(1, 6, True)
        two.write_row(0, 0, ["X"])
        two.write_string(1, 0, "=not a formula")
    return data.getvalue()


def test_a_workbook(workbook: bytes) -> None:
    """Dates are dates, numbers have no digits they do not need, formulas are their last value."""
    found = workbooks.read(workbook, "r.xlsx", ANYWHERE)
    row = found.rows[0]
    assert row.where == "r.xlsx row 2"
    assert row.cells["Raised"] == Cell("2025-02-03", day=date(2025, 2, 3))
    assert list(texts(row).values())[2:] == ["420", "08:30", "0.61", "2", "true"]
    assert "'Notes'" in found.remarks[0].message


def test_named_sheet(workbook: bytes) -> None:
    """The map may name another sheet, which is to be there."""
    assert texts(workbooks.read(workbook, "r.xlsx", Layout(sheet="Notes")).rows[0]) == {
        "X": "=not a formula"
    }
    with pytest.raises(NoSuchSheet) as wrong:
        workbooks.read(workbook, "r.xlsx", Layout(sheet="Other"))
    assert wrong.value.hint == "Its sheets are: Register, Notes."


MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)
WIDE = 'table:number-columns-repeated="16380"'


def text_cell(text: str) -> str:
    return (
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
    )


def ods(rows: str, before: str = "") -> bytes:
    """A workbook with columns A and B, and some rows."""
    content = (
        f'<?xml version="1.0"?>{before}<office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="S"><table:table-row>{text_cell("A")}'
        f"{text_cell('B')}</table:table-row>{rows}</table:table></office:spreadsheet>"
        "</office:body></office:document-content>"
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", content)
    return data.getvalue()


def test_a_workbook_of_open_document() -> None:
    """ODS is read as XLSX is."""
    row = (
        '<table:table-row><table:table-cell office:value-type="date" '
        'office:date-value="2025-02-03"/><table:table-cell office:value-type="float" '
        'office:value="7"/></table:table-row>'
    )
    found = workbooks.read(ods(row), "r.ods", ANYWHERE)
    assert texts(found.rows[0]) == {"A": "2025-02-03", "B": "7"}


def test_broken_workbook() -> None:
    """What only calls itself a workbook is refused."""
    for data in (b"PK\x03\x04 nothing", b"text", b""):
        with pytest.raises(NotAWorkbook):
            workbooks.read(data, "r.xlsx", ANYWHERE)


def test_workbook_bomb(monkeypatch: pytest.MonkeyPatch, workbook: bytes) -> None:
    """What unpacks to more than a register ever is, is not read; nor are endless grids."""
    monkeypatch.setattr(archives, "MAX_UNPACKED", 100)
    with pytest.raises(NotAWorkbook, match="unpacks"):
        workbooks.read(workbook, "r.xlsx", ANYWHERE)
    monkeypatch.undo()
    monkeypatch.setattr(archives, "MAX_CELLS", 3)
    with pytest.raises(NotAWorkbook, match="2 rows of 7 cells"):
        workbooks.read(workbook, "r.xlsx", ANYWHERE)


def test_one_cell_far_away() -> None:
    """Two cells a world apart are refused before anything is laid out between them."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        one = book.add_worksheet()
        one.write(0, 0, "A")
        one.write(1048575, 16383, "B")
        book.add_worksheet().write_blank(1048575, 16383, None, book.add_format({"bold": True}))
    with pytest.raises(NotAWorkbook, match="1,048,576 rows of 16,384 cells"):
        workbooks.read(data.getvalue(), "r.xlsx", ANYWHERE)


def test_empty_rows_without_end() -> None:
    """ODS ends with a million empty rows, which is no reason to refuse it; full ones are."""
    far = 'table:number-rows-repeated="1048570"'
    empty = f"<table:table-row {far}><table:table-cell {WIDE}/></table:table-row>"
    assert workbooks.read(ods(empty), "r.ods", ANYWHERE).columns == ("A", "B")
    full = f"<table:table-row {far}>{text_cell('x')}</table:table-row>"
    with pytest.raises(NotAWorkbook, match="cells are the most"):
        workbooks.read(ods(full), "r.ods", ANYWHERE)


def test_document_types() -> None:
    """A sheet that declares entities is no sheet that a program wrote."""
    with pytest.raises(NotAWorkbook, match="document type"):
        workbooks.read(ods("", "<!DOCTYPE x>"), "r.ods", ANYWHERE)


def test_json() -> None:
    """An array, or the one list of objects in an object; what is nested gets dotted names."""
    item = {"key": "A-1", "fields": {"status": {"name": "Done"}, "labels": ["a", "b"], "n": 1.50}}
    for said in ([item], {"total": 1, "names": ["x"], "issues": [item]}):
        found = objects.read_json(json.dumps(said).encode(), "i.json", ANYWHERE)
        assert texts(found.rows[0]) == {
            "key": "A-1",
            "fields.status.name": "Done",
            "fields.labels": "a\nb",
            "fields.n": "1.5",
        }
        assert found.rows[0].cells["fields.labels"].items == ("a", "b")


@pytest.mark.parametrize(
    "text",
    ["", "7", '{"a": 1}', '{"a": [{}], "b": [{}]}', "[" * 100_000, '[{"a": 1, "a": 2}]', "[1e]"],
)
def test_no_list(text: str) -> None:
    """JSON in which no list of records is to be found is refused."""
    with pytest.raises(NotJson):
        objects.read_json(text.encode(), "i.json", ANYWHERE)


def test_json_lines() -> None:
    """A bad line is reported, the others are read."""
    found = objects.read_lines(b'{"a": 1}\n\n{"a": \n7\n{"a": 2}\n', "i.jsonl", ANYWHERE)
    assert [row.where for row in found.rows] == ["i.jsonl line 1", "i.jsonl line 5"]
    assert [bad.where for bad in found.refused] == ["i.jsonl line 3", "i.jsonl line 4"]


def test_half_characters() -> None:
    """Half a character, which no file can carry, is written out."""
    found = objects.read_json(b'[{"a\\ud800": "x"}]', "i.json", ANYWHERE)
    assert found.columns == ("a\\ud800",)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "a.md").write_text("---\ntitle: not ours\n---\n")
    (tmp_path / "sub").mkdir()
    (tmp_path / "LICENSE").write_text("free")
    (tmp_path / "readme.md").write_text("# Read me\n")
    (tmp_path / "sub" / "a.md").write_text(
        "---\nid: 1\nassignee: @me: a 'b'\ntags: [x, y]\n---\n"
        "Before.\n\n## One\n\ntext\n```\n## not a heading\n```\n### within\n\n## Two\n## One\nmore"
    )
    (tmp_path / "b.yaml").write_text("id: 2\ntitle: *b* marks\n")
    (tmp_path / "c.yaml").write_text("id: 3\nid: 4\n")
    (tmp_path / "d.yaml").symlink_to(tmp_path / "b.yaml")
    return tmp_path


def test_a_folder(folder: Path) -> None:
    """Files with heads are rows; every other file is told with a reason, hidden ones are not."""
    found = readers.read(folder)
    assert [row.where for row in found.rows] == ["b.yaml", "sub/a.md"]
    assert [bad.where for bad in found.refused] == ["c.yaml"]
    assert "'id' stands twice" in found.refused[0].reason or "twice" in found.refused[0].reason
    assert [skip.where for skip in found.skipped] == ["LICENSE", "d.yaml", "readme.md"]


def test_foreign_heads(folder: Path) -> None:
    """A value that YAML does not allow is read as the text it is, and that is said."""
    found = readers.read(folder)
    assert texts(found.rows[0])["title"] == "*b* marks"
    assert texts(found.rows[1])["assignee"] == "@me: a 'b'"
    assert [(remark.where, remark.column) for remark in found.remarks] == [
        ("b.yaml", "title"),
        ("sub/a.md", "assignee"),
    ]


def test_sections(folder: Path) -> None:
    """Headings of two levels part a text, code and deeper headings do not."""
    cells = texts(readers.read(folder).rows[1])
    assert cells["text"] == "Before."
    assert cells["## One"] == "text\n```\n## not a heading\n```\n### within"
    assert (cells["## Two"], cells["## One 2"]) == ("", "more")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (b"caf\xe9.csv", "caf\\xe9.csv"),
        ("café.csv".encode(), "café.csv"),
        (b"a\nb\x1b[31m.csv", "a\\nb\\x1b[31m.csv"),
    ],
)
def test_odd_file_names(tmp_path: Path, name: bytes, told: str) -> None:
    """Whatever a file or a folder is called, its name is told as a record may hold it."""
    file = tmp_path / os.fsdecode(name)
    file.write_text("A\n1\n")
    found = readers.read(file)
    assert (found.source, found.rows[0].where) == (told, f"{told} row 2")
    file.unlink()
    file.mkdir()
    (file / os.fsdecode(name)).write_text("x")
    found = readers.read(file)
    assert (found.source, found.skipped[0].where) == (told, told)


def test_what_to_read(tmp_path: Path) -> None:
    """A missing file and an unknown form are refused with what to do."""
    with pytest.raises(NothingToRead):
        readers.read(tmp_path / "none.csv")
    (tmp_path / "a.docx").write_text("x")
    with pytest.raises(UnknownFormat) as wrong:
        readers.read(tmp_path / "a.docx")
    assert ".xlsx" in wrong.value.hint


def test_digest() -> None:
    """A row's digest knows what stands in it, not where, nor in which order of columns."""
    one, other = sheet("A,B\n1,2\n").rows[0], sheet("B,C,A\n\n2,,1\n").rows[0]
    assert one.digest == other.digest
    assert one.digest != sheet("A,B\n1,3\n").rows[0].digest


def test_grouped() -> None:
    """Remarks that say the same of several rows are told once, the gravest first."""
    said = [
        Remark("row 1", "A", "x", Level.INFO),
        Remark("row 2", "A", "y"),
        Remark("row 3", "A", "y"),
    ]
    assert [same.where for same in grouped(said)] == [("row 2", "row 3"), ("row 1",)]
