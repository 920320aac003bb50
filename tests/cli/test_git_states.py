"""
Every state that git may be in, times the daily commands: each does its whole work, or refuses.

The laws below hold for every pair of them. `kept/git-states.txt` shows all pairs at a glance:
state, command, exit code, and what was said first; `pytest --rewrite` writes it anew.
"""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from checkouts import Checkout
from cli.speaking import steady
from cli.states import STATES, Place, State, begun
from commandline import Learnorg, Ran
from learnorg.history import commits

ANSWERS: dict[str, tuple[str, ...]] = {
    "list": ("list",),
    "show": ("show", "7k3"),
    "find": ("find", "calls"),
    "check": ("check",),
    "check --base": ("check", "--base", "origin/main"),
    "log": ("log", "7k3"),
    "diff": ("diff", "HEAD~1"),
    "audit": ("audit",),
    "doctor": ("doctor",),
}
CHANGES: dict[str, tuple[str, ...]] = {
    "add": ("add", "Say when a delivery is late"),
    "set": ("set", "7k3", "owner=network"),
    "accept": ("accept", "7k3"),
    "undo": ("undo",),
}
COMMANDS = ANSWERS | CHANGES | {"sync": ("sync",)}

VERDICTS = ("check", "check --base", "audit", "doctor", "sync")
"""Commands that end with 1 where they find something bad."""

OF_HISTORY = ("check --base", "log", "diff", "audit")

UNANSWERED: dict[str, tuple[str, ...]] = {
    "record_deleted": ("show",),
    "record_outside_sparse_checkout": ("show",),
    "merge_with_conflict_in_record": ("show",),
    "stash_with_conflict_in_record": ("show",),
    "unborn_branch": ("check --base", "diff"),
    "new_repository": ("check --base", "diff"),
    "no_repository": OF_HISTORY,
    "empty_head": OF_HISTORY,
    "unrelated_base": ("check --base", "diff"),
    "bare": tuple(name for name in ANSWERS if name != "doctor"),
    "linked_worktree_moved": OF_HISTORY,
    "shallow_clone": ("diff",),
    "clone_without_blobs": ("log", "diff", "audit"),
    "sha256": ("check --base", "diff"),
    "corrupt_config": OF_HISTORY,
    "record_object_lost": OF_HISTORY,
    "folder_object_lost": OF_HISTORY,
    "head_object_lost": OF_HISTORY,
    "commit_object_lost": OF_HISTORY,
    "no_remote": ("check --base",),
}
"""Where there is nothing to answer with; every other question is answered in every state."""

GITS_OWN = re.compile(r"(^|/)(\.git|work\.git|origin)(/|$)")
OURS = ("learnorg", "learnorg.lock", "objects")
MOVED = re.compile(r"/(index|sharedindex\.\w+|logs/.+|refs/heads/.+)$")
WAITING = re.compile(r"/(index|sharedindex\.\w+|LEARNORG_EDITMSG)$")
FETCHED = re.compile(
    r"/(FETCH_HEAD|ORIG_HEAD|AUTO_MERGE|packed-refs|(logs/)?refs/remotes/.+|index)$"
)

GIT_SAID = re.compile(r"(git [\w-]+ failed|could not \w+ (?:from|to) \S+|git \w+ was refused): .*")
LONG_HASH = re.compile(r"\b[0-9a-f]{64}\b")


class Known(NamedTuple):
    """What git knows, as somebody sees it who asks; nothing where it does not answer."""

    head: str
    branch: str
    refs: list[str]
    index: list[str]
    status: list[str]

    @property
    def own(self) -> list[str]:
        """Branches, tags and stash of this repository, not what it knows of others."""
        return [line for line in self.refs if " refs/remotes/" not in line]

    @property
    def others(self) -> list[str]:
        """The same without the branch that is checked out."""
        return [line for line in self.own if not line.endswith(f" refs/heads/{self.branch}")]


def known(repo: Checkout) -> Known:
    """What git knows now."""
    look = ("--no-optional-locks", "status", "--porcelain=v2", "--branch", "-z", "-uall")
    told = repo.git(*look, ok=False).split("\0")
    about = dict(line[2:].split(" ", 1) for line in told if line.startswith("# "))
    return Known(
        about.get("branch.oid", "").removeprefix("(initial)"),
        about.get("branch.head", ""),
        repo.git("for-each-ref", "--format=%(objectname) %(refname)", ok=False).splitlines(),
        repo.git("ls-files", "--stage", "-v", "-z", "--full-name", ok=False).split("\0"),
        [line for line in told if not line.startswith("# ")],
    )


def everywhere(folder: Path) -> dict[str, bytes]:
    """Every file that there is, byte by byte, but for objects and what learnorg keeps to itself."""
    found = {}
    for above, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in OURS]
        for name in names:
            if name not in OURS:
                path = os.path.join(above, name)
                found[os.path.relpath(path, folder)] = Path(path).read_bytes()
    return found


