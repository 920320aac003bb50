"""The register as it stood: which commit somebody means, and the records it holds."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from learnorg.errors import LearnorgError
from learnorg.history.git import Git
from learnorg.history.objects import Commit, commits, content, contents, is_shallow, resolve, tree
from learnorg.history.piped import piped
from learnorg.kinds import BY_NAME
from learnorg.periods import NotADate, day, period
from learnorg.refs import stem, target
from learnorg.register.index import TOPS, Index
from learnorg.register.intake import kind_at
from learnorg.register.places import FILES, Key, record_at
from learnorg.register.policy import parse_policy
from learnorg.register.register import Register
from learnorg.register.steps import of_record, plain
from learnorg.register.trail import NoHistory, Trail
from learnorg.settings import FILE, Policy

TWO_DAYS = timedelta(days=2)


class NothingYet(LearnorgError):
    """A day before the first commit."""

    exit_code = 3

    def __init__(self, when: date, shallow: bool) -> None:
        super().__init__(f"nothing was committed by {when}")
        self.hint = (
            "This clone is shallow, so it may only be missing here: git fetch --unshallow."
            if shallow
            else "learnorg log shows since when there is anything."
        )


class NotThen(LearnorgError):
    """A record that was not there at some time."""

    exit_code = 3

    def __init__(self, identity: str, commit: Commit) -> None:
        super().__init__(f"{identity} was not there in {commit.id[:10]} of {on(commit)}")
        self.hint = f"learnorg log {identity} shows when it came and went."


class Moment(NamedTuple):
    """A commit, and the day for which it stands."""

    commit: Commit
    day: date


def reader(register: Register) -> Git:
    """Git for looking at the register's past."""
    if register.repository is None:
        raise NoHistory
    return piped(register.repository.git_dir)


def on(commit: Commit) -> date:
    """The day on which a commit got into its history."""
    return commit.committer.when.date()


def moment(register: Register, text: str, today: date) -> Moment:
    """
    The moment that somebody means by a day or by one of git's names.

    A day means what HEAD's first-parent chain held when it ended; a month, quarter or year
    likewise.
    """
    git = reader(register)
    try:
        when = min(_day(text, today), today)
    except NotADate:
        commit = next(commits(git, "--max-count=1", resolve(git, text)))
        return Moment(commit, on(commit))
    # By the committers' own days: nowhere is it as late as two days after its midnight.
    last = f"--before={min(when, date.max - TWO_DAYS) + TWO_DAYS}T00:00:00Z"
    chain = commits(git, "--first-parent", last, resolve(git, "HEAD"))
    found = next((commit for commit in chain if on(commit) <= when), None)
    if found is None:
        raise NothingYet(when, is_shallow(git))
    return Moment(found, when)


def _day(text: str, today: date) -> date:
    if ".." in text:
        raise NotADate(text)
    span = period(text, today)
    if span.first != span.last and span.last:
        return span.last
    return day(text, today, "past")


def register_at(register: Register, commit: Commit) -> Register:
    """The register as it stood in a commit, under its policy of then."""
    git = reader(register)
    return _holding(register, git, commit, _read(git, _files(register, git, commit)))


def record_then(register: Register, commit: Commit, key: Key) -> tuple[Register, str]:
    """The same with one record alone, and with whatever is linked to it; and its name of then."""
    git = reader(register)
    files = _files(register, git, commit)
    own = _own(register, files, key)
    if not own:
        raise NotThen(key[1], commit)
    name = stem(own[0][0])
    linked = {name for _, data in _read(git, own) for name in _linked(plain(data, key[0]))}
    names = {(key[0], name), *((kind, name) for kind in BY_NAME for name in linked)}
    found = (
        (path, data)
        for path, data in _read(git, files)
        if record_at(path) in names or name.encode() in data
    )
    return _holding(register, git, commit, found), name


def _own(register: Register, files: list[tuple[str, str]], key: Key) -> list[tuple[str, str]]:
    """The files of a record, which may have had another identity."""
    own = [file for file in files if record_at(file[0]) == key and kind_at(file[0])]
    if own:
        return own
    line = of_record(Trail.of(register), key)
    earlier = {(step.key, step.new) for step in line}
    found = [file for file in files if (record_at(file[0]), file[1]) in earlier]
    if found:
        return found
    # What other tools did says nothing of its own; but an alias may now be another record.
    sql = (
        "SELECT alias FROM aliases JOIN records r USING (n) WHERE r.kind = ? AND r.id = ? "
        "AND alias NOT IN (SELECT id FROM records)"
    )
    aliases = {(key[0], alias) for (alias,) in register.index.rows(sql, key)}
    return [file for file in files if record_at(file[0]) in aliases]


def _files(register: Register, git: Git, commit: Commit) -> list[tuple[str, str]]:
    """The records' paths from the register's root, with git's ids of what they hold."""
    assert register.repository
    before = register.repository.prefix(register.root)
    found = tree(git, commit.id, *(before + top for top in TOPS))
    paths = ((path.removeprefix(before), entry) for path, entry in found.items())
    return [(path, e.id) for path, e in paths if e.mode in FILES and record_at(path)]


def _read(git: Git, files: list[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
    held = contents(git, (id_ for _, id_ in files))
    return ((path, data) for (path, _), (_, data) in zip(files, held, strict=True))


def _linked(said: object) -> set[str]:
    """The records that a record's own links lead to."""
    links = said.get("links") if isinstance(said, dict) else None
    found = (
        target(str(link.get("to")), BY_NAME)
        for link in (links if isinstance(links, list) else [])
        if isinstance(link, dict)
    )
    return {each.identity for each in found if each and each.identity}


def _holding(
    register: Register, git: Git, commit: Commit, files: Iterator[tuple[str, bytes]]
) -> Register:
    """A register with these files, that stand nowhere on the disk."""
    assert register.repository
    stated = content(git, commit.id, register.repository.prefix(register.root) + FILE)
    index = Index(register.root, None)
    policy = _policy(stated) or register.policy
    index.fill(files, policy)
    return Register(register.root, register.repository, index, policy)


def _policy(stated: bytes | None) -> Policy | None:
    """The policy of then; none where there was none, or none that can be read."""
    if stated is None:
        return None
    try:
        return parse_policy(stated)
    except LearnorgError:
        return None
