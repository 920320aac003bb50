"""Whether the promise was kept, by all that can be seen of a repository from outside."""

import json
import os
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from faults import Run, run
from furnished import REMOTE
from lived_in import FOLDER, GitRefused, git, learnorg

from learnorg.files.loader import Refused, load

MINTED = re.compile(
    rf"{FOLDER}/(?P<record>IMP-2611-[0-9a-z]{{6}})\.yaml|"
    r"register/activity/2026-11/everybody-[0-9a-z]{8}\.jsonl"
)
"""Paths that are others on each run: of new records, and of a clone's part of the log."""
IDENTITY = re.compile(rb"IMP-2611-[0-9a-z]{6}")
EVENT = re.compile(rb'"id": "[0-9a-z]{12}"')
PART = re.compile(rb"\bid: ([\"']?)[0-9a-z]{3}\1(?=[\s,}])")
TEMPORARY = ".learnorg-tmp"
PARTIAL = re.compile(r".*\.[0-9]+\.part")
"""What a killed command leaves of an answer that was to go into a file, beside that file."""
GITS_OWN = ".merge_file_"
"""What a killed git leaves of the files that it gives to a merge driver."""
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
    settings: frozenset[str]
    remote: str
    """What the remote's branch holds; empty where there is no remote."""


@dataclass(frozen=True)
class May:
    """What a command may do to a repository, whatever befalls it."""

    paths: str
    """The paths that it may change, create or delete, as an expression."""
    settings: bool = False
    """Whether it may add to git's settings."""
    refs: bool = False
    """Whether it may move what git keeps of a remote's branches."""
    merging: bool = False
    """Whether it works in the midst of a merge, which is to be finished after it."""
    by_git: bool = False
    """
    Whether git itself writes the files. A git that is killed at this leaves them half-way, as
    its status tells; so they are judged once its own way back was taken.
    """


@dataclass(frozen=True)
class Expected:
    """What a command does when nobody disturbs it."""

    may: May
    known: frozenset[bytes]
    """Identities that were there before; others are other ones on each run."""
    after: Mapping[str, bytes | None]
    """What it leaves at known paths; none where it takes a file away."""
    made: Counter[bytes]
    """What it leaves at paths with an identity that is minted on each run."""
    commits: bool
    begun: bool
    committed: Mapping[str, str]
    settings: frozenset[str]
    remote: str

    def ours(self, path: str) -> bool:
        """Whether the command may touch a path."""
        return path in self.after or bool(self.made and MINTED.fullmatch(path))

    def is_new(self, path: str, content: bytes | None) -> bool:
        """Whether a file is as the command leaves it."""
        if path in self.after:
            wanted = self.after[path]
            return content == wanted or (
                None not in (content, wanted) and self.plain(content) == self.plain(wanted)
            )
        return content is not None and self.plain(content) in self.made

    def plain(self, content: bytes | None) -> bytes:
        """A content without what is minted, which is another one on each run."""
        return _plain(content or b"", self.known)


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
    branch = git(where, env, "symbolic-ref", "-q", "HEAD", ok=False).strip()
    refs = git(where, env, "for-each-ref", "--format=%(refname) %(objectname)").splitlines()
    refs += git(where, env, "stash", "list", "--format=%H %gd %gs").splitlines()
    committed = {}
    for line in git(where, env, "ls-tree", "-rz", "HEAD").split("\0")[:-1]:
        told, _, path = line.partition("\t")
        committed[path] = told.split()[2]
    settings = git(where, env, "config", "--local", "--list", "-z").split("\0")[:-1]
    return Sight(
        files,
        modes,
        index,
        status,
        tuple(each for each in refs if not each.startswith(branch + " ")),
        branch,
        git(where, env, "rev-parse", "HEAD").strip(),
        committed,
        frozenset(settings),
        git(where, env, "--git-dir", REMOTE, "rev-parse", "main").strip()
        if (where / REMOTE).exists()
        else "",
    )


