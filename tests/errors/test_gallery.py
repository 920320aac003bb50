"""
The gallery: every refusal that somebody may meet, as they meet it.

One case a message; the text is kept beside this file under the case's name and says what is
the matter, where, and how to go on. Nothing is written in any of them.
"""

import errno
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from checkouts import Checkout
from cli.speaking import everything, files, record
from commandline import Learnorg, Ran
from registers import laid_out

Expected = Callable[[str, str], None]
ID = "IMP-2611-7k3mqx"
PATH = f"register/improvements/2026/11/{ID}.yaml"

REGISTER = """
    ---
    # path: learnorg.yaml
    format: 1
    objectives: Faster builds
    ---
    id: IMP-2611-7k3mqx
    title: Cache build dependencies
    state: proposed
    dates:
      proposed: 2026-11-02
    raised: 2026-11-02
    ---
    id: IMP-2610-7k3bbb
    title: Cache test results
    state: in-progress
    dates:
      proposed: 2026-10-02
      in-progress: 2026-10-12
    owner: platform
    raised: 2026-10-02
    measures:
      - name: Minutes
        baseline: 18
        target: 8
    plan:
      - do: Order a disk
    ---
    id: IMP-2609-x2wbcd
    title: Label the racks
    state: closed
    dates:
      proposed: 2026-09-02
      closed: 2026-09-12
    raised: 2026-09-02
    outcome:
      result: delivered
    learned: Labels fall off.
    ---
    id: ada-lead
    title: Ada
    emails:
      - lead@example.org
    state: active
"""


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register above, committed once for all tests."""
    folder = laid_out(tmp_path_factory.mktemp("gallery") / "work", REGISTER)
    ada = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    for words in (("init", "-qb", "main"), ("add", "."), (*ada, "commit", "-qm", "What stands")):
        subprocess.run(["git", *words], cwd=folder, check=True)
    return folder


@pytest.fixture
def stood(once: Path, somebody: Path, tmp_path: Path) -> Checkout:
    """A repository with the register above."""
    return Checkout(Path(shutil.copytree(once, tmp_path / "work", dirs_exist_ok=True)))


def shown(words: tuple[str, ...], ran: Ran, folder: Path) -> str:
    """A command and what came of it, without what differs from run to run."""
    line = " ".join(word if re.fullmatch(r"[\w=.:/#+-]+", word) else repr(word) for word in words)
    text = f"$ learnorg {line}\n{ran.out}{ran.err}[exit code {ran.code}]\n"
    text = text.replace(str(folder.parent), "WHERE")
    text = re.sub(r"learnorg-\w{8}/", "learnorg-TMP/", text)
    return re.sub(r"\(\d+ s\)|pid \d+", "…", text)


WORDS: dict[str, tuple[int, tuple[str, ...]]] = {
    # Which record?
    "unknown-id": (3, ("show", "zzz")),
    "unknown-id-near": (3, ("show", "7k3mqq")),
    "ambiguous-id": (3, ("show", "7k3")),
    "unknown-id-of-several": (3, ("accept", "7k3mqx", "zzz", "--owner", "x")),
    "taken-identity": (3, ("person", "new", "ada-lead")),
    "taken-address": (3, ("person", "new", "lea", "--email", "lead@example.org")),
    # Which state?
    "unknown-state": (2, ("move", "acepted", "7k3m")),
    "illegal-move": (7, ("decline", "7k3b", "--because", "no")),
    "move-of-the-other-flow": (7, ("assess", "7k3m", "--measure", "M", "--baseline", "1")),
    "move-to-where-it-is": (7, ("start", "7k3b")),
    "not-on-hold": (7, ("resume", "7k3m")),
    "not-finished": (7, ("reopen", "7k3b", "--because", "no")),
    "no-such-life-cycle": (7, ("accept", "ada-lead")),
    # What is missing?
    "lacks-an-owner": (7, ("accept", "7k3m")),
    "lacks-for-several": (7, ("move", "closed", "7k3m", "7k3b")),
    "lacks-a-reason-to-decline": (7, ("decline", "7k3m")),
    "lacks-a-reason-to-hold": (7, ("hold", "7k3b")),
    "lacks-a-reason-to-go-back": (7, ("reopen", "x2w")),
    "lacks-an-outcome": (7, ("close", "7k3b")),
    "lacks-the-measured-value": (
        7,
        ("close", "7k3b", "--outcome", "achieved", "--learned", "much"),
    ),
    "lacks-a-met-target": (
        7,
        ("close", "7k3b", "--outcome", "achieved", "--actual", "9", "--learned", "much"),
    ),
    "frozen-measures": (7, ("set", "7k3b", "measures.1.target=10")),
    # When?
    "bad-date": (2, ("accept", "7k3m", "--on", "last summer")),
    "no-such-day": (2, ("add", "One", "--due", "2026-02-30")),
    "future-date": (2, ("accept", "7k3m", "--on", "tomorrow")),
    "out-of-order": (7, ("hold", "7k3b", "--because", "a disk", "--on", "2026-10-01")),
    "bad-range": (2, ("list", "due:2027..2026")),
    # What to set?
    "no-title": (2, ("add",)),
    "title-of-two-lines": (2, ("add", "One\ntwo")),
    "no-record": (2, ("add", "--from", "-")),
    "no-such-file": (3, ("add", "--from", "nowhere.yaml")),
    "not-a-number": (2, ("set", "7k3m", "estimates.value=lots")),
    "number-too-large": (2, ("prioritize", "7k3m", "--confidence", "80")),
    "not-one-of": (2, ("set", "7k3m", "size=huge")),
    "unknown-field": (2, ("set", "7k3m", "ownr=x")),
    "unknown-field-inside": (2, ("set", "7k3m", "estimates.efort=3")),
    "unknown-item": (2, ("set", "7k3b", "plan.7.do=x")),
    "not-an-assignment": (2, ("set", "7k3m", "Owner=x")),
    "state-by-hand": (2, ("set", "7k3m", "state=closed")),
    "add-to-one-value": (2, ("set", "7k3m", "owner+=x")),
    "take-what-is-not-there": (2, ("set", "7k3m", "tags-=x")),
    "needed-field-cleared": (2, ("set", "7k3m", "title=")),
    "no-field": (2, ("set", "7k3m")),
    "no-record-to-set": (2, ("set", "owner=x")),
    "no-such-step": (3, ("plan", "done", "7k3b", "4")),
    "nothing-said-of-a-step": (2, ("plan", "set", "7k3b", "1")),
    "pilot-not-decidable": (7, ("pilot", "7k3b", "--decide", "go")),
    "no-such-decision": (2, ("pilot", "7k3b", "--decide", "gone")),
    "no-steps": (3, ("plan", "done", "7k3m", "1")),
    "no-such-relation": (2, ("link", "7k3m", "depend-on", "7k3b")),
    "no-target": (2, ("link", "7k3m", "depends-on", "no such thing")),
    "link-to-itself": (2, ("link", "7k3m", "relates-to", "7k3m")),
    "no-such-link": (3, ("link", "7k3m", "relates-to", "7k3b", "--remove")),
    "not-a-slug": (2, ("person", "new", "Service Desk")),
    "person-twice": (3, ("person", "new", "ada-lead")),
    "not-minted": (7, ("rekey", "ada-lead")),
    "nothing-to-estimate": (2, ("prioritize", "--value", "8")),
    # What to look for?
    "unknown-filter": (2, ("list", "stat:open")),
    "unknown-sort": (2, ("list", "sort:colour")),
    "unknown-column": (2, ("list", "--columns", "id,ttile")),
    "unknown-form": (2, ("list", "--format", "pdf")),
    "no-words": (2, ("find", "…")),
    "unknown-rule": (2, ("check", "--select", "danglin-link")),
    "no-such-path": (3, ("check", "nowhere")),
    "path-outside": (3, ("check", "/etc")),
    "unknown-form-of-findings": (2, ("check", "--format", "xml")),
    "no-baseline": (3, ("check", "--baseline", "nowhere.json")),
    "bad-baseline": (2, ("check", "--baseline", "learnorg.yaml")),
    "baseline-of-a-part": (2, ("check", "register", "--write-baseline", "known.json")),
    "diff-without-fix": (2, ("check", "--diff")),
    "stdin-without-a-name": (2, ("check", "--stdin")),
    "stdin-and-paths": (2, ("check", PATH, "--stdin", "--stdin-filename", PATH)),
    "stdin-of-no-record": (3, ("check", "--stdin", "--stdin-filename", "README.md")),
    "stdin-outside": (3, ("check", "--stdin", "--stdin-filename", "../README.md")),
    "no-code-owner": (2, ("ci", "github", "--owners", "the board")),
    # Which words?
    "unknown-command": (2, ("lst",)),
    "unknown-option": (2, ("list", "--colums", "id")),
    "missing-argument": (2, ("show",)),
    "unknown-preference": (2, ("config", "set", "comit", "each")),
    "bad-preference": (2, ("config", "set", "commit", "always")),
    "no-map": (2, ("import", "learnorg.yaml")),
    "no-such-framework": (3, ("show", "7k3m", "--as", "modl")),
    "no-such-map": (3, ("import", "learnorg.yaml", "--map", "nowhere")),
    "no-such-source": (3, ("import", "nowhere.csv", "--map", "csi-register")),
    "unknown-export": (2, ("export", "--to", "xml")),
    "commits-out-of-range": (2, ("demo", "sample", "--commits", "-5")),
    "records-out-of-range": (2, ("demo", "sample", "--records", "1000000000")),
    "too-many-commits": (2, ("demo", "sample", "--records", "1", "--commits", "500000")),
    "no-remote": (4, ("sync",)),
    "register-in-register": (3, ("init", "inner")),
    "answer-cannot-be-written": (5, ("list", "-o", "nowhere/list.tsv")),
    "answer-over-a-record": (2, ("list", "-o", PATH)),
    "answer-over-gits-own": (2, ("list", "-o", ".git/config")),
    "answer-over-the-policy": (2, ("export", "--to", "csv", "-o", "learnorg.yaml")),
    "answer-among-records": (2, ("list", "-o", "register/list.html")),
    "range-for-a-commit": (4, ("list", "--as-of", "HEAD~1..HEAD")),
}


@pytest.mark.parametrize("name", WORDS)
def test_words(learnorg: Learnorg, stood: Checkout, name: str, expected: Expected) -> None:
    """Words that cannot be followed are refused with what can be said instead."""
    code, words = WORDS[name]
    refused(learnorg, stood, name, words, code, expected)


def refused(
    learnorg: Learnorg,
    repo: Checkout,
    name: str,
    words: tuple[str, ...],
    code: int,
    expected: Expected,
) -> None:
    """A command that is refused with this code and the kept words, and writes nothing."""
    before = everything(repo)
    ran = learnorg(*words)
    expected(f"{name}.txt", shown(words, ran, repo.path))
    assert (ran.code, ran.out) == (code, "")
    assert everything(repo) == before


POLICIES = {
    "policy-typo": "format: 1\nworkflw: full\n",
    "policy-two-typos": "format: 1\nworkflw: full\nobjektives: x\n",
    "policy-value": "format: 1\nworkflow: ful\n",
    "policy-typo-without-value": "format: 1\nautority:\n",
    "policy-limit": "format: 1\nwip:\n  in-progress: 0\n",
    "policy-size": "format: 1\nscoring:\n  sizes:\n    XXL: 90\n",
    "policy-level-twice": "format: 1\nlevels:\n  - name: lead\n  - name: lead\n",
    "policy-level": "format: 1\nrights:\n  accept: board\n",
    "policy-not-yaml": "format: 1\nname: [\n",
    "policy-twice": "format: 1\nformat: 1\n",
    "policy-format": "format: one\n",
    "policy-rule": "format: 1\nrules:\n  danglin-link: off\n",
    "newer-format": "format: 2\n",
    "much-newer-format": "format: 20261122093000\n",
}


@pytest.mark.parametrize("name", POLICIES)
def test_policy(learnorg: Learnorg, stood: Checkout, name: str, expected: Expected) -> None:
    """A policy that cannot be understood stops every command, with its line."""
    stood.put("learnorg.yaml", POLICIES[name])
    words = ("check",) if name == "policy-rule" else ("list",)
    refused(learnorg, stood, name, words, 4 if "newer" in name else 2, expected)


@pytest.mark.parametrize(
    ("name", "text"),
    [("preference-typo", "comit: each\n"), ("preference-value", "commit: always\n"),
     ("preference-not-yaml", "commit: [\n")],
)  # fmt: skip
def test_preferences(
    learnorg: Learnorg, stood: Checkout, somebody: Path, name: str, text: str, expected: Expected
) -> None:
    """A preference that cannot be understood is told with its file."""
    file = somebody / "config" / "learnorg" / "config.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(text)
    refused(learnorg, stood, name, ("add", "One"), 2, expected)


def test_not_a_register(learnorg: Learnorg, folder: Path, expected: Expected) -> None:
    """Outside of a register it is said how to come to one."""
    ran = learnorg("list")
    expected("not-a-register.txt", shown(("list",), ran, folder))
    assert (ran.code, ran.out) == (3, "")


def _no_identity(repo: Checkout) -> None:
    (repo.path.parent / "home" / "gitconfig").write_text("[user]\nuseConfigOnly = true\n")


def _dirty(repo: Checkout) -> None:
    repo.put(PATH, record(repo, ID) + "size: M\n")


def _staged(repo: Checkout) -> None:
    _dirty(repo)
    repo.git("add", PATH)


def _detached(repo: Checkout) -> None:
    repo.git("switch", "-q", "--detach")


def _hidden(repo: Checkout) -> None:
    repo.git("update-index", "--skip-worktree", PATH)


def _elsewhere(repo: Checkout) -> None:
    repo.git("config", "core.worktree", str(repo.path.parent))


def _merging(repo: Checkout) -> None:
    repo.git("switch", "-qc", "other")
    repo.git("commit", "-q", "--allow-empty", "-m", "Theirs")
    repo.git("switch", "-q", "main")
    repo.git("merge", "-q", "--no-ff", "--no-commit", "other")


def _rebasing(repo: Checkout) -> None:
    (repo.path / ".git" / "rebase-merge").mkdir()


def _linked(repo: Checkout) -> None:
    months = repo.path / "register" / "improvements" / "2026"
    (months / "11").rename(repo.path.parent / "elsewhere")
    (months / "11").symlink_to(repo.path.parent / "elsewhere")


def _index_locked(repo: Checkout) -> None:
    repo.put(".git/index.lock", "")


def _branch_locked(repo: Checkout) -> None:
    repo.put(".git/refs/heads/main.lock", "")


def _unfinished(repo: Checkout) -> None:
    """A change that was interrupted before its commit, and a lock that stands in its way since."""
    from learnorg.register.writer import FileChange, Message, Saving, write

    with pytest.MonkeyPatch.context() as broken:
        broken.setattr("learnorg.history.commits.commit", _killed)
        old = (repo.path / PATH).read_bytes()
        change = FileChange(PATH, old, old + b"size: M\n")
        with pytest.raises(KeyboardInterrupt):
            write(repo.path, [change], Message("Interrupted"), saving=Saving.EACH)
    _index_locked(repo)


def _killed(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


STATES: dict[str, tuple[int, Callable[[Checkout], None]]] = {
    "no-identity": (4, _no_identity),
    "path-dirty": (4, _dirty),
    "path-staged": (4, _staged),
    "detached-head": (4, _detached),
    "hidden-from-git": (4, _hidden),
    "other-work-tree": (4, _elsewhere),
    "merge-under-way": (4, _merging),
    "rebase-under-way": (4, _rebasing),
    "index-locked": (4, _index_locked),
    "branch-locked": (4, _branch_locked),
    "unfinished": (4, _unfinished),
}


@pytest.mark.parametrize("name", STATES)
def test_repository(
    learnorg: Learnorg,
    stood: Checkout,
    name: str,
    expected: Expected,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What the repository does not allow now is refused with how to go on, and then works."""
    monkeypatch.setattr("learnorg.history.commits.INDEX_WAIT", 0.1)
    code, spoil = STATES[name]
    spoil(stood)
    refused(learnorg, stood, name, ("note", "7k3m", "the vendor called"), code, expected)


