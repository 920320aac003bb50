"""Whom a register knows by name: its people, and the teams of its policy."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from learnorg.kinds.person import PERSON
from learnorg.refs import SLUG, slug
from learnorg.register.facts import several
from learnorg.register.planning import steps
from learnorg.register.register import Register
from learnorg.spelling import did_you_mean

NAMING = ("owner", "sponsor", "consulted", "informed", "plan", "facilitator", "participants")
"""The fields in which a record names whom it counts on."""
Named = tuple[tuple[str | int, ...], str]
"""Where a name stands in a record, and the name."""

WORD = re.compile(r"[^\s!-/:-@[-`{-~]+")
"""What stands between blanks and ASCII's signs; letters of any script keep their marks."""


class Known:
    """The names that may stand for somebody, where a register lists people at all."""

    def __init__(self, register: Register) -> None:
        people = register.index.rows("SELECT id, title FROM records WHERE kind = 'person'")
        teams = register.policy.teams if people else ()
        self._slugs = [identity for identity, _ in people]
        self._names = {*self._slugs, *(title.lower() for _, title in people)}
        self._names |= {name for team in teams for name in (team.lower(), slug(team))}

    @property
    def listed(self) -> bool:
        """Whether the register lists anybody."""
        return bool(self._slugs)

    def stranger(self, name: str) -> str:
        """What to do about a name that nobody knows; empty if it is known or plain words."""
        if not self._slugs or not SLUG.fullmatch(name) or name.lower() in self._names:
            return ""
        return did_you_mean(name, self._slugs) or f"Add them: learnorg person new {name}."


class Directory:
    """The listed people, by every name that records may have for them."""

    def __init__(self, register: Register) -> None:
        self.records = {entry.identity: plain for entry, plain in register.all(PERSON)}
        self._known = {identity: identity for identity in self.records}
        for key in ("emails", "aliases", "title"):  # an address is one person's, a title may not be
            for identity, plain in self.records.items():
                for name in several(plain.get(key)):
                    self._known.setdefault(folded(name), identity)

    def who(self, name: str) -> str:
        """The slug of a listed person, however they are spelled; the folded name of another."""
        name = folded(name)
        return self._known.get(name, name)


def folded(name: str) -> str:
    """
    A name as names are compared: `Ann  Lee`, `ann lee` and `ann-lee` are one.

    An e-mail address is only freed of case and outer blanks, since its signs tell it apart.
    """
    text = name.casefold().strip()
    return text if "@" in text else "-".join(WORD.findall(text)) or text


def people(plain: Mapping[str, Any]) -> Iterator[Named]:
    """
    Whom a record counts on, and where it names them: whoever owns it or a step, sponsors or
    leads it, takes part, is consulted or informed. Who raised it may be anybody.
    """
    for key in ("owner", "sponsor", "facilitator"):
        for name in several(plain.get(key)):
            yield (key,), name
    for key in ("consulted", "informed"):
        listed = isinstance(plain.get(key), list)
        for n, name in enumerate(several(plain.get(key))):
            yield (key, n) if listed else (key,), name
    there = plain.get("participants")
    for n, one in enumerate(there if isinstance(there, list) else ()):
        who = one.get("who") if isinstance(one, dict) else None
        if isinstance(who, str):
            yield ("participants", n, "who"), who
    for step in steps(plain.get("plan")):
        yield ("plan", step.place - 1, "owner"), step.owner
