"""
A cache of a register, kept in SQLite beside git's own data.

Deleting it loses nothing; a damaged or foreign one is made anew without a word; two processes
may use it at once; where none can be kept, memory does. What is cached is its owner's matter.
"""

import gc
import os
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from learnorg import __version__
from learnorg.errors import LearnorgError

MEMORY = ":memory:"

DAMAGE = ("malformed", "no such table", "no such column", "vtable", "disk I/O", "not a database")
"""What SQLite says of a file that is not as it left it."""

T = TypeVar("T")


class CacheBusy(LearnorgError):
    """A cache is held by another program for longer than we wait."""

    exit_code = 5
    hint = "End the program that holds it; deleting the file loses nothing."

    def __init__(self, called: str, file: Path) -> None:
        super().__init__(f"{called} is in use: {file}")


class Cache(ABC):
    """A connection to a cache; with no folder to keep it in, it lives in memory."""

    called = "the cache"
    tables = ""
    """The statements that make its tables, `meta` among them."""

    def __init__(self, folder: Path | None, name: str) -> None:
        self.folder = folder
        self.file = (folder or Path()) / name
        self._refreshing = False
        self.connection = self._connect()

    @abstractmethod
    def refresh(self) -> object:
        """Bring it up to what it is a cache of."""

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def __del__(self) -> None:
        if hasattr(self, "connection"):  # it may not even have come so far
            with suppress(sqlite3.ProgrammingError):  # another thread may be clearing up
                self.close()

    def rows(self, sql: str, parameters: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        """What a query answers; should the cache turn out to be damaged, a new one is asked."""
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
        """A value kept about the cache itself."""
        return self.one("SELECT value FROM meta WHERE key = ?", (key,))

    def keep(self, key: str, value: Any) -> None:
        """Keep a value about the cache itself."""
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def rebuild(self) -> None:
        """Throw the cache away and begin an empty one, in memory where it cannot be thrown away."""
        self.connection.close()
        for ending in ("", "-journal", "-wal", "-shm"):
            with suppress(OSError):
                self.file.with_name(self.file.name + ending).unlink()
        kept = os.path.lexists(self.file)
        self.connection = sqlite3.connect(MEMORY, isolation_level=None) if kept else self._connect()

    # ---- for those who fill it --------------------------------------------------------

    def _connect(self) -> sqlite3.Connection:
        if self.folder is None:
            return sqlite3.connect(MEMORY, isolation_level=None)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            return sqlite3.connect(self.file, timeout=30, isolation_level=None)
        except (OSError, sqlite3.OperationalError):  # nowhere to keep it: work without a cache
            return sqlite3.connect(MEMORY, isolation_level=None)

    def _healed(self, work: Callable[[], T]) -> T:
        """What some work gives; a damaged cache is made anew, in memory if the disk takes none."""
        self._refreshing = True
        try:
            try:
                return work()
            except sqlite3.DatabaseError as wrong:
                if "locked" in str(wrong):
                    raise CacheBusy(self.called, self.file) from None
            except (KeyError, TypeError, ValueError):  # it holds what we did not put there
                pass
            self.rebuild()
            try:
                return work()
            except sqlite3.DatabaseError:  # the disk is full, or the folder closed to us
                self.connection.close()
                self.connection = sqlite3.connect(MEMORY, isolation_level=None)
                return work()
        finally:
            self._refreshing = False

    def _begin(self) -> None:
        """Its tables, if they are not there yet; those of another learnorg are thrown away."""
        self.connection.execute("PRAGMA synchronous=NORMAL")
        if not self._made():
            self._write(self._create)
        if self.meta("made_by") != __version__:
            self.rebuild()
            self._write(self._create)

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

    def _made(self) -> bool:
        return bool(self.one("SELECT 1 FROM sqlite_master WHERE name = 'meta'"))

    def _create(self) -> None:
        if self._made():
            return
        for statement in self.tables.split(";\n"):
            if statement.strip():
                self.connection.execute(statement)
        self.keep("made_by", __version__)
