"""A change as a value: which files, from what to what, and why; and the one way to write it."""

import json
from collections.abc import Mapping, Sequence
from contextlib import closing
from difflib import unified_diff
from typing import NamedTuple

from learnorg.errors import LearnorgError
from learnorg.history.config import Config
from learnorg.register.records import Revision
from learnorg.register.register import Register
from learnorg.register.writer import FileChange, Message, Saving, Written, write


class CameInMeanwhile(LearnorgError):
    """New records from elsewhere that another import has just brought in."""

    exit_code = 7
    hint = "Nothing was written. Run the command again: what is there by now is not added twice."

    def __init__(self, identities: Sequence[str]) -> None:
        more = f" and {len(identities) - 1} more" if len(identities) > 1 else ""
        super().__init__(f"another import brought the same in meanwhile, as {identities[0]}{more}")


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
        guard=(lambda: _first_time(register, change.once)) if change.once else None,
    )


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


def _diff(revision: Revision) -> str:
    before = (revision.before or b"").decode("utf-8", "replace").splitlines(keepends=True)
    after = (revision.after or b"").decode("utf-8", "replace").splitlines(keepends=True)
    old = f"a/{revision.path}" if revision.before is not None else "/dev/null"
    new = f"b/{revision.path}" if revision.after is not None else "/dev/null"
    lines = unified_diff(before, after, old, new)
    return "".join(
        line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines
    )
