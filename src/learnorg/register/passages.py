"""
The pass over history: which commits there are, and what each did to records.

Git is asked for commits, for what differs, and for contents, each in one go for many; a state
is read off its own line, since parsing every version of every record would take minutes.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple, TypeVar

from learnorg.files.loader import Refused, load
from learnorg.history.git import Git, GitFailed
from learnorg.history.objects import Commit, Touch, changes, contents, parsed
from learnorg.history.trees import Entry
from learnorg.kinds import BY_NAME, KINDS
from learnorg.register.index import TOPS
from learnorg.register.messages import ACTION, why
from learnorg.register.places import FILES, Key, form, record_at

AT_ONCE = 10_000
"""Commits whose changes are held in memory at a time."""

STATES = {state.encode(): state for kind in KINDS for state in kind.states}
"""Every state as a file's line has it."""

UNPLAIN = re.compile(rb"[\"'|>\[{]|^(?:---|[?%])", re.MULTILINE)
"""What may make a text, or a list, of lines that look like a record's own."""

GOES_ON = re.compile(rb"[\r\n]*[ \t]")
"""How a line begins that goes on with the word before it."""

T = TypeVar("T")
Parents = tuple[str, ...]
Row = tuple[Any, ...]

Blobs = tuple[str | None, str | None]
"""A record's contents before and after, by git's ids; none where there is no file."""


class Passage(NamedTuple):
    """What a commit did to a record."""

    key: Key
    old: str | None
    new: str | None
    others: tuple[str | None, ...] = ()
    """What the further parents of a merge had."""


Passages = Mapping[str, list[Passage]]
"""What each of some commits did, the newest first."""


class History:
    """The history of a register, as rows for its trail."""

    def __init__(self, git: Git, prefix: str) -> None:
        self.git = git
        self.prefix = prefix
        self._keys: dict[str, Key | None] = {}
        self._states: dict[str, str] = {}

    def apart(self, before: str, tip: str) -> tuple[list[str] | None, list[tuple[str, Parents]]]:
        """Which commits are gone (none: all there were), and which are new, the newest first."""
        if not tip:
            return None, []
        if before:
            with suppress(GitFailed):  # what it was made of may be gone for good
                listed = list(self._listed("--left-right", f"{before}...{tip}"))
                new = [(id_[1:], parents) for id_, parents in listed if id_[0] == ">"]
                return [id_[1:] for id_, _ in listed if id_[0] == "<"], new
        return None, list(self._listed(tip))

    def _listed(self, *wanted: str) -> Iterator[tuple[str, Parents]]:
        with self.git.streamed("rev-list", "--topo-order", "--parents", *wanted, "--") as answer:
            for line in answer:
                id_, *parents = line.decode().split()
                yield id_, tuple(parents)

    def rows(
        self, new: Sequence[tuple[str, Parents]], last: int
    ) -> Iterator[tuple[Iterable[Row], Iterable[Row]]]:
        """
        The rows of commits and touches, many at a time, numbered upwards from the last number.

        Commits that touch no record have none.
        """
        numbers = {id_: last + len(new) - n for n, (id_, _) in enumerate(new)}
        parts = [dict(new[start : start + AT_ONCE]) for start in range(0, len(new), AT_ONCE)]
        made = map(self._passages, parts)
        for passages in made if len(parts) < 2 else _ahead(made):
            self._read_states(passages)
            stored = contents(self.git, passages)
            commits = [(numbers[id_], *_columns(parsed(id_, data)), 0) for id_, data in stored]
            touches = [
                (numbers[id_], *self._row(passage))
                for id_, some in passages.items()
                for passage in some
            ]
            yield reversed(commits), reversed(touches)

    def _passages(self, commits: Mapping[str, Parents]) -> Passages:
        """What each commit did to records; a merge only what none of its parents had."""
        pairs = ((id_, parent) for id_, parents in commits.items() for parent in parents or ("",))
        seen: dict[str, list[list[Touch]]] = {}
        # A pathspec doubles the time of this, and is not wanted where all is the register's.
        folders = [self.prefix + top for top in TOPS] if self.prefix else []
        for id_, touches in changes(self.git, pairs, *folders):
            seen.setdefault(id_, []).append(touches)
        found = {}
        for id_, each in seen.items():
            if len(each) < len(commits[id_]):
                continue  # as one of its parents
            if some := list(_own([by_record(touches, self._key) for touches in each])):
                found[id_] = some
        return found

    def _key(self, path: str) -> Key | None:
        if path not in self._keys:
            ours = path.startswith(self.prefix)
            self._keys[path] = record_at(path.removeprefix(self.prefix)) if ours else None
        return self._keys[path]

    def _read_states(self, passages: Passages) -> None:
        """Read the state off every content that was not met yet."""
        all_ = [passage for some in passages.values() for passage in some]
        # First what commits brought, in their order, which is how git has it lie together.
        blobs = [(passage.new, passage.key[0]) for passage in all_]
        blobs += [(old, p.key[0]) for p in all_ for old in (p.old, *p.others)]
        kinds = {blob: kind for blob, kind in blobs if blob and blob not in self._states}
        for blob, data in contents(self.git, kinds):
            self._states[blob] = state(data, kinds[blob])

    def _row(self, passage: Passage) -> Row:
        key, old, new, others = passage
        became = self._states[new] if new else None
        states = [self._states[blob] if blob else None for blob in (old, *others)]
        was = became if became in states else states[0]
        return (*key, old, new, " ".join(blob or "-" for blob in others), was, became)


