"""
The one way a change gets into a register: files first, then git, a journal over both.

Whatever happens on the way, every file is wholly old or wholly new. Until the change is
staged a failure takes it back; after that it stays, and the reader is told how to finish.
What a crash leaves behind, the next command finishes.
"""

import os
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, suppress
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from learnorg.errors import LearnorgError
from learnorg.files import atomic
from learnorg.files.atomic import CannotWrite, ChangedMeanwhile, Exists, Swap
from learnorg.files.lock import Locked, hold
from learnorg.history import commits, config, state
from learnorg.history.commits import Commit, IndexLocked, NotCommitted
from learnorg.history.config import Config
from learnorg.history.git import GitFailed, writing
from learnorg.history.repository import (
    BareRepository,
    Repository,
    head,
    is_bare,
    locate,
    private_folder,
)
from learnorg.register import journal
from learnorg.register.journal import Journal, Step

WAIT = 15.0
"""Seconds we wait for another learnorg that is writing."""

GLANCE = 1.0
"""Seconds that a command which may only read waits for one."""

SPELLED = 20
"""Files up to which the command that takes a change back names them all."""


class Unfinished(LearnorgError):
    """An interrupted change that stands in the way of the next one."""

    exit_code = 4

    def __init__(self, why: LearnorgError) -> None:
        super().__init__(f"an interrupted change cannot be finished yet: {why}")
        self.hint = why.hint


class Saving(Enum):
    """How far a change is taken into git."""

    EACH = "commit"
    STAGE = "stage"
    NEVER = "never"


class FileChange(NamedTuple):
    """A file before and after, its path from the register's root; none where there is no file."""

    path: str
    old: bytes | None
    new: bytes | None


class Message(NamedTuple):
    """What a commit says: a line, the reason, and what programs read in it."""

    subject: str
    body: str = ""
    trailers: tuple[tuple[str, str], ...] = ()

    def render(self) -> str:
        """The message in git's form."""
        subject = _in_a_line(self.subject) or "A change"
        body = "\n".join(_clean(line).rstrip() for line in self.body.splitlines()).strip("\n")
        trailers = "\n".join(
            f"{_in_a_line(key)}: {_in_a_line(word)}" for key, word in self.trailers
        )
        return "\n\n".join(part for part in (subject, body, trailers) if part) + "\n"


class Written(NamedTuple):
    """What became of a change: its commit, how to take it back, and whom it has not reached."""

    commit: str | None = None
    staged: bool = False
    undo: str = ""
    unshared: str = ""
    said: str = ""


class Place(NamedTuple):
    """Where a register is: its root, its repository, and the folder of its journal and lock."""

    root: Path
    repository: Repository | None
    private: Path

    def locked(self, what: str, wait: float = WAIT) -> AbstractContextManager[None]:
        """The lock that all learnorg commands share which write to this repository."""
        lock = self.repository.common_dir / "learnorg.lock" if self.repository else None
        return hold(lock or self.private / "lock", wait, _in_a_line(what))


def write(
    root: Path,
    changes: Sequence[FileChange],
    message: Message,
    *,
    saving: Saving,
    include_edits: bool = False,
    settings: Config | None = None,
    guard: Callable[[], None] | None = None,
) -> Written:
    """
    The changes in the register's files, and in git as far as `saving` goes.

    `settings` are git's, where the caller has read them already. `guard` is asked when nobody
    else can write any more and nothing is written yet; what it raises stops the change.
    """
    changes = [change for change in changes if change.old != change.new]
    if not changes:
        return Written()
    for change in changes:
        if {"", ".", "..", ".git"}.intersection(change.path.lower().split("/")):
            raise ValueError(f"{change.path} is no path inside a register")
    place = _place(root, _repository(root))
    if place.repository is None:
        saving = Saving.NEVER
    with place.locked(message.subject):
        said = _recovered(place)
        if guard is not None:
            guard()
        written = _write(place, changes, message.render(), saving, include_edits, settings)
        return written._replace(said="\n".join(part for part in (said, written.said) if part))


def pending(root: Path, repository: Repository | None) -> bool:
    """Whether a change was interrupted, or is just being made, at the cost of one look."""
    return journal.pending(private_folder(root, repository))