def test_dirty_where_nothing_is_committed(learnorg: Learnorg, stood: Checkout) -> None:
    """Who does not commit through learnorg goes on from edits by hand."""
    _dirty(stood)
    assert learnorg("note", "7k3m", "the vendor called", "--no-commit").code == 0
    assert "size: M\n" in record(stood, ID)


@pytest.mark.parametrize("name", ["detached-head", "merge-under-way", "no-identity"])
def test_without_a_commit(learnorg: Learnorg, stood: Checkout, name: str) -> None:
    """Without a commit the same states are no hindrance."""
    STATES[name][1](stood)
    assert learnorg("note", "7k3m", "the vendor called", "--no-commit").code == 0


def test_symlinked_folder(learnorg: Learnorg, stood: Checkout, expected: Expected) -> None:
    """Nothing is written through a symlink."""
    _linked(stood)
    elsewhere = files(stood.path.parent / "elsewhere")
    refused(learnorg, stood, "symlinked-folder", ("add", "One"), 4, expected)
    assert files(stood.path.parent / "elsewhere") == elsewhere


def test_bare_repository(learnorg: Learnorg, folder: Path, expected: Expected) -> None:
    """In a bare repository there are no files to work on."""
    subprocess.run(["git", "init", "-q", "--bare", "."], cwd=folder, check=True)
    ran = learnorg("init")
    expected("bare-repository.txt", shown(("init",), ran, folder))
    assert (ran.code, ran.out) == (4, "")


