"""A change as a value: which files, from what to what, and why; and the one way to write it."""

from collections.abc import Mapping, Sequence
from difflib import unified_diff
from typing import NamedTuple

from learnorg.history.config import Config
from learnorg.register.records import Revision
from learnorg.register.register import Register
from learnorg.register.writer import FileChange, Message, Saving, Written, write


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

    @property
    def real(self) -> tuple[Revision, ...]:
        """The revisions that change anything."""
        return tuple(r for r in self.revisions if r.before != r.after)

    def diff(self) -> str:
        """The change as a unified diff, the way a pull request will show it."""
        return "".join(_diff(revision) for revision in self.real)

    def message(self) -> Message:
        """The commit's message: what and which in its subject, why in its body, trailers."""
        real = self.real
        subject = self.subject
        if not subject and len(real) == 1:
            subject = f"{real[0].identity}: {self.action} - {real[0].title}"
        elif not subject:
            kinds = {r.kind.plural for r in real}
            noun = kinds.pop() if len(kinds) == 1 else "records"
            subject = f"{self.action} {len(real)} {noun}"
        body = self.reason
        if len(real) > 1:
            listed = "\n".join(f"- {r.identity} {r.title}" for r in real[:50])
            more = f"\n- and {len(real) - 50} more" if len(real) > 50 else ""
            body = f"{body}\n\n{listed}{more}".strip()
        trailers = [("Learnorg-Action", self.action)]
        trailers += [("Learnorg-Record", r.identity) for r in real[:50]]
        return Message(subject, body, tuple(trailers))


def apply(
    register: Register,
    change: Change,
    saving: Saving,
    include_edits: bool = False,
    settings: Config | None = None,
) -> Written:
    """Write a change to the register's files and, as wished, into git."""
    files: Sequence[FileChange] = [FileChange(r.path, r.before, r.after) for r in change.real]
    return write(
        register.root,
        files,
        change.message(),
        saving=saving,
        include_edits=include_edits,
        settings=settings,
    )


def _diff(revision: Revision) -> str:
    before = (revision.before or b"").decode("utf-8", "replace").splitlines(keepends=True)
    after = (revision.after or b"").decode("utf-8", "replace").splitlines(keepends=True)
    old = f"a/{revision.path}" if revision.before is not None else "/dev/null"
    new = f"b/{revision.path}" if revision.after is not None else "/dev/null"
    lines = unified_diff(before, after, old, new)
    return "".join(
        line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines
    )