def expected(before: Sight, after: Sight, may: May, begun: bool) -> Expected:
    """What an undisturbed command did, which must be what it may."""
    paths = [
        path
        for path in before.files.keys() | after.files.keys()
        if before.files.get(path) != after.files.get(path)
    ]
    assert all(re.fullmatch(may.paths, path) for path in paths), paths
    known = frozenset(
        found for text in (*before.files.values(), *(path.encode() for path in before.files))
        for found in IDENTITY.findall(text)
    )  # fmt: skip
    minted = [path for path in paths if (found := MINTED.fullmatch(path)) and not may.by_git
              and (found["record"] or "").encode() not in known]  # fmt: skip
    return Expected(
        may,
        known,
        {path: after.files.get(path) for path in paths if path not in minted},
        Counter(_plain(after.files[path], known) for path in minted),
        before.head != after.head,
        begun,
        after.committed,
        after.settings,
        after.remote,
    )


def judge(
    before: Sight,
    wanted: Expected,
    done: Run,
    where: Path,
    env: Mapping[str, str],
    *,
    fsck: bool,
    again: Callable[[], Run] | None = None,
) -> Verdict:
    """
    The verdict on one disturbed run, and on the commands that come after it.

    `again` is what is called first thereafter, which is to do all that the command was to do;
    without it that is `list`.
    """
    verdict = Verdict()
    try:
        now = look(where, env)
        if not wanted.may.by_git:
            _untouched(before, now, wanted, verdict)
            _whole(before, now, wanted, verdict)
        _told_truly(before, now, wanted, done, _pending(where), verdict)
        _goes_on(before, wanted, done, verdict, where, env, again)
        if fsck:
            git(where, env, "fsck", "--strict", "--no-dangling", "--no-progress")
            if before.remote:
                git(where, env, "--git-dir", REMOTE, "fsck", "--strict", "--no-dangling")
    except GitRefused as refused:
        verdict.stuck.append(f"git itself is stuck: {refused}")
    return verdict


def _untouched(before: Sight, now: Sight, wanted: Expected, verdict: Verdict) -> None:
    """Files, index, branches, settings and stash that are not the command's own."""
    for name in ("files", "modes", "index", "status"):
        was, is_ = getattr(before, name), getattr(now, name)
        for path in sorted(was.keys() | is_.keys()):
            if was.get(path) == is_.get(path) or wanted.ours(path) or _unfinished(path, wanted):
                continue
            verdict.foreign.append(f"{name} of {path}: {was.get(path)} -> {is_.get(path)}")
    was_refs, is_refs = (
        {ref for ref in sight.refs if not (wanted.may.refs and ref.startswith("refs/remotes/"))}
        for sight in (before, now)
    )
    if was_refs != is_refs:
        verdict.foreign.append(f"refs: {sorted(was_refs ^ is_refs)}")
    if before.branch != now.branch:
        verdict.foreign.append(f"branch: {before.branch} -> {now.branch}")
    for path in before.committed.keys() | now.committed.keys():
        was_id, is_id = before.committed.get(path), now.committed.get(path)
        if was_id != is_id and not wanted.ours(path):
            verdict.foreign.append(f"HEAD has another {path}")
    if lost := before.settings - now.settings:
        verdict.torn.append(f"git's settings lack {sorted(lost)}")
    added = wanted.settings - before.settings if wanted.may.settings else frozenset()
    if more := now.settings - before.settings - added:
        verdict.foreign.append(f"git's settings have {sorted(more)}")


def _shared(before: Sight, now: Sight, where: Path, env: Mapping[str, str]) -> list[str]:
    """What is wrong with the remote: it may have only what was committed here, and all it had."""
    if now.remote == before.remote:
        return []
    wrong = []
    for older, newer in ((before.remote, now.remote), (now.remote, now.head)):
        try:
            git(where, env, "merge-base", "--is-ancestor", older, newer)
        except GitRefused:
            wrong.append(f"the remote went from {before.remote} to {now.remote}, HEAD {now.head}")
    return wrong