def _own(sides: Sequence[Mapping[Key, Blobs]]) -> Iterator[Passage]:
    """What a commit did against each of its parents."""
    for key, (old, new) in sides[0].items():
        others = [side[key][0] for side in sides[1:] if key in side]
        if len(others) == len(sides) - 1 and new != old and new not in others:
            yield Passage(key, old, new, tuple(others))


def _ahead(items: Iterator[T]) -> Iterator[T]:
    """Each item while the next one is being made, since git can work on that meanwhile."""
    from concurrent.futures import ThreadPoolExecutor  # only for the first pass

    with ThreadPoolExecutor(1) as other:
        coming = other.submit(next, items, None)
        while (item := coming.result()) is not None:
            coming = other.submit(next, items, None)
            yield item


def by_record(touches: Iterable[Touch], record: Callable[[str], Key | None]) -> dict[Key, Blobs]:
    """What touches of paths mean for records; a file that moves is one that stays."""
    found: dict[Key, Blobs] = {}
    for path, before, after in touches:
        key = record(path)
        if key is not None:
            old, new = found.get(key, (None, None))
            found[key] = (old or _blob(before), _blob(after) or new)
    return found


def _blob(entry: Entry | None) -> str | None:
    return entry.id if entry and entry.mode in FILES else None


def state(data: bytes, kind: str) -> str:
    """The state that a record's file states, mostly read off its own line; empty if unreadable."""
    if data.count(b"\nstate:") == 1:
        at = data.find(b"\nstate:") + 7
        end = data.find(b"\n", at)
        word = data[at:end].strip()
        plain = not UNPLAIN.search(data, 0, at) and not (end > 0 and GOES_ON.match(data, end))
        if word in STATES and plain:
            return STATES[word]
    try:
        said = load(data, form(kind)).plain().get("state")
    except Refused:
        return ""
    return said if isinstance(said, str) else BY_NAME[kind].states[0]


def _columns(commit: Commit) -> tuple[Any, ...]:
    """What is kept of a commit."""
    action = next(iter(commit.trailers(ACTION)), "")
    days = (commit.author.when.date().isoformat(), commit.committer.when.date().isoformat())
    told = (commit.author.name, commit.author.email, commit.subject, why(commit.message, action))
    # Odd encodings of commits can yield what no database takes.
    return (commit.id, *days, *(t.encode("utf-8", "replace").decode() for t in (*told, action)))
