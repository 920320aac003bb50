"""Whether the promise was kept, by all that can be seen of a repository from outside."""

import json
import os
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from faults import Run, run
from lived_in import FOLDER, GitRefused, git, learnorg

from learnorg.files.loader import Refused, load

MINTED = re.compile(rf"{FOLDER}/(IMP-2611-[0-9a-z]{{6}})\.yaml")
TEMPORARY = ".learnorg-tmp"
ENDINGS = {0, 3, 4, 5, 6, 130, -2, -9}
"""How a disturbed command may end: as the manual says, or killed."""


@dataclass(frozen=True)
class Sight:
    """A repository, seen from outside."""

    files: Mapping[str, bytes]
    modes: Mapping[str, int]
    index: Mapping[str, str]
    status: Mapping[str, str]
    refs: tuple[str, ...]
    branch: str
    head: str
    committed: Mapping[str, str]


@dataclass(frozen=True)
class Expected:
    """What a command does when nobody disturbs it: contents that change, and that are new."""

    changed: Mapping[str, bytes]
    made: Counter[bytes]
    commits: bool
    begun: bool = False

    def ours(self, path: str) -> bool:
        """Whether the command may touch a path."""
        return path in self.changed or bool(self.made and MINTED.fullmatch(path))


@dataclass
class Verdict:
    """What was found wrong, by kind; and what was not wrong but worth counting."""

    torn: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    untold: list[str] = field(default_factory=list)
    refused: bool = False
    recovered: bool = False

    @property
    def wrong(self) -> list[str]:
        """Everything that breaks the promise."""
        kinds = ("torn", "lost", "foreign", "stuck", "untold")
        return [f"{kind}: {each}" for kind in kinds for each in getattr(self, kind)]


def look(where: Path, env: Mapping[str, str]) -> Sight:
    """The repository as it stands, without touching it."""
    env = {**env, "GIT_OPTIONAL_LOCKS": "0"}
    files, modes = {}, {}
    for above, folders, names in os.walk(where):
        if ".git" in folders:
            folders.remove(".git")
        for name in names:
            path = Path(above, name)
            inside = path.relative_to(where).as_posix()
            files[inside] = path.read_bytes()
            modes[inside] = path.stat().st_mode & 0o777
    index = {}
    for line in git(where, env, "ls-files", "-s", "-v", "-z").split("\0")[:-1]:
        told, _, path = line.partition("\t")
        index[path] = index.get(path, "") + told
    status = {}
    for line in git(where, env, "status", "--porcelain", "-z", "-uall", "--no-renames").split("\0"):
        status[line[3:]] = line[:2]
    branch = git(where, env, "symbolic-ref", "HEAD").strip()
    refs = git(where, env, "for-each-ref", "--format=%(refname) %(objectname)").splitlines()
    refs += git(where, env, "stash", "list", "--format=%H %gd %gs").splitlines()
    committed = {}
    for line in git(where, env, "ls-tree", "-rz", "HEAD").split("\0")[:-1]:
        told, _, path = line.partition("\t")
        committed[path] = told.split()[2]
    return Sight(
        files,
        modes,
        index,
        status,
        tuple(each for each in refs if not each.startswith(branch + " ")),
        branch,
        git(where, env, "rev-parse", "HEAD").strip(),
        committed,
    )


def expected(before: Sight, after: Sight, begun: bool) -> Expected:
    """What an undisturbed command did, which must be to records only."""
    changed = {
        path: after.files[path] for path in before.files if after.files[path] != before.files[path]
    }
    new = after.files.keys() - before.files.keys()
    assert all(MINTED.fullmatch(path) for path in (*changed, *new)), (changed, new)
    made = Counter(_nameless(path, after.files[path]) for path in new)
    return Expected(changed, made, before.head != after.head, begun)


def judge(
    before: Sight, wanted: Expected, done: Run, where: Path, env: Mapping[str, str], *, fsck: bool
) -> Verdict:
    """The verdict on one disturbed run, and on the commands that come after it."""
    verdict = Verdict()
    try:
        now = look(where, env)
        _untouched(before, now, wanted, verdict)
        _whole(before, now, wanted, verdict)
        _told_truly(before, now, wanted, done, _pending(where), verdict)
        _goes_on(before, wanted, done, verdict, where, env)
        if fsck:
            git(where, env, "fsck", "--strict", "--no-dangling", "--no-progress")
    except GitRefused as refused:
        verdict.stuck.append(f"git itself is stuck: {refused}")
    return verdict


