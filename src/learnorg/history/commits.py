"""
A commit of exactly our paths.

The files are written already. Their content goes to the index, so that a crash from
here on leaves a staged change and never one that git would take back. A tree is made
of HEAD's own with our entries in it, hooks have their say, the commit is made, and
HEAD moves to it only if it still is where it was. At the end the index is looked at
again: others may have written it meanwhile.

`git commit --only` leaves locks behind when it is killed, and a commit from an index
of its own can take back a commit made in between; so this is done in git's small steps.
"""

import os
import re
import shlex
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from learnorg.errors import LearnorgError
from learnorg.history import config, hooks, trees
from learnorg.history.config import Config
from learnorg.history.git import Git, GitFailed, writing
from learnorg.history.repository import Repository, head
from learnorg.history.state import at_rest, dirty, quoted, under_way
from learnorg.history.trees import Entry, View

INDEX_WAIT = 3.0
"""Seconds we wait for a git command that has the index."""

TRIES = 10
"""How often we look again when HEAD moved while the commit was made."""

MANY = 50
"""Files from which on they are brought to the disk together, not one by one."""

Entries = Mapping[str, Entry | None]


class IndexLocked(LearnorgError):
    """Another git command has the index."""

    exit_code = 4
    hint = (
        "Wait for the other git command to end and run this one again. If none is running, "
        "one was killed, and the file may be removed."
    )

    def __init__(self, lock: Path) -> None:
        super().__init__(f"git's index is in use: {lock} exists")


class BranchLocked(IndexLocked):
    """Another git command moves the branch."""

    def __init__(self, lock: Path) -> None:
        LearnorgError.__init__(self, f"git's branch is in use: {lock} exists")


class NotCommitted(LearnorgError):
    """The files are written and staged, but the commit was not made."""

    exit_code = 6

    def __init__(self, why: str, finish: str) -> None:
        super().__init__(f"written and staged, but not committed: {why}")
        self.hint = f"When that is cured, finish with: {finish}"


class Commit(NamedTuple):
    """A commit that was made, the command that takes it back, and what its hooks said."""

    sha: str
    undo: str
    said: str = ""


def wait_for_index(repository: Repository) -> None:
    """Nothing, once no other git command has the index."""
    _wait_for(repository.git_dir / "index.lock", IndexLocked)


def wait_for_branch(repository: Repository) -> None:
    """Nothing, once no other git command moves the branch that is checked out."""
    _wait_for(repository.git_dir / "HEAD.lock", BranchLocked)
    if branch := head(repository):
        _wait_for(repository.common_dir / "refs" / "heads" / f"{branch}.lock", BranchLocked)


def stage(repository: Repository, paths: Sequence[str]) -> None:
    """The work tree's content of these paths, in the index; its other entries as they were."""
    many = ("-c", "core.fsyncMethod=batch") if len(paths) > MANY else ()
    # A file's rights are its owner's matter: with fileMode off they stay as git has them.
    command = ("-c", "core.fileMode=false", "update-index", "--add", "--remove", "-z", "--stdin")
    merging = _merging(repository, paths)
    written = False
    try:
        _on_index(repository, *many, *command, feed="".join(path + "\0" for path in paths))
        written = True
        if many:
            _store_what_lacks(repository, paths)
            os.sync()
    except BaseException as error:
        if written or isinstance(error, KeyboardInterrupt):  # git may have been done by then
            with suppress(LearnorgError):
                _unstage(repository, paths, merging)
        raise


def commit(
    repository: Repository,
    paths: Sequence[str],
    message: str,
    settings: Config | None = None,
) -> Commit | None:
    """The commit of what is staged of these paths; none if HEAD has it already."""
    try:
        return _commit(repository, paths, message, settings or config.read(writing(repository)))
    except NotCommitted:
        raise
    except (LearnorgError, OSError) as error:
        raise NotCommitted(str(error), finishing(repository, paths, message)) from error


