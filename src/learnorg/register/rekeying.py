"""Another identity for a record: its file renamed, and what points to it rewritten."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from learnorg.errors import LearnorgError
from learnorg.files.loader import load
from learnorg.files.splice import Edit
from learnorg.kinds.kind import Kind
from learnorg.refs import MINTED, mint
from learnorg.register.facts import several
from learnorg.register.lookup import Entry, entries
from learnorg.register.records import Revision, Stored, form, read, revised, revision
from learnorg.register.register import Register

Link = tuple[Any, Any]
"""What tells a link from the others of its record: its relation, and what it points to."""


class NotMinted(LearnorgError):
    """A record whose identity was chosen by whoever wrote it."""

    exit_code = 7
    hint = "Rename its file and its `id` by hand, and keep the old one under `aliases`."

    def __init__(self, identity: str, kind: Kind) -> None:
        super().__init__(f"{identity} is a {kind.name}; its identity is a name, and not minted")


class SettledByHand(LearnorgError):
    """Two records of one identity, of which somebody has made one already."""

    exit_code = 4

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} was settled by hand, and would be overwritten")
        self.hint = (
            f"Put it to git (`git add {path}`), or bring the conflict back "
            f"(`git checkout --merge -- {path}`) and try again."
        )


def fresh(register: Register, kind: Kind, identity: str) -> str:
    """An identity of the same month that nothing has yet."""
    minted = MINTED.fullmatch(identity)
    if not kind.prefix or minted is None:
        raise NotMinted(identity, kind)

    def taken(new: str) -> bool:
        there = register.index.one("SELECT 1 FROM records WHERE id = ?", (new,))
        return bool(there) or (register.root / kind.path(new)).exists()

    return mint(kind.prefix, date(2000 + int(minted[2]), int(minted[3]), 1), taken)


def rekeyed(register: Register, entry: Entry) -> list[Revision]:
    """A record under a new identity, the old one its alias, and every link to it."""
    stored = read(register.root, entry)
    old = entry.identity
    new = fresh(register, entry.kind, old)
    aliases = [*several(stored.plain.get("aliases")), old]
    edits = [*_towards(stored.plain, old, new), Edit(("aliases",), aliases)]
    after = _renamed(stored, new, edits)
    before = Revision(entry.kind, old, entry.title, entry.path, stored.data, None)
    return [before, after, *pointing(register, old, new)]


def taken_out(
    register: Register, entry: Entry, ours: bytes, theirs: bytes, before: Callable[[str], bytes]
) -> list[Revision]:
    """
    Of two records with one identity, theirs under a new one, and ours as it was.

    `before` gives a file as it stood on our side: links that it lacks came from theirs.
    """
    new = fresh(register, entry.kind, entry.identity)
    now = (register.root / entry.path).read_bytes()
    if not entry.broken and now not in (ours, theirs):
        raise SettledByHand(entry.path)
    mine, others = (
        Stored(entry.kind, entry.identity, entry.path, side, load(side, form(entry.kind)))
        for side in (ours, theirs)
    )
    title = str(mine.plain.get("title") or "")
    kept = Revision(entry.kind, entry.identity, title, entry.path, now, ours)
    after = _renamed(others, new, _towards(others.plain, entry.identity, new))
    return [kept, after, *pointing(register, entry.identity, new, before)]


def pointing(
    register: Register, old: str, new: str, before: Callable[[str], bytes] | None = None
) -> list[Revision]:
    """Every record that points to an identity, pointing to another one."""
    revisions = []
    for entry in entries(register.index, "n IN (SELECT n FROM links WHERE identity = ?)", (old,)):
        if entry.identity == old:
            continue
        stored = read(register.root, entry)
        kept = _links(before(entry.path)) if before else set()
        edits = _towards(stored.plain, old, new, kept)
        revisions.append(revision(stored, revised(stored, edits)))
    return revisions


def _renamed(stored: Stored, new: str, edits: Iterable[Edit]) -> Revision:
    """A new file with a record's content and some edits of it."""
    after = revised(stored, [Edit(("id",), new), *edits])
    title = str(after.plain.get("title") or "")
    return Revision(stored.kind, new, title, stored.kind.path(new), None, after.data)


def _towards(
    plain: dict[str, Any], old: str, new: str, kept: Iterable[Link] = frozenset()
) -> list[Edit]:
    """The edits that let a record's links to an identity point to another one."""
    links = plain.get("links")
    edits = []
    for n, link in enumerate(links if isinstance(links, list) else []):
        if not isinstance(link, dict) or (link.get("rel"), link.get("to")) in kept:
            continue
        identity, hash_, part = str(link.get("to")).partition("#")
        if identity == old:
            edits.append(Edit(("links", n, "to"), f"{new}{hash_}{part}"))
    return edits


def _links(data: bytes) -> set[Link]:
    """The links in a file, as far as it can be read."""
    try:
        links = load(data).plain().get("links")
    except LearnorgError:
        return set()
    return {
        (link.get("rel"), link.get("to"))
        for link in (links if isinstance(links, list) else [])
        if isinstance(link, dict)
    }
