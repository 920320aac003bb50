"""Where findings went, and what became of it: improvements and articles with how they stand."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from learnorg.kinds import BY_NAME
from learnorg.kinds.article import ARTICLE
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.refs import target
from learnorg.register.register import Register

ENDINGS: Mapping[str, str] = {
    "achieved": "shown to work",
    "partly-achieved": "worked in part",
    "not-achieved": "did not work",
    "delivered": "done, benefit not measured",
    "withdrawn": "withdrawn",
}
"""What the outcome of an improvement says of whether it cured anything."""

DONE = frozenset({"achieved", "delivered"})
"""The outcomes of what was carried through."""


class Home(NamedTuple):
    """Where something went: a record with its state and how it ended, or a place elsewhere."""

    target: str
    kind: str = ""
    title: str = ""
    state: str = ""
    result: str = ""

    @property
    def told(self) -> str:
        """What became of it, in a few words."""
        if self.kind == IMPROVEMENT.name:
            if self.state == "closed":
                return ENDINGS.get(self.result, "closed without an outcome")
            return self.state if self.state == "declined" else f"still open: {self.state}"
        if self.kind:
            return self.state
        return "no longer there" if self.lost else "kept elsewhere"

    @property
    def open(self) -> bool:
        """Whether it waits: an open improvement, or an article that is not validated yet."""
        if self.kind == IMPROVEMENT.name:
            return self.state not in IMPROVEMENT.finished
        return self.kind == ARTICLE.name and self.state not in ("validated", "archived")

    @property
    def lost(self) -> bool:
        """Whether it names a record that is not there."""
        return not self.kind and not _elsewhere(self.target)

    @property
    def applied(self) -> bool:
        """Whether it was carried through: an improvement that was, or a validated article."""
        if self.kind == IMPROVEMENT.name:
            return self.state == "closed" and self.result in DONE
        return self.kind == ARTICLE.name and self.state == "validated"


SQL = """
SELECT id, kind, records.title, state, json_extract(json, '$.outcome.result')
FROM records JOIN contents USING (n)
WHERE broken IS NULL AND id IN (SELECT value FROM json_each(?))
"""

CURES = """
SELECT l.identity, r.id FROM links l JOIN records r USING (n)
WHERE r.kind = 'improvement' AND l.rel = 'raised-from'
AND l.identity IN (SELECT value FROM json_each(?1))
UNION SELECT v.id, r.id FROM records v JOIN links l USING (n) JOIN records r ON r.id = l.identity
WHERE r.kind = 'improvement' AND l.rel IN ('home', 'responds-to')
AND v.id IN (SELECT value FROM json_each(?1))
UNION SELECT v.value, r.id FROM records r JOIN contents c USING (n) JOIN json_each(?1) v
ON json_extract(c.json, '$.source.ref') = v.value
OR instr(json_extract(c.json, '$.source.ref'), v.value || '#') = 1
WHERE r.kind = 'improvement' AND r.source != ''
ORDER BY 1, 2
"""
"""What a review gave rise to: its findings' homes, and what says itself that it came from it."""


def homes(register: Register, targets: Iterable[str]) -> dict[str, Home]:
    """What became of each of some homes, as records name them."""
    named = {to: target(to, tuple(BY_NAME)) for to in dict.fromkeys(targets)}
    wanted = [at.identity for at in named.values() if at and at.identity]
    rows = register.index.rows(SQL, (json.dumps(wanted),)) if wanted else []
    there = {(kind, identity): rest for identity, kind, *rest in rows}
    by_identity = {identity: (kind, *rest) for (kind, identity), rest in there.items()}
    found: dict[str, Home] = {}
    for to, at in named.items():
        known = by_identity.get(at.identity) if at and at.identity else None
        found[to] = Home(to)
        if at and known:
            kind, title, state, result = known
            said = result if isinstance(result, str) else ""
            found[to] = Home(to, kind, " ".join(title.split()), state, said)
    return found


def cures(register: Register, identities: Collection[str]) -> dict[str, list[Home]]:
    """The improvements that were to cure what each of some reviews found, by identity."""
    if not identities:
        return {}
    pairs = register.index.rows(CURES, (json.dumps(sorted(identities)),))
    known = homes(register, (improvement for _, improvement in pairs))
    found: defaultdict[str, list[Home]] = defaultdict(list)
    for review, improvement in pairs:
        found[review].append(known[improvement])
    return dict(found)


def _elsewhere(to: str) -> bool:
    at = target(to, tuple(BY_NAME))
    return bool(at and at.elsewhere)
