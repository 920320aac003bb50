"""What goes out, and comes back."""

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from incoming import DATA, TODAY, planned, register, shipped, written

from learnorg.exchange import delimited, objects, readers
from learnorg.exchange.exports import EXPORTERS, joined, parted, shielded, to_csv, to_json, to_lines
from learnorg.exchange.own import is_own, plan_own
from learnorg.exchange.plan import Known
from learnorg.exchange.rows import Reading
from learnorg.exchange.sheets import ANYWHERE
from learnorg.kinds.fields import CONTROL, UNSEEN
from learnorg.render.safe import visible


@pytest.fixture(scope="module")
def records() -> list[dict[str, Any]]:
    """Seventeen improvements as their files say them."""
    made = planned(readers.read(DATA / "csi-register.csv"), shipped("csi-register"))
    return [written(new) for new in made.create]


def brought_back(name: str, text: str) -> Reading:
    read = {
        "csv": delimited.read,
        "json": objects.read_json,
        "jsonl": objects.read_lines,
    }[name]
    return read(text.encode(), f"export.{name}", ANYWHERE)


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda exporter: exporter.name)
def test_there_and_back(records: list[dict[str, Any]], exporter: Any) -> None:
    """Every export comes back without a map, each record with its identity and all it says."""
    source = brought_back(exporter.name, exporter.write(records))
    assert is_own(source)
    back = plan_own(source, Known())
    assert [written(new) for new in back.create] == records
    assert (back.refused, back.remarks) == ((), ())


def test_records_that_are_there(records: list[dict[str, Any]]) -> None:
    """What the register has stays as it is, whether it says the same or not."""
    stored: dict[str, Mapping[str, Any]] = {str(record["id"]): record for record in records}
    known = Known(taken=stored.__contains__, stored=stored.get)
    changed = [records[0] | {"title": "Another"}, *records[1:]]
    back = plan_own(brought_back("json", to_json(changed)), known)
    assert (len(back.create), len(back.unchanged)) == (0, 16)
    assert [held.identity for held in back.changed_in_source] == [records[0]["id"]]


def test_rows_added_to_an_export(records: list[dict[str, Any]]) -> None:
    """A row that somebody adds without an `id` is a new record, once."""
    text = to_csv(records[:1])
    columns = next(csv.reader(io.StringIO(text)))
    row = {"title": "Added", "state": "proposed", "raised": "2025-05-01", "tags": "a; b"}
    added = text + ",".join(row.get(name, "") for name in [*columns[:-1], ""]) + "\r\n"
    source = brought_back("csv", added)
    first = plan_own(source, Known())
    new = first.create[1]
    assert (new.data["title"], new.identity[:8]) == ("Added", "IMP-2505")
    known = Known(
        digests={new.row.digest: new.identity},
        taken={n.identity for n in first.create}.__contains__,
    )
    assert plan_own(source, known).create == ()


def test_columns_added_to_an_export(records: list[dict[str, Any]]) -> None:
    """A column that somebody adds is kept in `extra`."""
    lines = to_csv(records[-1:]).split("\r\n")
    text = "\r\n".join([f"{lines[0]},Our Colour", f"{lines[1]},red", ""])
    (new,) = plan_own(brought_back("csv", text), Known()).create
    assert new.data["extra"]["our-colour"] == "red"


def test_odd_exports(records: list[dict[str, Any]]) -> None:
    """Identities that are none of ours, or stand twice, are refused."""
    odd = [records[0], records[0], records[1] | {"id": "IMP-1"}, records[2] | {"state": "odd"}]
    back = plan_own(brought_back("jsonl", to_lines(odd)), Known())
    assert len(back.create) == 1
    assert [bad.reason.split(". ")[0] for bad in back.refused] == [
        f"{records[0]['id']} stands in export.jsonl line 1 as well",
        "'IMP-1' is no identity of an improvement",
        "'state' cannot be 'odd'",
    ]