def recover(root: Path, repository: Repository | None) -> str | None:
    """
    What was done about an interrupted change; none if there was none.

    Readers begin with this, so it stops nobody: what cannot be done now is left to the next
    command, and a change that somebody is just making is left to them.
    """
    place = _place(root, repository)
    if not journal.pending(place.private):
        return None
    try:
        with place.locked("finishing an interrupted change", GLANCE):
            return _recovered(place) or None
    except Locked:
        return None
    except LearnorgError as error:
        return f"{error}\n{error.hint}"


def _write(
    place: Place,
    changes: Sequence[FileChange],
    message: str,
    saving: Saving,
    include_edits: bool,
    settings: Config | None,
) -> Written:
    """The change, by someone who has the lock."""
    repository = place.repository
    if repository is None:
        _put_down(place, changes, message, saving)
        journal.end(place.private)
        return Written()

    paths = _in_work_tree(place.root, repository, changes)
    if saving is Saving.EACH:
        settings = settings or config.read(writing(repository))
    state.preflight(
        repository,
        paths=paths,
        committing=saving is Saving.EACH,
        include_edits=include_edits,
        staging=saving is not Saving.NEVER,
        settings=settings,
    )
    undo = "" if saving is Saving.EACH else _undo(repository, changes, paths, saving)
    _put_down(place, changes, message, saving)
    if saving is not Saving.EACH:
        journal.end(place.private)
        return Written(staged=saving is Saving.STAGE, undo=undo)
    commit = _committed(place, repository, paths, message, settings)
    unshared = str(state.unshared(repository, settings) or "")
    if commit is None:
        return Written(unshared=unshared)
    return Written(commit.sha, True, commit.undo, unshared, commit.said)


def _put_down(place: Place, changes: Sequence[FileChange], message: str, saving: Saving) -> None:
    """The change in the files and, where it is to go to git, in the index; or all as it was."""
    repository = place.repository if saving is not Saving.NEVER else None
    if repository:
        commits.wait_for_index(repository)
        if saving is Saving.EACH:
            commits.wait_for_branch(repository)
    for change in changes:
        _as_expected(place.root / change.path, change.old)
    _sweep(place, changes)
    steps = tuple(Step(each.path, journal.digest(each.old), each.new) for each in changes)
    branch = head(place.repository) if place.repository else None
    journal.begin(place.private, Journal(steps, message, saving.value, branch))
    try:
        atomic.swap([Swap(place.root / each.path, each.old, each.new) for each in changes])
        if repository:
            commits.stage(repository, _in_work_tree(place.root, repository, changes))
    except (Exception, KeyboardInterrupt):
        _take_back(place, changes)
        raise


def _committed(
    place: Place,
    repository: Repository,
    paths: Sequence[str],
    message: str,
    settings: Config | None,
) -> Commit | None:
    """The commit, or the word that there is none; either way the journal has done its duty."""
    try:
        commit = commits.commit(repository, paths, message, settings)
    except NotCommitted:
        journal.end(place.private)
        raise
    journal.end(place.private)
    return commit


def _recovered(place: Place) -> str:
    """What was done about an interrupted change, by someone who has the lock; else nothing."""
    if not journal.pending(place.private):
        return ""
    try:
        return _brought_to_an_end(place, journal.read(place.private))
    except OSError as error:
        raise Unfinished(CannotWrite(place.root, error)) from error
    except (IndexLocked, GitFailed, CannotWrite) as error:
        raise Unfinished(error) from error


def _brought_to_an_end(place: Place, found: Journal) -> str:
    """What was done about this change: dropped, where none of it was written, or finished."""
    what = found.message.partition("\n")[0]
    _sweep(place, found.steps)
    waiting = [step for step in found.steps if _is_old(place, step)]
    strange = [s for s in found.steps if not _is_old(place, s) and not _is_new(place, s)]
    if len(waiting) == len(found.steps):
        for step in waiting:
            if step.old is None and atomic.read(place.root / step.path) == b"":
                atomic.remove(place.root / step.path, b"")
        journal.end(place.private)
        return f"An interrupted change had not begun and was dropped: {what}"
    paths = [place.root / step.path for step in waiting]
    atomic.swap([Swap(p, atomic.read(p), step.new) for p, step in zip(paths, waiting, strict=True)])
    said = f"An interrupted change was finished: {what}"
    if place.repository and found.saving != Saving.NEVER.value:
        why = _finished(place, place.repository, found, strange)
        said += f"\nIts files are written, but {why}" if why else ""
    journal.end(place.private)
    return said


