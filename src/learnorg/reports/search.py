"""Where is something said?"""

import sys
from datetime import date
from typing import NamedTuple

from learnorg.page import Block, Items, Page, Prose, Say, Text
from learnorg.register import query as queries
from learnorg.register.lookup import shortest
from learnorg.register.query import Query
from learnorg.register.register import Register

OPEN, CLOSE = "\x02", "\x03"
"""Marks around the words found, which no stored text can hold."""


class Hit(NamedTuple):
    """A record in which something was found, with the words around it."""

    identity: str
    short: str
    state: str
    title: str
    snippet: str


class Found(NamedTuple):
    """What a search found, the best first."""

    words: tuple[str, ...]
    hits: list[Hit]
    total: int


def derive(register: Register, query: Query, today: date, limit: int = 20) -> Found:
    """The records that hold all the words, ranked; titles weigh more than text (BM25)."""
    index = register.index
    limit = min(limit, sys.maxsize)  # more than SQLite counts
    clause = queries.where(Query(query.filters, (), (), query.kind), today)
    asked = queries.match(query.words)
    condition = f"texts MATCH ? AND {clause.sql}"
    rows = index.rows(
        "SELECT records.id, records.state, records.title, "  # conditions of our own
        f"snippet(texts, 1, '{OPEN}', '{CLOSE}', '…', 14) "
        "FROM texts JOIN records ON records.n = texts.rowid "
        f"WHERE {condition} ORDER BY bm25(texts, 4.0, 1.0), records.id LIMIT ?",
        (asked, *clause.parameters, limit),
    )
    total = len(rows)
    if total == limit:
        total = index.one(
            f"SELECT count(*) FROM texts JOIN records ON records.n = texts.rowid WHERE {condition}",
            (asked, *clause.parameters),
        )
    if not rows:
        rows = _inside_words(register, query, clause, limit)
        total = len(rows)
    short = shortest(index, [row[0] for row in rows])
    return Found(
        query.words,
        [
            Hit(i, short[i], state, title, " ".join((s or "").split()))
            for i, state, title, s in rows
        ],
        total,
    )


def _inside_words(
    register: Register, query: Query, clause: queries.Clause, limit: int
) -> list[tuple[str, str, str, str]]:
    """What holds the words as parts of words, for text that has no spaces between words."""
    asked = " ".join(query.words)
    return [
        (identity, state, title, _around(words or "", asked))
        for identity, state, title, words in register.index.rows(
            "SELECT records.id, records.state, records.title, contents.words "
            f"FROM contents JOIN records USING (n) WHERE {clause.sql} AND "
            "(instr(lower(contents.title), lower(?)) OR instr(lower(contents.words), lower(?))) "
            "ORDER BY records.id LIMIT ?",
            (*clause.parameters, asked, asked, limit),
        )
    ]


def _around(text: str, asked: str) -> str:
    at = text.lower().find(asked.lower())
    if at < 0:
        return text[:80]
    end = at + len(asked)
    before, after = max(0, at - 40), min(len(text), end + 40)
    return f"{text[before:at]}{OPEN}{text[at:end]}{CLOSE}{text[end:after]}"


def _line(hit: Hit) -> Say:
    rest = f"  {hit.title}  ({hit.state})"
    return Say(hit.short + rest, "strong", hit.identity + rest)


def lay_out(found: Found) -> Page:
    """Each record on a line, with the words around what was found beneath it."""
    blocks: list[Block] = []
    for hit in found.hits:
        blocks.append(Items([_line(hit)]))
        if hit.snippet:
            blocks.append(Prose("    " + hit.snippet.replace(OPEN, "»").replace(CLOSE, "«")))
    if not found.hits:
        blocks.append(Text(f"Nothing holds '{' '.join(found.words)}'.", "quiet"))
    data = [
        {
            "id": hit.identity,
            "state": hit.state,
            "title": hit.title,
            "snippet": hit.snippet.replace(OPEN, "").replace(CLOSE, ""),
        }
        for hit in found.hits
    ]
    return Page("", tuple(blocks), "search-results", data)