class Pair(NamedTuple):
    """A command that ran in a state, and what was there before and after."""

    name: str
    state: str
    repo: Checkout
    origin: Checkout
    ran: Ran
    touched: list[str]
    before: Known
    after: Known

    @property
    def refused(self) -> bool:
        """Whether it said that it cannot be done."""
        return self.error != ""

    @property
    def error(self) -> str:
        """The line that says so."""
        return next((one for one in self.ran.err.splitlines() if one.startswith("error: ")), "")

    @property
    def files(self) -> list[str]:
        """The files that it touched and that are not git's."""
        return [path for path in self.touched if not GITS_OWN.search(path)]

    @property
    def gits(self) -> list[str]:
        """The files of git's that it touched."""
        return [path for path in self.touched if GITS_OWN.search(path)]

    def others(self, lines: list[str]) -> list[str]:
        """The lines of git's that are not about the file that it touched."""
        (ours,) = self.files
        return [line for line in lines if not line.endswith(ours[ours.index("register/") :])]


# ---- the laws ---------------------------------------------------------------------------


def broken(pair: Pair) -> Iterator[str]:
    """The laws that a pair breaks."""
    yield from of_speaking(pair)
    if pair.refused and pair.ran.code == 6:
        yield from of_stopping(pair)
    elif pair.refused:
        yield from of_refusing(pair)
    elif pair.name in ANSWERS:
        yield from of_answering(pair)
    elif pair.name == "sync":
        yield from of_sharing(pair)
    else:
        yield from of_changing(pair)


def of_speaking(pair: Pair) -> Iterator[str]:
    """Exit codes are those of the manual; who refuses says what is wrong and how to go on."""
    if pair.ran.code not in range(8):
        yield f"exit code {pair.ran.code}"
    if "Traceback" in pair.ran.err:
        yield "a traceback"
    fine = (0, 1) if pair.name in VERDICTS and not pair.refused else (0,)
    if not pair.refused and pair.ran.code not in fine:
        yield f"exit code {pair.ran.code} without an error"
    if pair.refused and (pair.ran.code == 0 or pair.ran.out):
        yield "an error beside an answer"
    if pair.refused and "\nhint: " not in pair.ran.err:
        yield "no hint"


def of_refusing(pair: Pair) -> Iterator[str]:
    """Who refuses has touched nothing; `sync` may have fetched, and leaves conflicts to git."""
    if pair.name in ANSWERS and pair.name not in UNANSWERED.get(pair.state, ()):
        yield "a question that could be answered"
    if pair.name != "sync":
        if pair.touched:
            yield f"refused, but touched {pair.touched}"
        return
    now = pair.after
    if "stopped at conflicts" in pair.error:
        pair.repo.git("merge", "--abort")
        now = known(pair.repo)
    elif strange := [path for path in pair.touched if not FETCHED.search(path)]:
        yield f"refused, but touched {strange}"
    if now._replace(refs=now.own) != pair.before._replace(refs=pair.before.own):
        yield "refused, but git knows something else now"


def of_stopping(pair: Pair) -> Iterator[str]:
    """What could not be committed is written and staged, and told how to commit it."""
    if pair.name not in CHANGES:
        yield "written by a command that changes nothing"
    elif len(pair.files) != 1 or not all(WAITING.search(path) for path in pair.gits):
        yield f"stopped half-way and touched {pair.touched}"
    elif (pair.before.head, pair.before.refs) != (pair.after.head, pair.after.refs):
        yield "a commit"
    elif pair.others(pair.before.index) != pair.others(pair.after.index):
        yield "other entries in the index"
    if "finish with: git" not in pair.ran.err:
        yield "no command that finishes it"


def of_answering(pair: Pair) -> Iterator[str]:
    """Who reads touches nothing, and says so where there is nothing to read."""
    if pair.touched:
        yield f"read, but touched {pair.touched}"
    if pair.name in UNANSWERED.get(pair.state, ()):
        yield "an answer, where there was nothing to answer with"


def of_changing(pair: Pair) -> Iterator[str]:
    """A change is one file and one commit of it; whatever else there is stays as it was."""
    if len(pair.files) != 1 or not re.search(r"register/improvements/.+\.yaml$", pair.files[0]):
        yield f"changed {pair.files}"
        return
    if not pair.gits:
        if "no git repository" not in pair.ran.err:
            yield "no commit, and no reason for it"
        return
    if strange := [path for path in pair.gits if not MOVED.search(path)]:
        yield f"touched {strange}"
    made = ("log", "-1", "--format=%P", "--name-only", "--no-renames", pair.after.head)
    parent, *named = pair.repo.git(*made).strip().splitlines() if pair.before.head else [""]
    if parent != pair.before.head:
        yield "not one commit"
    if pair.before.head and (len(named) != 2 or not pair.files[0].endswith(named[1])):
        yield f"committed {named}"
    if pair.before.others != pair.after.others or pair.before.branch != pair.after.branch:
        yield "other branches moved"
    for what in ("index", "status"):
        before, after = getattr(pair.before, what), getattr(pair.after, what)
        if pair.others(before) != pair.others(after):
            yield f"another {what} of other files"
        if what == "status" and after != pair.others(after):
            yield "the file has changes that are not committed"


