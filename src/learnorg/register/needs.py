"""
What people need to know: the needs of each role, where each can be learned, and who knows it.

A need's sources are those it names, and the records that link to it with `documents` or
`teaches`. One that is validated (an article) or approved (a resource) is sound.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from learnorg.kinds import BY_NAME
from learnorg.kinds.role import ROLE
from learnorg.refs import slug, target
from learnorg.register.facts import several
from learnorg.register.people import Directory
from learnorg.register.register import Register

SOUND: Mapping[str, str] = {"article": "validated", "resource": "approved"}
"""The state in which a record of each kind is a source to rely on."""

Found = Mapping[tuple[str, str], "Source"]
"""The records that sources may be, by kind and identity."""


class Source(NamedTuple):
    """Where something can be learned, as a need names it or as what links to the need."""

    target: str
    kind: str = ""
    """Empty for what stands elsewhere."""
    title: str = ""
    state: str = ""
    open: bool = True
    """Whether it is neither archived nor retired, and is there at all."""

    @property
    def sound(self) -> bool:
        """Whether somebody has found it right."""
        return bool(self.kind) and SOUND.get(self.kind) == self.state


class Holder(NamedTuple):
    """Somebody who knows it: the name as written, and what the register knows of them."""

    name: str
    left: bool = False
    team: bool = False


class Need(NamedTuple):
    """Something to know for an activity: how it is passed on, where it stands, who has it."""

    role: str
    id: str
    topic: str
    critical: bool
    ways: Sequence[str]
    sources: Sequence[Source]
    holders: Sequence[Holder]

    @property
    def address(self) -> str:
        """What links name it by; empty where it has no short id."""
        return f"role:{self.role}#{self.id}" if self.id else ""

    @property
    def covered(self) -> bool:
        """Whether any of its sources is sound."""
        return any(one.sound for one in self.sources)

    @property
    def of_use(self) -> list[Source]:
        """Its sources that are there and neither archived nor retired."""
        return [one for one in self.sources if one.open]

    @property
    def here(self) -> list[Holder]:
        """Its holders who have not left."""
        return [one for one in self.holders if not one.left]

    @property
    def held_by_one(self) -> bool:
        """Whether one person alone is said to know it; a listed team is more than one."""
        return len(self.here) == 1 and not self.here[0].team


class Activity(NamedTuple):
    """Something done in a role, and what one needs to know for it."""

    id: str
    do: str
    needs: Sequence[Need]


class Role(NamedTuple):
    """A role with its activities."""

    identity: str
    title: str
    state: str
    path: str
    team: str
    owner: str
    activities: Sequence[Activity]

    @property
    def needs(self) -> list[tuple[Activity, Need]]:
        """Every need, with the activity it belongs to."""
        return [(activity, need) for activity in self.activities for need in activity.needs]


def roles(register: Register, only: str = "") -> list[Role]:
    """Every role that is live, or the one of a slug, with the needs of its activities."""
    known = [
        (entry, plain)
        for entry, plain in register.all(ROLE)
        if (entry.identity == only if only else entry.state not in ROLE.finished)
    ]
    if not known:
        return []
    found, linked = _records(register), _linked(register)
    directory, teams = Directory(register), {slug(team) for team in register.policy.teams}
    made = []
    for entry, plain in known:
        reader = _Reader(entry.identity, found, linked, directory, teams)
        activities = [reader.activity(one) for one in _parts(plain.get("activities"))]
        made.append(
            Role(
                entry.identity, entry.title, entry.state, entry.path, _text(plain.get("team")),
                _text(plain.get("owner")), activities,
            )
        )  # fmt: skip
    return made


class _Reader(NamedTuple):
    """What reading one role's needs takes."""

    role: str
    found: Found
    linked: Mapping[tuple[str, str], Sequence[Source]]
    directory: Directory
    teams: set[str]

    def activity(self, plain: Mapping[str, Any]) -> Activity:
        needs = [self._need(one) for one in _parts(plain.get("needs"))]
        return Activity(_text(plain.get("id")), _text(plain.get("do")), needs)

    def _need(self, plain: Mapping[str, Any]) -> Need:
        own = _text(plain.get("id"))
        named = [self._named(to) for to in several(plain.get("sources"))]
        whole = {one.target: one for one in (*named, *self.linked.get((self.role, own), ()))}
        holders = {self.directory.who(name): name for name in several(plain.get("holders"))}
        return Need(
            self.role, own, _text(plain.get("topic")), plain.get("critical") == "true",
            several(plain.get("ways")), list(whole.values()),
            [self._holder(who, name) for who, name in holders.items()],
        )  # fmt: skip

    def _named(self, to: str) -> Source:
        at = target(to, BY_NAME)
        if at is None or at.elsewhere:
            return Source(to, open=at is not None)
        kinds = (at.kind,) if at.kind else BY_NAME
        there = (self.found.get((kind, at.identity)) for kind in kinds)
        return next((one for one in there if one), Source(to, open=False))

    def _holder(self, who: str, name: str) -> Holder:
        plain = self.directory.records.get(who)
        left = plain is not None and plain.get("state") == "left"
        return Holder(name, left, plain is None and slug(name) in self.teams)


def _records(register: Register) -> dict[tuple[str, str], Source]:
    """Every record that some need names as its source."""
    rows = register.index.rows(
        "SELECT DISTINCT r.kind, r.id, r.title, r.state, r.open FROM links l "
        "JOIN records r ON r.id = l.identity WHERE l.rel = 'sources' AND l.identity != '' "
        "AND r.kind != '' AND (l.kind = '' OR l.kind = r.kind) ORDER BY r.kind, r.id"
    )
    return {(kind, identity): _source(kind, identity, *rest) for kind, identity, *rest in rows}


def _linked(register: Register) -> dict[tuple[str, str], list[Source]]:
    """The records that say of themselves that they document or teach a need, by role and need."""
    found: dict[tuple[str, str], list[Source]] = {}
    rows = register.index.rows(
        "SELECT DISTINCT l.identity, l.raw, r.kind, r.id, r.title, r.state, r.open FROM links l "
        "JOIN records r USING (n) WHERE l.rel IN ('documents', 'teaches') AND l.kind IN ('', ?) "
        "AND l.identity != '' AND instr(l.raw, '#') AND r.kind != '' ORDER BY r.kind, r.id",
        (ROLE.name,),
    )
    for role, raw, kind, identity, *rest in rows:
        found.setdefault((role, raw.partition("#")[2]), []).append(_source(kind, identity, *rest))
    return found


def _source(kind: str, identity: str, title: str, state: str, is_open: float) -> Source:
    whole = identity if BY_NAME[kind].prefix else f"{kind}:{identity}"
    return Source(whole, kind, title, state, bool(is_open))


def _parts(value: Any) -> Iterator[Mapping[str, Any]]:
    return (one for one in (value if isinstance(value, list) else ()) if isinstance(one, dict))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
