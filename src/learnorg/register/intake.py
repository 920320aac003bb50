"""What files give to the index: a row each, with its words, terms, links, aliases and findings."""

import json
import sqlite3
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from learnorg.files.loader import Form, Refused, load
from learnorg.kinds import KINDS
from learnorg.kinds.kind import Kind, Plain
from learnorg.refs import stem
from learnorg.register.facts import COLUMNS, facts
from learnorg.register.scan import NO_FOLDER, NOT_UTF8
from learnorg.register.schema import INSERT_RECORD
from learnorg.settings import Policy

if TYPE_CHECKING:
    from learnorg.files.loader import Document
    from learnorg.findings import Finding

as_json = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
"""What was read from a file as the index keeps it; a file holds no rings."""

KIND_NAMES = frozenset(kind.name for kind in KINDS)
NOWHEN = (0, 0, 0, 0)
"""The stamp of what is no file: the next look takes it anew."""

REMEDIES = {
    NOT_UTF8: "Rename it, with letters that are written in UTF-8.",
    NO_FOLDER: "Move it elsewhere, and records can stand in a folder of this name.",
}
"""What to do about what cannot be read, where it is not about rights."""

Inspect = Callable[["Document", Plain, Kind | None, str, Policy], "Iterable[Finding]"]
"""What a check does with each document while it is at hand."""

Rows = list[tuple[Any, ...]]


class Place(NamedTuple):
    """A folder and a name in it; the folder itself is `.`."""

    folder: str
    name: str

    @property
    def path(self) -> str:
        """The path from the register's root."""
        return self.folder if self.name == "." else f"{self.folder}/{self.name}"

    @property
    def stem(self) -> str:
        """The name without its ending."""
        return stem(self.name)


class Intake:
    """Rows that wait to be written together, one file's bearing one number."""

    def __init__(self, first: int, policy: Policy, inspect: Inspect | None) -> None:
        self.inspect = inspect
        self._next = first
        self._policy = policy
        self._sound = (None, 1 if inspect else 0)
        """What the columns `broken` and `checked` say of what could be read."""
        self._records: Rows = []
        self._contents: Rows = []
        self._texts: Rows = []
        self._terms: Rows = []
        self._links: Rows = []
        self._aliases: Rows = []
        self._findings: Rows = []
        self._checked: Rows = []

    def __len__(self) -> int:
        return len(self._records)

    def file(self, place: Place, stamp: tuple[Any, ...], data: bytes) -> None:
        """Take a file in; its stamp is followed by when it was read, and its digest."""
        try:
            document = load(data, Form.of(place.name))
        except Refused as refused:
            told = (refused.rule, refused.line, refused.col, refused.message, refused.hint)
            self._broken(place, stamp, told)
            return
        n = self._number()
        plain: Plain = document.plain()
        kind = kind_at(place.path)
        if kind is None:
            self._records.append((n, place.path, *place, *stamp, *self._sound, *_blank(None, "")))
        else:
            self._record(n, place, stamp, kind, plain)
        if self.inspect:
            self._note(n, self.inspect(document, plain, kind, place.path, self._policy))

    def symlink(self, place: Place) -> None:
        """Take note of a symlink, which is not followed."""
        why = "a symlink stands here; it is not followed"
        told = ("symlink", 1, 1, why, "Put the file itself here.")
        self._broken(place, (*NOWHEN, 0, b""), told)

    def unreadable(self, place: Place, why: str, stamp: tuple[int, ...] = NOWHEN) -> None:
        """Take note of what is there and cannot be read."""
        told = ("unreadable", 1, 1, why, REMEDIES.get(why, "Make it readable, or take it away."))
        self._broken(place, (*stamp, 0, b""), told)

    def again(self, n: int, path: str, data: bytes) -> None:
        """Inspect a file whose rows are there already."""
        assert self.inspect
        try:
            document = load(data, Form.of(path))
        except Refused:
            return  # it changed under our eyes; the next look takes it anew
        self._note(n, self.inspect(document, document.plain(), kind_at(path), path, self._policy))
        self._checked.append((n,))

    def write(self, connection: sqlite3.Connection) -> None:
        """Put all that waits into the tables."""
        for statement, rows in (
            (INSERT_RECORD, self._records),
            ("INSERT INTO contents VALUES (?, ?, ?, ?)", self._contents),
            ("INSERT INTO texts (rowid, title, words) VALUES (?, ?, ?)", self._texts),
            ("INSERT INTO terms VALUES (?, ?, ?)", self._terms),
            ("INSERT INTO links VALUES (?, ?, ?, ?, ?)", self._links),
            ("INSERT INTO aliases VALUES (?, ?)", self._aliases),
            ("INSERT INTO findings VALUES (?, ?, ?, ?, ?, ?, ?)", self._findings),
            ("UPDATE records SET checked = 1 WHERE n = ?", self._checked),
        ):
            connection.executemany(statement, rows)
            rows.clear()

    def _number(self) -> int:
        self._next += 1
        return self._next - 1

    def _record(
        self, n: int, place: Place, stamp: tuple[Any, ...], kind: Kind, plain: Plain
    ) -> None:
        identity = place.stem if kind.owns(place.stem) else str(plain.get("id") or place.stem)
        kept = facts(kind, identity, plain, self._policy, KIND_NAMES)
        title = kept.columns[COLUMNS.index("title")]
        self._records.append((n, place.path, *place, *stamp, *self._sound, *kept.columns))
        self._contents.append((n, title, kept.words, as_json(plain)))
        self._texts.append((n, title, kept.words))
        self._terms += [(n, *term) for term in kept.terms]
        self._links += [(n, *link) for link in kept.links]
        self._aliases += [(n, alias) for alias in kept.aliases]

    def _broken(self, place: Place, stamp: tuple[Any, ...], told: tuple[Any, ...]) -> None:
        columns = _blank(kind_at(place.path), place.stem)
        why = json.dumps(told)
        self._records.append((self._number(), place.path, *place, *stamp, why, 0, *columns))

    def _note(self, n: int, found: "Iterable[Finding]") -> None:
        self._findings += [
            (n, f.line, f.col, f.rule, f.message, int(f.level), f.hint) for f in found
        ]


def kind_at(path: str) -> Kind | None:
    """The kind whose folder a path lies in."""
    return next((kind for kind in KINDS if path.startswith(kind.folder + "/")), None)


def _blank(kind: Kind | None, identity: str) -> tuple[Any, ...]:
    """The columns of a file that is no readable record."""
    blank: dict[str, Any] = dict.fromkeys(COLUMNS, "")
    blank |= {"value": None, "confidence": None, "effort": None, "score": None, "open": 1}
    if kind is not None and kind.owns(identity):
        blank |= {"kind": kind.name, "id": identity}
        blank["symbols"] = identity[-6:] if kind.prefix else ""
    return tuple(blank[column] for column in COLUMNS)
