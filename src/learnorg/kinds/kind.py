"""The words of a kind: everything the generic verbs need to know, as plain data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any

from learnorg.refs import MINTED, SLUG

if TYPE_CHECKING:  # the models cost 100 ms, which warm reads must not pay
    from learnorg.kinds.record import Record


@dataclass(frozen=True, eq=False)
class Kind:
    """What the house needs to know of a kind without its model; there is one of each."""

    name: str
    """Singular, lower case: `improvement`."""
    plural: str
    folder: str
    """Where its files stand, from the register's root."""
    states: tuple[str, ...]
    """In the order of the life cycle; the first is the one a record is born in."""
    finished: frozenset[str]
    """States that `list` leaves out unless asked."""
    groups: tuple[tuple[str, ...], ...]
    """The keys of a file in their order; a blank line stands between groups."""
    columns: tuple[str, ...]
    """What `list` shows."""
    prose: frozenset[str]
    """Keys whose text is searched."""
    package: str
    """Where the model is."""
    prefix: str = ""
    """Of minted identities; empty where the author's slug is the identity."""
    numbers: frozenset[str] = frozenset()
    """Keys, at any depth, whose values are numbers."""
    truths: frozenset[str] = frozenset()
    """Keys, at any depth, whose values are true or false."""
    many: Mapping[str, str] = field(default_factory=dict)
    """Fields that hold several terms to filter by, with the word a query calls each by."""

    lists: frozenset[str] = frozenset({"tags", "aliases"})
    """Fields that hold a list, of which a file may give a single item without one."""

    suffix: str = ".yaml"
    """The ending of its files: `.md` where most of a record is prose, below a head of keys."""
    due: str = "due"
    """The key of the day that queries know as `due`."""
    people: frozenset[str] = frozenset()
    """Keys, besides those that every kind may have, under which people are named."""
    pointing: tuple[tuple[str, ...], ...] = ()
    """Where records are pointed to besides `links`: the keys on the way, lists between them."""
    aside: frozenset[str] = frozenset()
    """States that are entered from anywhere, without those between."""
    by_verbs: bool = True
    """Whether its states come about by verbs, which keep their dates."""
    verbs: Mapping[str, str] = field(default_factory=dict)
    """The command that brings a record on to each state, where the kind has its own."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key of a file, in order."""
        return tuple(key for group in self.groups for key in group)

    def path(self, identity: str) -> str:
        """Where the record of an identity stands, from the register's root."""
        minted = MINTED.fullmatch(identity)
        if self.prefix and minted:
            return f"{self.folder}/20{minted[2]}/{minted[3]}/{identity}{self.suffix}"
        return f"{self.folder}/{identity}{self.suffix}"

    def owns(self, identity: str) -> bool:
        """Whether an identity has the form that this kind's identities have."""
        if not self.prefix:
            return SLUG.fullmatch(identity) is not None
        minted = MINTED.fullmatch(identity)
        return minted is not None and minted[1] == self.prefix

    def model(self) -> "type[Record]":
        """The pydantic model of this kind's records."""
        model: type[Record] = import_module(f"{self.package}.model").MODEL
        return model


Plain = Any
"""Text, None, a list or a dict of these: a document's content before any type is given to it."""

Taken = Callable[[str], bool]
