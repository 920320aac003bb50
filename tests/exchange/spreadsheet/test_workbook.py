"""Improvements as a workbook, and what it tells of where it came from."""

import io
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from learnorg.exchange import archives
from learnorg.exchange.archives import NotAWorkbook
from learnorg.exchange.exports import flat, to_csv
from learnorg.exchange.readers import TooBig
from learnorg.exchange.spreadsheet import opening, workbook
from learnorg.exchange.spreadsheet.bases import (
    Base,
    NoBase,
    OtherVersion,
    as_json,
    as_rows,
    fingerprint,
    from_json,
    from_rows,
    taken,
)
from learnorg.exchange.spreadsheet.choices import Choice, choices
from learnorg.exchange.spreadsheet.columns import ALWAYS, IN_SIGHT, arranged
from learnorg.exchange.spreadsheet.opening import opened
from learnorg.exchange.spreadsheet.three_way import Versions, compared, same
from learnorg.exchange.spreadsheet.workbook import TooMany, is_kept, placeholder, to_xlsx
from learnorg.register.register import Register

COMMIT = "a" * 40
BASE = Base(COMMIT, "Ours", "2026-11-22", "state:open", {"IMP-2611-7k3mqx": "b" * 40})
RECORD = {
    "id": "IMP-2611-7k3mqx",
    "title": "=1+1",
    "state": "proposed",
    "raised": "2026-11-02",
    "tags": ["a", "b"],
    "estimates": {"value": "8", "confidence": "0.80", "effort": "3-5-9"},
    "measures": [{"id": "b7k", "name": "08:30", "baseline": "08:30", "target": "1.10"}],
    "imported": {"from": "https://example.org"},
}

RECORD_COLUMNS = ("id", "title", "measures.1.id", "imported.from", "estimates.value")


def table(data: bytes) -> dict[str, Any]:
    """The cells of the first record, by their columns."""
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        head, row = book.get_sheet_by_name("Improvements").to_python(skip_empty_area=False)[:2]
    return {str(name): cell for name, cell in zip(head, row, strict=True) if cell != ""}


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def test_cells() -> None:
    """Days are days and numbers numbers, where no digit is lost; all else is text."""
    data, _ = to_xlsx([RECORD], BASE, {})
    assert table(data) == {
        "id": "IMP-2611-7k3mqx",
        "title": "=1+1",
        "state": "proposed",
        "raised": date(2026, 11, 2),
        "tags": "a; b",
        "estimates.value": 8.0,
        "estimates.confidence": "0.80",
        "estimates.effort": "3-5-9",
        "measures.1.id": "b7k",
        "measures.1.name": "08:30",
        "measures.1.baseline": "08:30",
        "measures.1.target": "1.10",
        "imported.from": "https://example.org",
    }
    sheet = part(data, "xl/worksheets/sheet1.xml")
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet


def test_for_people() -> None:
    """The head is frozen, a table can be filtered; all but the columns in sight are folded."""
    data, _ = to_xlsx([RECORD], BASE, {})
    sheet = part(data, "xl/worksheets/sheet1.xml")
    assert '<pane xSplit="2" ySplit="1"' in sheet
    assert "<autoFilter" in part(data, "xl/tables/table1.xml")
    assert arranged(RECORD_COLUMNS)[30:] == ["measures.1.id", "imported.from"]
    assert folded(sheet) == set(range(len(IN_SIGHT) + 1, 33))
    assert re.search(r'<col min="33" max="33" [^>]*collapsed="1"', sheet)
    assert set(IN_SIGHT) <= set(ALWAYS)


def folded(sheet: str) -> set[int]:
    """The columns that are hidden in an outline, counted from 1."""
    columns = [dict(re.findall(r'(\w+)="(.*?)"', one)) for one in re.findall("<col (.*?)/>", sheet)]
    return {
        at
        for one in columns
        if one.get("outlineLevel", "0") == "1" and one.get("hidden") in ("1", "true")
        for at in range(int(one["min"]), int(one["max"]) + 1)
    }


def test_drop_downs() -> None:
    """Lists to choose from stand on a hidden sheet; only closed ones refuse other words."""
    lists = {"state": Choice(("proposed", "accepted"), closed=True), "team": Choice(("Mail",))}
    data, _ = to_xlsx([RECORD], BASE, lists)
    sheet = part(data, "xl/worksheets/sheet1.xml")
    offered = re.findall(r"<dataValidation (.*?)>\s*<formula1>(.*?)</formula1>", sheet)
    assert [source for _, source in offered] == ["lists!$A$2:$A$3", "lists!$B$2:$B$2"]
    assert ["showErrorMessage" in said for said, _ in offered] == [True, False]


