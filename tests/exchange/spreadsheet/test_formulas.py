"""Which cells have their value from a formula."""

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from learnorg.exchange.archives import NotAWorkbook, repacked
from learnorg.exchange.spreadsheet import formulas as module
from learnorg.exchange.spreadsheet.formulas import formulas, letters_of, number_of

ODS = """<office:document-content xmlns:office="o" xmlns:table="t"><table:table table:name="Other">
<table:table-row><table:table-cell table:formula="=1"/></table:table-row></table:table>
<table:table table:name="Sheet"><table:table-row table:number-rows-repeated="2">
<table:table-cell/></table:table-row><table:table-row>
<table:table-cell table:number-columns-repeated="2"/>
<table:table-cell table:formula="=1" table:number-matrix-rows-spanned="2" office:value="1"/>
<table:table-cell/></table:table-row></table:table></office:document-content>"""


def archive(**parts: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as whole:
        for name, text in parts.items():
            whole.writestr(name, text)
    return held.getvalue()


def test_xlsx(tmp_path: Path) -> None:
    """Formulas are found in the wanted sheet alone, and all cells that one of them fills."""
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    first, second = book.add_worksheet("One"), book.add_worksheet("Two")
    first.write_formula("A1", "=1+1")
    second.write_string("A1", "=1+1")
    second.write_formula("B2", "=1+1")
    second.write_array_formula("C3:D4", "{=A1:B2}")
    book.close()
    tame = repacked((tmp_path / "a.xlsx").read_bytes(), "a.xlsx")
    found = formulas(tame, "Two", "a.xlsx")
    cells = [(row, column) for row in range(1, 6) for column in range(1, 6) if found(row, column)]
    assert cells == [(2, 2), (3, 3), (3, 4), (4, 3), (4, 4)]


def test_ods() -> None:
    """In ODS rows and cells may stand for many."""
    found = formulas(repacked(archive(**{"content.xml": ODS}), "a.ods"), "Sheet", "a.ods")
    cells = [(row, column) for row in range(1, 6) for column in range(1, 6) if found(row, column)]
    assert cells == [(3, 3), (4, 3)]


def sheet(cells: str) -> bytes:
    """An XLSX whose only sheet has these cells in its second row."""
    book = '<workbook xmlns:r="r"><sheets><sheet name="S" r:id="a"/></sheets></workbook>'
    relations = '<Relationships><Relationship Id="a" Target="s.xml"/></Relationships>'
    rows = f'<worksheet><sheetData><row r="2">{cells}</row></sheetData></worksheet>'
    parts = {"xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": relations, "xl/s.xml": rows}
    return archive(**parts)


@pytest.mark.parametrize(
    ("said", "cells"),
    [
        ('t="array" ref="ZZ9:ZZ9"', [(2, 2)]),
        ('t="array" ref="$B$2:$C$3"', [(2, 2), (2, 3), (3, 2), (3, 3)]),
        ('t="array" ref="C3:B2"', [(2, 2), (2, 3), (3, 2), (3, 3)]),
        ('t="shared" si="0" ref="B2:B4"', [(2, 2), (3, 2), (4, 2)]),
        ('t="shared" si="0"', [(2, 2)]),
        ('t="array" ref="Sheet2!A1:B2"', [(2, 2)]),
        ('ref="B2:B4"', [(2, 2)]),
    ],
)
def test_references(said: str, cells: list[tuple[int, int]]) -> None:
    """The cell that bears a formula always counts, and whatever else it fills, however written."""
    found = formulas(sheet(f'<c r="B2"><f {said}>1</f><v>2</v></c>'), "S", "a.xlsx")
    everywhere = [(row, column) for row in range(1, 10) for column in range(1, 10)]
    assert [place for place in everywhere if found(*place)] == cells


def test_errors() -> None:
    """A cell with an error holds its word; one that a formula fills is a formula's."""
    cells = '<c r="A2" t="e"><v>#N/A</v></c><c r="B2" t="e"><v/></c><c r="C2" t="s"><v>#N/A</v></c>'
    cells += '<c r="D2" t="e"><f>NA()</f><v>#N/A</v></c>'
    found = formulas(sheet(cells), "S", "a.xlsx")
    assert [found(2, column) for column in range(1, 5)] == ["#N/A", "#ERROR!", "", "="]


def test_errors_in_ods() -> None:
    """An error in ODS may stand for many cells."""
    cell = (
        '<table:table-cell table:number-columns-repeated="2" office:value-type="string" '
        'calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell>'
        '<table:table-cell office:value-type="string"><text:p>#N/A</text:p></table:table-cell>'
    )
    text = ODS.replace(
        "<table:table-cell/></table:table-row><table:table-row>",
        f"{cell}</table:table-row><table:table-row>",
    )
    text = text.replace('xmlns:table="t"', 'xmlns:table="t" xmlns:text="x" xmlns:calcext="c"')
    found = formulas(archive(**{"content.xml": text}), "Sheet", "a.ods")
    assert [found(1, column) for column in range(1, 5)] == ["#REF!", "#REF!", "", ""]
    assert found(2, 1) == "#REF!"


def test_too_many_areas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Formulas over several cells are few, or the workbook is refused."""
    monkeypatch.setattr(module, "AREAS", 0)
    with pytest.raises(NotAWorkbook, match="fill several cells"):
        formulas(repacked(archive(**{"content.xml": ODS}), "a.ods"), "Sheet", "a.ods")


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (16384, "XFD")])
def test_letters(number: int, letters: str) -> None:
    """Columns are numbered as spreadsheets letter them."""
    assert (letters_of(number), number_of(letters)) == (letters, number)
