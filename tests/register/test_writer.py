import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checkouts import Checkout
from learnorg.errors import LearnorgError
from learnorg.files import atomic
from learnorg.files.atomic import CannotWrite, ChangedMeanwhile, Exists
from learnorg.history import commits, trees
from learnorg.history.commits import IndexLocked, NotCommitted
from learnorg.history.git import Git
from learnorg.history.repository import BareRepository, locate
from learnorg.history.state import DetachedHead, PathDirty, SymlinkedPath
from learnorg.register import journal
from learnorg.register.writer import (
    FileChange,
    Message,
    Saving,
    Written,
    pending,
    recover,
    write,
)

ONE = "register/one.yaml"
TWO = "register/two.yaml"
NEW = "register/2026/11/new.yaml"


# Messages


def test_message() -> None:
    """A message is a line, the reason, and trailers that git reads."""
    message = Message("IMP-1: accept - X", "Because.\n\n  - so", (("Learnorg-Action", "accept"),))
    assert message.render() == (
        "IMP-1: accept - X\n\nBecause.\n\n  - so\n\nLearnorg-Action: accept\n"
    )


def test_message_without_body() -> None:
    """What is empty is left out."""
    assert Message("Subject").render() == "Subject\n"
    assert Message("Subject", "", (("A", "b"), ("C", "d"))).render() == "Subject\n\nA: b\nC: d\n"


def test_message_is_cleaned() -> None:
    """Titles bring no line ends, no trailers of their own and no control characters."""
    message = Message(
        "IMP-1: add - x\n\nLearnorg-Action: approve\x1b[31m\x00\ud800",
        "a\x1bb\r\nc\u2028d\n\n\n",
        (("Learnorg-Record", "IMP-1\nLearnorg-Action: approve"),),
    )
    assert message.render() == (
        "IMP-1: add - x Learnorg-Action: approve [31m\n\n"
        "a b\nc\nd\n\n"
        "Learnorg-Record: IMP-1 Learnorg-Action: approve\n"
    )
    assert Message(" \n").render() == "A change\n"


# Saving


def test_commit(checkout: Checkout) -> None:
    """A change is written, committed alone, and can be taken back with the command given."""
    checkout.put("other.txt", "edited\n")
    written = checkout.write(
        checkout.change(ONE, "changed\n"), checkout.change(TWO, None), checkout.change(NEW, "new\n")
    )
    assert written.commit == checkout.git("rev-parse", "HEAD").strip()
    assert checkout.last() == [NEW, ONE, TWO]
    assert checkout.words(TWO) is None
    assert checkout.status() == [" M other.txt"]
    assert checkout.git("log", "-1", "--format=%(trailers:key=Learnorg-Action)").strip()
    checkout.git("stash", "-q")
    subprocess.run(written.undo, shell=True, check=True, capture_output=True)
    assert checkout.git("diff", "HEAD~2").strip() == ""


def test_nothing_to_do(checkout: Checkout) -> None:
    """No change, no commit."""
    assert checkout.write(checkout.change(ONE, "id: one\n")) == Written()
    assert checkout.write() == Written()


def test_stage(checkout: Checkout) -> None:
    """Staged, the change is in the index and not in HEAD, and can be taken back."""
    written = checkout.write(
        checkout.change(ONE, "changed\n"), checkout.change(NEW, "new\n"), saving=Saving.STAGE
    )
    assert (written.commit, written.staged) == (None, True)
    assert checkout.status() == [f"A  {NEW}", f"M  {ONE}"]
    subprocess.run(written.undo, shell=True, check=True, cwd="/")
    assert checkout.status() == []


def test_never(checkout: Checkout) -> None:
    """With git left out, only the files are written; git can still take them back."""
    written = checkout.write(
        checkout.change(ONE, "changed\n"), checkout.change(NEW, "new\n"), saving=Saving.NEVER
    )
    assert (written.commit, written.staged) == (None, False)
    assert checkout.status() == [f" M {ONE}", f"?? {NEW}"]
    subprocess.run(written.undo, shell=True, check=True, cwd="/")
    assert checkout.status() == []


