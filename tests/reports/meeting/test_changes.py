from pathlib import Path
from typing import Any

import pytest

from checkouts import Checkout
from learnorg.register.register import Register
from learnorg.register.trail import Trail
from learnorg.reports.meeting.changes import Change, by_dates, by_git
from pasts import ACTION, ID, OTHER, commit, kept, place, put, story, tip
from registers import TODAY

MIDDLE, FURTHER, EDITED = "IMP-2611-mmmmmm", "IMP-2611-ffffff", "IMP-2611-zzzzzz"
LEA = "id: lea\ntitle: Lea\nemails: ada@example.org\nteams: [night-shift]\n"


def since(repo: Checkout, base: str) -> list[Change]:
    register = Register.open(repo.path)
    return by_git(register, Trail.of(register), base, tip(repo))


def told(found: list[Change]) -> list[tuple[str, str, str]]:
    return [(one.sort, one.was, one.became) for one in found]


@pytest.mark.parametrize(
    ("base", "found"),
    [
        ("begun", ("finished", "", "declined")),
        ("added", ("finished", "proposed", "declined")),
        ("by_hand", ("finished", "accepted", "declined")),
        ("declined", None),
    ],
)
def test_from_then_on(empty: Checkout, base: str, found: Any) -> None:
    """What became of a record is told from where it stood then, whatever lay between."""
    made = story(empty)
    assert told(since(empty, made[base])) == ([found] if found else [])


def test_nothing_before(empty: Checkout) -> None:
    """Where the register began after the last meeting, all of it is new."""
    empty.put("learnorg.yaml", "format: 1\n")
    kept(empty, "Add", "2026-11-02")
    assert told(since(empty, "")) == [("new", "", "proposed")]


def test_edited_and_gone(empty: Checkout) -> None:
    """Edits without a move, and what was taken away, are told apart."""
    empty.put("learnorg.yaml", "format: 1\n")
    put(empty, OTHER)
    base = kept(empty, "Add", "2026-11-02")
    put(empty, due="2026-12-01")
    empty.git("rm", "-q", place(OTHER))
    commit(empty, "Both")
    assert sorted(told(since(empty, base))) == [
        ("edited", "proposed", "proposed"),
        ("gone", "proposed", ""),
    ]


def test_there_and_back(empty: Checkout) -> None:
    """What was moved and moved back has not moved."""
    empty.put("learnorg.yaml", "format: 1\n")
    base = kept(empty, "Add", "2026-11-02")
    kept(empty, "Accept", "2026-11-03", state="accepted")
    kept(empty, "Back", "2026-11-04")
    assert since(empty, base) == []


def test_another_identity(empty: Checkout) -> None:
    """What goes on under another identity is neither new nor gone."""
    empty.put("learnorg.yaml", "format: 1\n")
    base = kept(empty, "Add", "2026-11-02")
    empty.git("rm", "-q", place(ID))
    put(empty, OTHER, aliases=f"[{ID}]", state="accepted")
    commit(empty, "Rekey")
    assert told(since(empty, base)) == [("moved", "proposed", "accepted")]


@pytest.mark.parametrize("how", ["Rekey", f"Rekey\n\n{ACTION}: rekey"])
def test_mover_of_another_identity(empty: Checkout, how: str) -> None:
    """What got another identity and moved is the mover's doing; if it only got it, an edit."""
    empty.put("learnorg.yaml", "format: 1\n")
    empty.put("register/people/lea.yaml", LEA)
    ben = "id: ben\ntitle: Ben\nemails: ben@example.org\nteams: [day-shift]\n"
    empty.put("register/people/ben.yaml", ben)
    put(empty, raised_by="lea")
    put(empty, FURTHER, raised_by="lea")
    base = commit(empty, "Add")
    twice = {"raised_by": "lea", "aliases": f"[{ID}, {MIDDLE}]"}
    for old, new, aliases in (
        (ID, MIDDLE, f"[{ID}]"),
        (FURTHER, EDITED, f"[{FURTHER}]"),
        (MIDDLE, OTHER, twice["aliases"]),
    ):
        empty.git("rm", "-q", place(old))
        put(empty, new, raised_by="lea", aliases=aliases)
        commit(empty, how, "Ada", "2026-11-03")
    put(empty, OTHER, **twice, state="accepted")
    commit(empty, "Accept", "Ben", "2026-11-04")
    put(empty, OTHER, **twice, state="accepted", tags="[a]")
    commit(empty, "Tag", "Ada", "2026-11-05")
    assert [(one.identity, one.sort, one.by, set(one.fields)) for one in since(empty, base)] == [
        (EDITED, "edited", ("night-shift",), {"id", "aliases"}),
        (OTHER, "moved", ("day-shift",), {"id", "state", "aliases", "tags"}),
    ]


