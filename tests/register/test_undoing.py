import pytest

from checkouts import Checkout
from learnorg.history.merged import TooShallow
from learnorg.history.state import SparseCheckout
from learnorg.register.past import reader
from learnorg.register.register import Register
from learnorg.register.undoing import ChangedSince, NoRecord, NothingToUndo, last, undone
from pasts import ID, OTHER, commit, kept, place, put, story, tip


def register_of(repo: Checkout) -> Register:
    return Register.open(repo.path)


def newest(repo: Checkout) -> str:
    return last(reader(register_of(repo))).id


def test_last(empty: Checkout) -> None:
    """It is the newest commit of learnorg's; others in between are passed over."""
    told = story(empty)
    assert newest(empty) == told["declined"]
    empty.put("notes.txt", "x\n")
    commit(empty, "Notes")
    assert newest(empty) == told["declined"]
    empty.git("reset", "-q", "--hard", told["by_hand"])
    assert newest(empty) == told["accepted"]


def test_taken_back_already(empty: Checkout) -> None:
    """What was taken back by hand is passed over; once that is taken back, it counts again."""
    told = story(empty)
    empty.git("revert", "--no-edit", told["declined"])
    assert newest(empty) == told["accepted"]
    empty.git("revert", "--no-edit", "HEAD")
    assert newest(empty) == told["declined"]


def test_nothing(empty: Checkout) -> None:
    """Where learnorg did nothing, or only began it all, there is nothing to take back."""
    empty.put("learnorg.yaml", "format: 1\n")
    commit(empty, "Start\n\nLearnorg-Action: init")
    with pytest.raises(NothingToUndo):
        newest(empty)


def test_main_line(empty: Checkout) -> None:
    """Only HEAD's first parents count: what a merge brought in is taken back by git."""
    told = story(empty)
    empty.git("switch", "-qc", "side")
    put(empty, OTHER)
    commit(empty, "add\n\nLearnorg-Action: add")
    empty.git("switch", "-q", "main")
    empty.git("merge", "-q", "--no-ff", "--no-edit", "side")
    assert newest(empty) == told["declined"]


def test_undone(empty: Checkout) -> None:
    """The former contents come back, and the commit says which one it takes back."""
    told = story(empty)
    before = empty.git("show", f"{told['by_hand']}:{place(ID)}")
    change = undone(register_of(empty), "too early")
    (revision,) = change.revisions
    assert revision.after == before.encode()
    assert revision.before == (empty.path / place(ID)).read_bytes()
    assert change.message().render() == (
        f"{ID}: undo decline - Shorter hand-over\n\ntoo early\n\n"
        f"This reverts commit {told['declined']}.\n\n"
        f"Learnorg-Action: undo\nLearnorg-Record: {ID}\n"
    )


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (f"{ID}: undo decline - x\n\nLearnorg-Action: undo", f"{ID}: redo decline - x"),
        (f"{ID}: redo decline - x\n\nLearnorg-Action: undo", f"{ID}: undo decline - x"),
        ("set 2 improvements\n\nLearnorg-Action: set", "undo set 2 improvements"),
        ("Oddly named\n\nLearnorg-Action: undo", "undo Oddly named"),
    ],
)
def test_subject(empty: Checkout, was: str, now: str) -> None:
    """Taking back what was taken back is doing it again."""
    empty.put("learnorg.yaml", "format: 1\n")
    commit(empty, "Begin")
    kept(empty, was, "2026-11-02")
    assert undone(register_of(empty)).subject == now


def test_added_and_renamed(empty: Checkout) -> None:
    """A record that was added goes; one whose file was renamed gets its place back."""
    empty.put("learnorg.yaml", "format: 1\n")
    put(empty)
    commit(empty, "Begin")
    (empty.path / place(ID)).unlink()
    put(empty, OTHER)
    commit(empty, "rekey\n\nLearnorg-Action: rekey")
    register = register_of(empty)
    assert {(r.path, r.before is None, r.after is None) for r in undone(register).revisions} == {
        (place(ID), True, False),
        (place(OTHER), False, True),
    }


@pytest.mark.parametrize("committed", [True, False])
def test_changed_since(empty: Checkout, committed: bool) -> None:
    """What was changed since is left alone, be it committed or not."""
    story(empty)
    if committed:
        kept(empty, "By hand", "2026-11-13")
    else:
        put(empty, title="Edited")
    with pytest.raises(ChangedSince) as refusal:
        undone(register_of(empty))
    assert ("was changed since" in str(refusal.value)) is committed
    assert (f"learnorg log {ID}" in refusal.value.hint) is committed


def test_sparse(empty: Checkout) -> None:
    """A file that a sparse checkout leaves out was not edited, it is only not there."""
    story(empty)
    empty.git("sparse-checkout", "set", "register/people")
    with pytest.raises(SparseCheckout, match=f"{place(ID)} is outside") as refusal:
        undone(register_of(empty))
    assert "git sparse-checkout add" in refusal.value.hint


@pytest.mark.parametrize(("depth", "what"), [(1, "what stood there before"), (2, "did before")])
def test_shallow(empty: Checkout, depth: int, what: str) -> None:
    """In a shallow clone what is to come back may not be there, nor what is to be taken back."""
    story(empty)
    if depth == 2:
        for word in ("x", "y"):
            empty.put("notes.txt", word)
            commit(empty, "Notes")
    away = f"file://{empty.path}"
    empty.git("clone", "-q", f"--depth={depth}", away, "../clone")
    with pytest.raises(TooShallow, match=what) as refusal:
        undone(Register.open(empty.path.parent / "clone"))
    assert "git fetch --unshallow" in refusal.value.hint


def test_line_ends(empty: Checkout) -> None:
    """Line ends that git writes in another way than it stores them are no change."""
    story(empty)
    file = empty.path / place(ID)
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert len(undone(register_of(empty)).revisions) == 1


def test_no_record(empty: Checkout) -> None:
    """A commit of other files than records is git's to take back."""
    story(empty)
    empty.put("learnorg.yaml", "format: 1\nname: Other\n")
    commit(empty, "policy\n\nLearnorg-Action: policy")
    with pytest.raises(NoRecord, match="touched learnorg") as refusal:
        undone(register_of(empty))
    assert refusal.value.hint == f"Take it back with git: git revert {tip(empty)[:10]}."
