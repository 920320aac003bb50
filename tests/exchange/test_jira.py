"""Jira's issues come in whole: from the CSV with its repeated heads, and from the JSON."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.incoming import (
    DATA,
    LIGHT,
    a_map,
    by_title,
    kept,
    one,
    planned,
    register,
    sheet,
    shipped,
    warned,
    written,
)
from learnorg.exchange import documents, readers
from learnorg.exchange.maps import BadMap, read_map
from learnorg.exchange.plan import ImportPlan
from learnorg.exchange.rows import Reading
from learnorg.exchange.suggest import suggest

MAPS = {"jira.csv": "jira", "jira.json": "jira-json"}


@pytest.fixture(scope="module", params=MAPS)
def source(request: pytest.FixtureRequest) -> Reading:
    return readers.read(DATA / request.param)


@pytest.fixture(scope="module")
def made(source: Reading) -> ImportPlan:
    return planned(source, shipped(MAPS[source.source]))


@pytest.fixture(scope="module")
def csv() -> ImportPlan:
    return planned(readers.read(DATA / "jira.csv"), shipped("jira"))


@pytest.fixture(scope="module")
def json() -> ImportPlan:
    return planned(readers.read(DATA / "jira.json"), shipped("jira-json"))


def at(made: ImportPlan, number: str) -> dict[str, Any]:
    return next(new.data for new in made.create if number in new.data.get("aliases", ()))


def test_every_row(source: Reading, made: ImportPlan) -> None:
    """Every row is a record or is refused for a reason, and no words of a record are lost."""
    assert len(made.create) + len(made.refused) == len(source.rows) + len(source.refused)
    for new in made.create:
        assert written(new)["id"] == new.identity


def test_again(source: Reading, made: ImportPlan) -> None:
    """A second run finds all of them as they were."""
    again = planned(source, shipped(MAPS[source.source]), register(made))
    assert (again.create, again.changed_in_source) == ((), ())
    assert len(again.unchanged) == len(made.create)


def test_reasons(csv: ImportPlan, json: ImportPlan) -> None:
    """A state that nobody translated, a copy, a row without words and what is no issue are told."""
    unknown = "'Awaiting budget board' is no state that the map knows; translate it under `states:`"
    assert [skip.reason for skip in csv.refused] == [
        f"Status: {unknown}",
        "it repeats jira.csv row 2 word for word",
        "it has neither a title nor a description",
    ]
    reasons = [skip.reason for skip in json.refused]
    assert reasons[0] == "it is no object with keys"
    assert reasons[1] == f"fields.status.name: {unknown}"
    assert len(reasons) == 4


def test_repeated_heads(csv: ImportPlan) -> None:
    """All the columns of one name fill one list."""
    data = at(csv, "OPS-1")
    assert data["tags"] == ("ci", "build", "speed")
    assert data["services"] == ("Build farm", "Artefacts")
    assert data["extra"]["sprint-2"] == "Spring 2"
    assert "watchers-2" not in data["extra"]


def test_comments(csv: ImportPlan) -> None:
    """A comment is a note with its day and its author; one without them is just a note."""
    notes = [dict(note) for note in at(csv, "OPS-1")["notes"]]
    assert notes[1] | {"id": ""} == {
        "id": "",
        "on": date(2025, 2, 5),
        "by": "712020:bb",
        "text": "Comment (05/Feb/25 11:30 AM):\nTests run twice; see the log.\nCan one run go?",
    }
    (note,) = at(csv, "OPS-4")["notes"]
    assert note["text"] == "Comment:\nno day here; just words"


def test_days(csv: ImportPlan) -> None:
    """Days have their times of day kept beside them, and what is no day as well."""
    data = at(csv, "OPS-1")
    assert data["dates"] == {"proposed": date(2025, 2, 3), "closed": date(2025, 6, 12)}
    assert data["extra"]["created"] == "03/Feb/25 2:14 PM"
    assert at(csv, "OPS-6")["raised"] == date(2025, 2, 20)
    assert at(csv, "OPS-11")["extra"]["created"] == "31/Feb/25 2:14 PM"


def test_midnight(csv: ImportPlan) -> None:
    """A due day ends in no time of day that would be worth keeping."""
    data = at(csv, "OPS-2")
    assert data["due"] == date(2026, 11, 30)
    assert "due-date" not in data["extra"]


@pytest.mark.parametrize(
    ("number", "state", "outcome"),
    [
        ("OPS-1", "closed", {"result": "delivered", "on": date(2025, 6, 12)}),
        ("OPS-5", "declined", {"because": "Resolved in Jira as Duplicate."}),
        ("OPS-6", "declined", {"because": "Resolved in Jira as Won't Do."}),
        ("OPS-10", "closed", {"result": "delivered", "on": date(2025, 4, 2)}),
        ("OPS-12", "closed", {"result": "withdrawn", "on": date(2025, 5, 11)}),
    ],
)
def test_resolutions(csv: ImportPlan, number: str, state: str, outcome: dict[str, object]) -> None:
    """What is done was done only if its resolution says so."""
    data = at(csv, number)
    assert data["state"] == state
    assert data["outcome"].items() >= outcome.items()


def test_status_is_kept(csv: ImportPlan) -> None:
    """A status that its resolution corrects is kept."""
    assert at(csv, "OPS-6")["extra"]["status"] == "Closed"


def test_unknown_resolution(csv: ImportPlan) -> None:
    """A resolution that nobody translated is told."""
    (told,) = [text for text in warned(csv, "jira.csv row 11") if "Descoped" in text]
    assert "is no resolution that the map knows; the status alone counts" in told


def test_resolution_of_the_living() -> None:
    """A resolution says nothing of what is still under way."""
    data, said = one(
        "Issue key,Summary,Status,Resolution\nA-1,One,In Progress,Won't Do\n",
        "key: Issue key\ncolumns:\n  Summary: title\n  Status: state\n"
        "resolution: {column: Resolution, words: {Won't Do: declined}}\n",
    )
    assert (data["state"], data["extra"]) == ("in-progress", {"resolution": "Won't Do"})
    assert not [text for text in said if "Resolution" in text]


def test_links(csv: ImportPlan) -> None:
    """Links lead to the records of other issues; where there is none, the number is kept."""
    ids = {number: at(csv, number)["id"] for number in ("OPS-2", "OPS-3", "OPS-4", "OPS-9")}
    assert at(csv, "OPS-2")["links"] == [
        {"rel": "depends-on", "to": ids["OPS-3"]},
        {"rel": "depends-on", "to": ids["OPS-4"]},
    ]
    assert at(csv, "OPS-3")["links"] == [{"rel": "part-of", "to": ids["OPS-9"]}]
    assert at(csv, "OPS-5")["links"] == [{"rel": "duplicates", "to": ids["OPS-2"]}]
    assert at(csv, "OPS-11")["extra"]["inward-issue-link-blocks"] == ["OPS-77"]


def test_number_used_twice(csv: ImportPlan) -> None:
    """A number belongs to its first row."""
    copied = by_title(csv)["Patch day without overtime, copied"]
    assert (copied.data.get("aliases"), copied.data["extra"]["issue-key"]) == (None, "OPS-10")


def test_formula(csv: ImportPlan, json: ImportPlan) -> None:
    """What a spreadsheet would run is text."""
    assert at(csv, "OPS-7")["title"].startswith("=HYPERLINK(")
    assert at(json, "OPS-5")["title"] == "=1+1"


def test_rich_text(json: ImportPlan) -> None:
    """The tree that a description is becomes Markdown."""
    assert at(json, "OPS-1")["problem"].split("\n\n") == [
        "The nightly build takes **four hours**.\nNobody sees the result before lunch.",
        "## What we tried",
        "- more *memory*\n- a cache\n  1. on disk\n  2. in memory",
        "```sh\nmake all\nmake test\n```",
        "> See [the log](https://ci.example.org/log), ask @Bo Chen",
        "| step | min |\n| tests | 140 |",
        "- [x] measure\n- [ ] split",
        "Words of a node that nobody knows.",
    ]
    assert at(json, "OPS-2")["problem"].endswith("Two lines.")


WORD = st.text("abcdefgh", min_size=3, max_size=5)
LEAVES = WORD.map(lambda word: {"type": "text", "text": word})
KINDS = st.sampled_from([*documents.BLOCKS, "listItem", "mediaGroup", "expand", "new"])
TREES = st.recursive(
    LEAVES,
    lambda inner: st.builds(
        lambda kind, content: {"type": kind, "content": content}, KINDS, st.lists(inner, max_size=4)
    ),
)


def leaves(tree: dict[str, Any]) -> list[str]:
    if tree["type"] == "rule":
        return []
    own = [tree["text"]] if "text" in tree else []
    return own + [word for inner in tree.get("content", []) for word in leaves(inner)]


@given(st.lists(TREES, max_size=4))
def test_no_words_are_lost(content: list[dict[str, Any]]) -> None:
    """Whatever the tree, all its words are in the text."""
    root = {"type": "doc", "version": 1, "content": content}
    said = documents.text(root)
    assert all(word in said for word in leaves(root))


@pytest.mark.parametrize("kind", ["blockquote", "bulletList", "table", "new"])
def test_nested_beyond_reason(kind: str) -> None:
    """A tree deeper than any text has its words all the same."""
    tree: dict[str, Any] = {"type": "text", "text": "deep"}
    for _ in range(900):
        tree = {"type": kind, "content": [tree]}
    assert "deep" in documents.text({"type": "doc", "content": [tree]})


def test_missing_resolution() -> None:
    """A map that counts on a resolution says so where there is none."""
    wanted = a_map("columns: {Summary: title}\nresolution: {column: Resolution}\n")
    told = planned(sheet("Summary,Status\nOne,Open\n"), wanted).remarks
    assert "Resolution" in {remark.column for remark in told if "the map names" in str(remark)}


def test_json_is_quiet(json: ImportPlan) -> None:
    """Pictures, addresses and inner numbers are left out; what people wrote is kept."""
    told = kept(at(json, "OPS-1").values())
    assert "avatars" not in told
    assert "jira.example.org" not in told
    assert at(json, "OPS-1")["extra"]["fields-customfield-10016"] == "5"
    (note,) = at(json, "OPS-2")["notes"]
    assert note["text"] == "comments:\nSix minutes on average."


def test_end_without_a_beginning(json: ImportPlan) -> None:
    """What ended was raised no later, though nobody knows when."""
    data = at(json, "OPS-7")
    assert data["raised"] == data["dates"]["closed"] == date(2025, 2, 10)


def test_few_columns() -> None:
    """An export of some columns needs no others, and says so only of those it cannot do without."""
    few = planned(sheet("Issue key,Summary\nOPS-1,One\n"), shipped("jira"))
    assert {r.column for r in few.remarks if "the map names" in r.message} == {"Status"}


def test_heads_with_numbers() -> None:
    """A column keeps its own name, whatever its neighbours are read as."""
    source = sheet("Labels,Labels,Labels 2\na,b,c\n")
    assert source.columns == ("Labels", "Labels 3", "Labels 2")
    wanted = a_map("columns: {Labels: tags}\ndefaults: {title: One}\n")
    (new,) = planned(source, wanted).create
    assert set(new.data["tags"]) == {"a", "b", "c"}


@given(st.lists(st.sampled_from(["A", "A 2", "A 3", "B", "column 2"]), min_size=1, max_size=8))
def test_no_column_is_lost(heads: list[str]) -> None:
    """Whatever the heads, every cell has a column of its own."""
    cells = [str(number) for number, _ in enumerate(heads)]
    source = sheet(",".join(heads) + ",end\n" + ",".join(cells) + ",end\n")
    (row,) = source.rows
    assert [cell.text for cell in row.cells.values()] == [*cells, "end"]
    assert len(set(source.columns)) == len(heads) + 1
    assert set(heads) < set(source.columns)


def test_one_word_of_two_columns() -> None:
    """Where a field takes one text, the second column of a name is kept and fills nothing."""
    data, _ = one("Ref,Name,Name\n1,Cache,Builds\n", "key: Ref\ncolumns: {Name: title}\n")
    assert (data["title"], data["extra"]) == ("Cache", {"name-2": "Builds"})


@pytest.mark.parametrize(
    "text",
    ["Feb 3, 2025, 2:14 PM", "3/Feb/2025 14:14", "03/Feb/25 02:14\u202fPM", "03 Feb 2025 14:14"],
)
def test_other_days(text: str) -> None:
    """Whoever looks at Jira sets how days are shown; the map knows the usual ways."""
    made = planned(sheet(f'Issue key,Summary,Created\nA-1,One,"{text}"\n'), shipped("jira"))
    (new,) = made.create
    assert new.data["raised"] == date(2025, 2, 3)


def test_bad_resolution() -> None:
    """A resolution may only mean what there is."""
    with pytest.raises(BadMap, match="no-state"):
        a_map("resolution:\n  column: Resolution\n  words:\n    Done: no-state\n")


def test_ignored_forms() -> None:
    """A star stands for any words, and a bracket for itself."""
    text = "Summary,Project key,Custom field ([A] b),Custom field (A)\nOne,OPS,x,y\n"
    wanted = "columns: {Summary: title}\nignore: ['Project *', 'Custom field ([A]*']\n"
    data, _ = one(text, wanted)
    assert data["extra"] == {"custom-field-a": "y"}


def test_suggested_map(source: Reading, made: ImportPlan) -> None:
    """The suggested map makes the same records as the shipped one, but for what it asks."""
    suggested = read_map(suggest(source, LIGHT).encode(), "suggested.yaml")
    mine = {str(new.row.name): new.data for new in planned(source, suggested).create}
    for new in made.create:
        other = mine[new.row.name]
        same = ("title", "owner", "raised_by", "raised", "tags", "services", "due", "problem")
        for part in (*same, "aliases", "type"):
            assert other.get(part) == new.data.get(part), part
        assert other.get("dates", {}).items() >= new.data.get("dates", {}).items()
        assert [link["rel"] for link in other.get("links", ())] == [
            link["rel"] for link in new.data.get("links", ())
        ]
        assert len(other.get("notes", ())) == len(new.data.get("notes", ()))
        if "In Review" not in new.row.cells.get("Status", new.row.cells.get(STATUS)).text:
            assert other["state"] == new.data["state"]


STATUS = "fields.status.name"