def test_no_undo_that_takes_more(checkout: Checkout) -> None:
    """Where taking back would take the owner's own edits, no command is given."""
    checkout.put(ONE, "mine\n")
    assert checkout.write(checkout.change(ONE, "ours\n"), saving=Saving.STAGE).undo == ""


def test_without_git(nobody: Path, tmp_path: Path) -> None:
    """A register outside of git is written all the same."""
    root = tmp_path / "plain"
    root.mkdir()
    changes = [FileChange(ONE, None, b"one\n"), FileChange(TWO, None, b"two\n")]
    assert write(root, changes, Message("x"), saving=Saving.EACH) == Written()
    assert (root / ONE).read_bytes() == b"one\n"
    assert not pending(root, None)
    assert sorted(os.listdir(root)) == ["register"]


def test_register_in_a_folder(checkout: Checkout, tmp_path: Path) -> None:
    """A register may live in a folder of its repository, and be reached through a link."""
    checkout.put("docs/csi/learnorg.yaml", "format: 1\n")
    link = tmp_path / "link"
    link.symlink_to(checkout.path / "docs" / "csi")
    write(link, [FileChange(NEW, None, b"new\n")], Message("x"), saving=Saving.EACH)
    assert checkout.last() == ["docs/csi/" + NEW]


def test_include_edits(checkout: Checkout) -> None:
    """The owner's own edits to our file go along only if they say so."""
    checkout.put(ONE, "id: one\nmine: yes\n")
    change = checkout.change(ONE, "id: one\nmine: yes\nours: yes\n")
    with pytest.raises(PathDirty):
        checkout.write(change)
    assert checkout.status() == [f" M {ONE}"]
    checkout.write(change, include_edits=True)
    assert checkout.committed(ONE) == "id: one\nmine: yes\nours: yes\n"


def test_unshared(checkout: Checkout, tmp_path: Path) -> None:
    """After a commit the reader hears what others cannot see yet."""
    checkout.git("init", "-q", "--bare", str(tmp_path / "origin.git"))
    checkout.git("remote", "add", "origin", str(tmp_path / "origin.git"))
    checkout.git("push", "-qu", "origin", "main")
    written = checkout.write(checkout.change(ONE, "changed\n"))
    assert written.unshared == "not yet shared: 1 commit ahead of origin/main; learnorg sync"


# Refusals: nothing is written


@pytest.mark.parametrize("path", ["../x", "/x", "a/../../x", ".git/hooks/x", "a//x", ".GIT/x"])
def test_path_outside(checkout: Checkout, path: str) -> None:
    """A path that leads out of the register is a bug of its maker, and nothing is written."""
    with pytest.raises(ValueError, match="no path inside"):
        checkout.write(FileChange(path, None, b"x"))


def untouched(checkout: Checkout, error: type[LearnorgError], *changes: FileChange) -> None:
    before = checkout.status(), checkout.git("rev-parse", "HEAD"), checkout.git("ls-files", "-s")
    with pytest.raises(error):
        checkout.write(*changes)
    assert before == (
        checkout.status(),
        checkout.git("rev-parse", "HEAD"),
        checkout.git("ls-files", "-s"),
    )
    assert not pending(checkout.path, checkout.repository)


def test_changed_meanwhile(checkout: Checkout) -> None:
    """A file that changed since it was read is left alone, and so are its companions."""
    stale = FileChange(TWO, b"read before\n", b"new\n")
    untouched(checkout, ChangedMeanwhile, checkout.change(ONE, "changed\n"), stale)
    untouched(checkout, ChangedMeanwhile, FileChange(NEW, b"read before\n", None))


def test_exists(checkout: Checkout) -> None:
    """A file that is there is never written over by a new one."""
    untouched(checkout, Exists, checkout.change(NEW, "new\n"), FileChange(TWO, None, b"new\n"))


def test_not_on_a_branch(checkout: Checkout) -> None:
    """What would belong to no branch is not begun."""
    checkout.git("switch", "-q", "--detach")
    untouched(checkout, DetachedHead, checkout.change(ONE, "changed\n"))