def _untouched(before: Sight, now: Sight, wanted: Expected, verdict: Verdict) -> None:
    """Files, index, branches and stash that are not the command's own."""
    for name in ("files", "modes", "index", "status"):
        was, is_ = getattr(before, name), getattr(now, name)
        for path in sorted(was.keys() | is_.keys()):
            if was.get(path) == is_.get(path) or wanted.ours(path) or path.endswith(TEMPORARY):
                continue
            verdict.foreign.append(f"{name} of {path}: {was.get(path)} -> {is_.get(path)}")
    for name in ("refs", "branch"):
        if getattr(before, name) != getattr(now, name):
            verdict.foreign.append(f"{name}: {getattr(before, name)} -> {getattr(now, name)}")
    for path in before.committed.keys() | now.committed.keys():
        if before.committed.get(path) != now.committed.get(path) and not wanted.ours(path):
            verdict.foreign.append(f"HEAD has another {path}")


def _whole(before: Sight, now: Sight, wanted: Expected, verdict: Verdict) -> None:
    """Every record, wholly old or wholly new."""
    for path, new in wanted.changed.items():
        if now.files.get(path) not in (before.files[path], new):
            verdict.torn.append(f"{path}: {now.files.get(path)!r}")
    for path, content in now.files.items():
        if path in before.files or path.endswith(TEMPORARY):
            continue
        if not wanted.ours(path) or _nameless(path, content) not in wanted.made:
            verdict.torn.append(f"{path} (new): {content!r}")
        try:
            load(content)
        except Refused as refused:
            verdict.torn.append(f"{path}: {refused}")


def _told_truly(
    before: Sight,
    now: Sight,
    wanted: Expected,
    done: Run,
    pending: bool,
    verdict: Verdict,
) -> None:
    """What the exit code says is so, and no bug shows its traceback."""
    if "Traceback" in done.err or done.code not in ENDINGS:
        verdict.untold.append(f"exit {done.code}: {done.err.strip()[-1500:]}")
    share = _share(before, now, wanted)
    if wanted.begun and pending:
        return  # it may not be done yet, and nobody said that it is
    if done.code == 0:
        if share != "all":
            verdict.lost.append(f"exit 0, and {share} of the change is in the files")
        if wanted.commits:
            verdict.lost += [f"exit 0, and {path}" for path in _apart(now, wanted)]
            if now.head == before.head:
                verdict.lost.append("exit 0, and no commit")
    elif done.code in (3, 4, 5) and not pending and share != "none" and not wanted.begun:
        verdict.untold.append(f"exit {done.code}, and {share} of the change is written")
    elif done.code == 6 and share != "all":
        verdict.untold.append(f"exit 6, and {share} of the change is written")


def _goes_on(
    before: Sight,
    wanted: Expected,
    done: Run,
    verdict: Verdict,
    where: Path,
    env: Mapping[str, str],
) -> None:
    """The commands that come after: they finish or undo, list rightly, and add."""
    locks = _locks(where)
    if locks:
        _refuses(locks, verdict, where, env)
        for lock in locks:
            lock.unlink(missing_ok=True)
    if done.code == 6:
        _finishes(done, verdict, where, env)
    was_pending = _pending(where)
    _lists(verdict, where, env)
    verdict.recovered = was_pending and not _pending(where)
    if was_pending and _pending(where):
        verdict.stuck.append("the interrupted change still waits after `list`")
    now = look(where, env)
    _untouched(before, now, wanted, verdict)
    _whole(before, now, wanted, verdict)
    share = _share(before, now, wanted)
    if share == "some":
        verdict.torn.append("some of the change's records are new, some old, after recovery")
    added = learnorg(["add", "Afterwards", "-q"], where, env)
    if added.code != 0:
        verdict.stuck.append(f"add afterwards: exit {added.code}: {added.err}")
        return
    _lists(verdict, where, env)
    end = look(where, env)
    afterwards = f"{FOLDER}/{added.out.strip()}.yaml"
    with_it = Expected(wanted.changed, wanted.made + Counter([b""]), commits=True)
    _untouched(before, end, with_it, verdict)
    if wanted.commits or share == "none":
        verdict.stuck += _apart(end, wanted)
    if end.committed.get(afterwards) is None:
        verdict.lost.append("the record added afterwards is not in HEAD")
    verdict.stuck += [f"left over: {path}" for path in end.files if path.endswith(TEMPORARY)]
    verdict.stuck += [f"left over: {path}" for path in (where / ".git").rglob(f"*{TEMPORARY}")]


