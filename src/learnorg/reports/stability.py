"""How firm is the ranking?"""

from datetime import date
from typing import Any, NamedTuple

from learnorg.methods.ranges import Range, widened
from learnorg.methods.scales import scale
from learnorg.methods.scoring import Model, figure, ranks
from learnorg.methods.stability import Firmness, Stability, TossUp, stability
from learnorg.page import Block, Cell, Column, Heading, Items, Page, Say, Table, Text
from learnorg.register.candidates import Candidate, candidates
from learnorg.register.lookup import shortest
from learnorg.register.query import Query
from learnorg.register.register import Register
from learnorg.settings import Scoring

BAR = 24
"""The columns of a bar of ranks."""
WORDS = "Must, should, could and won't are words: there is nothing to draw from."


class Draws(NamedTuple):
    """How a ranking is tried: from how many draws, from which seed, and how many are the top."""

    top: int = 5
    number: int = 2000
    seed: int = 1


USUAL = Draws()


class Firm(NamedTuple):
    """The ranking with how firm each place is."""

    model: Model
    scored: list[Candidate]
    places: list[int]
    found: Stability | None
    short: dict[str, str]
    left_out: int
    """How many are not scored."""


def derive(
    register: Register, query: Query, today: date, name: str = "", draws: Draws = USUAL
) -> Firm:
    """The ranking of what a query asks for, tried with other draws of its estimates."""
    model, every = candidates(register, query, today, name)
    scored = [one for one in every if one.score.value is not None]
    found = None
    if scored and model.name != "moscow":
        items = [drawn(model, register.policy.scoring, one) for one in scored]
        top = min(draws.top, len(scored))
        found = stability(items, model.formula, top, draws.number, draws.seed)
    short = shortest(register.index, [one.identity for one in scored])
    places = ranks([one.score.value or 0 for one in scored])
    return Firm(model, scored, places, found, short, len(every) - len(scored))


def drawn(model: Model, scoring: Scoring, one: Candidate) -> list[Range]:
    """What each input is drawn from: its range, or without one a step either way."""
    found = []
    for name in model.inputs:
        range_ = one.read[name]
        if name == "effort" and "effort" not in one.estimates:
            days = sorted(scoring.sizes.values())
            lower = max((d for d in days if d < range_.likely), default=range_.likely)
            higher = min((d for d in days if d > range_.likely), default=range_.likely)
        else:
            way = scale(name, model.name, scoring.highest, scoring.scale == "fibonacci")
            lower, higher = way.beside(range_.likely)
        found.append(widened(range_, lower, higher))
    return found


def lay_out(firm: Firm, limit: int = 0) -> Page:
    """The ranking with a bar each for the places that it may well have."""
    data = _data(firm)
    if firm.found is None:
        said = WORDS if firm.model.name == "moscow" and firm.scored else "Nothing is scored yet."
        return Page("", (Text(said, "quiet"),), "stability", data)
    shown = list(zip(firm.scored, firm.places, firm.found.items, strict=True))
    shown = shown[:limit] if limit else shown
    blocks: list[Block] = [_table(firm, shown)]
    if len(shown) < len(firm.scored):
        blocks.append(Text(f"and {len(firm.scored) - len(shown)} more", "quiet"))
    near = [t for t in firm.found.toss_ups if max(t.first, t.second) < len(shown)]
    if near:
        blocks += [Heading(f"As good as a coin toss ({len(near)})"), Items(_pairs(firm, near))]
    blocks.append(Text(_how(firm, firm.found), "quiet"))
    return Page(f"How firm the ranking by {firm.model.name} is", tuple(blocks), "stability", data)


def _table(firm: Firm, shown: list[tuple[Candidate, int, Firmness]]) -> Table:
    assert firm.found
    widest = max(found.high for _, _, found in shown)
    columns = [
        Column("rank", right=True), Column("id"), Column("score", right=True),
        Column(f"places 1–{widest}"), Column("90 %"),
        Column(f"top {firm.found.top}", right=True), Column("title", flexible=True),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [str(place), Say(firm.short[one.identity], "id", one.identity),
         figure(one.score.value or 0), bar(found, place, widest),
         f"{found.low}–{found.high}" if found.low < found.high else str(found.low),
         f"{found.in_top * 100:.0f} %", one.title]
        for one, place, found in shown
    ]  # fmt: skip
    return Table(columns, rows)


def bar(found: Firmness, place: int, widest: int) -> str:
    """The places from the first to the widest: how far it reaches, and where it stands."""
    cells = ["·"] * BAR  # blanks would vanish in HTML and Markdown

    def at(rank: int) -> int:
        return min(BAR - 1, (rank - 1) * BAR // max(widest, 1))

    for n in range(at(found.low), at(found.high) + 1):
        cells[n] = "━"
    cells[at(place)] = "●"
    return "".join(cells).rstrip("·")


def _pairs(firm: Firm, near: list[TossUp]) -> list[Cell]:
    return [
        f"{firm.short[one.identity]} {one.title}  or  {firm.short[other.identity]} {other.title}"
        f"  ({pair.chance * 100:.0f} : {100 - pair.chance * 100:.0f})"
        for pair in near
        for one, other in [(firm.scored[pair.first], firm.scored[pair.second])]
    ]


def _how(firm: Firm, found: Stability) -> str:
    left = f" Not scored: {firm.left_out}." if firm.left_out else ""
    return (
        f"{found.draws:,} draws from the estimates' ranges (seed {found.seed}); a number without "
        "a range varies by one step either way. ● is the place by the likely numbers, ━ where 90 % "
        f"of the draws put it.{left}"
    )


def _data(firm: Firm) -> dict[str, Any]:
    found = firm.found
    return {
        "model": firm.model.name,
        "draws": found.draws if found else None,
        "seed": found.seed if found else None,
        "top": found.top if found else None,
        "ranked": [
            {"id": one.identity, "title": one.title, "rank": place,
             "score": round(one.score.value or 0, 4),
             "rank_5": each.low if each else None, "rank_50": each.median if each else None,
             "rank_95": each.high if each else None,
             "in_top": round(each.in_top, 4) if each else None}
            for one, place, each in zip(
                firm.scored, firm.places, found.items if found else [None] * len(firm.scored),
                strict=True,
            )
        ],
        "toss_ups": [
            {"first": firm.scored[t.first].identity, "second": firm.scored[t.second].identity,
             "chance": round(t.chance, 4)}
            for t in (found.toss_ups if found else ())
        ],
        "not_scored": firm.left_out,
    }  # fmt: skip
