"""
What a repository holds, read as objects: nothing is checked out, and nothing that it brings runs.

Commits are parsed from their stored form, so that neither settings nor mail maps come between.
"""

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from itertools import islice
from typing import BinaryIO, NamedTuple

from learnorg.errors import LearnorgError
from learnorg.history.git import Git, GitFailed
from learnorg.history.trees import Entry, not_lost

AT_ONCE = 2_000
"""Objects that one git is asked for, which bounds what is held on the disk at a time."""

MOST = 1 << 20
"""As much of a file as can be a record."""

LARGE = bytes(MOST + 1)
"""What stands for a larger file that is not wanted whole; no record can be read from it."""

ODD_CODECS = {"idna", "punycode", "undefined", "utf-7"}
"""Python's codecs that are no encodings of text, or take the square of its time."""

SIGNED = re.compile(rb"(.*) <(.*)> (-?\d+) ([+-]\d{4})")
NOTHING = "0"


class NoSuchCommit(LearnorgError):
    """A name that leads to no commit here."""

    exit_code = 4
    hint = (
        "Fetch it first (`git fetch`; in a shallow clone `git fetch --unshallow`), "
        "or name another commit."
    )

    def __init__(self, name: str) -> None:
        super().__init__(f"there is no commit '{name}' in this repository")
        if name == "HEAD":
            self.hint = "Commit something first: `git add --all` and `git commit`."


class SeveralCommits(NoSuchCommit):
    """A range of commits, where one is wanted."""

    hint = "Name one commit, branch or tag, such as HEAD~1."

    def __init__(self, name: str) -> None:
        super(NoSuchCommit, self).__init__(f"'{name}' is a range of commits, and one is wanted")


@dataclass(frozen=True, slots=True)
class Signature:
    """Who says to have made something, and when; nobody has verified it."""

    name: str
    email: str
    when: datetime


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit as it is stored."""

    id: str
    tree: str
    parents: tuple[str, ...]
    author: Signature
    committer: Signature
    message: str
    signed: str = ""
    """The form of its signature, `ssh` or `openpgp`; empty without one."""

    @property
    def subject(self) -> str:
        """The message's first line."""
        return self.message.partition("\n")[0]

    def trailers(self, key: str) -> list[str]:
        """The values that the message's last paragraph gives to a key."""
        last = self.message.rstrip().rpartition("\n\n")[2]
        return [
            value.strip()
            for line in last.split("\n")
            for name, colon, value in [line.partition(":")]
            if colon and name.strip().lower() == key.lower()
        ]


class Touch(NamedTuple):
    """A path with what stood there before and after; none where there was nothing."""

    path: str
    before: Entry | None
    after: Entry | None


def resolve(git: Git, name: str) -> str:
    """The commit that a name (branch, tag, hash, `HEAD~2`) leads to."""
    if not name.isprintable() or not name:
        raise NoSuchCommit(name)
    if name.startswith("^"):  # which git takes for all that is not in a commit
        raise SeveralCommits(name)
    try:
        return git.run("rev-parse", "--verify", "--end-of-options", f"{name}^{{commit}}").line
    except GitFailed as error:
        if "single revision" not in error.stderr:  # it could not even look
            raise
        named = ("rev-parse", "--verify", "--quiet", "--end-of-options", name)
        id_ = git.run(*named, ok=(0, 1, 128)).line
        # `:/` and `{` begin words to look for in messages, where dots are just dots.
        if "\n" in id_ or (".." in name and "{" not in name and not name.startswith(":")):
            raise SeveralCommits(name) from error
        if id_ and not id_.startswith(name.lower()):  # a name that is there; a hash need not be
            not_lost(git, id_)
        raise NoSuchCommit(name) from error


def merge_bases(git: Git, one: str, other: str) -> list[str]:
    """The best common ancestors of two commits; none if their histories never met."""
    return git.run("merge-base", "--all", one, other, ok=(0, 1)).line.split()


