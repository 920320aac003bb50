"""The register: a folder of records, with its policy and its index."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from learnorg.history.repository import Repository, locate, narrowed, private_folder
from learnorg.kinds import BY_NAME
from learnorg.kinds.kind import Kind
from learnorg.register.index import TOPS, Index
from learnorg.register.lookup import COLUMNS, Broken, Entry, NoSuchRecord, look_up, readable
from learnorg.register.policy import find_root
from learnorg.settings import Policy

if TYPE_CHECKING:  # it needs the loader
    from learnorg.register.intake import Inspect


class Unreadable(NamedTuple):
    """A file that is no readable record, and why."""

    path: str
    line: int
    col: int
    rule: str
    message: str
    hint: str


@dataclass(frozen=True)
class Register:
    """An opened register, up to date with its files."""

    root: Path
    repository: Repository | None
    index: Index
    policy: Policy

    @classmethod
    def open(
        cls, start: Path, inspect: "Inspect | None" = None, inspected_by: str = ""
    ) -> "Register":
        """The register that a folder belongs to."""
        root = find_root(start)
        repository = locate(root)
        index = Index(root, private_folder(root, repository))
        return cls(root, repository, index, index.refresh(inspect, inspected_by))

    def found(self, typed: str) -> Entry:
        """The record that somebody means, be it readable or not."""
        try:
            return look_up(self.index, typed)
        except NoSuchRecord as missing:
            if self.left_out():
                missing.hint += (
                    " It may be one that this clone leaves out: `git sparse-checkout list` shows "
                    "the folders that are checked out, `git sparse-checkout add` takes one in."
                )
            raise

    def entry(self, typed: str, *, as_text: bool = False) -> Entry:
        """The record that somebody means, which must be readable, or so `as_text`."""
        try:
            return readable(self.found(typed), as_text=as_text)
        except Broken as broken:
            broken.hint = f"{broken.hint} {self._waiting()}".strip()
            raise

    def left_out(self) -> list[str]:
        """The files of the register that git has and a sparse checkout leaves out."""
        if self.repository is None or not narrowed(self.repository):
            return []
        from learnorg.history.git import GitFailed  # the way into git, which few need here
        from learnorg.history.state import left_out

        above = self.repository.prefix(self.root)
        try:
            return left_out(self.repository, *(above + top for top in TOPS))
        except GitFailed:  # which is told where git is needed
            return []

    def _waiting(self) -> str:
        """How to go on with what git has under way, once the files are mended."""
        from learnorg.history.state import under_way  # only for bad news

        waiting = under_way(self.repository) if self.repository else None
        if waiting is None:
            return ""
        what, finish, abort = waiting
        ways = f"go on with `{finish}`, or take it back with `{abort}`" if finish else f"`{abort}`"
        return f"{what[0].upper()}{what[1:]} is under way here: then {ways}."

    def plain(self, entry: Entry) -> dict[str, Any]:
        """A record's content as plain data, from the index."""
        plain: dict[str, Any] = json.loads(
            self.index.one("SELECT json FROM contents WHERE n = ?", (entry.n,))
        )
        return plain

    def all(self, kind: Kind, condition: str = "1") -> Iterator[tuple[Entry, dict[str, Any]]]:
        """Every readable record of a kind, with its content."""
        rows = self.index.connection.execute(
            f"SELECT {', '.join('records.' + c for c in COLUMNS.split(', '))}, json "
            f"FROM records JOIN contents USING (n) WHERE kind = ? AND broken IS NULL "
            f"AND {condition} ORDER BY id",
            (kind.name,),
        )
        for n, identity, name, path, state, title, broken, text in rows:
            yield Entry(n, identity, BY_NAME[name], path, state, title, broken), json.loads(text)

    def unreadable(self) -> list[Unreadable]:
        """Every file that could not be read as a record."""
        rows = self.index.rows("SELECT path, broken FROM records WHERE broken IS NOT NULL")
        found = []
        for path, broken in sorted(rows):
            rule, line, col, message, hint = json.loads(broken)
            found.append(Unreadable(path, line, col, rule, message, hint))
        return found

    def people_kept(self) -> bool:
        """Whether the register lists people."""
        return bool(self.index.one("SELECT 1 FROM records WHERE kind = 'person' LIMIT 1"))
