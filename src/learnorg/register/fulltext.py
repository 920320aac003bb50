"""
Full text: which records hold some words, the best first.

Records are ranked by BM25, in which a word of the title weighs four times one of the text (1),
times what stands in `STANDING` for an article's state, times up to a tenth more for an article
that helped oftener than it did not. Records of other kinds weigh 1.
"""

import json
import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from learnorg.kinds.article import ARTICLE
from learnorg.register import query as queries
from learnorg.register.index import Index
from learnorg.register.query import Clause
from learnorg.register.register import Register

if TYPE_CHECKING:
    from learnorg.register.activity.uses import Uses

OPEN, CLOSE = "\x02", "\x03"
"""Marks around the words found, which no stored text can hold."""

TITLE, TEXT = 4.0, 1.0
STANDING = {"validated": 1.2, "wip": 0.9, "archived": 0.5}
"""What an article's rank is multiplied with; that of one which is not validated stays."""

HELPED, MOST_HELPED = 0.02, 5
"""For each time that an article helped oftener than not, and so many times at most."""

SPARE = 20
"""Records looked at beyond those wished for, since helpful ones may rise among them."""

LONGEST = 5_000
"""Characters of a text that are compared as they stand."""

TELLING = 100
"""Characters of a text that are told around words found as they stand."""

CASES = " ".join(f"WHEN '{state}' THEN {by}" for state, by in STANDING.items())
RANKED = f"""
SELECT records.n, records.id, records.kind, records.state, records.title,
    snippet(texts, 1, '{OPEN}', '{CLOSE}', '…', 14),
    bm25(texts, {TITLE}, {TEXT}) * CASE records.kind WHEN '{ARTICLE.name}'
        THEN CASE records.state {CASES} ELSE 1 END ELSE 1 END AS place
FROM texts JOIN records ON records.n = texts.rowid
WHERE texts MATCH ? AND {{}} ORDER BY place, records.id LIMIT ?
"""
AROUND = f"""
SELECT texts.rowid, snippet(texts, 1, '{OPEN}', '{CLOSE}', '…', 14)
FROM json_each(?) AS near CROSS JOIN texts ON texts.rowid = near.value WHERE texts MATCH ?
"""
SPECIAL, ESCAPED = r"[%_\\]", r"\\\g<0>"
"""What LIKE takes for something else than itself."""

COUNTED = "SELECT count(*) FROM texts JOIN records ON records.n = texts.rowid WHERE texts MATCH ?"

AS_IT_STANDS = """
SELECT records.n, records.id, records.kind, records.state, records.title, contents.words
FROM contents JOIN records USING (n) WHERE {} AND
(contents.title LIKE ? ESCAPE '\\' OR contents.words LIKE ? ESCAPE '\\')
ORDER BY records.id LIMIT ?
"""


class Row(NamedTuple):
    """A record that holds what was looked for, with the words around it."""

    n: int
    identity: str
    kind: str
    state: str
    title: str
    snippet: str
    rank: float = 0
    """The lower, the better."""


def ranked(register: Register, asked: str, clause: Clause, limit: int) -> list[Row]:
    """The best records that hold what FTS5 is asked for, and for which a condition holds."""
    most = min(limit + SPARE, sys.maxsize)  # more than SQLite counts
    rows = register.index.rows(RANKED.format(clause.sql), (asked, *clause.parameters, most))
    return _helpful_first(register, [Row(*row) for row in rows])[:limit]


def around(index: Index, words: Sequence[str], numbers: Sequence[int]) -> dict[int, str]:
    """Where some records, by their numbers, hold most of a few words."""
    asked = " OR ".join(f'"{word}"' for word in words)
    return dict(index.rows(AROUND, (json.dumps([*numbers]), asked)))


def count(index: Index, asked: str, clause: Clause) -> int:
    """How many records hold what FTS5 is asked for."""
    found: int = index.one(f"{COUNTED} AND {clause.sql}", (asked, *clause.parameters))
    return found


def verbatim(index: Index, text: str, clause: Clause, limit: int) -> list[Row]:
    """
    What holds a text as it stands, be it in the middle of words.

    For text without blanks between words, and pastes that begin or end within a word.
    """
    sql, parameters = clause.sql, [*clause.parameters]
    inner = [piece for piece in queries.pieces([text])[1:] if piece.strip("_")]
    if inner and text.isascii():  # all but the first are words, and beginnings of words, there too
        sql += " AND records.n IN (SELECT rowid FROM texts WHERE texts MATCH ?)"
        parameters.append(queries.match(inner[-queries.MOST :]))
    like = f"%{re.sub(SPECIAL, ESCAPED, text[:LONGEST])}%"
    rows = index.rows(AS_IT_STANDS.format(sql), (*parameters, like, like, limit))
    found = [Row(*row) for row in rows]
    return [row._replace(snippet=_around(row.snippet or "", text)) for row in found]


def _helpful_first(register: Register, rows: list[Row]) -> list[Row]:
    """The rows in their order, articles further up that helped."""
    articles = [row.identity for row in rows if row.kind == ARTICLE.name]
    if not articles or register.index.folder is None:  # nothing is kept of what helped in the past
        return rows
    from learnorg.register.activity.uses import totals  # where an article is among them

    uses = totals(register, articles)
    raised = [
        row._replace(rank=row.rank * _helping(uses[row.identity])) if row.identity in uses else row
        for row in rows
    ]
    return sorted(raised, key=lambda row: (row.rank, row.identity))


def _helping(uses: "Uses") -> float:
    return 1 + HELPED * max(0, min(MOST_HELPED, uses.helped - uses.not_helped))


def _around(text: str, asked: str) -> str:
    """A few words around a text as it stands in another."""
    at = text.lower().find(asked.lower())
    if at < 0 or len(asked) > TELLING:
        return text[max(0, at) :][:TELLING]
    end = at + len(asked)
    before, after = max(0, at - 40), min(len(text), end + 40)
    return f"{text[before:at]}{OPEN}{text[at:end]}{CLOSE}{text[end:after]}"
