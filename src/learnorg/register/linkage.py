"""Links as a change brings them: they lead to what is there, and to no ring."""

import re
from collections.abc import Sequence
from typing import Any

from learnorg.errors import LearnorgError
from learnorg.kinds import BY_NAME, KINDS
from learnorg.kinds.kind import Kind
from learnorg.refs import target
from learnorg.register.dependencies import Arrow, require_no_ring
from learnorg.register.facts import pointers
from learnorg.register.links import ToItself, parts
from learnorg.register.lookup import NoSuchRecord, look_up, readable
from learnorg.register.records import Stored
from learnorg.register.register import Register

POINT = (
    "Point to a record (IMP-2611-7k3mqx, IMP-2611-7k3mqx#b7k, person:lea), another system's key "
    "(servicenow:INC0012345), or an address (https://…)."
)


OURS = re.compile(rf"(?i:{'|'.join(kind.prefix for kind in KINDS if kind.prefix)})-[0-9]{{4}}-")
"""How identities begin that somebody may have mistyped."""


class LeadsNowhere(LearnorgError):
    """A link to nothing that is there."""

    exit_code = 3

    def __init__(self, raw: str, why: str, hint: str) -> None:
        super().__init__(f"a link to '{raw}' leads nowhere: {why}")
        self.hint = hint


class NotATarget(LearnorgError):
    """Something that links cannot point to."""

    hint = (
        "Point to a record (7k3, IMP-2611-7k3mqx#b7k, CSI-142), another system's key "
        "(servicenow:INC0012345), or an address (https://…)."
    )

    def __init__(self, typed: str) -> None:
        super().__init__(f"a link cannot point to '{typed}'")


def whole(register: Register, typed: str) -> str:
    """What somebody typed to point to, in full: a whole identity, or what it is elsewhere."""
    at = target(typed, tuple(BY_NAME))
    if at is not None and at.elsewhere:
        return typed
    name, hash_, part = typed.partition("#")
    try:
        entry = register.entry(name)
    except NoSuchRecord as missing:
        if at is None and not OURS.match(typed):
            raise NotATarget(typed) from missing
        raise
    return f"{named(entry.kind, entry.identity)}{hash_}{part}"


def pointed(register: Register, typed: str) -> str:
    """The same, of something that is there, the part as well as the record."""
    to = whole(register, typed)
    _require_there(register, to)
    return to


def require_links(
    register: Register, before: Stored, after: Stored, planned: Sequence[Arrow] = ()
) -> None:
    """
    Refuse links new with a change that lead nowhere, to their own record, or into a ring.

    `planned` are links of other records that are to be written with it.
    """
    if before.data == after.data:
        return
    was = {to for _, to in pointers(before.kind, before.plain)}
    for _, to in pointers(after.kind, after.plain):
        if to not in was:
            _require_there(register, to)
    if b"links" not in after.data:
        return
    for one in new_links(before, after):
        if one.to == one.start:
            raise ToItself(after.identity)
        require_no_ring(register, *one, planned)
    there = [link.get("to") for link in _links(before)]
    for link in _links(after):
        if link.get("to") and link["to"] not in there:
            _require_there(register, str(link["to"]))


def new_links(before: Stored, after: Stored) -> list[Arrow]:
    """The links within the register that a change brings, in whole or newly told."""
    start = named(after.kind, after.identity)
    there = [(link.get("rel"), link.get("to")) for link in _links(before)]
    return [
        Arrow(start, str(link.get("rel")), str(link.get("to")).partition("#")[0])
        for link in _links(after)
        if link.get("to") and (link.get("rel"), link["to"]) not in there
    ]


def named(kind: Kind, identity: str) -> str:
    """A record as links name it, whole."""
    return identity if kind.prefix else f"{kind.name}:{identity}"


def _links(stored: Stored) -> list[dict[str, Any]]:
    links = stored.plain.get("links")
    return [one for one in links if isinstance(one, dict)] if isinstance(links, list) else []


def _require_there(register: Register, raw: str) -> None:
    """Refuse a target that is not there; files name records whole, so no alias is followed."""
    at = target(raw, tuple(BY_NAME))
    if at is not None and at.elsewhere:
        return
    if at is None:
        raise LeadsNowhere(raw, "that is nothing a link can point to", POINT)
    bare = raw.partition("#")[0]
    entry = look_up(register.index, bare)
    if bare not in (named(entry.kind, entry.identity), entry.identity):
        whole = f"{named(entry.kind, entry.identity)}{raw[len(bare) :]}"
        raise LeadsNowhere(raw, "links name their record whole", f"Write {whole}.")
    known = parts(register.plain(readable(entry))) if at.part else set()
    if at.part and at.part not in known:
        listed = f"Its parts: {', '.join(sorted(known))}." if known else "It has no parts."
        raise LeadsNowhere(raw, f"{entry.identity} has no part '#{at.part}'", listed)
