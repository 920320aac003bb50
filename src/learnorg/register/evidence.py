"""Who made a change, how sure that is, and what they may decide."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from learnorg.errors import LearnorgError
from learnorg.register.authority import Mover, NotAllowed, require
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
        for identity, plain in records:
            for key in ("emails", "aliases"):
                for name in _several(plain.get(key)):
                    self._names.setdefault(name.lower(), identity)

    def known(self, who: Mover, login: str = "") -> Mover:
        """Somebody with the person that they are, if they are listed."""
        names = (who.email.lower(), login.lower(), f"@{login.lower()}" if login else "")
        person = next((self._names[name] for name in names if name and name in self._names), "")
        return replace(who, person=person or who.person)


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
    return people.known(Mover(email, "", f"@{login.lower()}" if login else ""), login)


def _several(value: Any) -> Iterator[str]:
    values = value if isinstance(value, list) else [value]
    yield from (each for each in values if isinstance(each, str) and each)