def _whole(before: Sight, now: Sight, wanted: Expected, verdict: Verdict) -> None:
    """Every file, wholly old or wholly new."""
    for path in wanted.after:
        content = now.files.get(path)
        if content != before.files.get(path) and not wanted.is_new(path, content):
            verdict.torn.append(f"{path}: {content!r}")
    for path, content in now.files.items():
        if path in before.files or _unfinished(path, wanted):
            continue
        if path not in wanted.after and not wanted.is_new(path, content):
            verdict.torn.append(f"{path} (new): {content!r}")
        if not path.endswith(".yaml"):
            continue
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
    endings = ENDINGS | ({1, 2, 128} if done.words[0] == "git" else set())
    if "Traceback" in done.err or done.code not in endings:
        verdict.untold.append(f"exit {done.code}: {done.err.strip()[-1500:]}")
    if done.code > 0 and done.code != 130 and not (done.err + done.out).strip():
        verdict.untold.append(f"exit {done.code} without a word")
    share = _share(before, now, wanted)
    if wanted.begun and pending:
        return  # it may not be done yet, and nobody said that it is
    if done.code == 0:
        if share != "all":
            verdict.lost.append(f"exit 0, and {share} of the change is in the files")
        if now.settings != wanted.settings:
            verdict.lost.append("exit 0, and git was not told all")
        if before.remote != wanted.remote and now.remote != now.head:
            verdict.lost.append("exit 0, and the remote is not where HEAD is")
        if wanted.commits:
            verdict.lost += [f"exit 0, and {path}" for path in _apart(now, wanted)]
            if now.head == before.head:
                verdict.lost.append("exit 0, and no commit")
    elif wanted.may.by_git:
        return  # its steps are told one by one, and git tells of what it left half-way
    elif done.code in (3, 4, 5) and not pending and share != "none" and not wanted.begun:
        # Something besides the change may go wrong, if it is told that the change stands.
        if not (share == "all" and "is done" in done.err):
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
    again: Callable[[], Run] | None,
) -> None:
    """The commands that come after: they finish or undo, list rightly, and add."""
    locks = _locks(where)
    if locks:
        if (where / "learnorg.yaml").exists() and not wanted.may.by_git:
            _refuses(locks, verdict, where, env)
        for lock in locks:
            lock.unlink(missing_ok=True)
    if done.code == 6:
        _finishes(done, verdict, where, env)
    if wanted.may.by_git:
        _way_back(before, wanted, verdict, where, env)
    was_pending = _pending(where)
    if wanted.may.merging:
        learnorg(["list"], where, env)  # what was interrupted is finished by whatever comes first
    if again and not (wanted.may.merging and not _unmerged(where, env)):
        _does_it(before, wanted, verdict, where, env, again)
    _lists(verdict, where, env)
    verdict.recovered = was_pending and not _pending(where)
    if was_pending and _pending(where):
        verdict.stuck.append("the interrupted change still waits after the next command")
    now = look(where, env)
    _untouched(before, now, wanted, verdict)
    _whole(before, now, wanted, verdict)
    verdict.foreign += _shared(before, now, where, env)
    share = _share(before, now, wanted)
    if share == "some":
        verdict.torn.append("some of the change's files are new, some old, after recovery")
    if wanted.may.merging:
        git(where, env, "commit", "-q", "--no-edit")
    added = learnorg(["add", "Afterwards", "-q"], where, env)
    if added.code != 0:
        verdict.stuck.append(f"add afterwards: exit {added.code}: {added.err}")
        return
    _lists(verdict, where, env)
    end = look(where, env)
    afterwards = f"{FOLDER}/{added.out.strip()}.yaml"
    _untouched(before, end, replace(wanted, made=wanted.made + Counter([b""])), verdict)
    if wanted.commits or share == "none":
        verdict.stuck += _apart(end, wanted)
    if end.committed.get(afterwards) is None:
        verdict.lost.append("the record added afterwards is not in HEAD")
    left = [path for path in end.files if path.endswith(TEMPORARY) and GITS_OWN not in path]
    if not done.struck.startswith("unlink"):  # which the system did not let go
        verdict.stuck += [f"left over: {path}" for path in left]
    verdict.stuck += [f"left over: {path}" for path in (where / ".git").rglob(f"*{TEMPORARY}")]


