"""Appending to the activity log: who acts, and what a change writes."""

import json
import os
from collections.abc import Iterable
from pathlib import Path

from learnorg.files import bounded
from learnorg.kinds.person import PERSON
from learnorg.refs import slug
from learnorg.register.activity import clone
from learnorg.register.activity.event import LONGEST_NAME, Event, line
from learnorg.register.activity.place import FULL, MOST, home
from learnorg.register.facts import several
from learnorg.register.register import Register
from learnorg.register.writer import FileChange

EVERYBODY = "everybody"
"""Who acts where nobody knows their team."""


def actor(register: Register, person: str, *, named: bool = False) -> str:
    """
    Whom the log names when somebody acts: the slug of their team, else `everybody`.

    The team is the first that their record lists, or the only one that policy lists. The
    person is named only where policy's `knowledge.actors` is `person` and they themselves
    wish so (`named`).
    """
    if person and named and register.policy.knowledge.actors == "person":
        return person
    teams = _teams(register, person) if person else []
    listed = register.policy.teams
    names = [*teams, *(listed if len(listed) == 1 else ())]
    return next((found for name in names if (found := _short(name))), EVERYBODY)


def appended(register: Register, events: Iterable[Event]) -> tuple[FileChange, ...]:
    """
    What a change writes so that the log holds these events: whole files, with more at their end.

    Should somebody append to one of them meanwhile, `changes.apply` puts both there. A file
    that is full is left, and another begun. Raises `bounded.NotRead` where something else
    stands in a file's place.
    """
    token = clone.token(register)
    before: dict[str, bytes | None] = {}
    after: dict[str, bytes] = {}
    for event in events:
        said = line(event)
        path = home(event, token)
        if _size(register.root / path, after.get(path)) + len(said) > FULL:
            token = clone.renewed(register)
            path = home(event, token)
        if path not in after:
            before[path] = _content(register.root / path)
            after[path] = _ended(before[path] or b"")
        after[path] += said
    return tuple(FileChange(path, before[path], new) for path, new in after.items())


def _teams(register: Register, person: str) -> list[str]:
    """The teams of a listed person, the first one first."""
    sql = "SELECT json FROM contents JOIN records USING (n) WHERE kind = ? AND id = ?"
    said = register.index.one(sql, (PERSON.name, person))
    plain = json.loads(said) if said else {}
    return [*several(plain.get("teams")), *several(plain.get("team"))]


def _short(name: str) -> str:
    """A team's slug, cut where it is longer than the log takes."""
    return slug(name)[:LONGEST_NAME].rstrip("-")


def _size(file: Path, planned: bytes | None) -> int:
    """The bytes that a file has, or will have."""
    if planned is not None:
        return len(planned)
    return os.lstat(file).st_size if os.path.lexists(file) else 0


def _content(file: Path) -> bytes | None:
    return bounded.read(file, MOST) if os.path.lexists(file) else None


def _ended(data: bytes) -> bytes:
    """A content whose last line has an end."""
    return data if not data or data.endswith(b"\n") else data + b"\n"