def test_merged_from_before(empty: Checkout) -> None:
    """What a branch did before the last meeting counts when it comes in after it."""
    empty.put("learnorg.yaml", "format: 1\n")
    put(empty, OTHER)
    kept(empty, "Add", "2026-11-02")
    empty.git("switch", "-qc", "side")
    kept(empty, "Accept", "2026-11-03", state="accepted")
    empty.git("switch", "-q", "main")
    put(empty, OTHER, tags="[a]")
    base = commit(empty, "Meanwhile", "Ada", "2026-11-10")
    empty.git("merge", "-q", "--no-edit", "side")
    assert told(since(empty, base)) == [("moved", "proposed", "accepted")]


def test_by_teams(empty: Checkout) -> None:
    """Who raised or moved it is told by their teams, and not at all where they are unknown."""
    empty.put("learnorg.yaml", "format: 1\n")
    empty.put("register/people/lea.yaml", LEA)
    put(empty, OTHER)
    base = kept(empty, "Add", "2026-11-02")
    put(empty, OTHER, state="accepted")
    commit(empty, "By a stranger", "Ben")
    put(empty, state="accepted")
    new = "IMP-2611-nnnnnn"
    put(empty, new, raised_by="lea")
    commit(empty, "By Ada", "Ada")
    by = {one.identity: one.by for one in since(empty, base)}
    assert by == {ID: ("night-shift",), OTHER: (), new: ("night-shift",)}


def test_within_a_folder(empty: Checkout) -> None:
    """A register in a folder of a repository has its own changes only."""
    empty.put("it/learnorg.yaml", "format: 1\n")
    empty.put(place(OTHER), "state: proposed\n")
    base = commit(empty, "Begin")
    put(empty, at=f"it/{place(ID)}")
    empty.put(place(OTHER), "state: closed\n")
    commit(empty, "Add")
    register = Register.open(Path(empty.path / "it"))
    found = by_git(register, Trail.of(register), base, tip(empty))
    assert [one.identity for one in found] == [ID]


def test_dates(register: Register) -> None:
    """
    Without git the records' dates tell what moved after a day.
    ---
    id: IMP-2611-000001
    title: New
    state: proposed
    raised: 2026-11-02
    ---
    id: IMP-2610-000002
    title: Moved
    state: in-progress
    raised: 2026-10-02
    dates: {proposed: 2026-10-02, accepted: 2026-10-05, in-progress: 2026-11-03}
    ---
    id: IMP-2610-000003
    title: Finished
    state: closed
    raised: 2026-10-02
    dates: {proposed: 2026-10-02, accepted: 2026-10-05, closed: 2026-11-03}
    outcome: {result: achieved, evidence: Seen.}
    ---
    id: IMP-2610-000004
    title: Of before
    state: accepted
    raised: 2026-10-02
    dates: {proposed: 2026-10-02, accepted: 2026-10-25}
    """
    found = by_dates(register, TODAY.replace(month=10, day=25), TODAY)
    assert {one.title: (one.sort, one.was, one.became) for one in found} == {
        "New": ("new", "", "proposed"),
        "Moved": ("moved", "accepted", "in-progress"),
        "Finished": ("finished", "accepted", "closed"),
    }
    assert [one.because for one in found if one.sort == "finished"] == ["Seen."]