@contextmanager
def failing(name: str, number: int, nth: int = 1) -> Iterator[None]:
    """Let a function of `os` fail from its nth call on."""
    with pytest.MonkeyPatch.context() as patch:
        really = getattr(os, name)
        calls = iter(range(1, 10_000))

        def fails(*arguments: object, **more: object) -> object:
            if next(calls) >= nth:
                raise OSError(number, os.strerror(number))
            return really(*arguments, **more)

        patch.setattr(os, name, fails)
        yield


@pytest.mark.parametrize("nth", [1, 2, 3])
def test_full_disk(learnorg: Learnorg, stood: Checkout, nth: int, expected: Expected) -> None:
    """A full disk is told, and every file is as it was."""
    before = everything(stood)
    with failing("fsync", errno.ENOSPC, nth):
        ran = learnorg("note", "7k3m", "the vendor called")
    if nth == 1:
        expected("full-disk.txt", shown(("note", "7k3m", "…"), ran, stood.path))
    assert (ran.code, ran.out) == (5, "")
    assert "No space left on device" in ran.err
    assert everything(stood) == before
    assert learnorg("note", "7k3m", "the vendor called").code == 0


@contextmanager
def somebody_else(*folders: Path) -> Iterator[None]:
    """Work as a user who may look into these folders and write nowhere."""
    modes = {folder: folder.stat().st_mode for folder in folders}
    for folder in folders:
        folder.chmod(0o755)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
        for folder, mode in modes.items():
            folder.chmod(mode)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can work as somebody else for a while")