def finishing(repository: Repository, paths: Sequence[str], message: str) -> str:
    """The one command that commits these paths with this message."""
    words = repository.git_dir / "LEARNORG_EDITMSG"
    listed = repository.git_dir / "LEARNORG_PATHS"
    named: Sequence[str] = ("--", *paths)
    try:
        words.write_text(message, "utf-8", "surrogateescape")
        if len(paths) > MANY:
            listed.write_bytes(os.fsencode("".join(path + "\0" for path in paths)))
            named = (f"--pathspec-from-file={listed}", "--pathspec-file-nul")
    except OSError:  # the disk may be full: then the command itself holds the message
        return spelled(repository, "commit", "-m", message, "--", *paths)
    return spelled(repository, "commit", "-F", str(words), *named)


def spelled(repository: Repository, *words: str) -> str:
    """A git command as the reader can paste it where they are."""
    here = os.path.realpath(os.curdir) == str(repository.work_tree)
    return shlex.join(["git", *(() if here else ("-C", str(repository.work_tree))), *words])


def _commit(
    repository: Repository, paths: Sequence[str], message: str, settings: Config
) -> Commit | None:
    git = writing(repository)
    index = _signature(repository)
    view = trees.look(git, paths)
    before = {path: view.committed(path) for path in paths}
    ours: Entries = {path: _staged(view, path) for path in paths}
    for path in _lacking(repository, view, paths):
        raise GitFailed("commit", f"{path} is out of the index, or its content was not stored")
    if ours == before:
        if dirty(repository, paths):
            raise GitFailed("commit", "another command took our files out of the index")
        return None

    said = []
    if hooks.present(repository, settings, "pre-commit"):
        ours, words = _through_pre_commit(repository, git, view, ours)
        said.append(words)
    message, words = _through_message_hooks(repository, git, settings, message)
    said.append(words)

    new = _advanced(repository, git, view, ours, message, settings)
    if new is None:
        return None
    if _signature(repository) != index:
        said.append(_repaired(repository, git, before, ours))
    if hooks.present(repository, settings, "post-commit"):
        said.append(git.run_hook("post-commit", env={"GIT_EDITOR": ":"}).stderr)
    _tidy(repository, git, settings)
    undo = ("revert", "--no-edit", new[:12]) if view.commit else ("update-ref", "-d", "HEAD")
    return Commit(new, spelled(repository, *undo), "".join(said))


def _advanced(
    repository: Repository, git: Git, view: View, ours: Entries, message: str, settings: Config
) -> str | None:
    """The commit that HEAD has moved to; none if somebody else's commit took our change along."""
    before = {path: view.committed(path) for path in ours}
    kind = "commit (initial)" if view.commit is None else "commit"
    reason = f"{kind}: {message.partition(chr(10))[0]}"
    made: tuple[str | None, str] | None = None
    for attempt in range(TRIES):
        if made is None or made[0] != view.commit:
            made = view.commit, _commit_object(git, view, ours, message, settings)
        try:
            git.run("update-ref", "-m", reason, "HEAD", made[1], view.commit or "")
        except GitFailed:
            if attempt == TRIES - 1:
                raise
        else:
            return made[1]
        time.sleep(0.02 * attempt)
        at_rest(repository)
        view = trees.look(git, ours)
        now = {path: view.committed(path) for path in ours}
        if now == ours:
            return None
        if now != before:
            raise GitFailed("commit", "somebody else committed the same files meanwhile")
    return None


def _commit_object(git: Git, view: View, ours: Entries, message: str, settings: Config) -> str:
    """A commit of HEAD's tree with our entries in it, signed if its author signs."""
    tree = trees.write(git, trees.planted(view, ours))
    parent = ("-p", view.commit) if view.commit else ()
    sign = ("-S",) if settings.on("commit.gpgsign") else ()
    command = ("-c", "i18n.commitEncoding=UTF-8", "commit-tree", *sign, *parent, tree)
    return git.run(*command, stdin=message.encode("utf-8", "replace")).line


