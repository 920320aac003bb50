"""A change as a value: which files, from what to what, and why; and the one way to write it."""

import json
from collections.abc import Mapping, Sequence
from contextlib import closing
from difflib import unified_diff
from pathlib import Path
from typing import Any, NamedTuple

from learnorg.errors import LearnorgError
from learnorg.files import atomic
from learnorg.files.atomic import ChangedMeanwhile, Exists
from learnorg.history.config import Config
from learnorg.kinds.kind import Kind
from learnorg.register.records import Revision
from learnorg.register.register import Register
from learnorg.register.writer import FileChange, Message, Saving, Written, write

APPENDED = ".jsonl"
"""The ending of files in which each line stands for itself."""

TRIES = 100
"""How often a file is appended to that others append to as well."""


class CameInMeanwhile(LearnorgError):
    """New records from elsewhere that another import has just brought in."""

    exit_code = 7
    hint = "Nothing was written. Run the command again: what is there by now is not added twice."

    def __init__(self, identities: Sequence[str]) -> None:
        more = f" and {len(identities) - 1} more" if len(identities) > 1 else ""
        super().__init__(f"another import brought the same in meanwhile, as {identities[0]}{more}")


class Noted(NamedTuple):
    """Something that a change tells of a record, in a file that is no record."""

    kind: Kind
    identity: str
    title: str
    what: str
    event: Mapping[str, Any] = {}
    """The same for programs: what the line of the log says."""


class Change(NamedTuple):
    """What a command is about to do to the register."""

    action: str
    revisions: tuple[Revision, ...]
    reason: str = ""
    subject: str = ""
    formerly: Mapping[str, str] = {}
    """The identity that a record had before, where the change gives it another one."""
    told: str = ""
    """What was done, where the records alone do not tell."""
    once: tuple[str, ...] = ()
    """The digests of what becomes records by it, and is to come in once."""
    files: tuple[FileChange, ...] = ()
    """Files that are no records, written together with those."""
    noted: tuple[Noted, ...] = ()
    """What these files tell of records."""

    @property
    def real(self) -> tuple[Revision, ...]:
        """The revisions that change anything."""
        return tuple(r for r in self.revisions if r.before != r.after)

    @property
    def about(self) -> tuple[Noted, ...]:
        """The records that change, and those of which something is noted besides, once each."""
        changed = tuple(Noted(r.kind, r.identity, r.title, self.action) for r in self.real)
        there = {one.identity for one in changed}
        beside = {one.identity: one for one in self.noted if one.identity not in there}
        return (*changed, *beside.values())

    @property
    def changed(self) -> tuple[FileChange, ...]:
        """Every file that the change makes another one of, records first."""
        records = (FileChange(r.path, r.before, r.after) for r in self.real)
        return (*records, *(file for file in self.files if file.old != file.new))

    def diff(self) -> str:
        """The change as a unified diff, the way a pull request will show it."""
        return "".join(_diff(file) for file in self.changed)

    def message(self) -> Message:
        """The commit's message: what and which in its subject, why in its body, trailers."""
        about = self.about
        subject = self.subject
        if not subject and len(about) == 1:
            subject = f"{about[0].identity}: {self.action} - {about[0].title}"
        elif not subject and not about:
            subject = self.action
        elif not subject:
            kinds = {one.kind.plural for one in about}
            noun = kinds.pop() if len(kinds) == 1 else "records"
            subject = f"{self.action} {len(about)} {noun}"
        body = self.reason
        if len(about) > 1:
            listed = "\n".join(f"- {one.identity} {one.title}" for one in about[:50])
            more = f"\n- and {len(about) - 50} more" if len(about) > 50 else ""
            body = f"{body}\n\n{listed}{more}".strip()
        trailers = [("Learnorg-Action", self.action)]
        trailers += [("Learnorg-Record", one.identity) for one in about[:50]]
        return Message(subject, body, tuple(trailers))


def apply(
    register: Register,
    change: Change,
    saving: Saving,
    include_edits: bool = False,
    settings: Config | None = None,
) -> Written:
    """
    Write a change to the register's files and, as wished, into git.

    A file that is only appended to may grow meanwhile: then what others wrote stands before it.
    """
    files, tries = change.changed, 0
    while True:
        try:
            return write(
                register.root,
                files,
                change.message(),
                saving=saving,
                include_edits=include_edits,
                settings=settings,
                guard=(lambda: _first_time(register, change.once)) if change.once else None,
            )
        except (ChangedMeanwhile, Exists):
            grown = tuple(_grown(register.root / each.path, each) for each in files)
            tries += 1
            if grown == files or tries == TRIES:
                raise
            files = grown


def _grown(path: Path, change: FileChange) -> FileChange:
    """The same at the end of what a file holds now, if both only append to what it held."""
    old, new = change.old or b"", change.new or b""
    if not change.path.endswith(APPENDED) or not new.startswith(old):
        return change
    try:
        now = atomic.read(path)
    except OSError:  # a link, perhaps, which is told as what it is
        return change
    if now is None or not now.startswith(old):
        return change
    end = b"" if now.endswith(b"\n") or not now else b"\n"
    return change._replace(old=now, new=now + end + new[len(old) :])


def _first_time(register: Register, digests: Sequence[str]) -> None:
    """Nothing, if no record has come from any of these rows by now."""
    with closing(Register.open(register.root).index) as index:
        rows = index.rows(
            "SELECT id FROM records JOIN contents USING (n) WHERE kind = 'improvement' AND "
            "json_extract(json, '$.imported.digest') IN (SELECT value FROM json_each(?)) "
            "ORDER BY id",
            (json.dumps(digests),),
        )
    if rows:
        raise CameInMeanwhile([identity for (identity,) in rows])


def _diff(file: FileChange) -> str:
    before = (file.old or b"").decode("utf-8", "replace").splitlines(keepends=True)
    after = (file.new or b"").decode("utf-8", "replace").splitlines(keepends=True)
    old = f"a/{file.path}" if file.old is not None else "/dev/null"
    new = f"b/{file.path}" if file.new is not None else "/dev/null"
    lines = unified_diff(before, after, old, new)
    return "".join(
        line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines
    )
