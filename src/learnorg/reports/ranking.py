"""What next?"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.methods.scoring import quadrants, ranks
from learnorg.page import Block, Cell, Column, Heading, Page, Say, Table, Text, Tone
from learnorg.register import query as queries
from learnorg.register.facts import score
from learnorg.register.lookup import shortest
from learnorg.register.query import Query
from learnorg.register.register import Register

ORDER = ("score", "priority", "raised")
SCORE = "Nothing is scored yet: learnorg prioritize ID --value 8 --effort 3 --confidence 0.8"
TONES: dict[str, Tone] = {"quick win": "good", "thankless": "quiet"}


@dataclass(frozen=True, slots=True)
class Ranked:
    """An improvement's place, and why it has it."""

    identity: str
    short: str
    rank: int
    score: float
    why: str
    quadrant: str
    priority: str
    because: str
    state: str
    title: str
    owner: str


@dataclass(frozen=True, slots=True)
class Unscored:
    """An improvement without a place, and what is missing for one."""

    identity: str
    short: str
    missing: tuple[str, ...]
    priority: str
    title: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """The open improvements by score, under a named model."""

    model: str
    ranked: list[Ranked]
    unscored: list[Unscored]


def derive(register: Register, query: Query, today: date) -> Ranking:
    """The ranking of the open improvements that a query asks for."""
    policy = register.policy
    clause = queries.where(query.open_only(), today)
    rows = register.index.rows(
        "SELECT id, value, confidence, effort, size, priority, state, records.title, owner, "
        "json_extract(json, '$.priority.because') FROM records JOIN contents USING (n) "
        f"WHERE {clause.sql} ORDER BY {queries.order(ORDER, IMPROVEMENT)}",
        clause.parameters,
    )
    short = shortest(register.index, [row[0] for row in rows])
    scored: list[tuple[Any, ...]] = []
    unscored: list[Unscored] = []
    for row in rows:
        identity, value, confidence, effort, size, priority, _, title, *_ = row
        found = score(policy, value, confidence, effort, size)
        if found.value is None:
            unscored.append(Unscored(identity, short[identity], found.missing, priority, title))
        else:
            scored.append((*row, found))
    places = ranks([row[-1].value for row in scored])
    split = quadrants(
        {row[0]: (row[1], row[3] or policy.scoring.sizes.get(row[4], 0)) for row in scored}
    )
    ranked = [
        Ranked(
            identity, short[identity], place, found.value, found.why, split.get(identity, ""),
            priority, because or "", state, title, owner,
        )
        for place, (identity, _, _, _, _, priority, state, title, owner, because, found)
        in zip(places, scored, strict=True)
    ]  # fmt: skip
    return Ranking(policy.scoring.model, ranked, unscored)


def lay_out(ranking: Ranking, limit: int = 0) -> Page:
    """The ranking as a table, and beneath it what could not be ranked."""
    shown = ranking.ranked[:limit] if limit else ranking.ranked
    blocks: list[Block] = []
    if shown:
        blocks.append(_table(shown))
    if len(shown) < len(ranking.ranked):
        blocks.append(Text(f"and {len(ranking.ranked) - len(shown)} more", "quiet"))
    if ranking.unscored:
        blocks.append(Heading(f"Not scored ({len(ranking.unscored)})"))
        listed = ranking.unscored[:limit] if limit else ranking.unscored
        blocks.append(_missing(listed))
        if len(listed) < len(ranking.unscored):
            blocks.append(Text(f"and {len(ranking.unscored) - len(listed)} more", "quiet"))
    if not ranking.ranked:
        blocks.insert(0, Text(SCORE if ranking.unscored else "Nothing open to rank.", "quiet"))
    title = f"Ranked by {ranking.model}" if ranking.ranked else ""
    return Page(title, tuple(blocks), "ranking", _data(ranking))


def _table(ranked: list[Ranked]) -> Table:
    by_hand = any(r.priority for r in ranked)
    quartered = any(r.quadrant for r in ranked)
    columns = [Column("rank", right=True), Column("id"), Column("score", right=True)]
    columns += [Column("quadrant")] if quartered else []
    columns += [Column("priority", flexible=True)] if by_hand else []
    columns += [Column("title", flexible=True), Column("why")]
    rows = []
    for r in ranked:
        row: list[Cell] = [str(r.rank), Say(r.short, "id", r.identity), f"{r.score:.2f}"]
        row += [Say(r.quadrant, TONES.get(r.quadrant, ""))] if quartered else []
        row += [f"{r.priority}: {r.because}" if r.because else r.priority] if by_hand else []
        rows.append([*row, r.title, Say(r.why, "quiet")])
    return Table(columns, rows)


def _missing(unscored: list[Unscored]) -> Table:
    by_hand = any(u.priority for u in unscored)
    columns = [Column("id"), Column("title", flexible=True), Column("missing")]
    columns[1:1] = [Column("priority", flexible=True)] if by_hand else []
    rows: list[list[Cell]] = []
    for u in unscored:
        row: list[Cell] = [Say(u.short, "id", u.identity)]
        row += [u.priority] if by_hand else []
        rows.append([*row, u.title, Say(", ".join(u.missing), "warn")])
    return Table(columns, rows)


def _data(ranking: Ranking) -> dict[str, Any]:
    return {
        "model": ranking.model,
        "ranked": [
            {"id": r.identity, "rank": r.rank, "score": round(r.score, 4), "why": r.why,
             "quadrant": r.quadrant or None, "priority": r.priority or None,
             "because": r.because or None, "state": r.state, "title": r.title,
             "owner": r.owner or None}
            for r in ranking.ranked
        ],
        "not_scored": [
            {"id": u.identity, "title": u.title, "missing": list(u.missing),
             "priority": u.priority or None}
            for u in ranking.unscored
        ],
    }  # fmt: skip
