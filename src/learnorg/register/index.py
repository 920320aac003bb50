"""
The index: what stands in every record's file, kept in a cache and verified on each use.

It never writes into the work tree.
"""

import json
import os
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from learnorg.kinds import KINDS
from learnorg.register.cache import Cache
from learnorg.register.policy import LinkedPolicy, from_plain, parse_policy, to_plain
from learnorg.register.scan import SLACK, Folder, folders
from learnorg.register.schema import TABLES, VERSION
from learnorg.settings import FILE, Policy

if TYPE_CHECKING:  # it needs the loader, which costs 20 ms that a warm read must not pay
    from learnorg.register.intake import Inspect, Intake, Place

TOPS = tuple(dict.fromkeys(kind.folder.partition("/")[0] for kind in KINDS))
HOMES = frozenset(kind.folder for kind in KINDS)
BATCH = 500


class Index(Cache):
    """A connection to the index of one register."""

    called = "the index"
    tables = TABLES

    def __init__(self, root: Path, folder: Path | None) -> None:
        super().__init__(folder, f"index-{VERSION}.sqlite")
        self.root = root
        self.policy = Policy()

    def refresh(self, inspect: "Inspect | None" = None, inspected_by: str = "") -> Policy:
        """
        Bring the index up to what stands on the disk; the register's policy.

        With `inspect`, findings are made for every record that has none yet from the tool
        that `inspected_by` names.
        """
        return self._healed(lambda: self._refresh(inspect, inspected_by))

    def fill(self, files: Iterable[tuple[str, bytes]], policy: Policy) -> None:
        """Hold files that stand nowhere on the disk, by their paths, under a policy."""
        self.policy = policy
        self._write(lambda: self._fill(files))

    # ---- bringing it up to date -------------------------------------------------------

    def _refresh(self, inspect: "Inspect | None", inspected_by: str) -> Policy:
        self._begin()
        stamp = _stamp(self.root / FILE)
        kept = dict(self.rows("SELECT key, value FROM meta WHERE key LIKE 'policy%'"))
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
        from learnorg.register.scores import mapped, score

        scored = self.rows(
            "SELECT n, json_extract(json, '$.estimates'), size FROM records JOIN contents USING (n)"
        )
        self.connection.executemany(
            "UPDATE records SET score = ? WHERE n = ?",
            [(score(self.policy.scoring, mapped(text), s or "").value, n) for n, text, s in scored],
        )
        self._expire("")

    def _expire(self, inspected_by: str) -> None:
        """Forget every finding, since other rules or another policy hold now."""
        self.connection.execute("UPDATE records SET checked = 0 WHERE checked")
        self.connection.execute("DELETE FROM findings")
        self.keep("inspected_by", inspected_by)

    def _fill(self, files: Iterable[tuple[str, bytes]]) -> None:
        from learnorg.register.intake import NOWHEN, Intake, Place

        self._create()
        intake = Intake(1, self.policy, None)
        for path, data in files:
            folder, _, name = path.rpartition("/")
            intake.file(Place(folder, name), (*NOWHEN, 0, b""), data)
            if len(intake) >= BATCH:
                intake.write(self.connection)
        intake.write(self.connection)

    def _differs(self) -> bool:
        """Whether anything on the disk is not as the index has it."""
        known = dict(self.rows("SELECT path, signature FROM folders"))
        found = 0
        for folder in folders(str(self.root), TOPS, HOMES):
            if known.get(folder.path) != folder.signature:
                return True
            found += 1
        return found != len(known)

    def _update(self, inspect: "Inspect | None") -> None:
        from learnorg.register.intake import Intake

        known = dict(self.rows("SELECT path, signature FROM folders"))
        last = self.one("SELECT max(n) FROM records")
        # What is looked things up by is built at the end of a first load, which is cheaper.
        later = [] if last else self._without_lookups()
        intake = Intake((last or 0) + 1, self.policy, inspect)
        seen = set()
        for folder in folders(str(self.root), TOPS, HOMES):
            seen.add(folder.path)
            if known.get(folder.path) != folder.signature:
                self._take_folder(folder, intake)
        for gone in known.keys() - seen:
            self._forget(n for (n,) in self.rows("SELECT n FROM records WHERE folder = ?", (gone,)))
            self.connection.execute("DELETE FROM folders WHERE path = ?", (gone,))
        intake.write(self.connection)
        for statement in later:
            self.connection.execute(statement)
        if inspect:
            self._inspect_unchanged(intake)

    def _without_lookups(self) -> list[str]:
        """The statements that make SQLite's own indexes, which are gone until they are run."""
        found = self.rows("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql > ''")
        for name, _ in found:
            self.connection.execute(f"DROP INDEX {name}")  # a name of our own
        return [statement for _, statement in found]

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
            with open(f"{self.root}{os.sep}{place.path}", "rb") as file:  # paths by themselves cost
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
