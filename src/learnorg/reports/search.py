"""Where is something said?"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from learnorg.kinds.article import ARTICLE
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.page import Block, Items, Page, Prose, Say, Text
from learnorg.register import fulltext
from learnorg.register import query as queries
from learnorg.register.fulltext import CLOSE, OPEN, Row
from learnorg.register.lookup import Ambiguous, NoSuchRecord, look_up, shortest
from learnorg.register.pasted import flat, instead
from learnorg.register.query import Clause, Query
from learnorg.register.register import Register

HIDDEN = "(records.kind = 'article' AND NOT records.open)"
"""What is left out unless it is asked for: archived articles."""

HEADING = re.compile(r"^[ \t]*#{2,6}[ \t]+(.*?)[ \t]*#*[ \t]*$(\n)?", re.MULTILINE)
"""A heading, and whether a line follows."""

LONGEST = 70
"""Characters of a search that are told again."""


class Hit(NamedTuple):
    """A record in which something was found, with the words around it."""

    identity: str
    short: str
    kind: str
    state: str
    title: str
    snippet: str
    doubts: tuple[str, ...] = ()
    """Why it may no longer be right, if it is an article."""


class Found(NamedTuple):
    """What a search found, the best first."""

    words: tuple[str, ...]
    hits: list[Hit]
    total: int
    nearest: bool = False
    """Whether none holds all of the words, and these hold the most telling ones."""
    archived: int = 0
    """Archived articles that hold all of the words and were left out."""
    instead: str = ""
    """The command that would fill the hole, where nothing was found that an article could be."""
    identity: bool = False
    """Whether the word that was found in no text means a record."""


def derive(
    register: Register, query: Query, today: date, limit: int = 20, everything: bool = False
) -> Found:
    """
    The records that hold all the words, the best first; where there are none, the nearest.

    How they are ranked is told in `register.fulltext`, what is near in `register.nearest`.
    """
    index = register.index
    asked = _all_of(register, query)
    whole = queries.where(Query(query.filters, (), (), query.kind), today)
    hides = not everything and not query.about_standing
    clause = _without_archived(whole) if hides else whole
    rows = fulltext.ranked(register, asked, clause, limit)
    total = len(rows) if len(rows) < limit else fulltext.count(index, asked, clause)
    near = False
    if not rows:
        rows, near = _otherwise(register, query, clause, limit)
        total = len(rows)
    archived = _archived(register, asked, whole) if hides else 0
    known = bool(rows) or _is_identity(register, query.words)
    return Found(
        query.words,
        _hits(register, rows, today),
        total,
        near,
        archived,
        "" if known or archived else instead(query),
        known and not rows,
    )


def _all_of(register: Register, query: Query) -> str:
    """What FTS5 is asked for all the words; of more than it takes, for the rarest."""
    pieces = queries.pieces(query.words)
    if len(set(pieces)) < queries.MOST:
        return queries.match(query.words)
    from learnorg.register.nearest import rarest  # for very long pastes only

    return " ".join(f'"{word}"' for word in rarest(register.index, pieces, queries.MOST))


def _without_archived(clause: Clause) -> Clause:
    return Clause(f"{clause.sql} AND NOT {HIDDEN}", clause.parameters)


def _archived(register: Register, asked: str, clause: Clause) -> int:
    """How many archived articles hold the words."""
    if not register.index.one(f"SELECT 1 FROM records WHERE {HIDDEN} LIMIT 1"):
        return 0
    hidden = Clause(f"{clause.sql} AND {HIDDEN}", clause.parameters)
    return fulltext.count(register.index, asked, hidden)


def _otherwise(
    register: Register, query: Query, clause: Clause, limit: int
) -> tuple[list[Row], bool]:
    """What holds the words as parts of words, or else the nearest, and whether it is that."""
    rows = fulltext.verbatim(register.index, " ".join(query.words), clause, limit)
    if rows:
        return rows, False
    from learnorg.register.nearest import nearest  # where nothing holds all the words

    rows = nearest(register, queries.pieces(query.words), clause, limit)
    return rows, bool(rows)


def _is_identity(register: Register, words: tuple[str, ...]) -> bool:
    """Whether words are one that means a record, and is not just a word."""
    if len(words) != 1 or words[0].isalpha():
        return False
    with suppress(NoSuchRecord, Ambiguous):
        look_up(register.index, words[0])
        return True
    return False


def _hits(register: Register, rows: list[Row], today: date) -> list[Hit]:
    short = shortest(register.index, [row.identity for row in rows])
    doubts = _doubts(register, rows, today)
    return [
        Hit(
            row.identity,
            short[row.identity],
            row.kind,
            row.state,
            row.title,
            _flowing(row.snippet or ""),
            doubts.get(row.identity, ()),
        )
        for row in rows
    ]


def _flowing(snippet: str) -> str:
    """A snippet on one line, headings in it without their marks, set off from what follows."""
    text = HEADING.sub(lambda found: f"{found[1]}:" if found[2] else found[1], snippet)
    return " ".join(text.split())


def _doubts(register: Register, rows: list[Row], today: date) -> dict[str, tuple[str, ...]]:
    """Why articles that were found may no longer be right."""
    articles = [row.identity for row in rows if row.kind == ARTICLE.name]
    if not articles:
        return {}
    from learnorg.register.relevance import doubts  # with the activity log, for articles only

    found = doubts(register, today, articles)
    return {name: tuple(doubt.told for doubt in some) for name, some in found.items()}


def lay_out(found: Found) -> Page:
    """Each record on a line, with the words around what was found beneath it."""
    beside: dict[str, object] = {}
    if found.nearest:
        beside["nearest"] = True
    if found.archived:
        beside["archived"] = found.archived
    if found.instead:
        beside["instead"] = found.instead
    data = [_data(hit) for hit in found.hits]
    return Page("", tuple(_blocks(found)), "search-results", data, beside)


def _blocks(found: Found) -> Iterator[Block]:
    if found.nearest:
        yield Text("Nothing holds all of these words; nearest:", "quiet")
    for hit in found.hits:
        yield Items([_line(hit)])
        if hit.snippet:
            yield Prose("    " + hit.snippet.replace(OPEN, "»").replace(CLOSE, "«"))
        if hit.doubts:
            yield Items([Say(f"    Mind: {'; '.join(hit.doubts)}", "warn")])
    if not found.hits:
        who = "Only what is archived" if found.archived else "Nothing"
        yield Text(f"{who} holds '{flat(' '.join(found.words), LONGEST)}'.", "quiet")


def _line(hit: Hit) -> Say:
    """A record's title and state; what kind it is of unless it is an improvement."""
    state = hit.state if hit.kind == IMPROVEMENT.name else f"{hit.kind}, {hit.state}"
    rest = f"  {hit.title}  ({state})"
    return Say(hit.short + rest, "strong", hit.identity + rest)


def _data(hit: Hit) -> dict[str, object]:
    return {
        "id": hit.identity,
        "kind": hit.kind,
        "state": hit.state,
        "title": hit.title,
        "snippet": hit.snippet.replace(OPEN, "").replace(CLOSE, ""),
        "doubts": list(hit.doubts),
    }
