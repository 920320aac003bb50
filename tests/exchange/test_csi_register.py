"""The register that a team kept in a spreadsheet comes in whole."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from incoming import DATA, FULL, LIGHT, TODAY, by_title, planned, register, shipped, written

from learnorg.exchange import readers
from learnorg.exchange.maps import read_map
from learnorg.exchange.plan import ImportPlan
from learnorg.exchange.rows import Reading
from learnorg.exchange.suggest import suggest


@pytest.fixture(scope="module")
def source() -> Reading:
    return readers.read(DATA / "csi-register.csv")


@pytest.fixture(scope="module")
def made(source: Reading) -> ImportPlan:
    return planned(source, shipped("csi-register"))


def at(made: ImportPlan, number: str) -> dict[str, Any]:
    return next(new.data for new in made.create if number in new.data.get("aliases", ()))


def test_all_of_it(made: ImportPlan) -> None:
    """Seventeen rows, seventeen records, each of which can be written and read."""
    assert made.summary == "csi-register.csv: 17 to create, 0 unchanged"
    for new in made.create:
        assert written(new)["id"] == new.identity


@pytest.mark.parametrize(
    ("number", "state"),
    [
        ("CSI-101", "closed"),
        ("CSI-103", "in-progress"),
        ("CSI-106", "proposed"),
        ("CSI-108", "declined"),
        ("CSI-110", "on-hold"),
        ("CSI-112", "accepted"),
        ("CSI-115", "accepted"),
        ("CSI-116", "declined"),
    ],
)
def test_states(made: ImportPlan, number: str, state: str) -> None:
    """Every record enters where it was."""
    assert at(made, number)["state"] == state


def test_the_first_row(made: ImportPlan) -> None:
    """A closed improvement with everything that ITIL's columns say."""
    data = dict(at(made, "CSI-101"))
    assert [measure.pop("id") for measure in data["measures"]]
    assert data | {"id": "", "imported": ""} == {
        "id": "",
        "title": "Cut password-reset calls",
        "state": "closed",
        "dates": {"proposed": date(2025, 2, 3), "closed": date(2025, 6, 12)},
        "owner": "Service desk lead",
        "team": "Identity team",
        "raised": date(2025, 2, 3),
        "raised_by": "Service Desk",
        "source": {"type": "kpi-monitoring"},
        "services": ("Identity",),
        "problem": "Resets are 22% of all calls.\nCallers wait 9 minutes on average.",
        "justification": "Frees 1.5 FTE, better mornings for staff",
        "size": "M",
        "timescale": "short",
        "priority": {"level": "high"},
        "due": date(2025, 6, 30),
        "measures": (
            {"name": "Reset calls per week", "baseline": Decimal(420), "target": Decimal(210)},
        ),
        "outcome": {
            "result": "achieved",
            "on": date(2025, 6, 12),
            "evidence": "188 per week since May",
        },
        "aliases": ("CSI-101",),
        "imported": "",
    }


def test_dates_of_two_forms(made: ImportPlan) -> None:
    """Days come first, but for the row that has them as ISO does."""
    assert at(made, "CSI-103")["raised"] == date(2025, 2, 17)
    assert at(made, "CSI-104")["raised"] == date(2025, 2, 17)


def test_times_and_shares(made: ImportPlan) -> None:
    """A time of day stays one, a per cent sign is a unit."""
    assert at(made, "CSI-103")["measures"][0]["baseline"] == "08:30"
    assert at(made, "CSI-104")["measures"][0]["unit"] == "%"


def test_formula(made: ImportPlan) -> None:
    """A cell that a spreadsheet would run is text."""
    assert at(made, "CSI-106")["title"].startswith("=HYPERLINK(")


def test_impossible_day(made: ImportPlan) -> None:
    """The thirty-first of February is kept as it was written."""
    data = at(made, "CSI-111")
    assert (data["raised"], data["extra"]) == (TODAY, {"date-raised": "31/02/2025"})


def test_reason(made: ImportPlan) -> None:
    """What was rejected has its reason, what waits says for what."""
    assert at(made, "CSI-108")["outcome"] == {
        "because": "Volume retired in June",
        "on": date(2025, 3, 18),
    }
    assert at(made, "CSI-110")["hold"] == {"because": "Waits for new tool"}


def test_duplicate(made: ImportPlan) -> None:
    """The duplicate is declined and leads to the original."""
    link = {"rel": "duplicates", "to": at(made, "CSI-105")["id"], "why": "See CSI-105"}
    assert at(made, "CSI-116")["links"] == [link]


def test_numbers(made: ImportPlan) -> None:
    """A number used twice belongs to the first row; a row without one comes in without."""
    records = by_title(made)
    assert records["Same number used twice"].data["extra"] == {"ref": "CSI-112"}
    assert "aliases" not in records["No reference at all"].data


def test_all_scripts(made: ImportPlan) -> None:
    """Letters of every script stay as they are."""
    assert at(made, "CSI-114")["problem"] == "Umlauts: Größe, naïve, 東京"


def test_again(source: Reading, made: ImportPlan) -> None:
    """A second run finds all seventeen as they were."""
    again = planned(source, shipped("csi-register"), register(made))
    assert again.summary == "csi-register.csv: 0 to create, 17 unchanged"


@pytest.mark.parametrize("policy", [LIGHT, FULL], ids=["light", "full"])
def test_suggested_map(source: Reading, policy: Any) -> None:
    """The map that is suggested does all that the shipped one does."""
    suggested = read_map(suggest(source, policy).encode(), "suggested.yaml")
    assert said(planned(source, suggested)) == said(planned(source, shipped("csi-register")))


def said(made: ImportPlan) -> list[dict[str, Any]]:
    """What the records say, but for the identities that are drawn."""
    names = {new.identity: new.row.where for new in made.create}
    told = []
    for new in made.create:
        data = new.data | {"id": ""}
        data["measures"] = [m | {"id": ""} for m in data.get("measures", ())]
        data["links"] = [link | {"to": names[link["to"]]} for link in data.get("links", ())]
        told.append(data)
    return told
