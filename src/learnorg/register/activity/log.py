"""
The log: what the files of the activity log say, kept in a cache and verified when it is asked.

Files are compared by their stamps, as those of records are; one that has changed is read
again as a whole. What most ask for, how each object was used, is added up when a file has
changed, and not when somebody asks.
"""

import json
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from learnorg.errors import LearnorgError
from learnorg.register.activity.place import FOLDER, MONTH, MOST, SUFFIX
from learnorg.register.cache import Cache
from learnorg.register.register import Register
from learnorg.register.scan import SLACK

CACHE = "activity-2.sqlite"
"""The file; the number changes with what stands in it."""

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE files (
    n INTEGER PRIMARY KEY, path TEXT NOT NULL,
    bytes INTEGER, mtime INTEGER, ctime INTEGER, inode INTEGER, read_at INTEGER
);
CREATE TABLE events (
    n INTEGER, line INTEGER, id TEXT, day TEXT, actor TEXT, verb TEXT, object TEXT,
    result TEXT, context TEXT, helped INTEGER, own INTEGER, again INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX events_n ON events (n);
CREATE INDEX events_id ON events (id);
CREATE INDEX events_object ON events (object);
CREATE INDEX events_verb ON events (verb);
CREATE INDEX events_again ON events (again) WHERE again;
CREATE TABLE faults (n INTEGER, line INTEGER, col INTEGER, message TEXT, hint TEXT);
CREATE INDEX faults_n ON faults (n);
CREATE TABLE uses (
    object TEXT PRIMARY KEY, uses INTEGER, by_others INTEGER, helped INTEGER,
    not_helped INTEGER, flags_open INTEGER, thanks INTEGER, last_used TEXT
) WITHOUT ROWID;
"""
"""An event that stands in a second place is there, too, and marked with `again`."""

INSERT = f"INSERT INTO events VALUES ({', '.join('?' * 12)})"

ANSWERED = """EXISTS (
    SELECT 1 FROM events f, json_each(f.context, '$.answers') a WHERE a.value = events.id
    AND f.object = events.object AND +f.verb = 'fixed' AND NOT f.again
)"""
"""Whether a flag was answered, in SQL: by mending what it was on, and nothing else."""

ADD_UP = f"""
INSERT INTO uses SELECT object,
    sum(verb = 'used'), sum(verb = 'used' AND NOT own),
    count(*) FILTER (WHERE helped = 1), count(*) FILTER (WHERE helped = 0),
    sum(verb = 'flagged' AND NOT {ANSWERED}), sum(verb = 'thanked'),
    coalesce(max(day) FILTER (WHERE verb = 'used'), '')
FROM events WHERE NOT again GROUP BY object
"""

TWICE = """
SELECT events.rowid, id FROM events JOIN files USING (n)
WHERE id IN (SELECT id FROM events GROUP BY id HAVING count(*) > 1) ORDER BY id, path, line
"""

AT_ODDS = """
SELECT path, o.line, o.id, (
    SELECT f.path || ':' || e.line FROM events e JOIN files f USING (n)
    WHERE e.id = o.id AND NOT e.again
) FROM events o JOIN files USING (n) WHERE again AND NOT EXISTS (
    SELECT 1 FROM events e WHERE e.id = o.id AND NOT e.again AND e.object = o.object
    AND (e.day, e.actor, e.verb, e.result, e.context)
      = (o.day, o.actor, o.verb, o.result, o.context)
)
"""
"""Events that stand in two places and say different things, with the first place."""

FOREIGN = "This does not belong to the activity log: take it away."
ONE_TOLD = "An id is one event's: put the second line back as it was, or take it out."

Stamp = tuple[int, int, int, int]
"""Size, time of change, of status change, and inode."""

Row = tuple[str, int, int, str, str]
"""A fault's path, line, column, message and hint."""


class NotThen(LearnorgError):
    """A register of the past, of whose activity log nothing is kept."""

    exit_code = 4
    hint = "Ask of today, or of a span of days that has passed."

    def __init__(self) -> None:
        super().__init__("the activity log is read as it stands now, and not as it stood then")


class Found(NamedTuple):
    """What stands on the disk: files with their stamps, and what does not belong there."""

    files: Mapping[str, Stamp]
    odd: Mapping[str, str]


class Log(Cache):
    """A connection to what is kept of one register's activity log."""

    called = "the activity cache"
    tables = TABLES

    def __init__(self, root: Path, folder: Path | None) -> None:
        super().__init__(folder, CACHE)
        self.root = root

    @classmethod
    def of(cls, register: Register) -> "Log | None":
        """
        The log of a register, up to date; none where nothing was ever done.

        Raises NotThen for a register as it stood at some time.
        """
        if register.index.folder is None:
            raise NotThen
        if not os.path.lexists(register.root / FOLDER):
            return None
        log = cls(register.root, register.index.folder)
        log.refresh()
        return log

    def refresh(self) -> None:
        """Take in what has changed on the disk."""
        self._healed(self._refresh)

    def faults(self) -> list[Row]:
        """What cannot be read, in the order of files and lines."""
        rows: list[Row] = [
            (path, 1, 1, why, FOREIGN) for path, why in json.loads(self.meta("odd")).items()
        ]
        rows += self.rows("SELECT path, line, col, message, hint FROM faults JOIN files USING (n)")
        for path, line, id_, first in self.rows(AT_ODDS):
            rows.append((path, line, 1, f"{id_} says something else in {first}", ONE_TOLD))
        return sorted(rows)

    # ---- bringing it up to date -------------------------------------------------------

    def _refresh(self) -> None:
        self._begin()
        if any(self._pending(_found(str(self.root)))):
            self._write(self._update)

    def _pending(self, found: Found) -> tuple[list[str], list[int], bool]:
        """The files to be read, those to be forgotten, and whether the odd ones are others."""
        sql = "SELECT path, bytes, mtime, ctime, inode, read_at, n FROM files"
        known = {path: row for path, *row in self.rows(sql)}
        changed = [
            path
            for path, stamp in found.files.items()
            if path not in known or tuple(known[path][:4]) != stamp
            or stamp[2] >= known[path][4] - SLACK  # as young as the look itself
        ]  # fmt: skip
        left = [row[-1] for path, row in known.items() if path not in found.files]
        left += [known[path][-1] for path in changed if path in known]
        return changed, left, self.meta("odd") != json.dumps(found.odd)

    def _update(self) -> None:
        """Forget some files, read some, and add up anew."""
        now = time.time_ns()
        found = _found(str(self.root))  # anew, for another command may have been here meanwhile
        changed, left, _ = self._pending(found)
        for table in ("files", "events", "faults"):  # names of our own
            self.connection.executemany(f"DELETE FROM {table} WHERE n = ?", [(n,) for n in left])
        for path in changed:
            self._take(path, found.files[path], now)
        self.keep("odd", json.dumps(found.odd))
        self._add_up()

    def _add_up(self) -> None:
        """Mark what stands twice, and count how each object was used."""
        self.connection.execute("UPDATE events SET again = 0 WHERE again")
        again, before = [], ""
        for row, id_ in self.rows(TWICE):
            if id_ == before:
                again.append((row,))
            before = id_
        self.connection.executemany("UPDATE events SET again = 1 WHERE rowid = ?", again)
        self.connection.execute("DELETE FROM uses")
        self.connection.execute(ADD_UP)

    def _take(self, path: str, stamp: Stamp, now: int) -> None:
        """Read a file."""
        from learnorg.files import bounded  # with what follows, where a file has changed
        from learnorg.register.activity.lines import Fault, Reading, reading

        try:
            found = reading(path, bounded.read(self.root / path, MOST, path))
        except bounded.NotRead as wrong:
            if not os.path.lexists(self.root / path):  # it went while we looked
                return
            why = str(wrong).removeprefix(f"{path}:1:1: ")
            found = Reading([], [Fault(path, 1, 1, why, wrong.hint)])
        values = (path, *stamp, now)
        sql = "INSERT INTO files (path, bytes, mtime, ctime, inode, read_at) VALUES (?,?,?,?,?,?)"
        n = self.connection.execute(sql, values).lastrowid
        self.connection.executemany(
            INSERT,
            [
                (
                    n, line, e.id, e.on, e.actor, e.verb, e.object, _plain(e.result),
                    _plain(e.context), e.result.get("helped"), e.context.get("own", False), 0,
                )
                for line, e in found.events
            ],
        )  # fmt: skip
        faults = [(n, *fault[1:]) for fault in found.faults]
        self.connection.executemany("INSERT INTO faults VALUES (?, ?, ?, ?, ?)", faults)


def _plain(told: Mapping[str, object]) -> str:
    """A result or a context as text, the same for the same."""
    return json.dumps(told, ensure_ascii=False, sort_keys=True) if told else "{}"


def _found(root: str) -> Found:
    """What stands in the folder of the log and in its months; links are not followed."""
    files: dict[str, Stamp] = {}
    odd: dict[str, str] = {}
    top = os.path.join(root, *FOLDER.split("/"))
    if os.path.islink(top) or not os.path.isdir(top):
        return Found(files, {FOLDER: "a folder belongs here"})
    for month in _entries(top, FOLDER, odd):
        path = f"{FOLDER}/{month.name}"
        if not month.is_dir(follow_symlinks=False) or not MONTH.fullmatch(month.name):
            odd[path] = "only folders for months, such as 2026-11, belong here"
            continue
        for entry in _entries(month.path, path, odd):
            within = f"{path}/{entry.name}"
            if not entry.name.endswith(SUFFIX):
                odd[within] = "this is no file of the activity log"
                continue
            with suppress(FileNotFoundError):
                at = entry.stat(follow_symlinks=False)
                files[within] = (at.st_size, at.st_mtime_ns, at.st_ctime_ns, at.st_ino)
    return Found(files, dict(sorted(odd.items())))


def _entries(folder: str, path: str, odd: dict[str, str]) -> list["os.DirEntry[str]"]:
    """What stands in a folder and is not hidden, in the order of names."""
    try:
        with os.scandir(folder) as entries:
            found = [entry for entry in entries if not entry.name.startswith(".")]
    except OSError as wrong:
        odd[path] = f"the folder cannot be entered: {wrong.strerror}"
        return []
    for entry in found[:]:
        if not entry.name.isprintable() or not entry.name.isascii():
            shown = os.fsencode(entry.name).decode("ascii", "backslashreplace")
            odd[f"{path}/{shown}"] = "this is no name of the activity log's"
            found.remove(entry)
    return sorted(found, key=lambda entry: entry.name)
