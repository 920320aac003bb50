"""What is like this, and what became of it?"""

import re
from datetime import date
from typing import Any, NamedTuple

from learnorg.methods.similarity import likeness
from learnorg.page import Block, Cell, Column, Page, Say, Table, Text, Tone
from learnorg.register.course import UNSTARTED
from learnorg.register.lookup import Entry, shortest
from learnorg.register.query import WORD
from learnorg.register.register import Register
from learnorg.register.similar import ENOUGH
from learnorg.reports.tracking.figures import bar, per_cent

CANDIDATES = 200
"""How many of those that share most words are compared."""

FEWEST = 0.15
"""Below this likeness nobody sees what two have in common."""

RESULTS: dict[str, Tone] = {"achieved": "good", "not-achieved": "bad", "declined": "quiet"}
TITLE = 2
"""How much more a title counts than a problem."""


class Alike(NamedTuple):
    """An improvement that resembles another, how much (0 to 1), and how it ended."""

    identity: str
    short: str
    title: str
    state: str
    open: bool
    result: str
    likeness: float
    linked: bool


class Similar(NamedTuple):
    """What is like an improvement, the most alike first, and how many more there are."""

    identity: str
    short: str
    title: str
    state: str
    alike: list[Alike]
    more: int


class _Texts(NamedTuple):
    title: str
    problem: str


def derive(
    register: Register, entry: Entry, today: date, limit: int = 10, everything: bool = False
) -> Similar:
    """
    The improvements most like one in title and problem, closed and declined ones too.

    Likeness is the cosine of TF-IDF weighted trigrams of the titles, which count twice, and of
    the problems, where both state one. Compared are the 200 that share most words, by BM25; with
    `everything` all there are, and however little alike.
    """
    del today  # nothing here goes by the day, but every report is asked alike
    own = _texts(register.index.rows(_SQL + "WHERE records.n = ?", (entry.n,))[0])
    rows = _candidates(register, entry, own, everything)
    scores = _scores(own, [_texts(row) for row in rows])
    found = sorted(
        ((score, row) for score, row in zip(scores, rows, strict=True)),
        key=lambda one: (-one[0], one[1][1]),
    )
    alike = [(score, row) for score, row in found if everything or score >= FEWEST]
    shown = alike[: limit or None]
    short = shortest(register.index, [entry.identity, *(row[1] for _, row in shown)])
    linked = _linked(register, entry)
    return Similar(
        entry.identity,
        short[entry.identity],
        entry.title,
        entry.state,
        [
            Alike(identity, short[identity], title, state, bool(still), _result(state, result),
                  round(score, 4), identity in linked)
            for score, (_, identity, title, _, state, still, result) in shown
        ],
        len(alike) - len(shown),
    )  # fmt: skip


_SQL = (
    "SELECT records.n, id, records.title, json_extract(json, '$.problem'), state, open, "
    "json_extract(json, '$.outcome.result') FROM records JOIN contents USING (n) "
)


def _candidates(
    register: Register, entry: Entry, own: _Texts, everything: bool
) -> list[tuple[Any, ...]]:
    condition = "kind = 'improvement' AND broken IS NULL AND records.n != ?"
    if everything:
        return register.index.rows(f"{_SQL} WHERE {condition} ORDER BY id", (entry.n,))
    words = dict.fromkeys(
        word.casefold() for word in re.findall(WORD, f"{own.title} {own.problem}") if len(word) > 3
    )
    if not words:
        return []
    asked = " OR ".join(f'"{word[:6]}"*' for word in list(words)[:40])
    return register.index.rows(
        f"{_SQL} JOIN texts ON texts.rowid = records.n WHERE texts MATCH ? AND {condition} "
        "ORDER BY bm25(texts, 4.0, 1.0), id LIMIT ?",
        (asked, entry.n, CANDIDATES),
    )


def _texts(row: tuple[Any, ...]) -> _Texts:
    return _Texts(row[2], row[3] if isinstance(row[3], str) else "")


def _scores(own: _Texts, others: list[_Texts]) -> list[float]:
    titles = likeness(own.title, [other.title for other in others])
    if not own.problem:
        return titles
    problems = likeness(own.problem, [other.problem for other in others])
    return [
        (TITLE * title + problem) / (TITLE + 1) if other.problem else title
        for title, problem, other in zip(titles, problems, others, strict=True)
    ]


def _result(state: str, result: Any) -> str:
    """How it ended, if it did."""
    if state != "closed":
        return ""
    return result if isinstance(result, str) else ""


def _linked(register: Register, entry: Entry) -> set[str]:
    """What it has a link to, or has one to it."""
    rows = register.index.rows(
        "SELECT identity FROM links WHERE n = ? UNION "
        "SELECT id FROM links JOIN records USING (n) WHERE identity = ?",
        (entry.n, entry.identity),
    )
    return {identity for (identity,) in rows}


def lay_out(similar: Similar) -> Page:
    """What is alike with a bar each, and how to go on where two say the same."""
    title = f"Like {similar.short}  {similar.title}"
    if not similar.alike:
        nothing = Text("Nothing in the register is much like it.", "quiet")
        return Page(title, (nothing,), "similar", _data(similar))
    columns = [
        Column("id"), Column("alike", right=True), Column("bar"), Column("state"),
        Column("outcome"), Column("title", flexible=True),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [
            Say(one.short, "id", one.identity),
            per_cent(one.likeness),
            bar(one.likeness),
            Say(one.state, RESULTS.get(one.state, "")),
            Say(one.result, RESULTS.get(one.result, "")),
            one.title,
        ]
        for one in similar.alike
    ]
    blocks: list[Block] = [Table(columns, rows)]
    if similar.more:
        blocks.append(Text(f"and {similar.more} more; --limit 0 shows all", "quiet"))
    if told := _hint(similar):
        blocks.append(Text(told, "warn"))
    return Page(title, tuple(blocks), "similar", _data(similar))


def _hint(similar: Similar) -> str:
    """How to go on where the most alike may say the same, and nothing says so yet."""
    first = similar.alike[0]
    if first.likeness < ENOUGH or first.linked:
        return ""
    told = f"{first.short} is much alike."
    if similar.state in UNSTARTED and first.open:
        told += (
            " If it says the same:\n"
            f"  learnorg decline {similar.short} --duplicate-of {first.short}\nIf both go on:"
        )
    return f"{told}\n  learnorg link {similar.short} relates-to {first.short}"


def _data(similar: Similar) -> dict[str, Any]:
    return {
        "id": similar.identity,
        "title": similar.title,
        "alike": [
            {"id": one.identity, "likeness": one.likeness, "state": one.state,
             "outcome": one.result or None, "title": one.title, "linked": one.linked}
            for one in similar.alike
        ],
        "more": similar.more,
    }  # fmt: skip