def _finished(place: Place, repository: Repository, found: Journal, strange: Sequence[Step]) -> str:
    """Nothing, once an interrupted change is in git as far as it was to go; else why it is not."""
    committing = found.saving == Saving.EACH.value
    paths = _in_work_tree(place.root, repository, found.steps)
    if strange:
        return f"not committed, for {strange[0].path} was changed since."
    if head(repository) != found.branch:
        return f"not committed, for it was meant for the branch {found.branch}."
    commits.wait_for_index(repository)
    if committing:
        commits.wait_for_branch(repository)
    try:
        state.preflight(repository, paths=paths, committing=committing, include_edits=True)
        commits.stage(repository, paths)
        if committing:
            commits.commit(repository, paths, found.message)
    except (IndexLocked, GitFailed):
        raise
    except LearnorgError as error:
        if isinstance(error.__cause__, (GitFailed, OSError)):  # it may work the next time
            raise Unfinished(error) from error
        return f"git did not take them: {error}. {error.hint}"
    return ""


def _in_work_tree(
    root: Path, repository: Repository, files: Iterable[FileChange | Step]
) -> list[str]:
    """The paths of files of a register as git knows them."""
    above = repository.prefix(root)
    return [above + file.path for file in files]


def _as_expected(path: Path, old: bytes | None) -> None:
    """Nothing, if a file is as it was when it was read."""
    try:
        now = atomic.read(path)
    except OSError as error:
        raise CannotWrite(path, error) from error
    if now != old:
        raise Exists(path) if old is None else ChangedMeanwhile(path)


def _take_back(place: Place, changes: Sequence[FileChange]) -> None:
    """The files as they were; where even that fails, the journal stays for the next command."""
    with suppress(LearnorgError, OSError):
        back = [Swap(place.root / each.path, each.new, each.old) for each in reversed(changes)]
        atomic.swap([each for each in back if atomic.read(each.path) == each.old])
        journal.end(place.private)


def _is_old(place: Place, step: Step) -> bool:
    """Whether a file is as it was before (an empty one may be a name just taken)."""
    now = atomic.read(place.root / step.path)
    return journal.digest(now) == step.old or (step.old is None and not now and now != step.new)


def _is_new(place: Place, step: Step) -> bool:
    return atomic.read(place.root / step.path) == step.new


def _sweep(place: Place, files: Iterable[FileChange | Step]) -> None:
    """Unfinished files that nobody is at work on any more, gone."""
    for folder in {(place.root / file.path).parent for file in files}:
        with suppress(OSError):
            for name in os.listdir(folder):
                if name.startswith(".") and name.endswith(atomic.TEMPORARY):
                    (folder / name).unlink(missing_ok=True)


def _undo(
    repository: Repository, changes: Sequence[FileChange], paths: Sequence[str], saving: Saving
) -> str:
    """The command that takes an uncommitted change back, where it would take nothing else."""
    try:
        if len(paths) > SPELLED or state.dirty(repository, paths):
            return ""
    except LearnorgError:  # without git there is no such command
        return ""
    staged = saving is Saving.STAGE
    before = [path for change, path in zip(changes, paths, strict=True) if change.old is not None]
    added = [path for change, path in zip(changes, paths, strict=True) if change.old is None]
    words = []
    if before:
        how = ["--staged", "--worktree"] if staged else []
        words.append(commits.spelled(repository, "restore", *how, "--", *before))
    if added:
        how = ["rm", "--quiet", "--force"] if staged else ["clean", "--quiet", "--force"]
        words.append(commits.spelled(repository, *how, "--", *added))
    return " && ".join(words)


def _repository(root: Path) -> Repository | None:
    """The register's repository; none without git."""
    repository = locate(root)
    if repository is None and is_bare(root):
        raise BareRepository(root)
    return repository


def _place(root: Path, repository: Repository | None) -> Place:
    real = Path(os.path.realpath(root))
    return Place(real, repository, private_folder(real, repository))


def _in_a_line(words: str) -> str:
    """Words without line ends and doubled spaces."""
    return " ".join(_clean(words).split())


def _clean(words: str) -> str:
    """Words without the characters that steer a terminal or that git cannot store."""
    return "".join(
        " " if unicodedata.category(each) in {"Cc", "Cs", "Zl", "Zp"} else each for each in words
    )