def _refuses(locks: list[Path], verdict: Verdict, where: Path, env: Mapping[str, str]) -> None:
    """With a lock of a killed git left, learnorg does it all or names the lock and does nothing."""
    before = look(where, env)
    added = learnorg(["add", "Despite a lock", "-q"], where, env)
    if added.code == 0:
        git(where, env, "reset", "-q", "--soft", "HEAD~1")
        git(where, env, "rm", "-qf", f"{FOLDER}/{added.out.strip()}.yaml")
        return
    verdict.refused = True
    told = any(str(lock) in added.err for lock in locks)
    if added.code != 4 or not told:
        verdict.stuck.append(f"{[str(lock) for lock in locks]}: exit {added.code}: {added.err}")
    after = look(where, env)
    if (before.files, before.index, before.head) != (after.files, after.index, after.head):
        verdict.untold.append(f"exit {added.code} at {locks}, and something was written")


def _finishes(done: Run, verdict: Verdict, where: Path, env: Mapping[str, str]) -> None:
    """The command that exit 6 gives finishes the change."""
    command = done.err.rpartition("finish with: ")[2].strip()
    ended = run(["sh", "-c", command], cwd=where, env=env)
    if not command or ended.code != 0:
        verdict.stuck.append(f"exit 6, and {command!r}: {ended.code} {ended.out} {ended.err}")


def _lists(verdict: Verdict, where: Path, env: Mapping[str, str]) -> None:
    """`list` answers with what stands in the files."""
    listed = learnorg(["list", "--all", "--format", "json"], where, env)
    if listed.code != 0:
        verdict.stuck.append(f"list: exit {listed.code}: {listed.err}")
        return
    rows = {(row["id"], row["title"], row["state"]) for row in json.loads(listed.out)["data"]}
    there = set()
    for path in (where / FOLDER).glob("IMP-*.yaml"):
        plain = load(path.read_bytes()).plain()
        there.add((plain["id"], plain["title"], plain["state"]))
    if rows != there:
        verdict.stuck.append(f"list differs from the files: {sorted(rows ^ there)}")


def _share(before: Sight, now: Sight, wanted: Expected) -> str:
    """How much of the change stands in the files."""
    new = sum(now.files.get(path) == content for path, content in wanted.changed.items())
    made = sum(path not in before.files and bool(MINTED.fullmatch(path)) for path in now.files)
    whole = len(wanted.changed) + wanted.made.total()
    if not wanted.made:
        made = 0
    return {0: "none", whole: "all"}.get(new + made, "some")


def _apart(now: Sight, wanted: Expected) -> list[str]:
    """Paths of ours on which HEAD, index and files do not agree."""
    paths = [path for path in now.files.keys() | now.committed.keys() | now.index.keys()
             if wanted.ours(path) and path not in _BY_HAND]  # fmt: skip
    return [
        f"{path} is {now.status[path]!r} in git's status" for path in paths if path in now.status
    ]


_BY_HAND = {f"{FOLDER}/IMP-2611-hhhhhh.yaml", f"{FOLDER}/IMP-2611-kkkkkk.yaml"}


def _locks(where: Path) -> list[Path]:
    """Locks that a killed git left."""
    return [path for path in (where / ".git").rglob("*.lock") if path.name != "learnorg.lock"]


def _pending(where: Path) -> bool:
    """Whether a change waits to be finished."""
    return (where / ".git/learnorg/root/journal.json").exists()


def _nameless(path: str, content: bytes) -> bytes:
    """A new record's content without its identity, which is another one on each run."""
    return content.replace(Path(path).stem.encode(), b"ID")
