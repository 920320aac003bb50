"""Old numbers: which record each belongs to, and which one a reference means."""

import re
from collections.abc import Mapping

from learnorg.exchange.draft import Reference
from learnorg.exchange.maps import Key, folded
from learnorg.refs import ADDRESS

WORD = re.compile(r"[^\s,;()\[\]'\"<>]+")


class Numbers:
    """The numbers that are given away: those in the register, and those of this source."""

    def __init__(self, key: Key | None, aliases: Mapping[str, str]) -> None:
        self.key = key
        self.before = {folded(alias): identity for alias, identity in aliases.items()}
        self.owners = dict(self.before)

    @property
    def column(self) -> str:
        """The column that the numbers stand in."""
        return self.key.column if self.key else ""

    def held(self, number: str) -> str | None:
        """The record that had a number before this import."""
        return self.before.get(folded(number))

    def add(self, number: str, identity: str) -> str:
        """The record that a number belongs to: this one, if it is the first."""
        return self.owners.setdefault(folded(number), identity) if number else identity

    def resolved(self, reference: Reference) -> str | None:
        """What a reference points to: a record, or an address."""
        if not reference.within:
            if re.fullmatch(ADDRESS, reference.text):
                return reference.text
            return self._record(reference.text)
        words = (word.rstrip(".:!?") for word in WORD.findall(reference.text))
        return next((found for word in words if (found := self._record(word))), None)

    def _record(self, text: str) -> str | None:
        return next((self.owners[s] for s in self._spellings(text) if s in self.owners), None)

    def _spellings(self, text: str) -> list[str]:
        """A number as it is written, and as the key's own form writes the same."""
        word = folded(text)
        spelt = [word]
        if self.key and self.key.form:
            for other in (self.key.form, *self.key.also):
                before, _, after = folded(other).partition("*")
                if word.startswith(before) and word.endswith(after):
                    bare = word[len(before) : len(word) - len(after)]
                    spelt.append(folded(self.key.form).replace("*", bare, 1))
        return spelt
