"""Which articles are looked at to see how good the content is, and what is asked of each?"""

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any, NamedTuple

from learnorg.page import Block, Cell, Column, Heading, Items, Page, Say, Table, Text, counted
from learnorg.register.checklists import Checklist
from learnorg.register.lookup import shortest
from learnorg.register.register import Register

HEADS = ("article", "title", "criterion", "asks", "holds")
"""The columns of a sheet to fill in; `holds` is left empty."""


class Drawn(NamedTuple):
    """An article of a sample."""

    identity: str
    title: str
    type: str
    team: str


class Sample(NamedTuple):
    """So many articles drawn by chance, of so many that are validated, and what is asked."""

    articles: list[Drawn]
    wanted: int
    validated: int
    seed: int
    checklist: Checklist
    short: dict[str, str]
    today: date


def derive(register: Register, checklist: Checklist, wanted: int, seed: int, today: date) -> Sample:
    """Articles that are validated, as many as are wanted if there are, the same for a seed."""
    rows = register.index.rows(
        "SELECT id, title, type, team FROM records WHERE kind = 'article' "
        "AND state = 'validated' AND broken IS NULL ORDER BY id"
    )
    known = [Drawn(*row) for row in rows]
    drawn = sorted(Random(seed).sample(known, min(wanted, len(known))))  # noqa: S311  # no secret
    short = shortest(register.index, [one.identity for one in drawn])
    return Sample(drawn, wanted, len(known), seed, checklist, short, today)


def lay_out(found: Sample) -> Page:
    """The articles, and for each the criteria to be ticked off."""
    title = f"{found.checklist.name}: a sample, {found.today}"
    return Page(title, tuple(_blocks(found)), "knowledge-sample", _data(found))


def _blocks(found: Sample) -> Iterator[Block]:
    if not found.articles:
        yield Text("Not enough data: no article is validated yet.", "quiet")
        return
    drawn = counted(len(found.articles), "article")
    yield Text(
        f"{drawn} of {found.validated} validated ones, drawn by chance (--seed {found.seed}). "
        "Tick what holds; what stays open beside a tick is a miss, and an article without any "
        "counts as not looked at."
    )
    if len(found.articles) < found.wanted:
        yield Text(f"{found.wanted} were wanted: there are no more.", "warn")
    yield _table(found)
    for one in found.articles:
        yield Heading(f"{one.identity} {one.title}")
        yield Items([f"{c.name}: {c.asks}" for c in found.checklist.criteria], to_tick=True)
    yield Text("The score, once it is filled in: learnorg knowledge sample --from FILE", "quiet")


def _table(found: Sample) -> Table:
    columns = [Column("id"), Column("title", flexible=True), Column("type"), Column("team")]
    rows: list[list[Cell]] = [
        [Say(found.short[one.identity], "id", one.identity), one.title, one.type, one.team]
        for one in found.articles
    ]
    sheet: list[list[Cell]] = [
        [one.identity, one.title, criterion.name, criterion.asks, ""]
        for one in found.articles
        for criterion in found.checklist.criteria
    ]
    return Table(columns, rows, Table([Column(head) for head in HEADS], sheet))


def _data(found: Sample) -> dict[str, Any]:
    return {
        "on": found.today.isoformat(),
        "seed": found.seed,
        "wanted": found.wanted,
        "validated": found.validated,
        "criteria": [{"name": one.name, "asks": one.asks} for one in found.checklist.criteria],
        "articles": [
            {"id": one.identity, "title": one.title, "type": one.type, "team": one.team or None}
            for one in found.articles
        ],
    }
