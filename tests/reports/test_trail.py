import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checkouts import Checkout
from learnorg.page import Table, words
from learnorg.register.register import Register
from learnorg.register.trail import Trail
from learnorg.render.terminal import show
from learnorg.reports.trail import Log, Wish, derive, lay_out, spelled
from pasts import ID, OTHER, SHARED, commit, place, put, story, two_branches

KEY = ("improvement", ID)


def logged(repo: Checkout, **wish: Any) -> Log:
    register = Register.open(repo.path)
    return derive(register, Trail.of(register), Wish(**wish))


def told(log: Log) -> list[list[str]]:
    """What each deed says, the newest first."""
    return [deed.words for deed in log.deeds]


def cells(log: Log, brief: bool) -> list[list[str]]:
    (table,) = lay_out(log, brief).blocks
    assert isinstance(table, Table)
    heads = [column.name for column in table.columns]
    return [heads, *([words(cell) for cell in row] for row in table.rows)]


def test_all(empty: Checkout) -> None:
    """Over the whole register each step is told by its states, or by what learnorg did."""
    story(empty)
    assert told(logged(empty)) == [
        ["accepted -> declined"], ["edited"], ["proposed -> accepted"], ["begins as proposed"]
    ]  # fmt: skip
    empty.git("rm", "-rq", "register")
    commit(empty, "Away")
    assert told(logged(empty, limit=1)) == [["taken away"]]
    assert logged(empty, limit=1).steps == 5


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        ({"since": "2026-11-10"}, ["declined", "by_hand"]),
        ({"state": "accepted"}, ["accepted"]),
        ({"actor": "BEN"}, ["added"]),
        ({"actor": "cem@example"}, ["by_hand"]),
        ({"actor": "lea-park"}, ["by_hand"]),
        ({"actor": "nobody"}, []),
        ({"field": "owner"}, ["accepted"]),
        ({"field": "dates"}, ["declined", "accepted", "added"]),
        ({"field": "dates.accepted"}, ["accepted"]),
        ({"field": "tags", "actor": "ben"}, []),
        ({"key": KEY, "limit": 1}, ["declined"]),
        ({"key": KEY, "since": "2026-11-10", "field": "state"}, ["declined"]),
        ({"limit": 2}, ["declined", "by_hand"]),
    ],
)
def test_picked(empty: Checkout, wish: dict[str, Any], found: list[str]) -> None:
    """Days, actors, states and fields pick steps, of one record or of all."""
    commits = story(empty)
    empty.put(
        "register/people/lea-park.yaml", "id: lea-park\ntitle: Lea\nemails: cem@example.org\n"
    )
    log = logged(empty, **wish)
    assert [deed.step.commit for deed in log.deeds] == [commits[name] for name in found]


def test_who(empty: Checkout) -> None:
    """Whoever is listed under an author's address is told by their name here."""
    story(empty)
    empty.put("register/people/lea.yaml", "id: lea\ntitle: Lea\nemails: Cem@Example.org\n")
    assert [deed.who for deed in logged(empty).deeds] == ["Ada", "lea", "Ada", "Ben"]


def test_by_field(empty: Checkout) -> None:
    """For programs there is a row for each field, with what stood there before and after."""
    commits = story(empty)
    assert cells(logged(empty, key=KEY, since="2026-11-09"), brief=False) == [
        ["when", "who", "email", "commit", "id", "action", "field", "before", "after", "because"],
        ["2026-11-12", "Ada", "ada@example.org", commits["declined"], ID, "decline",
         "state", "accepted", "declined", ""],
        ["2026-11-12", "Ada", "ada@example.org", commits["declined"], ID, "decline",
         "dates.declined", "", "2026-11-12", ""],
        ["2026-11-10", "Cem", "cem@example.org", commits["by_hand"], ID, "", "tags", "", "night",
         ""],
        ["2026-11-09", "Ada", "ada@example.org", commits["accepted"], ID, "accept",
         "state", "proposed", "accepted", "It costs an hour a night."],
        ["2026-11-09", "Ada", "ada@example.org", commits["accepted"], ID, "accept",
         "dates.accepted", "", "2026-11-09", "It costs an hour a night."],
        ["2026-11-09", "Ada", "ada@example.org", commits["accepted"], ID, "accept",
         "owner", "", "lea", "It costs an hour a night."],
    ]  # fmt: skip


