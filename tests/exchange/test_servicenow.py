"""ServiceNow's improvement register comes in whole, by labels or by elements."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.incoming import (
    DATA,
    FULL,
    LIGHT,
    by_title,
    planned,
    register,
    shipped,
    warned,
    written,
)
from learnorg.exchange import readers
from learnorg.exchange.maps import read_map
from learnorg.exchange.objects import cells
from learnorg.exchange.plan import ImportPlan
from learnorg.exchange.rows import Reading
from learnorg.exchange.suggest import suggest

MAP = shipped("servicenow")


@pytest.fixture(scope="module", params=["servicenow.csv", "servicenow.json"])
def source(request: pytest.FixtureRequest) -> Reading:
    return readers.read(DATA / request.param)


@pytest.fixture(scope="module")
def made(source: Reading) -> ImportPlan:
    return planned(source, MAP)


@pytest.fixture(scope="module")
def csv() -> ImportPlan:
    return planned(readers.read(DATA / "servicenow.csv"), MAP)


@pytest.fixture(scope="module")
def json() -> ImportPlan:
    return planned(readers.read(DATA / "servicenow.json"), MAP)


def at(made: ImportPlan, number: str) -> dict[str, Any]:
    return next(new.data for new in made.create if number in new.data.get("aliases", ()))


def test_every_row(source: Reading, made: ImportPlan) -> None:
    """Every row is a record or is refused for a reason."""
    assert len(made.create) + len(made.refused) == len(source.rows)
    for new in made.create:
        assert written(new)["id"] == new.identity


def test_again(source: Reading, made: ImportPlan) -> None:
    """A second run finds all of them as they were."""
    again = planned(source, MAP, register(made))
    assert (again.create, again.changed_in_source) == ((), ())
    assert len(again.unchanged) == len(made.create)


def test_reasons(csv: ImportPlan, json: ImportPlan) -> None:
    """A state that nobody translated, a number for one, a copy and an empty row are told."""
    assert [skip.reason for skip in csv.refused] == [
        "State: 'Pending re-approval' is no state that the map knows; translate it under `states:`",
        "it repeats servicenow.csv row 4 word for word",
        "it has neither a title nor a description",
    ]
    assert json.refused[0].reason.startswith("state: '-5' is no state that the map knows")
    assert len(json.refused) == 2


def test_labels(csv: ImportPlan) -> None:
    """A closed initiative with all that its form asks for."""
    data = dict(at(csv, "CIM0001001"))
    assert data["dates"] == {"proposed": date(2025, 2, 3), "closed": date(2025, 6, 12)}
    assert data["outcome"] == {
        "result": "achieved",
        "on": date(2025, 6, 12),
        "evidence": "Three weeks without a forgotten call",
    }
    (measure,) = data["measures"]
    assert measure | {"id": ""} == {
        "id": "",
        "name": "Forgotten calls a week",
        "baseline": Decimal(14),
        "target": Decimal(2),
        "by": date(2025, 9, 30),
    }
    assert data["touches"] == ("people", "process")
    assert data["services"] == ("Service desk", "Telephony")
    assert data["objectives"] == ("Fewer disturbances", "Happy staff")
    assert (data["size"], data["priority"]["level"]) == ("S", "high")
    assert data["due"] == date(2025, 6, 30)
    assert "due-date" not in data["extra"]


def test_elements(csv: ImportPlan, json: ImportPlan) -> None:
    """What the table interface gives says the same as the list does."""
    same = ("title", "state", "dates", "owner", "team", "raised_by", "due", "outcome", "priority")
    listed, given_ = at(csv, "CIM0001001"), at(json, "CIM0001001")
    assert {key: listed[key] for key in same} == {key: given_[key] for key in same}
    assert given_["justification"].endswith("Five people wait.\n\nAn hour a night")
    assert given_["informed"] == ("Ada Lund", "Cem Ott")


def test_shown_and_stored(json: ImportPlan) -> None:
    """What is shown counts, and neither addresses nor stored numbers are kept beside it."""
    data = at(json, "CIM0001003")
    assert (data["state"], data["priority"]["level"]) == ("proposed", "low")
    assert data["raised"] == date(2025, 2, 3)
    assert set(data["extra"]) == {"priority", "opened-at", "sys-updated-on"}


@given(st.text(min_size=1), st.text(), st.text())
def test_nothing_shown_is_lost(shown: str, value: str, link: str) -> None:
    """A field that is shown one way and stored another gives both."""
    found = cells({"a": {"display_value": shown, "value": value, "link": link}})
    texts = [cell.text for cell in found.values()]
    assert found["a"].text == shown.replace("\r\n", "\n")
    assert all(text.replace("\r\n", "\n") in texts for text in (value, link))


@pytest.mark.parametrize(
    ("number", "light", "full"),
    [
        ("CIM0001002", "in-progress", "in-progress"),
        ("CIM0001003", "accepted", "accepted"),
        ("CIM0001004", "accepted", "approved"),
        ("CIM0001005", "on-hold", "on-hold"),
        ("CIM0001006", "closed", "closed"),
        ("CIM0001007", "in-progress", "measuring"),
        ("CIM0001008", "proposed", "proposed"),
    ],
)
def test_states(number: str, light: str, full: str) -> None:
    """Every initiative enters where it was, as far as the register's work flow goes."""
    source = readers.read(DATA / "servicenow.csv")
    assert at(planned(source, MAP), number)["state"] == light
    assert at(planned(source, MAP, policy=FULL), number)["state"] == full


