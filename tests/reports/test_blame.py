import subprocess
from collections.abc import Callable
from pathlib import Path

from checkouts import Checkout
from learnorg.register.register import Register
from learnorg.register.trail import Trail
from learnorg.render.terminal import show
from learnorg.reports.blame import Line, derive, lay_out, leaves
from pasts import ID, SHARED, commit, kept, place, story, two_branches

KEY = ("improvement", ID)


def blamed(repo: Checkout) -> list[Line]:
    register = Register.open(repo.path)
    return derive(register, Trail.of(register), KEY)


def test_every_field(empty: Checkout) -> None:
    """Each field goes to the step that made it say what it says now."""
    told = story(empty)
    assert {line.field: (line.step.commit, line.who) for line in blamed(empty)} == {
        "id": (told["added"], "Ben"),
        "title": (told["added"], "Ben"),
        "raised": (told["added"], "Ben"),
        "dates.proposed": (told["added"], "Ben"),
        "dates.accepted": (told["accepted"], "Ada"),
        "owner": (told["accepted"], "Ada"),
        "tags": (told["by_hand"], "Cem"),
        "state": (told["declined"], "Ada"),
        "dates.declined": (told["declined"], "Ada"),
    }


def test_said_again(empty: Checkout) -> None:
    """Who says again what somebody had said before is the last to say it."""
    empty.put("learnorg.yaml", "format: 1\n")
    for day, owner in (("02", "lea"), ("03", "ben"), ("04", "lea"), ("05", "lea")):
        kept(empty, f"to {owner}", f"2026-11-{day}", owner=owner, title=day)
    (line,) = [line for line in blamed(empty) if line.field == "owner"]
    assert line.step.day == "2026-11-04"


def test_merged(empty: Checkout) -> None:
    """What a merge put together goes to those who said it on their branches."""
    two_branches(empty, "id: x\n" + SHARED)
    assert {line.field: line.step.subject for line in blamed(empty)} == {
        "id": "add", "owner": "own", "problem": "add", "due": "due"
    }  # fmt: skip


def test_another_of_its_identity(empty: Checkout) -> None:
    """What a branch said of another record of the same identity is not told."""
    empty.put("learnorg.yaml", "format: 1\n")
    commit(empty)
    empty.git("switch", "-qc", "side")
    kept(empty, "theirs", "2026-11-03", "Ben", title="Theirs")
    empty.git("switch", "-q", "main")
    kept(empty, "ours", "2026-11-04", title="Ours")
    empty.git("merge", "-q", "--no-commit", "side", ok=False)
    kept(empty, "merge", "2026-11-05", title="Ours")
    assert {(line.value, line.who) for line in blamed(empty) if line.field == "title"} == {
        ("Ours", "Ada")
    }


def test_gone(empty: Checkout) -> None:
    """Of a record that is gone, the last it said is told."""
    story(empty)
    empty.git("rm", "-rq", "register")
    commit(empty, "Away")
    assert len(blamed(empty)) == 9


def test_nothing(empty: Checkout) -> None:
    """What is not committed, or cannot be read, says nothing."""
    empty.put("learnorg.yaml", "format: 1\n")
    commit(empty)
    assert blamed(empty) == []
    empty.put(place(ID), "state: [\n")
    commit(empty)
    assert blamed(empty) == []


def test_leaves() -> None:
    """Parts are told by their ids; lists without ids are one field each."""
    said = {
        "tags": ["a", "b"],
        "estimates": {"value": "8"},
        "measures": [{"id": "m1x", "name": "n"}],
        "links": [{"rel": "r", "to": "t"}],
        "plan": [],
        "owner": None,
    }
    assert dict(leaves(said)) == {
        ("tags",): ["a", "b"],
        ("estimates", "value"): "8",
        ("measures", "#m1x", "name"): "n",
        ("links",): [{"rel": "r", "to": "t"}],
    }


def test_shallow(empty: Checkout, tmp_path: Path) -> None:
    """What a shallow clone does not know goes to nobody."""
    story(empty)
    subprocess.run(
        ["git", "clone", "-q", "--depth", "2", f"file://{empty.path}", str(tmp_path / "clone")],
        check=True,
    )
    lines = blamed(Checkout(tmp_path / "clone"))
    data = lay_out(lines).data
    assert isinstance(data, list)
    assert {one["field"] for one in data if one["who"]} == {"state", "dates.declined"}


def test_page(empty: Checkout, expected: Callable[[str, str], None]) -> None:
    """Who said what last, as a terminal shows it."""
    story(empty)
    expected("blame.txt", show(lay_out(blamed(empty), brief=True), 80, colour=False))
