"""
The index: what stands in every record's file, kept in SQLite and verified on each use.

It is a cache beside git's own data. Deleting it loses nothing; a damaged one is rebuilt
without a word; two processes may use it at once; it never writes into the work tree.
"""

import gc
import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from learnorg import __version__
from learnorg.errors import LearnorgError
from learnorg.kinds import KINDS
from learnorg.register.policy import LinkedPolicy, from_plain, parse_policy, to_plain
from learnorg.register.scan import SLACK, Folder, folders
from learnorg.register.schema import TABLES, VERSION
from learnorg.settings import FILE, Policy

if TYPE_CHECKING:  # it needs the loader, which costs 20 ms that a warm read must not pay
    from learnorg.register.intake import Inspect, Intake, Place

TOPS = tuple(dict.fromkeys(kind.folder.partition("/")[0] for kind in KINDS))
BATCH = 500
MEMORY = ":memory:"

DAMAGE = ("malformed", "no such table", "no such column", "vtable", "disk I/O", "not a database")
"""What SQLite says of a file that is not as it left it."""


class IndexBusy(LearnorgError):
    """The index is held by another program for longer than we wait."""

    exit_code = 5
    hint = "End the program that holds it; deleting the file loses nothing."

    def __init__(self, file: Path) -> None:
        super().__init__(f"the index is in use: {file}")


