"""What waits for what: the relations that must not come back to where they begin."""

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from learnorg.errors import LearnorgError
from learnorg.methods.rings import way
from learnorg.register.planning import steps
from learnorg.register.register import Register

RINGLESS = ("depends-on", "part-of")
"""Relations of which nothing may stand above, or wait for, itself."""

AT_MOST = 8
"""So many records of a ring are named, or one more; of a longer one its two ends."""


class WouldCloseARing(LearnorgError):
    """A link through which a record would wait for itself, or be a part of itself."""

    exit_code = 7

    def __init__(self, relation: str, ring: Sequence[str]) -> None:
        one, *_, last = ring
        said = relation.replace("-", " ")
        super().__init__(f"{one} would be linked in a ring, '{said}': {told(ring)}")
        self.hint = (
            "One of these links is to go first, such as the last one: "
            f"learnorg link {last} {relation} {one} --remove"
        )


class Arrow(NamedTuple):
    """A link from one record to another, both named as links name them."""

    start: str
    relation: str
    to: str


class Wait(NamedTuple):
    """Something that is waited for, and how far it is."""

    identity: str
    title: str
    state: str
    part: str = ""
    """The step of it that is waited for, where it is not the whole."""

    @property
    def named(self) -> str:
        """The record, with the part if it is one."""
        return f"{self.identity}#{self.part}" if self.part else self.identity


def told(ring: Sequence[str]) -> str:
    """A ring in words: A -> B -> A."""
    shown = [*ring, ring[0]]
    if len(ring) > AT_MOST + 1:
        half = AT_MOST // 2
        left_out = f"… {len(ring) - AT_MOST} more …"
        shown = [*ring[:half], left_out, *ring[-half:], ring[0]]
    return " -> ".join(shown)


def edges(register: Register, relation: str) -> dict[str, list[str]]:
    """
    Where the links of a relation lead, record by record; those to a part lead to its record.

    Records are named as links name them: `IMP-2611-7k3mqx`, `person:lea`.
    """
    found: dict[str, list[str]] = {}
    for start, to in register.index.rows(
        f"SELECT {_named('r')}, {_named('o')} FROM links l JOIN records r USING (n) "
        "JOIN records o ON o.id = l.identity AND (l.kind = '' OR o.kind = l.kind) "
        "WHERE l.rel = ? AND l.identity != '' AND r.n != o.n",
        (relation,),
    ):
        found.setdefault(start, []).append(to)
    return found


def _named(table: str) -> str:
    own = f"{table}.id"
    return f"CASE WHEN {table}.symbols != '' THEN {own} ELSE {table}.kind || ':' || {own} END"


def require_no_ring(
    register: Register, start: str, relation: str, to: str, planned: Sequence[Arrow] = ()
) -> None:
    """
    Refuse a link that would close a ring; both records named as links name them.

    `planned` are links that are about to be written and not in the register yet.
    """
    if relation not in RINGLESS:
        return
    known = edges(register, relation)
    for one in planned:
        if one.relation == relation:
            known.setdefault(one.start, []).append(one.to)
    if back := way(known, to, start):
        raise WouldCloseARing(relation, [start, *back[:-1]])


def waits(register: Register, identities: Iterable[str]) -> dict[str, list[Wait]]:
    """
    What each of some improvements waits for: the improvements it depends on that are not closed.

    A step that it depends on is waited for until it is done.
    """
    found: dict[str, list[Wait]] = {}
    for start, to, title, state, raw, plan in register.index.rows(
        "SELECT r.id, o.id, o.title, o.state, l.raw, "
        "CASE WHEN instr(l.raw, '#') THEN json_extract(c.json, '$.plan') END "
        "FROM links l JOIN records r USING (n) "
        "JOIN records o ON o.id = l.identity AND (l.kind = '' OR o.kind = l.kind) "
        "JOIN contents c ON c.n = o.n WHERE l.rel = 'depends-on' AND o.kind = 'improvement' "
        "AND o.broken IS NULL AND o.state != 'closed' AND r.n != o.n "
        "AND r.id IN (SELECT value FROM json_each(?)) ORDER BY r.id, o.id, l.raw",
        (json.dumps(list(identities)),),
    ):
        part = raw.partition("#")[2]
        if not (part and _done(plan, part)):
            found.setdefault(start, []).append(Wait(to, title, state, part))
    return found


def _done(plan: str | None, part: str) -> bool:
    """Whether the part of a record is a step of its plan that is done."""
    try:
        known = steps(json.loads(plan or "[]"))
    except ValueError:  # a plan that is a single text
        return False
    return any(step.id == part and step.done for step in known)
