"""What becomes of every row, on the first run and on the next."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from incoming import a_map, by_title, planned, register, sheet, warned, written

from learnorg.exchange.plan import ImportPlan, Known
from learnorg.kinds.improvement import IMPROVEMENT

WANTED = a_map("""
    key:
      column: Ref
      form: CSI-*
      also: ['#*']
    columns:
      Title: title
      Status: state
      Needs: links.depends-on
      Outcome: outcome
    split:
      Needs: ','
    states:
      New: proposed
    duplicates:
      states: Duplicate
      original: Outcome
    defaults:
      raised: 2025-01-02
    """)
HEAD = "Ref,Title,Status,Needs,Outcome\n"


def rows(made: ImportPlan) -> list[str]:
    """Where everything went, every row once."""
    places = [new.row.where for new in made.create]
    for held in (made.unchanged, made.changed_in_source, made.refused, made.skipped):
        places += [row.where for row in held]
    return sorted(places)


def test_new_records() -> None:
    """A row becomes a record with its old number, and knows where it came from."""
    (new,) = planned(sheet(HEAD + "CSI-1,A,New,,\n"), WANTED).create
    said = written(new)
    assert said["aliases"] == ["CSI-1"]
    assert said["imported"] == {"from": "sheet.csv", "row": "row 2", "digest": new.row.digest}
    assert new.path == IMPROVEMENT.path(new.identity)
    assert list(said) == [key for key in IMPROVEMENT.keys if key in said]


def test_second_run() -> None:
    """A second run changes nothing."""
    source = sheet(HEAD + "CSI-1,A,New,,\n,B,New,,\nCSI-1,C,New,,\n")
    first = planned(source, WANTED)
    again = planned(source, WANTED, register(first))
    assert (len(first.create), again.create, len(again.unchanged)) == (3, (), 3)
    assert {held.identity for held in again.unchanged} == {new.identity for new in first.create}


def test_moved_rows() -> None:
    """Rows are known wherever they stand in the sheet."""
    known = register(planned(sheet(HEAD + "CSI-1,A,New,,\n,B,New,,\n"), WANTED))
    again = planned(sheet(HEAD + ",B,New,,\nCSI-2,Z,New,,\nCSI-1,A,New,,\n"), WANTED, known)
    assert (list(by_title(again)), len(again.unchanged)) == (["Z"], 2)


def test_edited_since() -> None:
    """A row that says something else now is reported; the record stays as it is."""
    known = register(planned(sheet(HEAD + "CSI-1,A,New,,\n"), WANTED))
    again = planned(sheet(HEAD + "CSI-1,A better title,New,,\n"), WANTED, known)
    assert again.create == ()
    assert [held.message for held in again.changed_in_source] == [
        "the register has it with other content, which stays as it is"
    ]


def test_number_in_the_register() -> None:
    """A number that somebody has given to a record by hand is not given twice."""
    known = Known(aliases={"csi-1": "IMP-2501-bbbbbb"})
    made = planned(sheet(HEAD + "CSI-1,A,New,,\n"), WANTED, known)
    assert [held.identity for held in made.changed_in_source] == ["IMP-2501-bbbbbb"]


def test_number_twice() -> None:
    """The second row of a number is a record of its own, and the clash is reported."""
    made = planned(sheet(HEAD + "CSI-1,A,New,,\nCSI-1,B,New,,\n"), WANTED)
    second = by_title(made)["B"]
    assert "aliases" not in second.data
    assert second.data["extra"] == {"ref": "CSI-1"}
    assert "CSI-1 is the number of sheet.csv row 2 as well" in warned(made, "sheet.csv row 3")[0]


def test_row_twice() -> None:
    """A row that repeats another word for word is refused with the other's place."""
    made = planned(sheet(HEAD + ",A,New,,\n,A,New,,\n"), WANTED)
    assert str(made.refused[0]) == "sheet.csv row 3: it repeats sheet.csv row 2 word for word"


def test_duplicates() -> None:
    """What was raised before is declined, with a link to the original, wherever that stands."""
    made = planned(
        sheet(HEAD + "CSI-2,B,Duplicate,,See CSI-1.\nCSI-1,A,New,,\nCSI-3,C,Duplicate,,of old\n"),
        WANTED,
    )
    records = by_title(made)
    assert records["B"].data["state"] == "declined"
    assert records["B"].data["links"] == [
        {"rel": "duplicates", "to": records["A"].identity, "why": "See CSI-1."}
    ]
    assert records["B"].data["outcome"] == {"because": "See CSI-1."}
    assert "'of old' is the number of no record" in warned(made, "sheet.csv row 4")[0]


def test_dependencies() -> None:
    """References lead to the new identities, in either direction and in other spellings."""
    made = planned(sheet(HEAD + 'CSI-1,A,New,"#2,CSI-9",\nCSI-2,B,New,csi-1,\n'), WANTED)
    records = by_title(made)
    assert records["A"].data["links"] == [{"rel": "depends-on", "to": records["B"].identity}]
    assert records["B"].data["links"] == [{"rel": "depends-on", "to": records["A"].identity}]
    assert records["A"].data["extra"] == {"needs": ["CSI-9"]}


def test_dependencies_into_the_register() -> None:
    """A later import may refer to an earlier one."""
    first = planned(sheet(HEAD + "CSI-1,A,New,,\n"), WANTED)
    later = planned(sheet(HEAD + "CSI-2,B,New,CSI-1,\n"), WANTED, register(first))
    assert later.create[0].data["links"][0]["to"] == first.create[0].identity


def test_missing_columns() -> None:
    """A column that the map counts on and the source lacks is told once."""
    made = planned(sheet("Ref,Titel,Status,Needs,Outcome\nCSI-1,A,New,,\n"), WANTED)
    (said,) = warned(made, "sheet.csv")
    assert said.startswith("sheet.csv, Title: warning: the map names this column")
    assert said.endswith("Did you mean 'Titel'?")


def test_summary() -> None:
    """The figures in a line."""
    made = planned(sheet(HEAD + "CSI-1,A,New,,\nCSI-2,B,Odd,,\n"), WANTED)
    assert made.summary == "sheet.csv: 1 to create, 0 unchanged, 1 refused"


def test_identities_are_free() -> None:
    """No identity is used that the register has."""
    asked: list[str] = []

    def taken(identity: str) -> bool:
        asked.append(identity)
        return len(asked) == 1

    made = planned(sheet(HEAD + "CSI-1,A,New,,\n"), WANTED, Known(taken=taken))
    assert made.create[0].identity == asked[1] != asked[0]


cells = st.sampled_from(["", "A", "New", "Duplicate", "CSI-1", "CSI-2", "Odd", "See CSI-1"])


@given(st.lists(st.tuples(cells, cells, cells, cells, cells), max_size=8))
def test_every_row_ends_somewhere(table: list[tuple[str, ...]]) -> None:
    """Every row is made, unchanged, changed or refused, and a second run makes nothing."""
    source = sheet(HEAD + "".join(",".join(row) + "\n" for row in table))
    first = planned(source, WANTED)
    assert rows(first) == sorted(row.where for row in source.rows)
    again = planned(source, WANTED, register(first))
    assert rows(again) == sorted(row.where for row in source.rows)
    assert again.create == ()
    assert len(again.unchanged) == len(first.create)
    for new in first.create:
        written(new)


@pytest.mark.parametrize("name", ["create", "unchanged", "changed_in_source", "refused"])
def test_nothing_from_nothing(name: str) -> None:
    """A source without rows gives an empty plan."""
    assert getattr(planned(sheet(HEAD), WANTED), name) == ()
