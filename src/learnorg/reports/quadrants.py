"""What is a quick win, and what is thankless?"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from learnorg.methods.scoring import FEWEST_FOR_QUADRANTS, Quadrant, figure, medians
from learnorg.page import (
    Axis,
    Block,
    Cell,
    Chart,
    Column,
    Heading,
    Mark,
    Page,
    Point,
    Say,
    Series,
    Table,
    Text,
    Tone,
)
from learnorg.register.query import Query
from learnorg.register.register import Register
from learnorg.reports import ranking
from learnorg.reports.ranking import TONES, Ranked, Ranking

ABOUT: dict[Quadrant, str] = {
    "quick win": "much for little: begin here",
    "major": "much for much: plan them",
    "fill-in": "little for little: between other things",
    "thankless": "little for much: say no, or find a smaller way",
}
FEW = (
    f"Quadrants are split at the medians, which fewer than {FEWEST_FOR_QUADRANTS} scored "
    "improvements with an effort do not have."
)
DRAWN: dict[Quadrant, Tone] = {
    "quick win": "good",
    "major": "id",
    "fill-in": "",
    "thankless": "warn",
}


@dataclass(frozen=True, slots=True)
class Placed:
    """The ranking, what of it has a quadrant, and the medians of what they bring and take."""

    ranking: Ranking
    items: list[Ranked]
    medians: tuple[float, float] | None


def derive(register: Register, query: Query, today: date, name: str = "") -> Placed:
    """The open improvements that a query asks for in their quadrants, under a model or policy's."""
    found = ranking.derive(register, query, today, name)
    items = [one for one in found.ranked if one.quadrant and one.effort is not None]
    lines = medians([(one.brings or 0, one.effort or 0) for one in items]) if items else None
    return Placed(found, items, lines)


def lay_out(found: Placed) -> Page:
    """A picture of what they bring and take, and a table for each quadrant."""
    if found.medians is None:
        return Page("", (Text(FEW, "quiet"),), "quadrants", _data(found))
    blocks: list[Block] = [_chart(found, found.medians)]
    for quadrant, about in ABOUT.items():
        own = [one for one in found.items if one.quadrant == quadrant]
        if own:
            blocks.append(Heading(f"{quadrant.capitalize()} ({len(own)}): {about}"))
            blocks.append(_table(own))
    every = found.ranking
    if rest := len(every.ranked) - len(found.items) + len(every.unscored):
        blocks.append(Text(f"Without a place, for want of a number: {rest}.", "quiet"))
    title = f"What it brings and what it takes, by {every.model.name}"
    return Page(title, tuple(blocks), "quadrants", _data(found))


def _chart(found: Placed, lines: tuple[float, float]) -> Chart:
    brings = "value" if found.ranking.model.name == "value-effort" else "worth"
    series = [
        Series(
            quadrant,
            [Point(one.effort or 0, one.brings or 0, one.short)
             for one in found.items if one.quadrant == quadrant],
            DRAWN[quadrant],
        )
        for quadrant in ABOUT
    ]  # fmt: skip
    marks = (
        Mark("y", lines[0], f"median {lines[0]:g}"),
        Mark("x", lines[1], f"median {lines[1]:g}"),
    )
    x, y = Axis("effort in person-days"), Axis(brings)
    return Chart("points", "Effort and " + brings, x, y, [s for s in series if s.points], marks)


def _table(own: list[Ranked]) -> Table:
    columns = [
        Column("rank", right=True), Column("id"), Column("brings", right=True),
        Column("days", right=True), Column("score", right=True), Column("title", flexible=True),
        Column("owner", flexible=True),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [str(one.rank), Say(one.short, "id", one.identity), f"{one.brings:g}", f"{one.effort:g}",
         Say(figure(one.score), TONES.get(one.quadrant, "")), one.title, one.owner]
        for one in own
    ]  # fmt: skip
    return Table(columns, rows)


def _data(found: Placed) -> dict[str, Any]:
    lines = found.medians or (None, None)
    return {
        "model": found.ranking.model.name,
        "median": {"brings": lines[0], "effort": lines[1]},
        "items": [
            {"id": one.identity, "title": one.title, "quadrant": one.quadrant or None,
             "brings": one.brings, "effort": one.effort, "rank": one.rank,
             "score": round(one.score, 4)}
            for one in found.ranking.ranked
        ],
    }  # fmt: skip