def _lacking(repository: Repository, view: View, paths: Sequence[str]) -> list[str]:
    """Those files that the index does not name, or names with a content that git has not got."""
    return [
        path
        for path in paths
        if view.staged[path] is None and os.path.lexists(repository.work_tree / path)
    ]


def _store_what_lacks(repository: Repository, paths: Sequence[str]) -> None:
    """
    Every content that the index names, in git's store.

    When git stores many at once it passes over those that it fails to store, without a word.
    """
    git = writing(repository)
    view = trees.look(git, paths)
    if lacking := _lacking(repository, view, paths):
        feed = "".join(quoted(path) + "\n" for path in lacking)
        git.run("hash-object", "-w", "--stdin-paths", stdin=os.fsencode(feed))


def _merging(repository: Repository, paths: Sequence[str]) -> str:
    """What the index holds at these paths while a merge is under way, as it takes it back."""
    if under_way(repository) is None:
        return ""
    listed = writing(repository).run("ls-files", "--stage", "-z", "--full-name").stdout
    ours = set(paths)
    lines = os.fsdecode(listed).split("\0")[:-1]
    return "".join(f"{line}\0" for line in lines if line.partition("\t")[2] in ours)


def _unstage(repository: Repository, paths: Sequence[str], merging: str) -> None:
    """The index as HEAD is at these paths; in a merge, which HEAD knows nothing of, as it was."""
    view = trees.look(writing(repository), paths)
    waiting = {line.partition("\t")[2] for line in merging.split("\0")}
    before = {path: None if path in waiting else view.committed(path) for path in paths}
    _enter(repository, before, view.width)
    if merging:
        _on_index(repository, "update-index", "-z", "--add", "--index-info", feed=merging)


def _staged(view: View, path: str) -> Entry | None:
    """What the index has at a path, with the file rights that HEAD has."""
    id_, committed = view.staged[path], view.committed(path)
    executable = committed is not None and committed.mode == "100755"
    return Entry("100755" if executable else trees.FILE, id_) if id_ else None


def _through_pre_commit(
    repository: Repository, git: Git, view: View, ours: Entries
) -> tuple[Entries, str]:
    """Our entries as the hook leaves them, which sees our change and nothing else as staged."""
    with _index_of_its_own(repository) as index:
        env = {"GIT_INDEX_FILE": str(index)}
        tree = trees.write(git, trees.planted(view, ours))
        git.run("read-tree", "--reset", tree, env=env)
        said = hooks.run(git, "pre-commit", env=env)
        compare = ("diff-index", "--cached", "--raw", "-z", "--no-renames", "--no-abbrev", tree)
        fields = os.fsdecode(git.run(*compare, env=env).stdout).split("\0")
    restaged: dict[str, Entry | None] = {}
    for about, path in zip(fields[:-1:2], fields[1::2], strict=True):
        _, mode, _, id_, _ = about.split(" ")
        if path in ours:
            restaged[path] = Entry(mode, id_) if id_.strip("0") else None
    if restaged:
        _enter(repository, restaged, view.width)
    return {**ours, **restaged}, said


@contextmanager
def _index_of_its_own(repository: Repository) -> Iterator[Path]:
    """A copy of the index, which knows the files' times and so saves git from reading them."""
    index = repository.git_dir / "learnorg-index"
    leftover = repository.git_dir / "learnorg-index.lock"  # of a git that was killed
    leftover.unlink(missing_ok=True)
    try:
        with suppress(FileNotFoundError):
            shutil.copyfile(repository.git_dir / "index", index)
        yield index
    finally:
        index.unlink(missing_ok=True)


