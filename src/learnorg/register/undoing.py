"""Taking back what learnorg did last, with the contents that stood there before."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from learnorg.errors import LearnorgError
from learnorg.files import bounded
from learnorg.history.git import Git, GitFailed
from learnorg.history.merged import TooShallow
from learnorg.history.objects import Commit, Touch, commits, contents, is_shallow, resolve, touched
from learnorg.history.state import SparseCheckout
from learnorg.kinds import BY_NAME
from learnorg.kinds.kind import Plain
from learnorg.register.activity.lines import reading
from learnorg.register.activity.place import MOST, place
from learnorg.register.changes import Change, Noted
from learnorg.register.messages import ACTION, REVERTS
from learnorg.register.past import reader
from learnorg.register.places import record_at
from learnorg.register.records import Revision
from learnorg.register.register import Register
from learnorg.register.steps import plain
from learnorg.register.withdrawal import withdrawn
from learnorg.register.writer import FileChange


class NothingToUndo(LearnorgError):
    """A history in which nothing is left that learnorg did."""

    exit_code = 3
    hint = "Other commits are taken back by git: git revert COMMIT."

    def __init__(self) -> None:
        super().__init__("HEAD's history holds no change by learnorg that was not taken back")


class NoRecord(LearnorgError):
    """A commit of other files than records and the activity log."""

    exit_code = 4

    def __init__(self, commit: Commit, path: str) -> None:
        super().__init__(f"{commit.id[:10]} ({commit.subject}) touched {path}, which is no record")
        self.hint = f"Take it back with git: git revert {commit.id[:10]}."


class ChangedSince(LearnorgError):
    """A file that is no longer as the commit left it which is to be taken back."""

    exit_code = 4

    def __init__(self, commit: Commit, path: str, committed: bool) -> None:
        how = "was changed since" if committed else "has edits that are not committed"
        super().__init__(f"{commit.id[:10]} ({commit.subject}) cannot be taken back: {path} {how}")
        name = Path(path).stem
        self.hint = (
            f"See what came after it: learnorg log {name}. Only what it did: "
            f"git revert {commit.id[:10]}."
            if committed
            else f"Commit or drop them first: git diff {path}."
        )


def last(git: Git) -> Commit:
    """The newest commit of learnorg's on HEAD's first-parent chain that is not taken back."""
    taken_back: list[str] = []
    for commit in commits(git, "--first-parent", resolve(git, "HEAD")):
        if any(commit.id.startswith(short) for short in taken_back):
            continue
        if commit.trailers(ACTION) and len(commit.parents) == 1:
            return commit
        if said := REVERTS.search(commit.message):
            taken_back.append(said[1])
    if is_shallow(git):
        raise TooShallow("what learnorg did before")
    raise NothingToUndo


def undone(register: Register, because: str = "") -> Change:
    """The change that takes back what learnorg did last."""
    git = reader(register)
    commit = last(git)
    assert register.repository
    before = register.repository.prefix(register.root)
    touches = _touches(git, commit)
    for path, *_ in touches:
        within = path.removeprefix(before)
        if not path.startswith(before) or not (record_at(within) or place(within)):
            raise NoRecord(commit, path)
    meanwhile = {touch.path for touch in touched(git, commit.id, "HEAD")}
    for path, *_ in touches:
        if path in meanwhile and not place(path.removeprefix(before)):
            raise ChangedSince(commit, path, committed=True)
    if missing := {t.path for t in touches if t.after}.intersection(register.left_out()):
        raise SparseCheckout(min(missing))
    ids = {entry.id for _, *sides in touches for entry in sides if entry}
    held = dict(contents(git, ids, whole=True))
    logs = [touch for touch in touches if place(touch.path.removeprefix(before))]
    revisions = tuple(
        _back(register, commit, touch, before, held) for touch in touches if touch not in logs
    )
    files = tuple(_withdrawn(register, commit, touch, before, held) for touch in logs)
    told = f"{because}\n\nThis reverts commit {commit.id}.".strip()
    return Change(
        "undo", revisions, told, _subject(commit), told=_told(commit), files=files,
        noted=tuple(_noted(register, files)),
    )  # fmt: skip


def _touches(git: Git, commit: Commit) -> list[Touch]:
    """What a commit did to the one before it, which a shallow clone need not have."""
    try:
        return touched(git, commit.parents[0], commit.id)
    except GitFailed:
        if is_shallow(git):
            raise TooShallow(f"what stood there before {commit.id[:10]}") from None
        raise


def _subject(commit: Commit) -> str:
    """What is taken back, or done again, in the words of its commit."""
    action, subject = commit.trailers(ACTION)[0], commit.subject
    if action == "undo":
        for was, now in (("undo ", "redo "), ("redo ", "undo ")):
            if was in subject:
                return subject.replace(was, now, 1)
    head, dash, title = subject.partition(f": {action} - ")
    return f"{head}: undo {action} - {title}" if dash else f"undo {subject}"


def _told(commit: Commit) -> str:
    """What was taken back; whoever takes back what was taken back does it again."""
    if commit.trailers(ACTION)[0] == "undo" and "undo " in commit.subject:
        return f"Did again: {commit.subject.replace('undo ', '', 1)}"
    return f"Undid: {commit.subject}"


def _back(
    register: Register, commit: Commit, touch: Touch, before: str, held: Mapping[str, bytes]
) -> Revision:
    """One file as it stood before, if it is now as the commit left it."""
    path = touch.path.removeprefix(before)
    old, new = _sides(touch, held)
    file = register.root / path
    now = file.read_bytes() if file.is_file() else None
    if _lines(now) != _lines(new):
        raise ChangedSince(commit, path, committed=False)
    key = record_at(path)
    assert key
    kind, identity = key
    return Revision(BY_NAME[kind], identity, _title(kind, old, new), path, now, old)


def _withdrawn(
    register: Register, commit: Commit, touch: Touch, before: str, held: Mapping[str, bytes]
) -> FileChange:
    """A file of the activity log without what the commit said there; more may stand there now."""
    path = touch.path.removeprefix(before)
    file = register.root / path
    now = bounded.read(file, MOST, path) if os.path.lexists(file) else None
    try:
        return FileChange(path, now, withdrawn(now, *_sides(touch, held)))
    except LookupError:
        raise ChangedSince(commit, path, committed=True) from None


def _sides(touch: Touch, held: Mapping[str, bytes]) -> tuple[bytes | None, bytes | None]:
    """What a commit found in a file, and what it left there."""
    old, new = (held[entry.id] if entry else None for entry in touch[1:])
    return old, new


def _noted(register: Register, files: Iterable[FileChange]) -> Iterator[Noted]:
    """What the activity log tells no more, or tells again, of the records that are there."""
    for path, old, new in files:
        was, now = (
            {event.id: event for _, event in reading(path, data or b"").events}
            for data in (old, new)
        )
        for id_ in {**was, **now}:
            event = now.get(id_) or was[id_]
            what = f"{event.verb}, {'said again' if id_ in now else 'taken back'}"
            if was.get(id_) == now.get(id_):
                continue
            with suppress(LearnorgError):  # a record that is not there is told of by nobody
                entry = register.entry(event.object)
                yield Noted(entry.kind, entry.identity, entry.title, what, event._asdict())


def _lines(data: bytes | None) -> bytes | None:
    """A content whatever its line ends, which git may write in another way than it stores them."""
    return None if data is None else data.replace(b"\r\n", b"\n")


def _title(kind: str, *sides: bytes | None) -> str:
    said: list[Plain] = [plain(data, kind) for data in sides if data is not None]
    return next((str(one["title"]) for one in said if one and one.get("title")), "")
