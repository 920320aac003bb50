"""A stranger's folder of Markdown tasks comes in, every file a record or a reason."""

from datetime import date
from pathlib import Path

import pytest
from incoming import DATA, by_title, one, planned, register, shipped, warned, written

from learnorg.exchange import readers
from learnorg.exchange.maps import read_map
from learnorg.exchange.plan import ImportPlan
from learnorg.exchange.suggest import suggest
from learnorg.settings import Policy

FOLDER = DATA / "backlog-md"


@pytest.fixture(scope="module")
def made() -> ImportPlan:
    return planned(readers.read(FOLDER), shipped("backlog-md"))


def test_every_file(made: ImportPlan) -> None:
    """Every file is a record or is told with a reason."""
    files = sorted(p.relative_to(FOLDER).as_posix() for p in FOLDER.rglob("*") if p.is_file())
    told = [new.row.where for new in made.create]
    told += [skip.where for skip in made.skipped]
    assert (sorted(told), made.refused) == (files, ())
    assert len(made.create) == 15
    for new in made.create:
        written(new)


def test_reasons(made: ImportPlan) -> None:
    """What is no task says why it is left out."""
    assert {Path(skip.where).name: skip.reason for skip in made.skipped} == {
        "LICENSE": "neither Markdown nor YAML",
        "readme.md": "it has no head of keys, so it is no record",
        "m-1 - cli.md": "a milestone of Backlog.md is a group of tasks and no improvement",
    }


def test_a_task(made: ImportPlan) -> None:
    """A done task is closed and delivered, its criteria are steps, its parent a link."""
    new = by_title(made)["Add references field to task domain object"]
    assert new.data["state"] == "closed"
    assert new.data["outcome"]["result"] == "delivered"
    assert all(step["done"] == new.data["dates"]["closed"] for step in new.data["plan"])
    assert not any("[x]" in step["do"] for step in new.data["plan"])


def test_foreign_spelling(made: ImportPlan) -> None:
    """`reporter: @MrLesk` is no YAML; it is read as the text it is, and said."""
    new = by_title(made)["CLI: Design & Implement Core Logic Library"]
    assert new.data["raised_by"] == "@MrLesk"
    assert any("'@MrLesk' is not valid YAML" in text for text in warned(made, new.row.where))


def test_references(made: ImportPlan) -> None:
    """`task-1` is the older spelling of BACK-1."""
    records = by_title(made)
    first = next(new for new in made.create if "BACK-1" in new.data.get("aliases", ()))
    links = records["CLI: Design & Implement Core Logic Library"].data["links"]
    assert {"rel": "depends-on", "to": first.identity} in links


@pytest.mark.parametrize(
    ("said", "to", "why"),
    [
        ("https://example.org/a", "https://example.org/a", ""),
        ("https://example.org/a (look again)", "https://example.org/a", "all"),
        ("see <https://example.org/a>.", "https://example.org/a", "all"),
    ],
)
def test_addresses(said: str, to: str, why: str) -> None:
    """An address becomes a link; the words around it say why."""
    data, _ = one(f"Title,See\nOne,{said}\n", "columns: {Title: title, See: links.relates-to}")
    (link,) = data["links"]
    assert link == {"rel": "relates-to", "to": to} | ({"why": said} if why else {})


def test_no_address() -> None:
    """What only looks like an address is kept, as no link may lead there."""
    data, _ = one(
        "Title,See\nOne,ftp:// is old\n", "columns: {Title: title, See: links.relates-to}"
    )
    assert ("links" in data, data["extra"]) == (False, {"see": ["ftp:// is old"]})


def test_numbers_used_again(made: ImportPlan) -> None:
    """The living task keeps the number that an archived one had before."""
    owners = {
        new.row.where.split("/")[0]: new
        for new in made.create
        if Path(new.row.where).name.startswith("back-41 ")
    }
    assert owners["completed"].data["aliases"] == ("BACK-41",)
    assert owners["archive"].data["extra"]["id"] == "BACK-41"


def test_archived(made: ImportPlan) -> None:
    """What was archived before it was done is declined, and says so."""
    data = by_title(made)["Temporary test task"].data
    assert (data["state"], data["raised"]) == ("declined", date(2025, 6, 11))
    assert data["outcome"]["because"] == "Archived in Backlog.md before it was done."
    assert data["extra"]["status"] == "Draft"


def test_reason_below_a_heading(made: ImportPlan) -> None:
    """A section may hold what the head does not."""
    data = by_title(made)["Update package.json and install neo-neo-blessed"].data
    assert data["outcome"]["because"].startswith("This task has been cancelled.")


def test_again(made: ImportPlan) -> None:
    """A second run finds every task as it was."""
    again = planned(readers.read(FOLDER), shipped("backlog-md"), register(made))
    assert (again.create, len(again.unchanged)) == ((), 15)


def test_edited_twin(made: ImportPlan, tmp_path: Path) -> None:
    """A file is known by its path: edited, it is no new record, even with a borrowed number."""
    twin = "archive/tasks/back-41 - cli-migrate-terminal-ui-to-bblessed.md"
    folder = tmp_path / FOLDER.name
    (folder / "archive/tasks").mkdir(parents=True)
    (folder / twin).write_text((FOLDER / twin).read_text() + "\nmore\n")
    again = planned(readers.read(folder), shipped("backlog-md"), register(made))
    (held,) = again.changed_in_source
    assert held.identity == next(new.identity for new in made.create if new.row.where == twin)


def test_suggested_map(made: ImportPlan) -> None:
    """The suggested map reads all the tasks, and knows task-1 for BACK-1."""
    source = readers.read(FOLDER)
    suggested = read_map(suggest(source, Policy()).encode(), "suggested.yaml")
    records = by_title(planned(source, suggested))
    assert len(records) == 15  # with a milestone, and two tasks of one title
    assert records["CLI: Design & Implement Core Logic Library"].data["links"]