def _through_message_hooks(
    repository: Repository, git: Git, settings: Config, message: str
) -> tuple[str, str]:
    """The message as the hooks for messages leave it."""
    wanted = [("prepare-commit-msg", "message"), ("commit-msg",)]
    wanted = [each for each in wanted if hooks.present(repository, settings, each[0])]
    if not wanted:
        return message, ""
    words = repository.git_dir / "LEARNORG_EDITMSG"
    words.write_text(message, "utf-8")
    said = ""
    for name, *args in wanted:
        env = {"GIT_INDEX_FILE": str(repository.git_dir / "index")}
        said += hooks.run(git, name, str(words), *args, env=env)
    message = words.read_text("utf-8", "replace").strip() + "\n"
    if not message.strip():
        raise hooks.HookRefused("commit-msg", "it left no message")
    words.unlink(missing_ok=True)
    return message, said


def _repaired(repository: Repository, git: Git, before: Entries, ours: Entries) -> str:
    """Nothing, once our entries are in the index where somebody wrote back those of before."""
    try:
        view = trees.look(git, ours)
        stale = {
            path: entry
            for path, entry in ours.items()
            if view.staged[path] != (entry.id if entry else None)
            and view.staged[path] == (old.id if (old := before[path]) else None)
        }
        if stale:
            _enter(repository, stale, view.width)
    except LearnorgError:  # the commit is made, so this is no failure of it
        mend = spelled(repository, "reset", "--quiet")
        return f"Another git command wrote an old index. Mend it with: {mend}\n"
    return ""


def _enter(repository: Repository, entries: Entries, width: int) -> None:
    """These entries in the index, as they are."""
    feed = "".join(
        f"{entry.mode} {entry.id}\t{path}\0" if entry else f"0 {'0' * width}\t{path}\0"
        for path, entry in entries.items()
    )
    _on_index(repository, "update-index", "--add", "-z", "--index-info", feed=feed)


def _on_index(repository: Repository, *command: str, feed: str) -> None:
    """A command on the real index, tried again while another git has it."""
    until = time.monotonic() + INDEX_WAIT
    lock = repository.git_dir / "index.lock"
    while True:
        try:
            writing(repository).run(*command, stdin=os.fsencode(feed))
        except GitFailed as error:
            if "index.lock" not in error.stderr or "File exists" not in error.stderr:
                raise
            if time.monotonic() >= until:
                raise IndexLocked(lock) from error
            time.sleep(0.02)
        else:
            return


def _wait_for(lock: Path, locked: type[IndexLocked]) -> None:
    """Nothing, once a lock is gone."""
    until = time.monotonic() + INDEX_WAIT
    while lock.exists():
        if time.monotonic() >= until:
            raise locked(lock)
        time.sleep(0.02)


def _signature(repository: Repository) -> tuple[int, int, int] | None:
    """What differs as soon as anybody writes the index."""
    try:
        found = (repository.git_dir / "index").stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def _tidy(repository: Repository, git: Git, settings: Config) -> None:
    """Git's own housekeeping, which goes on by itself; asked for only when it may be due."""
    if not settings.has_section("maintenance"):
        limit = _count(settings.text("gc.auto"), 6700)
        packs = _count(settings.text("gc.autopacklimit"), 50)
        objects = repository.common_dir / "objects"
        loose = len(os.listdir(objects / "17")) if (objects / "17").is_dir() else 0
        packed = len(list((objects / "pack").glob("*.pack")))
        if limit <= 0 or (loose * 256 <= limit and packed <= packs):
            return
    elif settings.values.get("maintenance.auto") == "false":
        return
    with suppress(GitFailed):
        git.run("maintenance", "run", "--auto", "--quiet")


def _count(text: str, otherwise: int) -> int:
    """A number as git's settings write it, `10k` and the like included."""
    found = re.fullmatch(r"(\d+)([kmg]?)", text.strip().lower())
    return int(found[1]) * 1024 ** " kmg".index(found[2] or " ") if found else otherwise
