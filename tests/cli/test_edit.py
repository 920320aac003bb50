"""A record in the editor."""

import os
import subprocess
from pathlib import Path

import pytest

from checkouts import Checkout
from cli.speaking import editor, everything, record
from cli.test_verbs import OWNED, stands
from commandline import Learnorg

ID = "IMP-2611-7k3mqx"
SAVED = "path.write_text(text.replace('platform', 'network'))\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for the editor and for what it leaves behind."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    return tmp_path


def test_changed(
    learnorg: Learnorg, repo: Checkout, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was saved in the editor is written and committed, with its reason."""
    stands(repo, OWNED)
    editor(desk, monkeypatch, SAVED)
    ran = learnorg("edit", "7k3", "--because", "they moved")
    assert ran.code == 0, ran.err
    assert "owner: network\n" in record(repo, ID)
    assert repo.git("log", "-1", "--format=%s%n%b").startswith(
        f"{ID}: edit - Cache build dependencies\nthey moved\n"
    )
    assert not list(desk.glob("learnorg-*"))


def test_dry_run(
    learnorg: Learnorg, repo: Checkout, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dry run shows what was edited as a diff and writes nothing."""
    stands(repo, OWNED)
    editor(desk, monkeypatch, SAVED)
    before = everything(repo)
    ran = learnorg("edit", "7k3", "--dry-run")
    assert "-owner: platform\n+owner: network\n" in ran.out
    assert everything(repo) == before


@pytest.mark.parametrize("script", ["", "path.write_text(text)\n"])
def test_unchanged(
    learnorg: Learnorg, repo: Checkout, desk: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    """An editor that is closed without a change changes nothing and leaves nothing behind."""
    stands(repo, OWNED)
    editor(desk, monkeypatch, script)
    before = everything(repo)
    ran = learnorg("edit", "7k3")
    assert (ran.code, ran.out) == (2, "")
    assert "nothing was changed" in ran.err
    assert everything(repo) == before
    assert not list(desk.glob("learnorg-*"))


@pytest.mark.parametrize(
    ("script", "told"),
    [
        (
            "path.write_text(text + 'size: huge\\n')\n",
            ":8:1: 'size' cannot be 'huge'. One of: S, M, L, XL.",
        ),
        (
            "path.write_text(text + 'owner: two\\n')\n",
            ":8:1: `owner` stands here twice, first in line 7. Keep",
        ),
        ("path.write_text(text.replace('7k3mqx', '8k3mqx'))\n", "the id is to stay " + ID),
    ],
)
def test_wrong_and_kept(
    learnorg: Learnorg,
    repo: Checkout,
    desk: Path,
    monkeypatch: pytest.MonkeyPatch,
    script: str,
    told: str,
) -> None:
    """What is wrong is told with its line, and what was written is kept."""
    stands(repo, OWNED)
    editor(desk, monkeypatch, script)
    before = everything(repo)
    ran = learnorg("edit", "7k3")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count(told) == 1
    kept = Path(ran.err.partition("kept in ")[2].strip().rstrip("."))
    assert kept.read_text() != record(repo, ID)
    assert everything(repo) == before


def test_mending(
    learnorg: Learnorg, repo: Checkout, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that cannot be read is mended in the editor."""
    stands(repo, OWNED)
    path = f"register/improvements/2026/11/{ID}.yaml"
    repo.put(path, (repo.words(path) or "") + "owner: twice\n")
    repo.git("commit", "-qam", "Break it")
    assert learnorg("show", ID).code == 4
    editor(desk, monkeypatch, "path.write_text(text.replace('owner: twice\\n', ''))\n")
    ran = learnorg("edit", ID)
    assert ran.code == 0, ran.err
    assert learnorg("show", ID).code == 0


@pytest.mark.parametrize(
    ("command", "told"),
    [("no-such-editor", "No such file"), ("false", "it ended with code 1"), ("vi '", "quot")],
)
def test_no_editor(
    learnorg: Learnorg, repo: Checkout, monkeypatch: pytest.MonkeyPatch, command: str, told: str
) -> None:
    """An editor that cannot be used is named, with how to choose another one."""
    stands(repo, OWNED)
    monkeypatch.setenv("EDITOR", command)
    ran = learnorg("edit", "7k3")
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert "learnorg config set editor" in ran.err


def test_the_preferred_editor(
    learnorg: Learnorg, repo: Checkout, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The preferred editor goes before $VISUAL, and that before $EDITOR."""
    stands(repo, OWNED)
    editor(desk, monkeypatch, SAVED)
    monkeypatch.setenv("VISUAL", "false")
    assert "'false' could not be used" in learnorg("edit", "7k3").err
    monkeypatch.setenv("VISUAL", "")
    learnorg("config", "set", "editor", "no-such-editor")
    assert "'no-such-editor' could not be used" in learnorg("edit", "7k3").err


def test_edited_meanwhile(
    learnorg: Learnorg, repo: Checkout, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A record that somebody changed while the editor was open is not written over."""
    stands(repo, OWNED)
    path = repo.path / f"register/improvements/2026/11/{ID}.yaml"
    editor(
        desk,
        monkeypatch,
        SAVED + f"there = pathlib.Path({str(path)!r})\n"
        "there.write_text(there.read_text() + 'size: S\\n')\n",
    )
    ran = learnorg("edit", "7k3", "--include-edits")
    assert (ran.code, ran.out) == (3, "")
    assert "changed while learnorg was at work" in ran.err
    assert "size: S\n" in record(repo, ID)
    assert "owner: platform\n" in record(repo, ID)


@pytest.mark.parametrize("left", ["os.mkfifo(path)", "path.mkdir()", "pass"])
def test_nothing_readable_left(
    learnorg: Learnorg, repo: Checkout, desk: Path, monkeypatch: pytest.MonkeyPatch, left: str
) -> None:
    """An editor that leaves a pipe, a folder or nothing in the file's place is told of."""
    stands(repo, OWNED)
    editor(desk, monkeypatch, f"import os\npath.unlink()\n{left}\n")
    before = everything(repo)
    ran = learnorg("edit", "7k3")
    assert ran.code == 2
    assert "it left no file" in ran.err
    assert everything(repo) == before


@pytest.mark.parametrize("how", ["a pipe", "a link"])
def test_not_a_file(
    learnorg: Learnorg, repo: Checkout, desk: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """A pipe or a symlink in a record's place is not opened, and is what `show` tells of."""
    stands(repo, OWNED)
    editor(desk, monkeypatch, SAVED)
    (path,) = repo.path.glob(f"register/**/{ID}.yaml")
    moved = path.rename(desk / "moved.yaml")
    if how == "a pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(moved)
    why = "it is no regular file" if how == "a pipe" else "a symlink stands here"
    for words in (("edit", "7k3"), ("show", "7k3"), ("note", "7k3", "hello")):
        ran = learnorg(*words)
        assert (ran.code, why in ran.err) == (4, True), ran.err


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("text.replace('state: proposed', 'state: approved')", "'state' is not changed by hand"),
        (
            "text + 'approval:\\n  by: cab-chair\\n  on: 2026-11-20\\n'",
            "'approval' is not changed by hand",
        ),
        ("text + 'outcome:\\n  result: achieved\\n'", "its result is said when it is closed"),
    ],
)
def test_what_no_hand_changes(
    learnorg: Learnorg,
    repo: Checkout,
    desk: Path,
    monkeypatch: pytest.MonkeyPatch,
    change: str,
    why: str,
) -> None:
    """States, approvals and results come by moves, in the editor as everywhere."""
    stands(repo, OWNED)
    editor(desk, monkeypatch, f"path.write_text({change})\n")
    before = everything(repo)
    ran = learnorg("edit", "7k3")
    assert (ran.code, why in ran.err, "is kept in" in ran.err) == (7, True, True), ran.err
    assert everything(repo) == before


def test_refused_by_a_hook(
    learnorg: Learnorg, repo: Checkout, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written but not committed stands in the record; the last line finishes it."""
    stands(repo, OWNED)
    editor(desk, monkeypatch, SAVED)
    repo.hook("pre-commit", "exit 1")
    ran = learnorg("edit", "7k3")
    assert ran.code == 6
    assert "owner: network\n" in record(repo, ID)
    assert not list(desk.glob("learnorg-*"))
    repo.hook("pre-commit", "exit 0")
    subprocess.run(ran.err.rpartition("finish with: ")[2], shell=True, check=True, cwd=repo.path)
    assert repo.status() == []
