"""Whom a register knows by name: its people, and the teams of its policy."""

from learnorg.refs import SLUG, slug
from learnorg.register.register import Register
from learnorg.spelling import did_you_mean


class Known:
    """The names that may stand for somebody, where a register lists people at all."""

    def __init__(self, register: Register) -> None:
        people = register.index.rows("SELECT id, title FROM records WHERE kind = 'person'")
        teams = register.policy.teams if people else ()
        self._slugs = [identity for identity, _ in people]
        self._names = {*self._slugs, *(title.lower() for _, title in people)}
        self._names |= {name for team in teams for name in (team.lower(), slug(team))}

    def stranger(self, owner: str) -> str:
        """What to do about an owner whom nobody knows; empty if they are known or plain words."""
        if not self._slugs or not SLUG.fullmatch(owner) or owner.lower() in self._names:
            return ""
        return did_you_mean(owner, self._slugs) or f"Add them: learnorg person new {owner}."