def _unmerged(where: Path, env: Mapping[str, str]) -> str:
    return git(where, env, "diff", "--name-only", "--diff-filter=U")


def _way_back(
    before: Sight, wanted: Expected, verdict: Verdict, where: Path, env: Mapping[str, str]
) -> None:
    """Git's own way back from where it was killed or gave up; then all is old, or all is new."""
    folder = where / ".git"
    if (folder / "MERGE_HEAD").exists():
        git(where, env, "merge", "--abort")
    elif (folder / "rebase-merge").exists():
        git(where, env, "rebase", "--abort", ok=False)
        if (folder / "rebase-merge").exists():  # killed before it noted where it began
            git(where, env, "rebase", "--quit")
    now = look(where, env)
    for path in wanted.after:
        if path not in now.status:
            continue
        git(where, env, "rm", "-q", "--cached", "--ignore-unmatch", "--", path)
        (where / path).unlink(missing_ok=True)
        if path in now.committed:
            git(where, env, "restore", "--source=HEAD", "--staged", "--worktree", "--", path)
    now = look(where, env)
    if now.committed not in (before.committed, wanted.committed):
        verdict.torn.append(f"HEAD is neither as before nor as after: {now.head}")


def _does_it(
    before: Sight,
    wanted: Expected,
    verdict: Verdict,
    where: Path,
    env: Mapping[str, str],
    again: Callable[[], Run],
) -> None:
    """The same command once more, which now does all of it."""
    done = again()
    now = look(where, env)
    if done.code != 0:
        verdict.stuck.append(f"once more: exit {done.code}: {done.err.strip()[-1500:]}")
    elif (share := _share(before, now, wanted)) != "all":
        verdict.stuck.append(f"once more: exit 0, and {share} of the change is in the files")
    elif now.settings != wanted.settings:
        verdict.stuck.append("once more: exit 0, and git was not told all")


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
    for path in (where / "register/improvements").rglob("IMP-*.yaml"):
        try:
            plain = load(path.read_bytes()).plain()
        except Refused as refused:
            verdict.torn.append(f"{path}: {refused}")
            continue
        there.add((plain["id"], plain["title"], plain["state"]))
    if rows != there:
        verdict.stuck.append(f"list differs from the files: {sorted(rows ^ there)}")


def _share(before: Sight, now: Sight, wanted: Expected) -> str:
    """How much of the change stands in the files."""
    new = sum(wanted.is_new(path, now.files.get(path)) for path in wanted.after)
    minted = [path for path in now.files if path not in before.files and MINTED.fullmatch(path)]
    made = len([path for path in minted if path not in wanted.after]) if wanted.made else 0
    whole = len(wanted.after) + wanted.made.total()
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


def _unfinished(path: str, wanted: Expected) -> bool:
    """Whether a file is the beginning of one that may be written."""
    if path.endswith(TEMPORARY) or (wanted.may.by_git and path.startswith(GITS_OWN)):
        return True
    return bool(PARTIAL.fullmatch(path)) and path.rsplit(".", 2)[0] in wanted.after


def _plain(content: bytes, known: frozenset[bytes]) -> bytes:
    """A content without identities that are not known, and without those of its parts."""
    content = PART.sub(b"id: PART", EVENT.sub(b'"id": "EVENT"', content))
    return IDENTITY.sub(lambda found: found[0] if found[0] in known else b"ID", content)