def test_reason_for_the_hold(csv: ImportPlan) -> None:
    """What is on hold says what it waits for, what was canceled is withdrawn."""
    assert at(csv, "CIM0001005")["hold"] == {"because": "Waiting for the landlord"}
    assert at(csv, "CIM0001006")["outcome"]["result"] == "withdrawn"


def test_parents(csv: ImportPlan, json: ImportPlan) -> None:
    """A parent is a link; one that is not there is kept and told."""
    for made in (csv, json):
        assert at(made, "CIM0001002")["links"] == [
            {"rel": "part-of", "to": at(made, "CIM0001009")["id"]}
        ]
        assert at(made, "CIM0001009")["extra"]["parent"] == ["CIM0009999"]


def test_days_of_several_forms(csv: ImportPlan) -> None:
    """Each user's own form of days is read, the impossible one kept."""
    assert at(csv, "CIM0001002")["raised"] == date(2025, 2, 3)
    assert at(csv, "CIM0001003")["raised"] == date(2025, 2, 3)
    assert at(csv, "CIM0001013")["extra"]["opened"] == "2025-02-30 10:00:00"


def test_unfit_cells(csv: ImportPlan) -> None:
    """What no field takes is kept and told."""
    assert at(csv, "CIM0001007")["extra"]["base-value"] == "60 per night"
    data = at(csv, "CIM0001011")
    assert (data["outcome"]["result"], data["extra"]["closure-code"]) == (
        "delivered",
        "Partly done",
    )
    assert any("Partly done" in text for text in warned(csv, "servicenow.csv row 12"))


def test_formulas(csv: ImportPlan, json: ImportPlan) -> None:
    """What a spreadsheet would run is text."""
    assert at(csv, "CIM0001008")["title"] == "=cmd|' /C calc'!A0"
    assert at(json, "CIM0001008")["title"] == "@SUM(1+1)*cmd"


def test_number_used_twice(json: ImportPlan) -> None:
    """A number belongs to its first row; a row without one comes in without."""
    again = by_title(json)["Standard laptops in a day, again"]
    assert again.data["extra"]["number"] == "CIM0001002"
    assert "aliases" not in by_title(json)["Without a number"].data


def test_workbook(tmp_path: Path, csv: ImportPlan) -> None:
    """The same list as a workbook says the same, though its days are days there."""
    import xlsxwriter

    path = tmp_path / "servicenow.xlsx"
    reading = readers.read(DATA / "servicenow.csv")
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        page = book.add_worksheet("Page 1")
        page.write_row(0, 0, reading.columns)
        for number, row in enumerate(reading.rows, 1):
            page.write_row(number, 0, [cell.text for cell in row.cells.values()])
    again = planned(readers.read(path), MAP, register(csv))
    assert (len(again.create), len(again.unchanged)) == (0, len(csv.create))


def test_suggested_map(source: Reading, made: ImportPlan) -> None:
    """The suggested map makes nearly the same records as the shipped one."""
    suggested = read_map(suggest(source, LIGHT).encode(), "suggested.yaml")
    mine = {str(new.row.name): new.data for new in planned(source, suggested).create}
    assert set(mine) == {new.row.name for new in made.create}
    for new in made.create:
        same = ("title", "state", "owner", "team", "raised", "raised_by", "due", "dates", "hold")
        for part in (*same, "aliases", "priority", "vision", "size"):
            assert mine[new.row.name].get(part) == new.data.get(part), part
    first = next(iter(made.create))
    assert mine[first.row.name]["outcome"] == first.data["outcome"]
