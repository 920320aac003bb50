"""Who made a change, how sure that is, and what they may decide."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from learnorg.errors import LearnorgError
from learnorg.files.json_text import NotRead, decoded, parsed
from learnorg.refs import slug
from learnorg.register.authority import Mover, NotAllowed, level_of, require
from learnorg.settings import Policy
from learnorg.spelling import did_you_mean

PROOFS = ("author", "forge", "signature")
"""How sure it is who made a change, the surest last."""

TOLD = {
    "author": "as the commit says, unverified",
    "forge": "as the forge says",
    "signature": "by a verified signature",
}


KEYS = ("author", "approvers")
KNOWN_BY = ("login", "email")
"""What a forge's file says, and what people are known by; what else it tells of them is let be."""


class BadActors(LearnorgError):
    """A file that was to say who made and who approved a change, and does not."""

    form = (
        'It holds {"author": {"login": …, "email": …}, "approvers": [{"login": …}]}; '
        "`learnorg ci` writes a workflow that makes it."
    )

    def __init__(self, name: str, why: str, meant: str = "") -> None:
        super().__init__(f"{name} does not say who made the change: {why}")
        self.hint = f"{meant} {self.form}".lstrip()


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever made a change, the proof of it, and whoever approved it."""

    mover: Mover
    proof: str = "author"
    approvers: tuple[Mover, ...] = ()
    doubt: str = ""
    """Why the commit's signature is no proof, if it bears one."""

    @property
    def told(self) -> str:
        """Who it was, and how that is known."""
        doubt = f" ({self.doubt})" if self.doubt else ""
        return f"{self.mover.told}, {TOLD[self.proof]}{doubt}"

    def lacks(self, policy: Policy, action: str) -> str:
        """The level that policy asks for, where neither maker nor approvers stand on it."""
        needed = ""
        for who in (self.mover, *self.approvers):
            try:
                require(policy, action, who)
            except NotAllowed as refused:
                needed = refused.level
            else:
                return ""
        return needed

    def governs(self, policy: Policy) -> bool:
        """Whether maker or approver surely stands as high as policy lets anybody stand."""
        peopled = (n for n, level in enumerate(policy.levels, start=1) if level.people)
        highest = len(policy.levels) + 1 if policy.authority else max(peopled, default=0)
        return any(level_of(policy, who)[0] >= highest for who in self.sure(policy))

    def sure(self, policy: Policy) -> tuple[Mover, ...]:
        """Maker and approvers, as far as policy takes them for who they say they are."""
        return (*((self.mover,) if self.proven(policy) else ()), *self.approvers)

    def proven(self, policy: Policy) -> bool:
        """Whether it is as sure as policy demands."""
        return PROOFS.index(self.proof) >= PROOFS.index(policy.evidence.demand)


@dataclass(frozen=True, slots=True)
class Forge:
    """Who made and who approved a pull request, as the forge says."""

    author: Mover | None = None
    approvers: tuple[Mover, ...] = ()


class People:
    """Which person an address or a name at the forge belongs to."""

    def __init__(self, records: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
        self._had: dict[str, set[str]] = {}
        self._listed: set[str] = set()
        for identity, plain in records:
            self._listed.add(identity)
            for name in addresses(plain):
                self._had.setdefault(name, set()).add(identity)
        self._names = {name: who for name, (who, *others) in self._had.items() if not others}
        """What belongs to one person; what several have is nobody's."""
        for name in self._listed & self._names.keys():
            if self._names[name] != name:  # what another person is called
                del self._names[name]
        self._own: dict[str, set[str]] = {}
        for name, who in self._names.items():
            self._own.setdefault(who, set()).add(name)

    def known(self, who: Mover) -> Mover:
        """
        Somebody with the person that they are, if they are listed.

        Listed people are known by all that the register lists of them; being called like one
        is not enough.
        """
        names = (who.email.lower(), who.login.removeprefix("@"), who.login)
        person = next((self._names[name] for name in names if name and name in self._names), "")
        called = any(self.others(each, person) for each in (who.name, slug(who.name)) if each)
        listed = frozenset(self._own.get(person, ()))
        return who._replace(person=person, name="" if called else who.name, listed=listed)

    def others(self, name: str, *themselves: str) -> list[str]:
        """Who else is known by an address or alias, or called so."""
        name = name.lower()
        known = self._had.get(name, set()) | self._listed & {name}
        return sorted(known - set(themselves))

    def names(self, person: str) -> set[str]:
        """All that a person is called and known by, be it others' too."""
        return {person, *(name for name, who in self._had.items() if person in who)}

    def meant(self, name: str) -> str:
        """The person whom a record means by a slug, address, alias or name; else the slug of it."""
        spelled, told = name.lower(), slug(name)
        if {spelled, told} & self._listed:
            return spelled if spelled in self._listed else told
        return self._names.get(spelled) or told or spelled


def forge(data: bytes, name: str, people: People) -> Forge:
    """Who made and who approved a change, as a forge's file says; none of it is passed over."""
    try:
        told = parsed(decoded(data))
    except NotRead as wrong:
        raise BadActors(name, str(wrong)) from None
    if not isinstance(told, dict):
        raise BadActors(name, "it is no object")
    for key in told:
        if key not in KEYS:
            raise BadActors(name, f"'{key}' is no known key", did_you_mean(key, KEYS))
    author, approvers = told.get("author"), told.get("approvers")
    if author is not None and not isinstance(author, dict):
        raise BadActors(name, "`author` is no object")
    approvers = [] if approvers is None else approvers
    if not isinstance(approvers, list) or not all(isinstance(each, dict) for each in approvers):
        raise BadActors(name, "`approvers` is no list of objects")
    made = None if author is None else _mover(author, people, name, "author")
    others = [_mover(each, people, name, f"approvers.{n}") for n, each in enumerate(approvers, 1)]
    return Forge(made, tuple(who for who in others if made is None or not who.names & made.names))


def _mover(told: Mapping[str, Any], people: People, name: str, at: str) -> Mover:
    """
    Somebody the forge knows, as a listed person or else as `@login`.

    The name that they show is left out: they choose it themselves, and it proves nothing.
    """
    said = {key: told.get(key) or "" for key in KNOWN_BY}
    for key, value in told.items():
        if key in KNOWN_BY and value is not None and not isinstance(value, str):
            raise BadActors(name, f"`{at}.{key}` is no text")
    if not any(said.values()):
        others = [did_you_mean(key, KNOWN_BY) for key in told if key not in KNOWN_BY]
        near = next(filter(None, others), "")
        raise BadActors(name, f"`{at}` has neither `login` nor `email`", near)
    login, email = said["login"].lower(), said["email"]
    return people.known(Mover(email, login=f"@{login}" if login else ""))


def addresses(person: Mapping[str, Any]) -> Iterator[str]:
    """What a person's record says that they are known by."""
    for key in ("emails", "aliases"):
        value = person.get(key)
        values = value if isinstance(value, list) else [value]
        yield from (each.lower() for each in values if isinstance(each, str) and each)
