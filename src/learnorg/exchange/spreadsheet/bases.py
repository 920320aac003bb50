"""
What an export was made from, so that what comes back can be told from what was there.

A base names the commit that the register stood at and, for every record, git's own name of
its content: a record that was not committed yet is found again once it is.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from learnorg.errors import LearnorgError
from learnorg.files.json_text import NotRead, decoded, parsed
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.periods import NotADate, iso_day
from learnorg.register.register import Register
from learnorg.register.trail import NoHistory

VERSION = "1"
SHEET = "learnorg"
"""The hidden sheet of a workbook that tells its base."""
HEAD = "learnorg workbook"
RECORDS = ("record", "content", "left out")
KIND = "export-base"
COMMIT = re.compile(r"(?:[0-9a-f]{40}|[0-9a-f]{64})?")
FACTS = ("register", "commit", "query", "day")


class OtherVersion(LearnorgError):
    """A base of a form that this learnorg does not know."""

    exit_code = 4
    hint = "Use the learnorg that wrote it, or a newer one; or export again."

    def __init__(self, source: str, version: str) -> None:
        super().__init__(f"{source} tells what it was exported from in the form '{version[:20]}'")


class NoBase(LearnorgError):
    """A file that was to tell what an export was made from, and does not."""

    hint = "Name the commit of the export with --base, or export again."

    def __init__(self, source: str, why: str) -> None:
        super().__init__(f"{source} does not tell what was exported: {why}")


@dataclass(frozen=True, slots=True)
class Base:
    """Where an export was taken from, and the content of each record then."""

    commit: str = ""
    """The commit's whole name; empty where the register had none."""
    register: str = ""
    day: str = ""
    query: str = ""
    records: Mapping[str, str] = field(default_factory=dict)
    """Every identity that went out, with git's name of its content."""
    left_out: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The columns of a record that no cell could hold."""
    uncommitted: frozenset[str] = frozenset()
    """The records that the commit does not have as they went out."""


def fingerprint(data: bytes, commit: str = "") -> str:
    """Git's name of some content, by the hash that a commit's name shows to be in use."""
    whole = b"blob %d\0" % len(data) + data
    if len(commit) == 64:
        return hashlib.sha256(whole).hexdigest()
    return hashlib.sha1(whole, usedforsecurity=False).hexdigest()


def taken(register: Register, identities: Iterable[str], query: str, day: str) -> Base:
    """The base of an export of these improvements as they stand now."""
    commit, there = committed(register, "HEAD")
    records: dict[str, str] = {}
    uncommitted = []
    for identity in identities:
        path = IMPROVEMENT.path(identity)
        try:
            data = (register.root / path).read_bytes()
        except OSError:  # it goes out as the index has it, and has no content to compare with
            continue
        own = fingerprint(data, commit)
        unix = fingerprint(data.replace(b"\r\n", b"\n"), commit)
        if there.get(path) in (own, unix):
            own = there[path]
        else:
            uncommitted.append(identity)
        records[identity] = own
    return Base(
        commit, register.policy.name, day, query, records, uncommitted=frozenset(uncommitted)
    )


def at(register: Register, name: str) -> Base:
    """The base that a commit is, by one of git's names for it."""
    from learnorg.history.objects import commits, resolve
    from learnorg.register.past import on, reader

    git = reader(register)
    commit = next(commits(git, "--max-count=1", resolve(git, name)))
    return Base(commit.id, register.policy.name, on(commit).isoformat())


def committed(register: Register, name: str) -> tuple[str, dict[str, str]]:
    """
    A commit's whole name, and git's names of what it has of the improvements, by their paths.

    Nothing of either if it is not here.
    """
    from learnorg.history.objects import NoSuchCommit, resolve, tree
    from learnorg.register.past import reader

    try:
        git = reader(register)
        commit = resolve(git, name)
    except (NoHistory, NoSuchCommit):
        return "", {}
    assert register.repository
    above = register.repository.prefix(register.root)
    found = tree(git, commit, above + IMPROVEMENT.folder)
    return commit, {path.removeprefix(above): entry.id for path, entry in found.items()}


def as_rows(base: Base) -> list[tuple[str, ...]]:
    """The base as the rows of a sheet."""
    rows: list[tuple[str, ...]] = [(HEAD, VERSION)]
    rows += [(name, getattr(base, name)) for name in FACTS]
    rows += [("uncommitted", str(len(base.uncommitted))), RECORDS]
    for identity, content in base.records.items():
        rows.append((identity, content, "\n".join(sorted(base.left_out.get(identity, ())))))
    return rows


def from_rows(rows: Sequence[Sequence[str]], source: str) -> Base | None:
    """The base that a sheet tells; none if it tells of no export."""
    if not rows or not rows[0] or rows[0][0] != HEAD:
        return None
    if len(rows[0]) < 2 or rows[0][1] != VERSION:
        raise OtherVersion(source, rows[0][1] if len(rows[0]) > 1 else "")
    facts: dict[str, str] = {}
    records: dict[str, str] = {}
    left_out: dict[str, frozenset[str]] = {}
    for row in rows[1:]:
        first, second, third, *_ = (*row, "", "", "")
        if IMPROVEMENT.owns(first):
            records[first] = second
            if third:
                left_out[first] = frozenset(third.replace("\r\n", "\n").split("\n"))
        elif first in FACTS:
            facts[first] = second
    told = Base(**facts, records=records, left_out=left_out)  # type: ignore[arg-type]  # FACTS are text
    return _sound(told, source)


def as_json(base: Base) -> str:
    """The base as the small file that stands beside a CSV export."""
    said: dict[str, Any] = {name: getattr(base, name) for name in FACTS}
    said |= {"uncommitted": len(base.uncommitted), "records": base.records}
    whole = {"learnorg": int(VERSION), "kind": KIND, "data": said}
    return json.dumps(whole, ensure_ascii=True, indent=1) + "\n"


def from_json(data: bytes, source: str) -> Base:
    """The base that such a file tells."""
    try:
        whole = parsed(decoded(data), as_written=True)
    except NotRead as wrong:
        raise NoBase(source, str(wrong)) from None
    said = whole.get("data") if isinstance(whole, dict) else None
    if not isinstance(said, dict) or whole.get("kind") != KIND:
        raise NoBase(source, f"it is no '{KIND}'")
    if whole.get("learnorg") != VERSION:
        raise OtherVersion(source, str(whole.get("learnorg")))
    records = said.get("records")
    facts = {name: said.get(name) for name in FACTS}
    held = records.items() if isinstance(records, dict) else ()
    told = [*facts.values(), *(value for _, value in held)]
    if not isinstance(records, dict) or not all(isinstance(one, str) for one in told):
        raise NoBase(source, "its parts are not those of a base")
    return _sound(Base(**facts, records=records), source)  # type: ignore[arg-type]  # text, as seen


def _sound(base: Base, source: str) -> Base:
    """The base, if its names of commits and contents are such and its day is one."""
    if not COMMIT.fullmatch(base.commit):
        raise NoBase(source, f"'{base.commit[:20]}' is the name of no commit")
    for identity, content in base.records.items():
        if not COMMIT.fullmatch(content):
            raise NoBase(source, f"'{content[:20]}' is no content of {identity[:20]}")
    try:
        iso_day(base.day)
    except NotADate as wrong:
        raise NoBase(source, str(wrong)) from None
    return base