def test_reason_told_once(empty: Checkout) -> None:
    """A reason that the record itself holds is not told again."""
    empty.put("learnorg.yaml", "format: 1\n")
    notes = '[{id: q7d, by: ada, text: "the vendor\\ncalled"}]'
    put(empty, notes=notes)
    commit(empty, f"{ID}: note - x\n\nthe vendor called\n\nLearnorg-Action: note")
    lines = [row[1] for row in cells(logged(empty, key=KEY), brief=True)]
    assert not [line for line in lines if line.startswith("Why")]


@pytest.mark.parametrize("wish", [{}, {"limit": 1}, {"since": "2026-11-01"}])
def test_clean_merges(empty: Checkout, wish: dict[str, Any]) -> None:
    """A merge that only puts together what its parents had is told by nobody's name."""
    two_branches(empty, "id: x\nstate: proposed\n" + SHARED)
    assert "Merge" not in [deed.step.subject[:5] for deed in logged(empty, **wish).deeds]
    assert len(logged(empty, **wish).deeds) == wish.get("limit", 3)
    empty.put(place(ID), "id: x\nstate: accepted\n" + SHARED.format(owner="b", day=2))
    commit(empty, "", "Ada", "2026-11-05", "--amend", "-m", "Merge")
    assert told(logged(empty, **wish))[0] == ["proposed -> accepted"]


def test_many(empty: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """More steps than are held in memory at a time are told all the same."""
    monkeypatch.setattr("learnorg.reports.trail.AT_ONCE", 2)
    story(empty)
    assert len(logged(empty, key=KEY).deeds) == 4


def test_shallow(empty: Checkout, tmp_path: Path) -> None:
    """What stood there when a shallow clone begins is nobody's deed."""
    story(empty)
    subprocess.run(
        ["git", "clone", "-q", "--depth", "2", f"file://{empty.path}", str(tmp_path / "clone")],
        check=True,
    )
    clone = Checkout(tmp_path / "clone")
    assert told(logged(clone)) == [["accepted -> declined"]]
    log = logged(clone, key=KEY)
    assert told(log)[-1] == ["as it stood where this clone's history begins"]
    data = lay_out(log).data
    assert isinstance(data, list)
    assert [one.get("before_is_unknown") for one in data] == [None, True]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("a\nb", "a\nb"),
        (["a", "b"], "a, b"),
        ({"é": ["a"]}, '{"é": ["a"]}'),
        ([{"id": "m1x"}], '[{"id": "m1x"}]'),
    ],
)
def test_spelled(value: Any, text: str) -> None:
    """A value is text as it is, a list with commas, or JSON."""
    assert spelled(value) == text


def test_page(empty: Checkout, expected: Callable[[str, str], None]) -> None:
    """The log of a record, of all of them, and of one field, as a terminal shows them."""
    told = story(empty)
    put(empty, OTHER, title="Label the racks")
    commit(empty, "Add another one", "Cem", "2026-11-13")
    empty.git("revert", "--no-commit", told["declined"])
    commit(empty, f"Revert it\n\nThis reverts commit {told['declined']}.", "Lea", "2026-11-14")
    wishes: list[dict[str, Any]] = [{"key": KEY}, {}, {"field": "dates"}]
    logs = [logged(empty, **wish) for wish in wishes]
    pages = [show(lay_out(log, brief=True), 80, colour=False) for log in logs]
    expected("trail.txt", "\n".join(pages))
