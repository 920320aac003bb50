from collections.abc import Callable

import pytest

from checkouts import Checkout
from learnorg.register.past import moment
from learnorg.register.register import Register
from learnorg.render.terminal import show
from learnorg.reports.contrast import Contrast, derive, lay_out
from pasts import ID, OTHER, commit, kept, place, put, story
from registers import TODAY


def compared(repo: Checkout, before: str, after: str = "HEAD") -> Contrast:
    register = Register.open(repo.path)
    first, last = (moment(register, text, TODAY).commit for text in (before, after))
    return derive(register, first, last)


def told(contrast: Contrast) -> list[tuple[str, str, list[str]]]:
    return [(changed.key[1], changed.how, changed.words) for changed in contrast.records]


def test_in_words(empty: Checkout) -> None:
    """Each record that differs tells in words how; those that came or went say so."""
    commits = story(empty)
    put(empty, OTHER, title="Label the racks", state="closed")
    commit(empty, "Add another", on="2026-11-13")
    assert told(compared(empty, commits["added"])) == [
        (OTHER, "added", ["added as closed"]),
        (ID, "changed", ["moves from proposed to declined", "owner lea", "tags + night"]),
    ]
    assert told(compared(empty, "HEAD", commits["begun"])) == [
        (OTHER, "removed", ["removed"]),
        (ID, "removed", ["removed"]),
    ]
    assert told(compared(empty, "2026-11-09", "2026-11-10")) == [(ID, "changed", ["tags + night"])]
    assert told(compared(empty, "HEAD")) == []


def test_moved_and_laid_out(empty: Checkout) -> None:
    """A file that only moves is no difference; one that is only laid out anew says so."""
    empty.put("learnorg.yaml", "format: 1\n")
    kept(empty, "add", "2026-11-02")
    empty.git("mv", "register/improvements/2026", "register/improvements/moved")
    commit(empty, "move")
    assert told(compared(empty, "HEAD~1")) == []
    file = empty.path / "register/improvements/moved/11" / f"{ID}.yaml"
    file.write_text(file.read_text() + "\n# a remark\n")
    commit(empty, "remark")
    assert told(compared(empty, "HEAD~2")) == [(ID, "changed", ["laid out anew"])]


def test_unreadable(empty: Checkout) -> None:
    """A record that cannot be read on one side is told as one."""
    empty.put("learnorg.yaml", "format: 1\n")
    kept(empty, "add", "2026-11-02")
    empty.put(place(ID), "state: [\n")
    commit(empty, "break")
    assert told(compared(empty, "HEAD~1"))[0][2] == ["cannot be read"]
    assert told(compared(empty, "HEAD", "HEAD~1"))[0][2] == ["can be read again"]


def test_many(empty: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """More records than are held in memory at a time are told all the same."""
    monkeypatch.setattr("learnorg.reports.contrast.AT_ONCE", 2)
    empty.put("learnorg.yaml", "format: 1\n")
    commit(empty)
    for n in range(5):
        put(empty, f"IMP-2611-00000{n}")
    commit(empty)
    assert len(compared(empty, "HEAD~1").records) == 5


def test_page(empty: Checkout, expected: Callable[[str, str], None]) -> None:
    """What is different, as a terminal shows it."""
    commits = story(empty)
    put(empty, OTHER, title="Label the racks")
    commit(empty, "Add another", on="2026-11-13")
    page = show(lay_out(compared(empty, commits["added"]), brief=True), 80, colour=False)
    expected("contrast.txt", page)
