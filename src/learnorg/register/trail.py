"""
The trail: what each commit did to each record, kept in a cache and extended by commit.

A record is followed by its identity, which is its file's name, through renames, rebases and
squashes. Kept are who, when and why, the contents before and after by git's ids, and the
states; what else differs is worked out when somebody asks (`steps`).
"""

import re
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from learnorg.errors import LearnorgError
from learnorg.history.repository import Repository, head
from learnorg.register.cache import Cache
from learnorg.register.register import Register

if TYPE_CHECKING:  # it takes as long as ten new commits, where often there is none
    from learnorg.history.git import Git

CACHE = "history-2.sqlite"
"""The file; the number changes with what stands in it."""

ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE commits (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL, day TEXT, committed TEXT, name TEXT, email TEXT,
    subject TEXT, because TEXT, action TEXT, first INTEGER
);
CREATE UNIQUE INDEX commits_id ON commits (id);
CREATE TABLE touches (
    n INTEGER, kind TEXT, identity TEXT, old TEXT, new TEXT, others TEXT, was TEXT, became TEXT
);
CREATE INDEX touches_n ON touches (n);
CREATE INDEX touches_identity ON touches (identity, n);
"""
"""Commits are numbered so that parents come before their children."""


class NoHistory(LearnorgError):
    """A register without git."""

    exit_code = 4
    hint = "Start a repository: learnorg init --git."

    def __init__(self) -> None:
        super().__init__("there is no git repository here, so no history is kept")


class Trail(Cache):
    """A connection to the trail of one register, up to HEAD once it is refreshed."""

    called = "the history cache"
    tables = TABLES

    def __init__(self, root: Path, repository: Repository, folder: Path | None) -> None:
        super().__init__(folder, CACHE)
        self.prefix = repository.prefix(root)
        self._repository = repository

    @classmethod
    def of(cls, register: Register) -> "Trail":
        """The trail of a register, up to date."""
        if register.repository is None:
            raise NoHistory
        trail = cls(register.root, register.repository, register.index.folder)
        trail.refresh()
        return trail

    @cached_property
    def git(self) -> "Git":
        """Git for looking at what commits hold."""
        from learnorg.history.piped import piped  # as above

        return piped(self._repository.git_dir)

    @property
    def tip(self) -> str:
        """The commit that it reaches up to; empty where nothing is committed yet."""
        return str(self.meta("tip") or "")

    @property
    def shallow(self) -> bool:
        """Whether this clone lacks the older part of history."""
        return bool(self.meta("shallow"))

    def refresh(self) -> None:
        """Take in what was committed since, and forget what is no longer in HEAD's history."""
        self._healed(self._refresh)

    def _refresh(self) -> None:
        self._begin()
        now = _tip(self._repository) or self._asked()
        limits = _limits(self._repository)
        if (self.meta("tip"), self.meta("shallow")) != (now, limits):
            self._write(lambda: self._go_to(now, limits))

    def _asked(self) -> str:
        """HEAD's commit, as git knows it; empty where there is none."""
        from learnorg.history.objects import NoSuchCommit, resolve  # as above

        try:
            return resolve(self.git, "HEAD")
        except NoSuchCommit:
            return ""

    def _go_to(self, tip: str, limits: str) -> None:
        """Bring the tables from the commit they are at to another one."""
        from learnorg.register.passages import History  # as above

        before = self.tip if self.meta("shallow") == limits else ""
        history = History(self.git, self.prefix)
        gone, new = history.apart(before, tip)
        if gone is None:
            self.connection.execute("DELETE FROM commits")
            self.connection.execute("DELETE FROM touches")
        else:
            asked = [(id_,) for id_ in gone]
            numbered = "(SELECT n FROM commits WHERE id = ?)"
            self.connection.executemany(f"DELETE FROM touches WHERE n = {numbered}", asked)
            self.connection.executemany("DELETE FROM commits WHERE id = ?", asked)
        last = self.one("SELECT max(n) FROM commits") or 0
        for commits, touches in history.rows(new, last):
            self.connection.executemany(f"INSERT INTO commits VALUES ({_marks(10)})", commits)
            self.connection.executemany(f"INSERT INTO touches VALUES ({_marks(8)})", touches)
        first = [(id_,) for id_ in limits.split()]
        self.connection.executemany("UPDATE commits SET first = 1 WHERE id = ?", first)
        self.keep("tip", tip)
        self.keep("shallow", limits)


def _marks(number: int) -> str:
    return ", ".join("?" * number)


def _tip(repository: Repository) -> str:
    """HEAD's commit, found without git where it keeps branches in files; else nothing."""
    branch = head(repository)
    with suppress(OSError):
        if branch is None:
            return _id((repository.git_dir / "HEAD").read_text("ascii", "replace"))
        loose = repository.common_dir / "refs" / "heads" / branch
        if loose.is_file():
            return _id(loose.read_text("ascii", "replace"))
        packed = (repository.common_dir / "packed-refs").read_text("utf-8", "surrogateescape")
        for line in packed.splitlines():
            if line.endswith(f" refs/heads/{branch}"):
                return _id(line.partition(" ")[0])
    return ""


def _id(text: str) -> str:
    return text.strip() if ID.fullmatch(text.strip()) else ""


def _limits(repository: Repository) -> str:
    """The commits at which a shallow clone's history ends; nothing for a whole one."""
    try:
        return (repository.common_dir / "shallow").read_text("ascii", "replace")
    except OSError:
        return ""