def tree(git: Git, treeish: str, *folders: str) -> dict[str, Entry]:
    """Every file below some folders of a tree (all of them unless told otherwise), by its path."""
    with git.streamed("ls-tree", "-rz", "--full-tree", treeish, "--", *folders) as answer:
        found = {}
        for line in _split(answer):
            about, _, path = line.partition(b"\t")
            mode, _, id_ = about.decode().split(" ")
            found[_text(path)] = Entry(mode, id_)
        return found


def level(git: Git, treeish: str, folder: str = "") -> list[str]:
    """The paths of what stands in a folder (`a/b/`; the topmost unless told otherwise) itself."""
    within = ("--", folder) if folder else ()
    with git.streamed("ls-tree", "-z", "--name-only", "--full-tree", treeish, *within) as answer:
        return [path for line in _split(answer) if (path := _text(line)).startswith(folder)]


def touched(git: Git, before: str, after: str, *folders: str) -> list[Touch]:
    """What differs between two trees (or commits), in the order of paths."""
    with git.streamed(*DIFF, before, after, "--", *folders) as answer:
        return list(_touches(_split(answer)))


def contents(git: Git, ids: Iterable[str], *, whole: bool = False) -> Iterator[tuple[str, bytes]]:
    """
    Every object with its content, in the order asked for; a missing one is an error.

    `LARGE` stands for contents that are too large for a record, unless they are wanted whole.
    """
    for id_, kind, content in _stored(git, ids, None if whole else MOST):
        if kind == "missing":
            raise GitFailed("cat-file", f"the object {id_} is missing")
        yield id_, content


def content(git: Git, commit: str, path: str) -> bytes | None:
    """What a file holds in a commit or tree; none where there is no file."""
    entry = tree(git, commit, path).get(path)
    return next((data for _, data in contents(git, [entry.id])), b"") if entry else None


def commits(git: Git, *wanted: str) -> Iterator[Commit]:
    """The commits of a range (`base..head`, `--first-parent`, …), the newest first."""
    with git.streamed("rev-list", "--topo-order", *wanted, "--") as answer:
        ids = (line.decode().strip() for line in answer)
        for id_, kind, stored in _stored(git, ids):
            if kind != "commit":
                raise GitFailed("cat-file", f"{id_} is no commit")
            yield parsed(id_, stored)


def changes(
    git: Git, pairs: Iterable[tuple[str, str]], *folders: str
) -> Iterator[tuple[str, list[Touch]]]:
    """
    What each commit changed against one of its parents, for pairs of a commit and that parent.

    Without a parent (an empty one) all that the commit holds is new. Commits that touch
    nothing below the folders are left out.
    """
    with git.streamed(
        *DIFF,
        "--stdin",
        "--root",
        "--",
        *folders,
        feed=(f"{c} {p}".rstrip() + "\n" for c, p in pairs),
    ) as answer:
        current, found = "", []
        lines = _split(answer)
        for line in lines:
            if line.startswith(b":"):
                found.append(_touch(line, next(lines)))
                continue
            if found:
                yield current, found
            current, found = line.decode().strip(), []
        if found:
            yield current, found


def is_ancestor(git: Git, one: str, other: str) -> bool:
    """Whether all that `one` holds of history is in `other`."""
    return git.run("merge-base", "--is-ancestor", one, other, ok=(0, 1)).code == 0


def is_shallow(git: Git) -> bool:
    """Whether this clone lacks the older part of history."""
    return git.run("rev-parse", "--is-shallow-repository").line == "true"