def test_foreign_sources() -> None:
    """Other registers are not taken for our own."""
    assert not is_own(readers.read(DATA / "csi-register.csv"))


def test_formulas(records: list[dict[str, Any]]) -> None:
    """No cell of an export is a formula to a spreadsheet."""
    rows = list(csv.reader(io.StringIO(to_csv(records))))
    assert not any(cell[:1] in "=+@" for row in rows for cell in row if cell)
    assert any(cell.startswith("'=HYPERLINK") for row in rows for cell in row)


def test_column_order(records: list[dict[str, Any]]) -> None:
    """Columns stand as a record's keys do, numbered parts one after the other."""
    columns = next(csv.reader(io.StringIO(to_csv(records))))
    assert columns[:3] == ["id", "title", "state"]
    assert columns.index("measures.1.name") < columns.index("outcome.result")


def test_envelope(records: list[dict[str, Any]]) -> None:
    """JSON comes in the envelope of every answer."""
    said = json.loads(to_json(records))
    assert (said["learnorg"], said["kind"], said["data"]) == (1, "export", records)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_json_steers_no_terminal(text: str) -> None:
    """JSON holds nothing that a terminal would act upon, and says exactly what was said."""
    for written_ in (to_json([{"title": text}]), to_lines([{"title": text}])):
        assert visible(written_) == written_
    assert json.loads(to_json([{"title": text}]))["data"] == [{"title": text}]
    assert json.loads(to_lines([{"title": text}])) == {"title": text}


def test_model_values() -> None:
    """Values of the model's types are written as JSON and CSV have them."""
    said = json.loads(to_lines([{"raised": TODAY}]))
    assert said == {"raised": "2026-11-22"}
    assert "2026-11-22" in to_csv([{"raised": TODAY, "n": [{"a": True}]}])


@given(st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: "\r" not in text))
def test_shield(text: str) -> None:
    """Whatever a cell says comes back, and is no formula on the way."""
    shown = shielded(text)
    assert not shown.startswith(("=", "+", "@", "\t"))
    source = delimited.read(to_csv([{"A": text, "B": "x"}]).encode(), "s.csv", ANYWHERE)
    assert source.rows[0].cells["A"].text == text


line = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1).filter(
    lambda text: not UNSEEN.fullmatch(text) and not CONTROL.search(text)
)


@given(st.lists(line, min_size=1))
def test_lists_in_a_cell(items: list[str]) -> None:
    """The items of a list can be told apart again."""
    assert parted(joined(items)) == items


plain = st.fixed_dictionaries(
    {
        "id": st.just("IMP-2611-7k3mqx"),
        "title": line.map(lambda text: text[:300]).filter(lambda text: not UNSEEN.fullmatch(text)),
        "state": st.sampled_from(["proposed", "in-progress", "closed"]),
        "raised": st.dates().map(str),
    },
    optional={
        "tags": st.lists(line, min_size=1, max_size=3),
        "problem": line,
        "estimates": st.fixed_dictionaries({"value": st.integers(0, 10).map(str)}),
        "extra": st.dictionaries(line.filter(lambda key: len(key) < 60), line, min_size=1),
        "notes": st.lists(st.fixed_dictionaries({"text": line}), min_size=1, max_size=2),
    },
)


@given(plain)
def test_json_loses_nothing(record: dict[str, Any]) -> None:
    """Any record that goes out as JSON comes back as it was."""
    back = plan_own(brought_back("json", to_json([record])), Known())
    (new,) = back.create
    assert written(new) == record


def test_second_hand(records: list[dict[str, Any]]) -> None:
    """An imported record that was exported and brought back still knows where it came from."""
    made = plan_own(brought_back("json", to_json(records)), Known())
    again = planned(
        readers.read(DATA / "csi-register.csv"), shipped("csi-register"), register(made)
    )
    assert len(again.unchanged) == 17
