"""
How records are named, and how people and links point to them.

A minted identity is `IMP-2611-7k3mqx`: the kind's prefix, the year and month it was
raised in, and six random symbols. A named identity is a slug its author chose.
"""

import re
from collections.abc import Callable, Collection
from datetime import date
from typing import NamedTuple

from learnorg.errors import LearnorgError

SYMBOLS = "0123456789bcdfghjkmnpqrstvwxyz"
"""No vowels, so no words; no `i l o`, so it can be read aloud."""

LENGTH = 6
SHORTEST = 3
PART_LENGTH = 3

MINTED = re.compile(rf"([A-Z]{{2,4}})-([0-9]{{2}})(0[1-9]|1[0-2])-([{SYMBOLS}]{{{LENGTH}}})")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
PART = re.compile(rf"[{SYMBOLS}]{{{PART_LENGTH},8}}")
ADDRESS = r"(?:[a-z][a-z0-9+.-]*://|mailto:)[^\s/][^\s]*"
SYSTEM = re.compile(r"[a-z][a-z0-9.-]*")
BEFORE = r"(?:(?:[A-Z]{2,4}-)?[0-9]{4}-)?"
READ_ALOUD = str.maketrans("oilOIL", "011011")
"""What somebody may hear or read instead of a 0 or a 1."""

RELATIONS = {
    "raised-from": "gave rise to",
    "depends-on": "is needed by",
    "part-of": "consists of",
    "duplicates": "is duplicated by",
    "supersedes": "is superseded by",
    "contributes-to": "is served by",
    "measured-by": "measures",
    "documents": "is documented by",
    "teaches": "is taught by",
    "learned-from": "taught",
    "replicates": "is replicated by",
    "decided-by": "decides",
    "responds-to": "is answered by",
    "relates-to": "relates to",
}
"""The closed list of relations, each with the words for its other end."""


POINTERS = {"home": "answers a finding of", "sources": "is a source for"}
"""The keys of parts that point to records, each with the words for its other end."""


class NoFreeIdentity(LearnorgError):
    """Every identity that was drawn is in use, which chance does not do."""

    exit_code = 5
    hint = "Run `learnorg doctor`: the register's index may be damaged."

    def __init__(self, prefix: str) -> None:
        super().__init__(f"no free {prefix} identity was found in a hundred draws")


def stem(path: str) -> str:
    """What a file is called, without its folder and ending: the identity of a record in it."""
    return path.rpartition("/")[2].rpartition(".")[0]


def mint(prefix: str, raised: date, taken: Callable[[str], bool]) -> str:
    """A new identity for something raised on a day, unlike all that are taken."""
    import secrets  # 3 ms, which reading need not pay

    for _ in range(100):
        symbols = "".join(secrets.choice(SYMBOLS) for _ in range(LENGTH))
        identity = f"{prefix}-{raised:%y%m}-{symbols}"
        if not taken(identity):
            return identity
    raise NoFreeIdentity(prefix)


def mint_part(taken: Collection[str]) -> str:
    """A short identity for a part of a record, unlike its siblings'."""
    import secrets  # as above

    while (part := "".join(secrets.choice(SYMBOLS) for _ in range(PART_LENGTH))) in taken:
        pass
    return part


class Wanted(NamedTuple):
    """What somebody typed to point to a record, brought into the files' spelling."""

    typed: str
    kind: str = ""
    exact: str = ""
    before: str = ""
    """Kind and month, as far as they stand before the symbols: `IMP-2611-`."""
    symbols: str = ""
    slug: str = ""


def wanted(typed: str) -> Wanted:
    """
    Every way to read what somebody typed as a pointer to a record.

    Upper case, `o` for `0`, `i` and `l` for `1`, and identities without kind and
    month are all understood; `kind:slug` names the kind.
    """
    word = typed.strip()
    kind, colon, rest = word.partition(":")
    if colon and SYSTEM.fullmatch(kind):
        return Wanted(typed, kind=kind, exact=rest, slug=rest.lower())
    head, hyphen, tail = word.rpartition("-")
    symbols = tail.lower().translate(READ_ALOUD)
    prefix, dash, month = head.upper().rpartition("-")
    before = prefix + dash + month.translate(READ_ALOUD) + hyphen
    exact = before + symbols if MINTED.fullmatch(before + symbols) else ""
    partial = re.fullmatch(BEFORE, before) and SHORTEST <= len(symbols) <= LENGTH
    if not (partial and set(symbols) <= set(SYMBOLS)):
        before = symbols = ""
    return Wanted(typed, exact=exact, before=before, symbols=symbols, slug=word.lower())


class Target(NamedTuple):
    """Where a link points: into this register, or beyond it."""

    identity: str = ""
    kind: str = ""
    part: str = ""
    elsewhere: str = ""


def target(to: str, kinds: Collection[str]) -> Target | None:
    """
    What a link's `to` points to, or nothing if it is of no known form.

    An identity with an optional `#part`, `kind:slug` for one of the kinds,
    `other-register:IDENTITY` or `system:key`, or an address.
    """
    if "://" in to or to.startswith("mailto:"):
        return Target(elsewhere=to) if re.fullmatch(ADDRESS, to) else None
    identity, _, part = to.partition("#")
    if part and not PART.fullmatch(part):
        return None
    if MINTED.fullmatch(identity) or SLUG.fullmatch(identity):
        return Target(identity=identity, part=part)
    before, colon, after = identity.partition(":")
    if not colon or not after or not SYSTEM.fullmatch(before):
        return None
    if before in kinds:
        return Target(identity=after, kind=before, part=part) if SLUG.fullmatch(after) else None
    return Target(elsewhere=to)


def slug(text: str) -> str:
    """The text as a named identity: lower case, digits and single hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))
