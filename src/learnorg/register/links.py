"""How records hang together: the links they hold, and those that others hold to them."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from learnorg.errors import LearnorgError
from learnorg.refs import POINTERS, RELATIONS
from learnorg.register.lookup import Entry
from learnorg.register.register import Register

MUTUAL = frozenset(rel for rel, other in RELATIONS.items() if rel.replace("-", " ") == other)
"""Relations that say the same from both ends."""


class ToItself(LearnorgError):
    """A record linked to itself."""

    hint = "Name another record."

    def __init__(self, identity: str) -> None:
        super().__init__(f"{identity} cannot be linked to itself")


class Bond(NamedTuple):
    """A link seen from one record: the relation in words, and what stands at the other end."""

    relation: str
    to: str
    title: str = ""
    state: str = ""
    there: bool = True


def parts(plain: Mapping[str, Any]) -> set[str]:
    """The parts of a record that a link may lead to, `#b7k`, by their identities."""
    found: set[str] = set()
    for value in plain.values():
        for item in value if isinstance(value, list) else ():
            if isinstance(item, dict):
                if item.get("id"):
                    found.add(str(item["id"]))
                found |= parts(item)
    return found


def bonds(register: Register, entry: Entry) -> list[Bond]:
    """The links of a record, its own first, then those that point to it and say anything new."""
    own = register.index.rows(
        "SELECT l.rel, l.raw, l.identity, r.id, r.title, r.state FROM links l "
        "LEFT JOIN records r ON r.id = l.identity AND l.identity != '' WHERE l.n = ?",
        (entry.n,),
    )
    back = register.index.rows(
        "SELECT l.rel, r.id, r.title, r.state FROM links l JOIN records r USING (n) "
        "WHERE l.identity = ? AND l.n != ? ORDER BY l.rel, r.id",
        (entry.identity, entry.n),
    )
    mutual = {identity for rel, _, identity, *_ in own if rel in MUTUAL}
    linked = {identity for rel, _, identity, *_ in own if rel not in POINTERS}
    return [
        Bond(rel, raw, title or "", state or "", there=bool(found) or not identity)
        for rel, raw, identity, found, title, state in own
        if rel not in POINTERS
    ] + [
        Bond(RELATIONS.get(rel) or POINTERS.get(rel, rel), i, title, state)
        for rel, i, title, state in dict.fromkeys(back)
        if (rel not in MUTUAL or i not in mutual) and (rel not in POINTERS or i not in linked)
    ]