def test_read_only_folder(
    learnorg: Learnorg, stood: Checkout, somebody: Path, expected: Expected
) -> None:
    """A folder that may not be written to is read all the same, and a change is refused."""
    stood.git("config", "--global", "--add", "safe.directory", "*")
    learnorg("add", "One", "--dry-run")
    learnorg("note", "7k3m", "so that all is loaded")
    shutil.rmtree(stood.path / ".git" / "learnorg")
    before = everything(stood)
    with somebody_else(somebody, *list(stood.path.parents)[:3]):
        listed = learnorg("list", "-q")
        ran = learnorg("add", "One")
    assert (listed.code, len(listed.out.split())) == (0, 2)
    expected("read-only-folder.txt", shown(("add", "One"), ran, stood.path))
    assert (ran.code, ran.out) == (5, "")
    assert everything(stood) == before


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can work as somebody else for a while")
def test_read_only_index(learnorg: Learnorg, stood: Checkout, somebody: Path) -> None:
    """An index that may not be written to, and is out of date, is done without."""
    learnorg("list")
    stood.put(PATH, record(stood, ID) + "size: M\n")
    with somebody_else(somebody, *list(stood.path.parents)[:3]):
        ran = learnorg("list", "-q")
    assert (ran.code, len(ran.out.split())) == (0, 2)