def parsed(id_: str, stored: bytes) -> Commit:
    """The commit that stands in an object."""
    head, _, message = stored.partition(b"\n\n")
    fields: dict[str, list[bytes]] = {}
    key = ""
    for line in head.split(b"\n"):
        if line.startswith(b" "):  # the line before goes on
            fields[key][-1] += b"\n" + line[1:]
            continue
        word, _, value = line.partition(b" ")
        key = word.decode("ascii", "replace")
        fields.setdefault(key, []).append(value)
    encoding = _text(fields.get("encoding", [b"utf-8"])[0])
    signature = next((fields[k][0] for k in ("gpgsig", "gpgsig-sha256") if k in fields), b"")
    return Commit(
        id_,
        _text(fields.get("tree", [b""])[0]),
        tuple(_text(parent) for parent in fields.get("parent", [])),
        _signature(fields.get("author", [b""])[0], encoding),
        _signature(fields.get("committer", [b""])[0], encoding),
        _words(message, encoding),
        "ssh" if b"BEGIN SSH SIGNATURE" in signature else "openpgp" if signature else "",
    )


DIFF = ("diff-tree", "-r", "--raw", "-z", "--no-renames", "--no-abbrev", "--no-ext-diff")


def _stored(
    git: Git, ids: Iterable[str], most: int | None = None
) -> Iterator[tuple[str, str, bytes]]:
    """Every object's id, type (`missing` if there is none) and content, unless it is too large."""
    waiting = iter(ids)
    # From there on git, too, passes a content on bit by bit.
    options = () if most is None else ("-c", f"core.bigFileThreshold={most}")
    while some := list(islice(waiting, AT_ONCE)):
        feed = (f"{id_}\n" for id_ in some)
        with git.streamed(*options, "cat-file", "--batch", "--buffer", feed=feed) as answer:
            while head := answer.readline():
                id_, kind, *size = head.decode("ascii", "replace").split()
                if not size:
                    yield id_, "missing", b""
                    continue
                yield id_, kind, _content(answer, int(size[0]), most)
                answer.read(1)


def _content(answer: BinaryIO, size: int, most: int | None) -> bytes:
    """What comes next, or what stands for it."""
    if most is None or size <= most:
        return answer.read(size)
    while size and (piece := answer.read(min(size, 1 << 16))):
        size -= len(piece)
    return LARGE


def _touches(lines: Iterator[bytes]) -> Iterator[Touch]:
    for line in lines:
        yield _touch(line, next(lines))


def _touch(about: bytes, path: bytes) -> Touch:
    old_mode, mode, old, new, _ = about[1:].decode().split(" ")
    return Touch(
        _text(path),
        Entry(old_mode, old) if old.strip(NOTHING) else None,
        Entry(mode, new) if new.strip(NOTHING) else None,
    )


def _split(answer: BinaryIO, size: int = 1 << 16) -> Iterator[bytes]:
    """The pieces between NUL characters."""
    rest = b""
    while piece := answer.read(size):
        *whole, rest = (rest + piece).split(b"\0")
        yield from whole
    if rest:
        yield rest


def _signature(line: bytes, encoding: str) -> Signature:
    """Name, address and time; whatever is odd about them becomes something harmless."""
    found = SIGNED.fullmatch(line)
    if not found:
        return Signature(_words(line, encoding), "", EPOCH)
    name, email, seconds, offset = found.groups()
    return Signature(_words(name, encoding), _words(email, encoding), _time(seconds, offset))


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _time(seconds: bytes, offset: bytes) -> datetime:
    minutes = int(offset[1:3]) * 60 + int(offset[3:5])
    try:
        zone = timezone(timedelta(minutes=-minutes if offset.startswith(b"-") else minutes))
        return datetime.fromtimestamp(int(seconds), zone)
    except (ValueError, OverflowError, OSError):
        return EPOCH


def _words(text: bytes, encoding: str) -> str:
    try:
        if codecs.lookup(encoding).name not in ODD_CODECS:
            return text.decode(encoding, "replace")
    except (LookupError, ValueError):  # one that is not there, no text's, or no name at all
        pass
    return text.decode("utf-8", "replace")


def _text(path: bytes) -> str:
    return path.decode("utf-8", "surrogateescape")
