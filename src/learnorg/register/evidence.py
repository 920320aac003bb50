"""Who made a change, how sure that is, and what they may decide."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from learnorg.errors import LearnorgError
from learnorg.refs import slug
from learnorg.register.authority import Mover, NotAllowed, level_of, require
from learnorg.settings import Policy

PROOFS = ("author", "forge", "signature")
"""How sure it is who made a change, the surest last."""

TOLD = {
    "author": "as the commit says, unverified",
    "forge": "as the forge says",
    "signature": "by a verified signature",
}


class BadActors(LearnorgError):
    """A file that was to say who made and who approved a change, and does not."""

    hint = (
        'It holds {"author": {"login": …, "email": …}, "approvers": [{"login": …}]}; '
        "`learnorg ci` writes a workflow that makes it."
    )

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name} does not say who made the change: {why}")


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever made a change, the proof of it, and whoever approved it."""

    mover: Mover
    proof: str = "author"
    approvers: tuple[Mover, ...] = ()

    @property
    def told(self) -> str:
        """Who it was, and how that is known."""
        return f"{self.mover.told}, {TOLD[self.proof]}"

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
        sure = (self.mover,) if self.proven(policy) else ()
        return any(level_of(policy, who)[0] >= highest for who in (*sure, *self.approvers))

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
        self._names: dict[str, str] = {}
        self._listed: set[str] = set()
        for identity, plain in records:
            self._listed.add(identity)
            for name in addresses(plain):
                self._names.setdefault(name, identity)

    def known(self, who: Mover) -> Mover:
        """
        Somebody with the person that they are, if they are listed.

        Listed people are known by what the register lists; being called like one is not enough.
        """
        names = (who.email.lower(), who.login.removeprefix("@"), who.login)
        person = next((self._names[name] for name in names if name and name in self._names), "")
        called = {who.name.lower(), slug(who.name)} & self._listed - {person}
        return who._replace(person=person, name="" if called else who.name)


def forge(text: str, name: str, people: People) -> Forge:
    """What a forge's file says of who made and who approved a change."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        raise BadActors(name, "it is no JSON") from None
    if not isinstance(told, dict):
        raise BadActors(name, "it is no object")
    author = told.get("author")
    if author is not None and not isinstance(author, dict):
        raise BadActors(name, "`author` is no object")
    approvers = told.get("approvers") or []
    if not isinstance(approvers, list) or not all(isinstance(each, dict) for each in approvers):
        raise BadActors(name, "`approvers` is no list of objects")
    made = _mover(author, people) if author else None
    others = (_mover(each, people) for each in approvers)
    return Forge(made, tuple(who for who in others if made is None or not who.names & made.names))


def _mover(told: Mapping[str, Any], people: People) -> Mover:
    """
    Somebody the forge knows, as a listed person or else as `@login`.

    The name that they show is left out: they choose it themselves, and it proves nothing.
    """
    login, email = (v if isinstance(v := told.get(key), str) else "" for key in ("login", "email"))
    return people.known(Mover(email, login=f"@{login.lower()}" if login else ""))


def addresses(person: Mapping[str, Any]) -> Iterator[str]:
    """What a person's record says that they are known by."""
    for key in ("emails", "aliases"):
        value = person.get(key)
        values = value if isinstance(value, list) else [value]
        yield from (each.lower() for each in values if isinstance(each, str) and each)