def test_choices(register: Register) -> None:
    """
    What there is to choose from is policy's, the model's, and the people who are listed.
    ---
    # path: learnorg.yaml
    format: 1
    teams: [Mail team]
    services: [mail, web]
    ---
    id: ada
    title: Ada
    state: active
    """
    offered = choices(register, arranged(["estimates.moscow", "measures.1.direction"]))
    assert offered["owner"] == Choice(("ada", "Mail team"))
    assert offered["services"] == Choice(("mail", "web"))
    assert offered["measures.1.direction"] == Choice(("up", "down"), closed=True)
    assert offered["state"].values == ("proposed", "accepted", "in-progress", "closed",
                                       "on-hold", "declined")  # fmt: skip
    assert "objectives" not in offered  # policy lists none
    assert "title" not in offered


def test_same_bytes() -> None:
    """The same register gives the same bytes."""
    assert to_xlsx([RECORD], BASE, {})[0] == to_xlsx([RECORD], BASE, {})[0]


def test_none() -> None:
    """A workbook without records is there to be filled in."""
    data, _ = to_xlsx([], BASE, {})
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        (head,) = book.get_sheet_by_name("Improvements").to_python(skip_empty_area=False)
    assert tuple(head) == ALWAYS


def test_too_long_for_a_cell() -> None:
    """What no cell can hold is left out, and the hidden sheet says so; nothing is cut."""
    fits, long = "x" * workbook.LONGEST, "\N{OLD PERSIAN SIGN A}" * 16_384
    data, base = to_xlsx([RECORD | {"problem": long, "learned": fits}], BASE, {})
    assert base.left_out == {"IMP-2611-7k3mqx": frozenset({"problem"})}
    cells = table(data)
    assert cells["problem"] == placeholder(long)
    assert cells["learned"] == fits
    assert from_rows(hidden(data), "it") == base


def test_what_xml_cannot_hold() -> None:
    """A character that no XML has would spoil the whole workbook, and is left out."""
    data, base = to_xlsx([RECORD | {"problem": "a\uffffb"}], BASE, {})
    assert "problem" in base.left_out["IMP-2611-7k3mqx"]
    assert table(data)["problem"] == placeholder("a\uffffb")


def hidden(data: bytes) -> list[list[str]]:
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        shown = {sheet.name: sheet.visible for sheet in book.sheets_metadata}
        assert shown["learnorg"] is SheetVisibleEnum.VeryHidden
        return book.get_sheet_by_name("learnorg").to_python(skip_empty_area=False)  # type: ignore[return-value]


def test_more_than_a_sheet_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    """More rows or columns than a sheet has are refused, not dropped."""
    monkeypatch.setattr(workbook, "ROWS", 2)
    with pytest.raises(TooMany, match="2 improvements; a sheet holds 1"):
        to_xlsx([RECORD, RECORD], BASE, {})
    monkeypatch.setattr(workbook, "COLUMNS", 5)
    with pytest.raises(TooMany, match="columns"):
        to_xlsx([RECORD], BASE, {})


def test_names_that_no_table_has() -> None:
    """Columns that differ only in case are a sheet's all the same, with a filter."""
    data, _ = to_xlsx([RECORD | {"extra": {"Cab": "yes", "cab": "no"}}], BASE, {})
    assert (table(data)["extra.Cab"], table(data)["extra.cab"]) == ("yes", "no")
    assert "<autoFilter" in part(data, "xl/worksheets/sheet1.xml")


line = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1)


@given(line)
def test_any_text(text: str) -> None:
    """Any text comes back from a workbook as it was."""
    data, base = to_xlsx([RECORD | {"title": text}], BASE, {})
    if not base.left_out:
        assert table(data)["title"] == text


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_numbers_keep_their_digits(number: Any) -> None:
    """What is written as a number comes back with the very digits that it has."""
    text = f"{number:f}"
    assert not is_kept(text) or workbook.number(float(f"{float(text):.15g}")) == text


def test_base_there_and_back() -> None:
    """A base is told by a sheet's rows and by a small file alike."""
    assert from_rows(as_rows(BASE), "it") == BASE
    assert from_json(as_json(BASE).encode(), "it") == BASE
    assert from_rows([("Title", "Owner")], "it") is None
    assert from_rows([], "it") is None


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ('"learnorg": 1', '"learnorg": 2', OtherVersion),
        (COMMIT, "HEAD", NoBase),
        ("b" * 40, "../x", NoBase),
        ("2026-11-22", "soon", NoBase),
        ("export-base", "export", NoBase),
        ('"day": "2026-11-22"', '"day": 7.5, "x": {}', NoBase),
        ("{", "", NoBase),
    ],
)
def test_odd_bases(old: str, new: str, error: type[Exception]) -> None:
    """What is no base of ours is refused before anything is made of it."""
    with pytest.raises(error):
        from_json(as_json(BASE).replace(old, new).encode(), "it")


