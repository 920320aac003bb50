"""
Whether articles can still be relied on: what makes one doubtful, and what to do about it.

Doubts are shown wherever the article is, and found by checks. They are worked out from the
index and the activity log; no article is read for them.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from learnorg.page import counted
from learnorg.register.activity.uses import Uses, open_flags, totals
from learnorg.register.lookup import Entry, look_up
from learnorg.register.register import Register


class Doubt(NamedTuple):
    """Why an article may no longer be right, by the name of the rule that finds it."""

    rule: str
    told: str
    hint: str
    at: tuple[str | int, ...] = ("state",)
    """The field that it is about."""


KEPT = "r.open AND r.broken IS NULL"

THERE = f"SELECT r.id FROM records r WHERE {KEPT} AND {{among}}"

REVIEWED = f"""
SELECT r.id, r.due FROM records r WHERE {KEPT} AND r.due < :today AND {{among}}
AND date(r.due, '+0 days') = r.due
"""

TRUSTED = f"""
SELECT r.id, max(r.since, coalesce(json_extract(c.json, '$.validation.on'), ''))
FROM records r JOIN contents c USING (n)
WHERE {KEPT} AND r.state = 'validated'
AND coalesce(json_extract(c.json, '$.governance'), '') != 'compliance' AND {{among}}
"""

LEFT = f"""
SELECT r.id, r.owner FROM records r JOIN records p ON p.id = r.owner
WHERE {KEPT} AND p.kind = 'person' AND p.state = 'left' AND {{among}}
"""

REPLACED = f"""
SELECT r.id, s.id FROM records r CROSS JOIN links l ON l.identity = r.id AND l.rel = 'supersedes'
CROSS JOIN records s ON s.n = l.n
WHERE {KEPT} AND s.kind = 'article' AND s.state != 'archived' AND {{among}}
ORDER BY r.id, s.id
"""

SUCCEEDING = """
SELECT DISTINCT s.id FROM links l CROSS JOIN records s USING (n)
WHERE l.identity = ? AND l.rel = 'supersedes' AND s.kind = 'article' AND s.state != 'archived'
ORDER BY s.id
"""

CITED = f"""
SELECT r.id, i.id, i.state, json_extract(c.json, '$.outcome.result')
FROM records r CROSS JOIN links l ON l.n = r.n CROSS JOIN records i ON i.id = l.identity
JOIN contents c ON c.n = i.n
WHERE {KEPT} AND i.kind = 'improvement' AND l.rel != 'relates-to'
AND (i.state = 'declined' OR json_extract(c.json, '$.outcome.result')
    IN ('not-achieved', 'withdrawn')) AND {{among}}
ORDER BY r.id, i.id
"""


Among = Collection[str] | None
"""The identities of some articles, or all there are."""

Doubts = Iterator[tuple[str, Doubt]]


def doubts(register: Register, today: date, among: Among = None) -> dict[str, list[Doubt]]:
    """The doubts about each article that there are any about, or about some articles only."""
    found: dict[str, list[Doubt]] = {}
    for sort in SORTS:
        for identity, doubt in sort(register, today, among):
            found.setdefault(identity, []).append(doubt)
    return found


def banner(found: Iterable[Doubt]) -> str:
    """All doubts about an article in a line; empty where there are none."""
    return "; ".join(doubt.told for doubt in found)


def flagged(register: Register, _today: date, among: Among = None) -> Doubts:
    """Articles with flags that nobody has answered; of a register of the past none is kept."""
    if _of_the_past(register):
        return
    flags: dict[str, list[str]] = {}
    for flag in open_flags(register):
        flags.setdefault(flag.object, []).append(str(flag.result.get("text") or ""))
    wanted = [one for one in flags if among is None or one in among]
    for (identity,) in _rows(register, THERE, wanted):
        texts = flags[identity]
        more = f" ({counted(len(texts), 'flag')})" if len(texts) > 1 else ""
        hint = f"Mend it: learnorg fix {identity}."
        yield identity, Doubt("article-flagged", f"flagged: {texts[-1]}{more}", hint)


def superseded(register: Register, _today: date, among: Among = None) -> Doubts:
    """Articles that another one, which is not archived, says it supersedes."""
    for identity, other in _rows(register, REPLACED, among):
        told = f"superseded by {other}"
        hint = f'Archive it: learnorg archive {identity} --because "superseded by {other}".'
        yield identity, Doubt("article-superseded", told, hint)


def successors(register: Register, identity: str) -> list[Entry]:
    """The articles, none of them archived, that say they supersede one, be it archived or not."""
    found = register.index.rows(SUCCEEDING, (identity,))
    return [look_up(register.index, other) for (other,) in found]


def standing(register: Register, entry: Entry) -> str:
    """Why one looks at another article instead: archived, superseded or both; empty if neither."""
    told = ["archived"] if entry.state == "archived" else []
    told += [f"superseded by {other.identity}" for other in successors(register, entry.identity)]
    return "; ".join(told)


def past_review(register: Register, today: date, among: Among = None) -> Doubts:
    """Articles whose day of review has passed."""
    for identity, by in _rows(register, REVIEWED, among, today=today.isoformat()):
        hint = f"Review it, then: learnorg validate {identity}."
        told = f"to be reviewed by {by}"
        yield identity, Doubt("article-past-review", told, hint, ("review_by",))


def unused(register: Register, today: date, among: Among = None) -> Doubts:
    """Articles kept by experience that nobody has used or validated for long."""
    if _of_the_past(register):
        return
    uses = totals(register, among)
    since = (today - timedelta(days=register.policy.knowledge.unused_after)).isoformat()
    for identity, validated in _rows(register, TRUSTED, among):
        last = max(uses.get(identity, Uses()).last_used, validated)
        if last and last < since:
            hint = (
                f"Try it, then: learnorg validate {identity}; or archive it. `learnorg used` "
                "notes that it was used."
            )
            told = f"neither used nor validated since {last}"
            yield identity, Doubt("article-unused", told, hint)


def cites_undone(register: Register, _today: date, among: Among = None) -> Doubts:
    """Articles that rest on an improvement which came to nothing or was withdrawn."""
    for identity, cited, state, result in _rows(register, CITED, among):
        how = "declined" if state == "declined" else f"closed as {result}"
        hint = f"See whether it still holds: learnorg fix {identity}, or archive it."
        told = f"it rests on {cited}, which was {how}"
        yield identity, Doubt("article-cites-undone", told, hint, ("links",))


def owner_gone(register: Register, _today: date, among: Among = None) -> Doubts:
    """Articles whose owner is a listed person who has left."""
    for identity, owner in _rows(register, LEFT, among):
        hint = f"Give it to somebody: learnorg set {identity} owner=NAME."
        yield identity, Doubt("article-owner-gone", f"its owner {owner} has left", hint, ("owner",))


SORTS: tuple[Callable[[Register, date, Among], Doubts], ...] = (
    flagged,
    superseded,
    past_review,
    unused,
    cites_undone,
    owner_gone,
)
"""Every sort of doubt, the gravest first."""


def _of_the_past(register: Register) -> bool:
    return register.index.folder is None


def _rows(register: Register, sql: str, among: Among, **values: str) -> list[tuple[str, ...]]:
    """What one of the queries answers, of some articles or of all."""
    condition = "r.kind = 'article'"
    if among is not None:  # `+`, since to go through all articles costs more than to look up some
        condition = f"+{condition} AND r.id IN (SELECT value FROM json_each(:among))"
    given = values if among is None else values | {"among": json.dumps([*among])}
    return register.index.connection.execute(sql.format(among=condition), given).fetchall()