def test_through_a_link(checkout: Checkout, tmp_path: Path) -> None:
    """Nothing is written through a symbolic link."""
    (tmp_path / "elsewhere").mkdir()
    (checkout.path / "register" / "2026").symlink_to(tmp_path / "elsewhere")
    untouched(checkout, SymlinkedPath, checkout.change(NEW, "new\n"))
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_bare(nobody: Path, tmp_path: Path) -> None:
    """In a bare repository there is no place for files."""
    subprocess.run(["git", "init", "-q", "--bare", tmp_path / "bare"], check=True)
    with pytest.raises(BareRepository):
        write(tmp_path / "bare", [FileChange(NEW, None, b"")], Message("x"), saving=Saving.EACH)


def test_index_in_use(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another git has the index nothing is begun."""
    monkeypatch.setattr(commits, "INDEX_WAIT", 0.1)
    lock = checkout.put(".git/index.lock", "")
    with pytest.raises(IndexLocked):
        checkout.write(checkout.change(ONE, "changed\n"))
    lock.unlink()
    assert checkout.status() == []


def test_index_in_use_later(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """If another git takes the index after our look, the files are taken back."""
    monkeypatch.setattr(commits, "INDEX_WAIT", 0.1)
    monkeypatch.setattr(commits, "wait_for_index", lambda _: None)
    lock = checkout.put(".git/index.lock", "")
    changes = [checkout.change(ONE, "changed\n"), checkout.change(TWO, None)]
    with pytest.raises(IndexLocked):
        checkout.write(*changes, checkout.change(NEW, "new\n"))
    lock.unlink()
    assert checkout.status() == []
    assert not pending(checkout.path, checkout.repository)


def test_full_disk(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fills up on the way leaves every file as it was."""
    take, calls = atomic._take_place, []

    def full(*args: Any) -> None:
        calls.append(args)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        take(*args)

    monkeypatch.setattr(atomic, "_take_place", full)
    changes = [checkout.change(path, "changed\n") for path in (ONE, TWO, NEW)]
    untouched(checkout, CannotWrite, *changes)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_protected_folder(checkout: Checkout) -> None:
    """A folder that may not be written leaves everything as it was."""
    (checkout.path / "register").chmod(0o500)
    untouched(checkout, CannotWrite, checkout.change(ONE, "changed\n"))
    (checkout.path / "register").chmod(0o700)


def test_odd_line_ends(checkout: Checkout) -> None:
    """If git will not take a file as it is, the file is taken back."""
    checkout.git("config", "core.autocrlf", "input")
    checkout.git("config", "core.safecrlf", "true")
    with pytest.raises(LearnorgError, match="CRLF would be replaced"):
        checkout.write(checkout.change(ONE, "a\r\nb\r\n"))
    assert checkout.status() == []


# Written, but not committed


def test_hook_refuses(checkout: Checkout) -> None:
    """A refused commit leaves the change written and staged; the next command starts clean."""
    checkout.hook("pre-commit", "exit 1\n")
    with pytest.raises(NotCommitted):
        checkout.write(checkout.change(ONE, "changed\n"))
    assert checkout.status() == [f"M  {ONE}"]
    assert not pending(checkout.path, checkout.repository)


# Several at once


ADD = """
import sys
from pathlib import Path
from learnorg.register.writer import FileChange, Message, Saving, write
root, name = Path(sys.argv[1]), sys.argv[2]
for n in range(10):
    change = FileChange(f"register/{name}/{n}.yaml", None, b"id: x\\n")
    write(root, [change], Message(f"{name} {n}"), saving=Saving.EACH)
"""


def test_eight_at_once(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight processes with ten commits each lose none, with a person's own commits in between."""
    command = [sys.executable, "-c", ADD, str(checkout.path)]
    writers = [subprocess.Popen([*command, f"w{n}"], stderr=subprocess.PIPE) for n in range(8)]
    for n in range(10):
        checkout.put("other.txt", f"{n}\n")
        while "index.lock" in os.listdir(checkout.path / ".git"):
            pass
        checkout.git("commit", "-qm", f"Other {n}", "--", "other.txt", ok=False)
    for each in writers:
        _, said = each.communicate()
        assert each.returncode == 0, said.decode()
    subjects = checkout.git("log", "--format=%s").splitlines()
    assert {f"w{p} {n}" for p in range(8) for n in range(10)} <= set(subjects)
    assert len(checkout.git("ls-tree", "-r", "--name-only", "HEAD", "register").split()) == 82
    assert [line for line in checkout.status() if "other.txt" not in line] == []
    checkout.git("fsck", "--strict")


# Crashes


def dying(module: Any, name: str, when: int, *, after: bool) -> Callable[[], None]:
    """What makes this process end, as if killed, around a call of a function."""

    def arm() -> None:
        original, calls = getattr(module, name), []

        def call(*args: Any, **how: Any) -> Any:
            calls.append(name)
            if len(calls) == when and not after:
                os.kill(os.getpid(), signal.SIGKILL)
            result = original(*args, **how)
            if len(calls) == when:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        setattr(module, name, call)

    return arm


STEPS = {
    "before the journal": dying(journal, "begin", 1, after=False),
    "while the journal is written": dying(atomic, "put", 1, after=False),
    "after the journal": dying(journal, "begin", 1, after=True),
    "before the first file": dying(atomic, "_take_place", 1, after=False),
    "after the first file": dying(atomic, "_take_place", 1, after=True),
    "after the second file": dying(atomic, "_take_place", 2, after=True),
    "after all files": dying(atomic, "swap", 1, after=True),
    "after staging": dying(commits, "stage", 1, after=True),
    "after the trees": dying(trees, "write", 1, after=True),
    "after the commit object": dying(commits, "_commit_object", 1, after=True),
    "after HEAD moved": dying(commits, "_advanced", 1, after=True),
    "before the end": dying(journal, "end", 1, after=False),
    "at the end": dying(journal, "end", 1, after=True),
    "at any git": dying(Git, "_execute", 5, after=True),
}


def killed(checkout: Checkout, arm: Callable[[], None], *changes: FileChange) -> None:
    """A writer that dies on the way."""
    child = os.fork()
    if child == 0:
        arm()
        checkout.write(*changes)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)


@pytest.mark.parametrize("step", STEPS)
def test_killed(checkout: Checkout, step: str) -> None:
    """
    Killed at any step, every file is wholly old or new, the rest is as it was, and the
    next command finishes the change or drops it.
    """
    checkout.put("other.txt", "stashed\n")
    checkout.git("stash", "-q")
    checkout.put("staged.txt", "staged\n")
    checkout.git("add", "staged.txt")
    checkout.put("other.txt", "edited\n")
    others = [" M other.txt", "A  staged.txt"]
    assert checkout.status() == others
    Git(("-C", str(checkout.path))).run("version")  # GitPython is loaded before the fork
    old = {ONE: "id: one\n", TWO: "id: two\n", NEW: None}
    new = {ONE: "changed\n", TWO: None, NEW: "new\n"}

    killed(checkout, STEPS[step], *(checkout.change(path, new[path]) for path in new))

    for path in new:
        assert checkout.words(path) in (old[path], new[path])
    ours = set(checkout.status()) - set(others)
    assert all(any(path in line for path in (*new, ".learnorg-tmp")) for line in ours)
    recover(checkout.path, checkout.repository)
    now = {path: checkout.words(path) for path in new}
    assert now in (old, new)
    assert {path: checkout.committed(path) for path in new} == now
    assert sorted(set(checkout.status())) == others
    assert len(checkout.git("log", "--format=%s").splitlines()) == (1 if now == old else 2)
    assert checkout.git("stash", "list").count("\n") == 1
    assert recover(checkout.path, checkout.repository) is None
    checkout.write(FileChange("register/next.yaml", None, b"next\n"))
    assert checkout.status() == others


@pytest.mark.parametrize("saving", Saving)
def test_killed_as_it_was_to_be_saved(checkout: Checkout, saving: Saving) -> None:
    """A change that was only to be staged, or only written, is finished just so."""
    child = os.fork()
    if child == 0:
        STEPS["after the first file"]()
        checkout.write(*(checkout.change(p, "new\n") for p in (ONE, TWO)), saving=saving)
    os.waitpid(child, 0)
    assert pending(checkout.path, checkout.repository)
    said = recover(checkout.path, checkout.repository)
    assert said == "An interrupted change was finished: IMP-1: add - Shorter hand-over"
    assert (
        checkout.status()
        == {
            Saving.EACH: [],
            Saving.STAGE: [f"M  {ONE}", f"M  {TWO}"],
            Saving.NEVER: [f" M {ONE}", f" M {TWO}"],
        }[saving]
    )


def test_write_recovers_first(checkout: Checkout) -> None:
    """A change after a crash finishes the interrupted one first, and says so."""
    killed(
        checkout,
        STEPS["after the first file"],
        checkout.change(ONE, "a\n"),
        checkout.change(TWO, "b\n"),
    )
    written = checkout.write(FileChange(NEW, None, b"new\n"))
    assert "An interrupted change was finished" in written.said
    assert checkout.status() == []
    assert len(checkout.git("log", "--format=%s").splitlines()) == 3


def test_dropped(checkout: Checkout) -> None:
    """A change of which no file was written yet is dropped."""
    killed(checkout, STEPS["after the journal"], checkout.change(ONE, "changed\n"))
    said = recover(checkout.path, checkout.repository)
    assert said
    assert "had not begun and was dropped" in said
    assert checkout.words(ONE) == "id: one\n"


def test_name_just_taken(checkout: Checkout) -> None:
    """
    Where there are no links a crash may leave a new file empty; it is filled with the
    rest of its change, or goes with it.
    """
    changes = [checkout.change(ONE, "changed\n"), FileChange(NEW, None, b"new\n")]
    killed(checkout, STEPS["after the first file"], *changes)
    checkout.put(NEW, "")
    recover(checkout.path, checkout.repository)
    assert checkout.committed(NEW) == "new\n"
    again = FileChange("register/again.yaml", None, b"again\n")
    killed(checkout, STEPS["after the journal"], again)
    checkout.put("register/again.yaml", "")
    recover(checkout.path, checkout.repository)
    assert checkout.status() == []


def test_edited_after_the_crash(checkout: Checkout) -> None:
    """A file that its owner edited after the crash stays theirs, and nothing is committed."""
    changes = [checkout.change(ONE, "a\n"), checkout.change(TWO, "b\n")]
    killed(checkout, STEPS["after the first file"], *changes)
    checkout.put(ONE, "mine\n")
    said = recover(checkout.path, checkout.repository)
    assert said
    assert f"{ONE} was changed since" in said
    assert checkout.words(ONE) == "mine\n"
    assert checkout.words(TWO) == "b\n"
    assert len(checkout.git("log", "--format=%s").splitlines()) == 1
    assert not pending(checkout.path, checkout.repository)


def test_other_branch_after_the_crash(checkout: Checkout) -> None:
    """A change meant for one branch is not committed to another."""
    changes = [checkout.change(ONE, "a\n"), checkout.change(TWO, "b\n")]
    killed(checkout, STEPS["after staging"], *changes)
    checkout.git("switch", "-qc", "side")
    said = recover(checkout.path, checkout.repository)
    assert said
    assert "meant for the branch main" in said
    assert len(checkout.git("log", "--format=%s").splitlines()) == 1


def test_refused_while_recovering(checkout: Checkout) -> None:
    """If the hook refuses what a crash left, the files stay staged and the reader is told."""
    killed(checkout, STEPS["after staging"], checkout.change(ONE, "a\n"))
    checkout.hook("pre-commit", "echo no; exit 1\n")
    said = recover(checkout.path, checkout.repository)
    assert said
    assert "the pre-commit hook refused it" in said
    assert "finish with: git" in said
    assert checkout.status() == [f"M  {ONE}"]
    assert not pending(checkout.path, checkout.repository)


def test_interrupted_by_its_user(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C before the change is staged takes it back."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(commits, "stage", stop)
    with pytest.raises(KeyboardInterrupt):
        checkout.write(checkout.change(ONE, "a\n"), checkout.change(NEW, "b\n"))
    assert checkout.status() == []
    assert not pending(checkout.path, checkout.repository)


def test_journal_while_writing(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that looks while a change is made sees that one is."""
    seen = []
    stage = commits.stage

    def look(*args: Any) -> None:
        seen.append(pending(checkout.path, locate(checkout.path)))
        stage(*args)

    monkeypatch.setattr(commits, "stage", look)
    checkout.write(checkout.change(ONE, "a\n"))
    assert seen == [True]
    assert not pending(checkout.path, checkout.repository)
