"""What next?"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from learnorg.methods.scoring import MOST_MUST, Model, figure, medians, must_share, quadrants, ranks
from learnorg.methods.sequence import delay_cost
from learnorg.page import Block, Cell, Column, Heading, Page, Say, Table, Text, Tone
from learnorg.register.candidates import Candidate, candidates
from learnorg.register.lookup import shortest
from learnorg.register.query import Query
from learnorg.register.register import Register

SCORE = "Nothing is scored yet: learnorg estimate, or learnorg estimate ID {}"
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
    brings: float | None = None
    """What it is worth before its effort is counted, where the model has such a thing."""
    effort: float | None = None
    """Person-days."""


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

    model: Model
    ranked: list[Ranked]
    unscored: list[Unscored]
    must: float | None = None
    """The share of the effort that musts take, under MoSCoW."""
    delay: tuple[float, float] | None = None
    """Under CD3, what waiting costs in this order, and in the worst."""
    medians: tuple[float, float] | None = None
    """What quadrants are split at: what they bring, and their effort."""


def derive(register: Register, query: Query, today: date, name: str = "") -> Ranking:
    """The ranking of the open improvements that a query asks for, under a model or policy's own."""
    model, found = candidates(register, query, today, name)
    short = shortest(register.index, [one.identity for one in found])
    scored = [one for one in found if one.score.value is not None]
    places = ranks([one.score.value or 0 for one in scored])
    measured = {one.identity: _brings(model, one) for one in scored}
    compared = {
        one.identity: (brings, one.effort)
        for one in scored
        if (brings := measured[one.identity]) is not None and one.effort
    }
    split = quadrants(compared)
    lines = medians(compared.values()) if split else None
    ranked = [
        Ranked(
            one.identity, short[one.identity], place, one.score.value or 0, one.score.why,
            split.get(one.identity, ""), one.priority, one.because, one.state, one.title, one.owner,
            measured[one.identity], one.effort,
        )
        for place, one in zip(places, scored, strict=True)
    ]  # fmt: skip
    unscored = [
        Unscored(one.identity, short[one.identity], one.score.missing, one.priority, one.title)
        for one in found
        if one.score.value is None
    ]
    must = None
    if model.name == "moscow":
        must = must_share([(one.score.why, one.effort) for one in scored if one.effort])
    return Ranking(model, ranked, unscored, must, _delay(register, model, scored), lines)


def _delay(register: Register, model: Model, scored: list[Candidate]) -> tuple[float, float] | None:
    """What it costs that one waits for the other, best first and worst first."""
    if model.name != "cd3" or not scored:
        return None
    week = register.policy.scoring.days_a_week
    jobs = [(one.read["effort"].likely / week, one.read["cost_of_delay"].likely) for one in scored]
    return delay_cost(jobs), delay_cost(jobs[::-1])


def _brings(model: Model, one: Candidate) -> float | None:
    """What quadrants compare with the effort: the value, or what another model calls worth."""
    return one.value if model.name == "value-effort" else one.worth(model)


def lay_out(ranking: Ranking, limit: int = 0) -> Page:
    """The ranking as a table, and beneath it what could not be ranked."""
    shown = ranking.ranked[:limit] if limit else ranking.ranked
    blocks: list[Block] = []
    if shown:
        blocks.append(_table(shown))
    if len(shown) < len(ranking.ranked):
        blocks.append(Text(f"and {len(ranking.ranked) - len(shown)} more", "quiet"))
    if ranking.medians:
        blocks.append(Text(_split(*ranking.medians), "quiet"))
    if ranking.unscored:
        blocks.append(Heading(f"Not scored ({len(ranking.unscored)})"))
        listed = ranking.unscored[:limit] if limit else ranking.unscored
        blocks.append(_missing(listed))
        if len(listed) < len(ranking.unscored):
            blocks.append(Text(f"and {len(ranking.unscored) - len(listed)} more", "quiet"))
    if not ranking.ranked:
        how = " ".join(f"--{flag(name)} …" for name in ranking.model.inputs)
        said = SCORE.format(how) if ranking.unscored else "Nothing open to rank."
        blocks.insert(0, Text(said, "quiet"))
    if ranking.must is not None and ranking.must > MOST_MUST:
        blocks.append(Text(_too_much(ranking.must), "warn"))
    if ranking.delay:
        best, worst = ranking.delay
        said = f"Done one after the other in this order, waiting costs {best:,.0f} in all; "
        blocks.append(Text(f"{said}in the worst order it would cost {worst:,.0f}.", "quiet"))
    title = f"Ranked by {ranking.model.name}: {ranking.model.about}" if ranking.ranked else ""
    return Page(title, tuple(blocks), "ranking", _data(ranking))


def flag(name: str) -> str:
    """The option of a command that states an estimate."""
    if name.startswith("criteria."):
        return f"criterion {name[9:]}="
    return name.replace("_", "-")


def _split(brings: float, effort: float) -> str:
    return (
        f"Quadrants are split at the medians of what is ranked here: {brings:g} and {effort:g} "
        "person-days."
    )


def _too_much(share: float) -> str:
    return (
        f"Musts take {share * 100:.0f} % of the effort; beyond {MOST_MUST * 100:.0f} % nothing is "
        "left to give way when something takes longer (DSDM)."
    )


def _table(ranked: list[Ranked]) -> Table:
    by_hand = any(r.priority for r in ranked)
    quartered = any(r.quadrant for r in ranked)
    columns = [Column("rank", right=True), Column("id"), Column("score", right=True)]
    columns += [Column("quadrant")] if quartered else []
    columns += [Column("priority", flexible=True)] if by_hand else []
    columns += [Column("title", flexible=True), Column("why", flexible=True)]
    rows = []
    for r in ranked:
        row: list[Cell] = [str(r.rank), Say(r.short, "id", r.identity), figure(r.score)]
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
        rows.append([*row, u.title, Say(", ".join(named(name) for name in u.missing), "warn")])
    return Table(columns, rows)


def named(name: str) -> str:
    """An estimate as people call it."""
    return name.removeprefix("criteria.").replace("_", " ")


def _data(ranking: Ranking) -> dict[str, Any]:
    return {
        "model": ranking.model.name,
        "formula": ranking.model.about,
        "must_share": None if ranking.must is None else round(ranking.must, 4),
        "delay_cost": None if ranking.delay is None else round(ranking.delay[0], 2),
        "worst_delay_cost": None if ranking.delay is None else round(ranking.delay[1], 2),
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
