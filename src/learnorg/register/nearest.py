"""
The nearest: records that hold some of the words, where none holds them all.

What an error message says differs from screen to screen in its addresses, numbers and paths.
So the rarest words that any record holds are looked for, and a record is near if it holds
enough of them. A word held by n of N records weighs ln(1 + (N - n + 0.5) / (n + 0.5)), as it
does in BM25.
"""

import json
from collections.abc import Sequence
from math import log
from typing import NamedTuple

from learnorg.register.fulltext import Row, around, ranked
from learnorg.register.index import Index
from learnorg.register.query import Clause
from learnorg.register.register import Register

TELLING = 24
"""So many of the rarest words are looked for."""

SHOWN = 5
"""Of so many of the rarest the place is shown, where a record holds any of them in its text."""

SHARE = 0.4
"""The share of what the words weigh that a near record holds."""

BESIDE = 0.5
"""The share of what the best one holds that the others hold, too."""

ENOUGH = 5
"""From so many of the rarest words' weight on, more words ask for no more to be held."""

FEW = 10
"""Near records that are worth telling."""

MOST = 1000
"""Words from either end of a text that are weighed, however long it is."""

COMMON = 0.2
"""The share of the records from which on words count as equally common."""

HELD = "SELECT count(*) FROM (SELECT 1 FROM texts WHERE texts MATCH ? LIMIT ?)"
AMONG = """
SELECT texts.rowid FROM json_each(?) AS near CROSS JOIN texts ON texts.rowid = near.value
WHERE texts MATCH ?
"""


class Weighed(NamedTuple):
    """A word, how many records hold it, and what it tells."""

    word: str
    held: int
    weight: float


def rarest(index: Index, words: Sequence[str], most: int) -> list[str]:
    """So many of the words, the rarest."""
    return [one.word for one in weighed(index, words)[:most]]


def weighed(index: Index, words: Sequence[str]) -> list[Weighed]:
    """Each word once, the rarest first; of a very long text, those from either end."""
    distinct = list(dict.fromkeys(word.lower() for word in words))
    if len(distinct) > 2 * MOST:
        distinct = [*distinct[:MOST], *distinct[-MOST:]]
    all_ = index.one("SELECT count(*) FROM records")
    common = max(20, int(COMMON * all_))
    found = []
    for word in distinct:
        held = index.one(HELD, (f'"{word}"', common))
        found.append(Weighed(word, held, _weight(held, all_)))
    return sorted(found, key=lambda one: one.held)


def nearest(register: Register, words: Sequence[str], clause: Clause, limit: int) -> list[Row]:
    """The records that hold enough of the rarer words, the best first (BM25 over any of them)."""
    known = weighed(register.index, words)
    telling = [one for one in known if one.held][:TELLING]
    if not telling:
        return []
    asked = " OR ".join(f'"{one.word}"' for one in telling)
    rows = ranked(register, asked, clause, 3 * FEW)
    holding = _holding(register.index, telling, [row.n for row in rows])
    # What is nowhere and has digits differs from screen to screen, and is nobody's fault.
    lacking = [one for one in known if not one.held and one.word.isalpha() and len(one.word) > 1]
    best = max(holding.values(), default=0)
    least = max(SHARE * _asked([*lacking, *telling]), BESIDE * best)
    near = [row for row in rows if holding[row.n] >= least][: min(limit, FEW)]
    shown = around(register.index, [one.word for one in telling[:SHOWN]], [row.n for row in near])
    return [row._replace(snippet=shown.get(row.n, row.snippet)) for row in near]


def _weight(held: int, all_: int) -> float:
    return log(1 + max(0, all_ - held + 0.5) / (held + 0.5))


def _asked(words: Sequence[Weighed]) -> float:
    """What there is to be held of some words."""
    rarest = max(one.weight for one in words)
    return min(sum(one.weight for one in words), ENOUGH * rarest)


def _holding(index: Index, telling: Sequence[Weighed], numbers: list[int]) -> dict[int, float]:
    """What the words weigh that each of some records holds."""
    found = dict.fromkeys(numbers, 0.0)
    for one in telling:
        for (n,) in index.rows(AMONG, (json.dumps(numbers), f'"{one.word}"')):
            found[n] += one.weight
    return found
