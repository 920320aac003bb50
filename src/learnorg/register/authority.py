"""Who somebody is to this register, and what they may decide."""

from collections.abc import Collection
from typing import NamedTuple

from learnorg.errors import LearnorgError
from learnorg.refs import slug
from learnorg.register.register import Register
from learnorg.settings import Policy

KNOWN = """
SELECT t.value FROM records r JOIN terms t USING (n)
WHERE r.kind = 'person' AND r.id = ?1 AND t.field = 'email'
UNION
SELECT a.alias FROM records r JOIN aliases a USING (n) WHERE r.kind = 'person' AND r.id = ?1
"""
"""The addresses and aliases of a person."""

OTHERS = """
SELECT 1 FROM records WHERE kind = 'person' AND id != ?1 AND (
    id = lower(?2) OR n IN (SELECT n FROM terms WHERE field = 'email' AND value = ?2)
    OR n IN (SELECT n FROM aliases WHERE alias = ?2)
)
"""
"""Whether another person is known by a name, or called so."""


class NotAllowed(LearnorgError):
    """A move that policy reserves for somebody else."""

    exit_code = 7

    def __init__(self, action: str, who: str, level: str, people: tuple[str, ...]) -> None:
        level = "the authority" if level == "authority" else level
        self.level = level
        super().__init__(f"policy lets only {level} {action}; you are {who}")
        asked = f": {', '.join(people)}" if people else ""
        self.hint = (
            f"Ask {level}{asked}, or propose it on a branch: the same with --propose. "
            "Levels and rights stand in learnorg.yaml."
        )


class Reserved(NamedTuple):
    """A level to which policy reserves a move, and who stands on it."""

    place: int
    level: str
    people: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The level as one speaks of it: `the authority (lea, jo)`."""
        level = "the authority" if self.level == "authority" else self.level
        return f"{level} ({', '.join(self.people)})" if self.people else level


class Mover(NamedTuple):
    """Somebody at work: the address git knows, and the person it belongs to."""

    email: str = ""
    name: str = ""
    person: str = ""
    login: str = ""
    """The name that a forge knows them by, `@lea`."""
    listed: frozenset[str] = frozenset()
    """The addresses and aliases that the register lists of the person, in lower case."""

    @property
    def known_as(self) -> str:
        """How records refer to them: as a listed person, or by name."""
        return self.person or self.login or self.name or self.email or "unknown"

    @property
    def told(self) -> str:
        """Who they are, with the address that policy would have to know."""
        address = f" <{self.email}>" if self.email else ""
        return f"{self.known_as}{address}"

    @property
    def names(self) -> frozenset[str]:
        """Everything that may stand for them in a record."""
        names = {self.email.lower(), self.name.lower(), self.person, self.login, slug(self.name)}
        return frozenset(name for name in names if name)

    @property
    def stands_as(self) -> frozenset[str]:
        """Everything by which policy may name them."""
        return self.names | standing_for(self.listed)


def standing_for(listed: Collection[str]) -> frozenset[str]:
    """What policy may call those whom a register lists by some names, `lea` also `@lea`."""
    return frozenset(listed) | {f"@{name}" for name in listed if "@" not in name}


def mover(register: Register, email: str, name: str) -> Mover:
    """Somebody at work, with the person to whom their address belongs."""
    person = owner_of(register, email)
    known = register.index.rows(KNOWN, (person,)) if person else ()
    own = (each for (each,) in known if not register.index.one(OTHERS, (person, each)))
    return Mover(email, name, person, listed=frozenset(each.lower() for each in own if each))


def owner_of(register: Register, email: str) -> str:
    """The person to whom an e-mail address belongs, as far as the register lists people."""
    person = register.index.one(
        "SELECT r.id FROM terms t JOIN records r USING (n) "
        "WHERE t.field = 'email' AND t.value = ? AND r.kind = 'person' ORDER BY r.id",
        (email,),
    )
    return person or ""


def level_of(policy: Policy, who: Mover) -> tuple[int, str]:
    """The highest level somebody stands on, as its place (0 is none) and its name."""
    if who.stands_as & {name.lower() for name in policy.authority}:
        return len(policy.levels) + 1, "authority"
    for place in range(len(policy.levels), 0, -1):
        level = policy.levels[place - 1]
        if who.stands_as & {name.lower() for name in level.people}:
            return place, level.name
    return 0, ""


def open_to_all(policy: Policy) -> bool:
    """Whether policy names nobody, so that anybody may decide anything."""
    return not policy.authority and not any(level.people for level in policy.levels)


def reserved(policy: Policy, action: str, who: Mover) -> Reserved | None:
    """The level to which policy gives a move, if somebody does not stand on it."""
    wanted = policy.rights.get(action)  # type: ignore[call-overload]  # actions without a right are nobody's
    if wanted is None or open_to_all(policy):
        return None
    places = {level.name: n for n, level in enumerate(policy.levels, start=1)}
    places["authority"] = len(policy.levels) + 1
    if level_of(policy, who)[0] >= places[wanted]:
        return None
    people = policy.authority if wanted == "authority" else ()
    for level in policy.levels:
        if level.name == wanted:
            people = level.people
    return Reserved(places[wanted], wanted, people)


def require(policy: Policy, action: str, who: Mover) -> None:
    """Refuse a move that policy gives to a level on which somebody does not stand."""
    if others := reserved(policy, action, who):
        raise NotAllowed(action, who.told, others.level, others.people)