def test_fingerprints_are_gits(repo: Any, register: Register) -> None:
    """
    Contents go by the names that git gives them, so that they are found there.
    ---
    id: IMP-2611-7k3mqx
    title: Shorter hand-over
    state: proposed
    raised: 2026-11-02
    ---
    id: IMP-2611-x2wbcd
    title: Other
    state: proposed
    raised: 2026-11-03
    """
    path = "register/improvements/2026/11/IMP-2611-7k3mqx.yaml"
    data = (repo.path / path).read_bytes()
    assert fingerprint(data) == repo.git("rev-parse", f"HEAD:{path}").strip()
    Path(repo.path / path).write_bytes(data + b"owner: ada\n")
    base = taken(register, ["IMP-2611-7k3mqx", "IMP-2611-x2wbcd"], "", "2026-11-22")
    assert base.commit == repo.git("rev-parse", "HEAD").strip()
    assert base.uncommitted == {"IMP-2611-7k3mqx"}
    assert base.records["IMP-2611-7k3mqx"] == repo.git("hash-object", path).strip()


def test_fingerprints_of_the_longer_hash() -> None:
    """Where commits have the longer names, contents have them, too."""
    assert fingerprint(b"", "0" * 64) == (
        "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813"
    )


odd_name = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=9
)
word = line.filter(lambda text: text.strip() == text and text)
plain = st.fixed_dictionaries(
    {"id": st.just("IMP-2611-7k3mqx"), "title": word, "state": st.just("proposed")},
    optional={
        "tags": st.lists(word, min_size=1, max_size=3),
        "problem": st.lists(line, max_size=3).map("\n".join),
        "due": st.dates().map(str),
        "estimates": st.fixed_dictionaries(
            {"value": st.decimals(0, 10, places=2).map(str), "criteria": st.just({"a b": "1"})}
        ),
        "extra": st.dictionaries(odd_name.filter(str.strip), word, min_size=1, max_size=3),
        "links": st.just([{"rel": "relates-to", "to": "x:1"}]),
    },
)


@given(plain)
def test_any_record(tmp_path_factory: pytest.TempPathFactory, record: dict[str, Any]) -> None:
    """Whatever a record says, its row in a workbook says the same when it comes back."""
    path = tmp_path_factory.mktemp("any") / "any.xlsx"
    path.write_bytes(to_xlsx([record], BASE, {})[0])
    sheet = opened(path)
    assert sheet
    now = flat(record)
    sheet = sheet.named(now)
    (row,) = sheet.reading.rows
    left_out = sheet.base.left_out.get("IMP-2611-7k3mqx", frozenset())
    assert list(compared(sheet, row, Versions(record, record), left_out)) == []
    assert left_out or same(sheet, row, now)
    changed = {**record, "title": f"{record['title']}, changed"}
    wishes = list(compared(sheet, row, Versions(changed, changed), left_out))
    assert [(one.column, one.before) for one in wishes] == [("title", changed["title"])]


@given(plain)
def test_any_record_as_csv(
    tmp_path_factory: pytest.TempPathFactory, record: dict[str, Any]
) -> None:
    """So does its row in a CSV file, whose file beside it tells where it came from."""
    path = tmp_path_factory.mktemp("any") / "any.csv"
    path.write_text(to_csv([record]), encoding="utf-8", newline="")
    path.with_name("any.csv.base").write_text(as_json(BASE))
    sheet = opened(path)
    assert sheet
    assert sheet.base == BASE
    sheet = sheet.named(flat(record))
    (row,) = sheet.reading.rows
    assert list(compared(sheet, row, Versions(record, record), frozenset())) == []


@pytest.mark.parametrize(("module", "limit"), [(archives, "MAX_CELLS"), (opening, "MAX_BYTES")])
def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: Any, limit: str) -> None:
    """A workbook of ours is read within the limits of any other."""
    path = tmp_path / "any.xlsx"
    path.write_bytes(to_xlsx([RECORD], BASE, {})[0])
    assert opened(path)
    monkeypatch.setattr(module, limit, 10)
    with pytest.raises((NotAWorkbook, TooBig)):
        opened(path)