def test_edited_meanwhile(
    learnorg: Learnorg, stood: Checkout, expected: Expected, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A record that somebody saved between our reading and writing is not written over."""
    from learnorg.register import writer

    really = writer.write

    def write(*arguments: object, **more: object) -> object:
        stood.put(PATH, record(stood, ID) + "size: M\n")
        return really(*arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("learnorg.register.changes.write", write)
    words = ("note", "7k3m", "the vendor called", "--include-edits")
    ran = learnorg(*words)
    expected("edited-meanwhile.txt", shown(words, ran, stood.path))
    assert (ran.code, ran.out) == (3, "")
    assert record(stood, ID).endswith("size: M\n")
    assert "the vendor called" not in record(stood, ID)


@pytest.mark.parametrize(
    ("name", "hook", "script"),
    [
        ("pre-commit-hook", "pre-commit", "echo 'lint: no' >&2; exit 1\n"),
        ("commit-msg-hook", "commit-msg", "echo 'no ticket' >&2; exit 1\n"),
    ],
)
def test_hook(
    learnorg: Learnorg, stood: Checkout, name: str, hook: str, script: str, expected: Expected
) -> None:
    """A hook that says no leaves the change written and staged, with the command that finishes."""
    stood.hook(hook, script)
    words = ("note", "7k3m", "the vendor called")
    ran = learnorg(*words)
    expected(f"{name}.txt", shown(words, ran, stood.path))
    assert (ran.code, ran.out) == (6, "")
    assert stood.status() == [f"M  {PATH}"]
    (stood.path / ".git" / "hooks" / hook).unlink()
    finish = ran.err.partition("finish with: ")[2].strip()
    subprocess.run(finish, shell=True, cwd=stood.path, check=True, capture_output=True)
    assert stood.status() == []
    assert stood.git("log", "-1", "--format=%s").startswith(f"{ID}: note - ")


def test_broken_record(learnorg: Learnorg, stood: Checkout, expected: Expected) -> None:
    """A record that cannot be read is not changed, and its line is told."""
    stood.put(PATH, record(stood, ID) + "title: twice\n")
    refused(learnorg, stood, "broken-record", ("accept", "7k3m", "--owner", "x"), 4, expected)


def test_wrong_record(learnorg: Learnorg, stood: Checkout, expected: Expected) -> None:
    """A record with something wrong in it is not moved, and what is wrong is told."""
    stood.put(PATH, record(stood, ID) + "size: huge\nownr: x\n")
    refused(learnorg, stood, "wrong-record", ("accept", "7k3m", "--owner", "x"), 4, expected)


def test_not_allowed(learnorg: Learnorg, stood: Checkout, expected: Expected) -> None:
    """What policy reserves for others is refused with whom to ask."""
    stood.put("learnorg.yaml", "format: 1\nauthority: service-improvement-manager\n")
    words = ("accept", "7k3m", "--owner", "x")
    refused(learnorg, stood, "not-allowed", words, 7, expected)


def test_nobody_to_allow(learnorg: Learnorg, stood: Checkout, expected: Expected) -> None:
    """Whom git does not know by address is not told that others may: that cannot be seen."""
    stood.put("learnorg.yaml", "format: 1\nauthority: service-improvement-manager\n")
    _no_identity(stood)
    words = ("accept", "7k3m", "--owner", "x")
    refused(learnorg, stood, "no-identity-to-accept", words, 4, expected)


def test_every_text_has_its_case() -> None:
    """No kept text is left over from a case that is gone."""
    source = Path(__file__).read_text()
    kept = {path.stem for path in Path(__file__).parent.glob("*.txt")}
    assert {name for name in kept if f'"{name}' not in source} == set()


def test_every_message_is_plain() -> None:
    """Every message says what and how to go on, without a traceback, jargon or blame."""
    for path in sorted(Path(__file__).parent.glob("*.txt")):
        text = path.read_text()
        assert "error: " in text, path.name
        assert "\nhint: " in text or re.search("is to (be|stand)|write it as", text), path.name
        for word in ("Traceback", "Exception", "invalid", "illegal", "you must", "Errno", "None"):
            if path.name not in EXCEPTIONS.get(word, ()):
                assert word not in text, f"{path.name}: {word}"


EXCEPTIONS: dict[str, tuple[str, ...]] = {}
"""Messages in which such a word is right."""
