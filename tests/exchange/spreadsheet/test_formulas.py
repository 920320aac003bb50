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


def test_too_many_areas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Formulas over several cells are few, or the workbook is refused."""
    monkeypatch.setattr(module, "AREAS", 0)
    with pytest.raises(NotAWorkbook, match="fill several cells"):
        formulas(repacked(archive(**{"content.xml": ODS}), "a.ods"), "Sheet", "a.ods")


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (16384, "XFD")])
def test_letters(number: int, letters: str) -> None:
    """Columns are numbered as spreadsheets letter them."""
    assert (letters_of(number), number_of(letters)) == (letters, number)