def of_sharing(pair: Pair) -> Iterator[str]:
    """Once it is shared the origin has what we have; what waited here uncommitted still waits."""
    if pair.before.status != pair.after.status or pair.before.others != pair.after.others:
        yield "other things wait to be committed, or other branches moved"
    ours = pair.repo.git("rev-parse", "HEAD").strip()
    taken = pair.repo.git("diff", "--name-only", pair.before.head or ours, ours).split()
    if strange := [path for path in pair.files if not path.endswith(tuple(taken) or "\0")]:
        yield f"touched {strange}"
    branch = pair.repo.git("symbolic-ref", "HEAD").strip()
    if pair.origin.git("rev-parse", branch).strip() != ours:
        yield "said to be shared, but it is not"


# ---- the pairs --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The place that every state begins with, made once."""
    folder = tmp_path_factory.mktemp("pristine") / "place"
    with pytest.MonkeyPatch.context() as patch:
        for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
            patch.setenv(name, os.devnull)
        patch.setenv("LEARNORG_TODAY", "2026-11-22")
        begun(Place(folder, patch))
    return folder


def told(pair: Pair, folder: Path) -> str:
    """A line of the table: what was said first, the same on every machine."""
    first, _, rest = pair.ran.err.partition("\n")
    if pair.refused:
        hint = rest[rest.rfind("hint: ") :] if "hint: " in rest else pair.ran.err[-100:]
        first = GIT_SAID.sub(r"\1: …", pair.error) + " | " + hint
    words = first.replace(os.path.realpath(folder), "").replace(str(folder), "")
    words = steady(LONG_HASH.sub("HASH", " ".join(words.split())))
    return f"{pair.state:31} {pair.name:13} {pair.ran.code}  {words}".rstrip()


def compared(kept: Path, state: str, lines: list[str], rewrite: bool) -> None:
    """Compare with the lines that are kept of a state, or put these in their place."""
    whole = kept.read_text("utf-8").splitlines() if kept.exists() else []
    table = {name: [one for one in whole if one.split()[0] == name] for name in names()}
    if rewrite:
        table[state] = lines
        kept.write_text("".join(f"{one}\n" for each in table.values() for one in each), "utf-8")
    assert table[state] == lines, "pytest --rewrite writes it anew; then read it"


def names() -> list[str]:
    """The states' names, in order."""
    return [state.__name__ for state in STATES]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_state(
    request: pytest.FixtureRequest,
    somebody: Path,
    pristine: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    state: State,
) -> None:
    """In this state every command keeps the laws, and says what the table says."""
    monkeypatch.setattr(commits, "INDEX_WAIT", 0.0)
    monkeypatch.setenv("LOGNAME", "ada")
    here, ready = tmp_path / "place", tmp_path / "ready"
    place = Place(shutil.copytree(pristine, here, symlinks=True), monkeypatch)
    place.work.git("update-index", "-q", "--refresh")
    repo = state(place)
    before = known(repo)
    shutil.copytree(here, ready, symlinks=True)
    lines, wrong, spoilt = [], [], False
    for name, words in COMMANDS.items():
        if spoilt:
            shutil.rmtree(here)
            shutil.copytree(ready, here, symlinks=True)
        was = everywhere(here)
        ran = Learnorg(repo.path)(*words)
        now = everywhere(here)
        touched = sorted(path for path in was | now if was.get(path) != now.get(path))
        spoilt = bool(touched)
        after = known(repo) if spoilt else before
        pair = Pair(name, state.__name__, repo, place.origin, ran, touched, before, after)
        wrong += [f"{pair.state}, {name}: {law}\n{ran.err}" for law in broken(pair)]
        lines.append(told(pair, tmp_path))
    kept = Path(__file__).parent / "kept" / "git-states.txt"
    rewrite = bool(request.config.getoption("--rewrite"))
    assert wrong == [], "\n".join(wrong)
    compared(kept, state.__name__, lines, rewrite)


def test_enough() -> None:
    """The table is as large as was promised, and holds no state that is gone."""
    assert len(STATES) >= 24
    assert len(COMMANDS) >= 8
    kept = Path(__file__).parent / "kept" / "git-states.txt"
    lines = kept.read_text("utf-8").splitlines()
    assert [line.split()[0] for line in lines] == [name for name in names() for _ in COMMANDS]
    assert UNANSWERED.keys() <= set(names())