class Index:
    """A connection to the index of one register."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root = root
        self.folder = folder
        self.file = folder / f"index-{VERSION}.sqlite"
        self.policy = Policy()
        self._refreshing = False
        self.connection = self._connect()

    def _connect(self) -> sqlite3.Connection:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            return sqlite3.connect(self.file, timeout=30, isolation_level=None)
        except (OSError, sqlite3.OperationalError):  # nowhere to keep it: work without a cache
            return sqlite3.connect(MEMORY, isolation_level=None)

    def refresh(self, inspect: "Inspect | None" = None, inspected_by: str = "") -> Policy:
        """
        Bring the index up to what stands on the disk; the register's policy.

        With `inspect`, findings are made for every record that has none yet from the tool
        that `inspected_by` names.
        """
        self._refreshing = True
        try:
            return self._refreshed(inspect, inspected_by)
        finally:
            self._refreshing = False

    def _refreshed(self, inspect: "Inspect | None", inspected_by: str) -> Policy:
        """The same; a damaged index is made anew, in memory where the disk takes none."""
        try:
            return self._refresh(inspect, inspected_by)
        except sqlite3.DatabaseError as wrong:
            if "locked" in str(wrong):
                raise IndexBusy(self.file) from None
        except (KeyError, TypeError, ValueError):  # it holds what we did not put there
            pass
        self.rebuild()
        try:
            return self._refresh(inspect, inspected_by)
        except sqlite3.DatabaseError:  # the disk is full, or the folder closed to us
            self.connection.close()
            self.connection = sqlite3.connect(MEMORY, isolation_level=None)
            return self._refresh(inspect, inspected_by)

    def rebuild(self) -> None:
        """Throw the cache away and begin an empty one, in memory where it cannot be thrown away."""
        self.connection.close()
        for ending in ("", "-journal", "-wal", "-shm"):
            with suppress(OSError):
                self.file.with_name(self.file.name + ending).unlink()
        kept = os.path.lexists(self.file)
        self.connection = sqlite3.connect(MEMORY, isolation_level=None) if kept else self._connect()

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def __del__(self) -> None:
        if hasattr(self, "connection"):  # it may not even have come so far
            self.close()

    def rows(self, sql: str, parameters: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        """What a query answers; should the index turn out to be damaged, a new one is asked."""
        asked = tuple(parameters)
        try:
            return self.connection.execute(sql, asked).fetchall()
        except sqlite3.DatabaseError as wrong:
            if self._refreshing or not any(sign in str(wrong) for sign in DAMAGE):
                raise
            self.rebuild()
            self.refresh()
            return self.connection.execute(sql, asked).fetchall()

    def one(self, sql: str, parameters: Iterable[Any] = ()) -> Any:
        """The first value that a query answers, or None."""
        found = self.rows(sql, parameters)
        return found[0][0] if found else None

    def meta(self, key: str) -> Any:
        """A value kept about the index itself."""
        return self.one("SELECT value FROM meta WHERE key = ?", (key,))

    def keep(self, key: str, value: Any) -> None:
        """Keep a value about the index itself."""
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    # ---- bringing it up to date -------------------------------------------------------

    def _refresh(self, inspect: "Inspect | None", inspected_by: str) -> Policy:
        self.connection.execute("PRAGMA synchronous=NORMAL")
        if not self.one("SELECT 1 FROM sqlite_master WHERE name = 'meta'"):
            self._write(self._create)
        stamp = _stamp(self.root / FILE)
        asked = "SELECT key, value FROM meta WHERE key LIKE 'policy%' OR key = 'made_by'"
        kept = dict(self.rows(asked))
        if kept.get("made_by") != __version__:
            self.rebuild()
            self._write(self._create)
            kept = {}
        policy = _policy(kept["policy"]) if stamp and kept.get("policy_stamp") == stamp else None
        if policy:
            self.policy = policy
        else:
            self._write(lambda: self._take_policy(stamp))
        if inspect and self.meta("inspected_by") != inspected_by:
            self._write(lambda: self._expire(inspected_by))
        unchecked = "SELECT 1 FROM records WHERE NOT checked AND broken IS NULL LIMIT 1"
        if self._differs() or (inspect and self.one(unchecked)):
            self._write(lambda: self._update(inspect))
        return self.policy

    def _write(self, work: Callable[[], object]) -> None:
        """Do some work in a transaction of its own, alone."""
        self.connection.execute("BEGIN IMMEDIATE")
        collecting = gc.isenabled()
        gc.disable()  # nothing here makes rings, and collecting doubles the time of bulk loads
        try:
            work()
            self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:  # a full disk has ended it already
                self.connection.execute("ROLLBACK")
            raise
        finally:
            if collecting:
                gc.enable()

    def _create(self) -> None:
        if self.one("SELECT 1 FROM sqlite_master WHERE name = 'meta'"):
            return
        for statement in TABLES.split(";\n"):
            if statement.strip():
                self.connection.execute(statement)
        self.keep("made_by", __version__)

    def _take_policy(self, stamp: str) -> None:
        """Read the policy anew, and what depends on it."""
        if (self.root / FILE).is_symlink():
            raise LinkedPolicy
        data = (self.root / FILE).read_bytes()
        self.policy = parse_policy(data)
        self.keep("policy", json.dumps(to_plain(self.policy)))
        self.keep("policy_stamp", stamp)
        digest = _digest(data).hex()
        if self.meta("policy_hash") == digest:
            return
        self.keep("policy_hash", digest)
        from learnorg.register.facts import score

        scored = self.rows("SELECT n, value, confidence, effort, size FROM records")
        self.connection.executemany(
            "UPDATE records SET score = ? WHERE n = ?",
            [(score(self.policy, v, c, e, s or "").value, n) for n, v, c, e, s in scored],
        )
        self._expire("")

    def _expire(self, inspected_by: str) -> None:
        """Forget every finding, since other rules or another policy hold now."""
        self.connection.execute("UPDATE records SET checked = 0 WHERE checked")
        self.connection.execute("DELETE FROM findings")
        self.keep("inspected_by", inspected_by)

    def _differs(self) -> bool:
        """Whether anything on the disk is not as the index has it."""
        known = dict(self.rows("SELECT path, signature FROM folders"))
        found = 0
        for folder in folders(str(self.root), TOPS):
            if known.get(folder.path) != folder.signature:
                return True
            found += 1
        return found != len(known)

    def _update(self, inspect: "Inspect | None") -> None:
        from learnorg.register.intake import Intake

        known = dict(self.rows("SELECT path, signature FROM folders"))
        intake = Intake((self.one("SELECT max(n) FROM records") or 0) + 1, self.policy, inspect)
        seen = set()
        for folder in folders(str(self.root), TOPS):
            seen.add(folder.path)
            if known.get(folder.path) != folder.signature:
                self._take_folder(folder, intake)
        for gone in known.keys() - seen:
            self._forget(n for (n,) in self.rows("SELECT n FROM records WHERE folder = ?", (gone,)))
            self.connection.execute("DELETE FROM folders WHERE path = ?", (gone,))
        intake.write(self.connection)
        if inspect:
            self._inspect_unchanged(intake)

    def _take_folder(self, folder: Folder, intake: "Intake") -> None:
        """Read what has changed in a folder."""
        from learnorg.register.intake import Place

        started = time.time_ns()
        asked = (
            "SELECT name, bytes, mtime, ctime, inode, read_at, hash, n "
            "FROM records WHERE folder = ?"
        )
        rows = {row[0]: row[1:] for row in self.rows(asked, (folder.path,))}
        for name, stamp in folder.files():
            row = rows.pop(name, None)
            if row and row[:4] == stamp and stamp[2] < row[4] - SLACK:
                continue
            self._take_file(Place(folder.path, name), stamp, row, intake)
            if len(intake) >= BATCH:
                intake.write(self.connection)
        self._forget(row[-1] for row in rows.values())
        for name in folder.symlinks:
            intake.symlink(Place(folder.path, name))
        for name, why in folder.odd.items():
            intake.unreadable(Place(folder.path, name), why)
        sound = not folder.symlinks and not folder.odd
        settled = sound and folder.youngest() < started - SLACK
        self.connection.execute(
            "INSERT OR REPLACE INTO folders VALUES (?, ?)",
            (folder.path, folder.signature if settled else b""),
        )

    def _take_file(
        self,
        place: "Place",
        stamp: tuple[int, int, int, int],
        row: tuple[Any, ...] | None,
        intake: "Intake",
    ) -> None:
        """Read a file that may have changed since its row was made."""
        read_at = time.time_ns()
        try:
            with open(self.root / place.path, "rb") as file:
                data = file.read()
        except FileNotFoundError:
            return
        except OSError as wrong:
            self._forget([row[6]] if row else [])
            intake.unreadable(place, f"it cannot be read: {wrong.strerror}", stamp)
            return
        digest = _digest(data)
        if row and row[5] == digest:
            self.connection.execute(
                "UPDATE records SET bytes=?, mtime=?, ctime=?, inode=?, read_at=? WHERE n=?",
                (*stamp, read_at, row[6]),
            )
            return
        self._forget([row[6]] if row else [])
        intake.file(place, (*stamp, read_at, digest), data)

    def _inspect_unchanged(self, intake: "Intake") -> None:
        """Check the records whose content the index knew before they were checked."""
        unchecked = self.rows("SELECT n, path FROM records WHERE NOT checked AND broken IS NULL")
        for n, path in unchecked:
            with suppress(OSError):  # it changed under our eyes; the next run sees it anew
                intake.again(n, path, (self.root / path).read_bytes())
        intake.write(self.connection)

    def _forget(self, numbers: Iterable[int]) -> None:
        """Take records out of every table."""
        for n in list(numbers):
            self.connection.execute(
                "INSERT INTO texts (texts, rowid, title, words) "
                "SELECT 'delete', n, title, words FROM contents WHERE n = ?",
                (n,),
            )
            for table in ("records", "contents", "terms", "links", "aliases", "findings"):
                self.connection.execute(
                    f"DELETE FROM {table} WHERE n = ?", (n,)
                )  # names of our own


def _digest(data: bytes) -> bytes:
    from hashlib import blake2b  # 3 ms for OpenSSL, only where a file has changed

    return blake2b(data, digest_size=16).digest()


def _policy(kept: str) -> Policy | None:
    """The policy as it was kept; none if a learnorg of another version kept it."""
    try:
        return from_plain(json.loads(kept))
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _stamp(path: Path) -> str:
    """What is the same as long as a file was not touched; empty while it is too young to tell."""
    at = os.stat(path)
    if at.st_ctime_ns > time.time_ns() - SLACK:
        return ""
    return f"{at.st_size} {at.st_mtime_ns} {at.st_ctime_ns} {at.st_ino}"
