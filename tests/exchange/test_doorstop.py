"""A document of doorstop's comes in, every file a record or a reason."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from exchange.incoming import DATA, LIGHT, planned, register, sheet, shipped, warned, written
from learnorg.exchange import readers
from learnorg.exchange.maps import read_map
from learnorg.exchange.plan import ImportPlan, Known, plan
from learnorg.exchange.suggest import suggest

FOLDER = DATA / "doorstop"
MAP = shipped("doorstop")


@pytest.fixture(scope="module")
def made() -> ImportPlan:
    return planned(readers.read(FOLDER), MAP)


def at(made: ImportPlan, number: str) -> dict[str, Any]:
    return next(new.data for new in made.create if number in new.data.get("aliases", ()))


def test_every_file(made: ImportPlan) -> None:
    """Every file but the mark of a document is a record or is told with a reason."""
    files = {p.relative_to(FOLDER).as_posix() for p in FOLDER.rglob("*") if p.is_file()}
    told = {new.row.where for new in made.create}
    told |= {skip.where for skip in (*made.skipped, *made.refused)}
    assert told == {file for file in files if not file.endswith(".doorstop.yml")}
    assert len(made.create) == 8
    for new in made.create:
        written(new)


def test_reasons(made: ImportPlan) -> None:
    """What is not active, a heading, no item or no text says so."""
    assert {skip.where: skip.reason for skip in made.skipped} == {
        "OPS001.yml": "it is a heading of the document and no item",
        "OPS005.yml": "it is not active, so doorstop leaves it out as well",
        "checks/CHK003.md": "it is not active, so doorstop leaves it out as well",
        "README.md": "it has no head of keys, so it is no record",
        "assets/wall.txt": "neither Markdown nor YAML",
    }
    assert [skip.where for skip in made.refused] == ["OPS009.yml", "OPS008.yml"]
    assert made.refused[1].reason == "it has neither a title nor a description"


def test_an_item(made: ImportPlan) -> None:
    """The header is the title, the text the problem, the file's name the number."""
    data = at(made, "OPS002")
    assert data["title"] == "Place in the queue"
    assert data["problem"].endswith("stand in the queue.\nToday nobody tells them.")
    assert data["state"] == "proposed"
    assert data["extra"] == {"derived": "false", "level": "1.1", "normative": "true"}


def test_without_header(made: ImportPlan) -> None:
    """An item without a header is called as its text begins; its level stays as it is written."""
    data = at(made, "OPS003")
    assert data["title"] == "A reset of a password **shall** need no call"
    assert data["extra"]["level"] == "1.10"


def test_links(made: ImportPlan) -> None:
    """Links lead to the parents' records, with a fingerprint or without; others are kept."""
    parents = [{"rel": "part-of", "to": at(made, n)["id"]} for n in ("OPS002", "OPS003")]
    assert at(made, "OPS004")["links"] == at(made, "OPS006")["links"] == parents
    assert at(made, "OPS003")["links"] == parents[:1]
    assert at(made, "OPS004")["extra"]["links"] == ["OPS099"]
    assert any("'OPS099' is the number of no record" in t for t in warned(made, "OPS004.yml"))


def test_markdown(made: ImportPlan) -> None:
    """In Markdown the first heading is the header, the others are part of the text."""
    data = at(made, "CHK001")
    assert data["title"] == "Call and listen"
    assert data["problem"] == "Call at nine.\n\n## Steps\n\nDial, wait, write down."
    assert data["links"] == [{"rel": "part-of", "to": at(made, "OPS002")["id"]}]
    assert at(made, "CHK002")["title"] == "Look at the wall from the far end"


def test_more_attributes(made: ImportPlan) -> None:
    """What an organisation added is kept, formulas are text."""
    data = at(made, "OPS007")
    assert data["title"] == "=1+1"
    assert data["extra"]["invented-by"] == "bo@example.org"
    assert data["extra"]["references-2-keyword"] == "OPS007"


def test_day(made: ImportPlan) -> None:
    """Items say no day, so whoever imports does."""
    said = plan(readers.read(FOLDER), MAP, Known(), LIGHT, date(2026, 11, 22), date(2026, 1, 15))
    assert {new.data["raised"] for new in said.create} == {date(2026, 1, 15)}


def test_again(made: ImportPlan) -> None:
    """A second run finds every item as it was."""
    again = planned(readers.read(FOLDER), MAP, register(made))
    assert (again.create, again.changed_in_source, len(again.unchanged)) == ((), (), 8)


def test_reviewed_again(made: ImportPlan, tmp_path: Path) -> None:
    """An item that changed at its place is no new record."""
    folder = tmp_path / FOLDER.name
    folder.mkdir()
    for name in (".doorstop.yml", "OPS003.yml"):
        (folder / name).write_text((FOLDER / name).read_text().replace("Zx9T", "Ab1C"))
    again = planned(readers.read(folder), MAP, register(made))
    assert (again.create, len(again.changed_in_source)) == ((), 1)


def test_from_within(monkeypatch: pytest.MonkeyPatch, made: ImportPlan) -> None:
    """A document is known from within as well."""
    monkeypatch.chdir(FOLDER)
    again = planned(readers.read(Path()), MAP, register(made))
    assert (again.create, len(again.unchanged)) == ((), 8)


def test_no_document(tmp_path: Path) -> None:
    """Without its mark a folder holds files with heads like any other."""
    (tmp_path / "OPS003.yml").write_text((FOLDER / "OPS003.yml").read_text())
    reading = readers.read(tmp_path)
    assert "uid" not in reading.columns
    told = [remark.column for remark in planned(reading, MAP).remarks if "map names" in str(remark)]
    assert told == ["uid"]


def test_exported_list() -> None:
    """What doorstop exports as CSV is read by the same map, a parent on each line."""
    listed = sheet(
        "uid,level,text,ref,links,active,header,reviewed\n"
        "OPS1,1.1,Callers shall hear.,,,True,Place,abc\n"
        'OPS2,1.2,Nobody calls.,,"OPS1\nOPS3",True,,\n'
        "OPS3,1.3,All is said.,,,True,,\n"
    )
    made = planned(listed, MAP)
    assert [link["to"] for link in at(made, "OPS2")["links"]] == [
        at(made, "OPS1")["id"],
        at(made, "OPS3")["id"],
    ]


def test_suggested_map(made: ImportPlan) -> None:
    """The suggested map makes the same records, but that it knows no parents."""
    source = readers.read(FOLDER)
    suggested = read_map(suggest(source, LIGHT).encode(), "suggested.yaml")
    mine = {new.row.where: new.data for new in planned(source, suggested).create}
    for new in made.create:
        for part in ("title", "problem", "state", "aliases"):
            assert mine[new.row.where][part] == new.data[part]
        links = mine[new.row.where].get("links", ())
        assert len(links) == len(new.data.get("links", ()))
