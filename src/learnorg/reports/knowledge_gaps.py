"""What do people need to know that they can learn from no source that was found right?"""

from collections.abc import Iterator, Mapping
from datetime import date
from shlex import quote
from typing import Any, NamedTuple

from learnorg.methods.knowledge import share
from learnorg.page import Block, Cell, Column, Heading, Items, Page, Say, Table, Text, counted
from learnorg.refs import slug
from learnorg.register.lookup import shortest
from learnorg.register.needs import Need, roles
from learnorg.register.register import Register
from learnorg.register.relevance import doubts
from learnorg.reports.knowledge.cells import (
    NOTHING,
    Doubts,
    Row,
    articles_in,
    need_data,
    portion,
    sources_told,
    topic,
    wide,
)
from learnorg.reports.tracking.figures import per_cent

OFFERED = ("course", "community")
"""Ways of passing knowledge on that a resource is found for."""

LONGEST = 40
"""Characters of the slug that is proposed for a resource."""


class Gaps(NamedTuple):
    """Every gap, those that are critical first, of so many needs."""

    gaps: list[Row]
    needs: int
    critical: int
    """How many of all needs are critical."""
    roles: int
    short: dict[str, str]
    doubts: Doubts
    today: date

    @property
    def open_critical(self) -> int:
        """How many of the gaps are critical."""
        return sum(need.critical for _, _, need in self.gaps)


def derive(register: Register, today: date, role: str = "") -> Gaps:
    """
    The needs of live roles, or of one, without an article that is validated or a resource that
    is approved.

    Coverage is needs with at least one validated source / needs (formulas: Knowledge). What
    stands elsewhere counts for nothing here: nobody has found it right in this register.
    """
    known = roles(register, role)
    rows = [(one, activity, need) for one in known for activity, need in one.needs]
    open_ = sorted((row for row in rows if not row[2].covered), key=lambda row: not row[2].critical)
    named = articles_in([row[2] for row in open_])
    short = shortest(register.index, named)
    return Gaps(
        open_,
        len(rows),
        sum(row[2].critical for row in rows),
        len(known),
        short,
        doubts(register, today, named) if named else {},
        today,
    )


def fill(need: Need, short: Mapping[str, str]) -> str:
    """The command that makes what is nearest to a validated source one, or begins a new one."""
    kept = [one for one in need.of_use if one.kind in ("article", "resource")]
    for one in sorted(kept, key=lambda source: source.state == "wip"):
        if one.kind == "article":
            return f"learnorg validate {short.get(one.target, one.target)}"
        return f"learnorg resource approve {one.target.partition(':')[2]}"
    of_type = next((way for way in need.ways if way in OFFERED), "")
    if of_type and "article" not in need.ways:
        name = slug(need.topic)[:LONGEST].strip("-") or of_type
        told = quote(need.topic)
        return f"learnorg resource new {name} --type {of_type} --title {told} --topic {told}"
    return f"learnorg article new {quote(need.topic)} --type how-to"


def lay_out(found: Gaps) -> Page:
    """The gaps with what there is, and below them the commands that fill them."""
    title = f"Knowledge gaps, {found.today}"
    return Page(title, tuple(_blocks(found)), "knowledge-gaps", _data(found))


def _blocks(found: Gaps) -> Iterator[Block]:
    part = share(found.needs - len(found.gaps), found.needs)
    if part is None:
        missing = "no role is described" if not found.roles else "no role says what it needs"
        yield Text(f"Not enough data: {missing} yet (learnorg role need SLUG TOPIC).", "quiet")
        return
    told = f"{counted(found.needs, 'need')} in {counted(found.roles, 'role')}: {per_cent(part)}"
    if not found.gaps:
        yield Text(f"{told} have a validated source.", "good")
        return
    critical = f", {found.open_critical} of them critical" if found.open_critical else ""
    yield Text(f"{told} have a validated source, {len(found.gaps)} have none{critical}.")
    yield _table(found)
    yield Heading("What would fill them")
    yield Items([_filled(need, found.short) for _, _, need in found.gaps])
    yield Text(
        "What is new becomes a source by `learnorg role need ROLE#NEED --source TARGET`.", "quiet"
    )


def _filled(need: Need, short: Mapping[str, str]) -> Say:
    whole = f"{need.topic}: {fill(need, {})}"
    return Say(f"{need.topic}: {fill(need, short)}", "", whole)


def _table(found: Gaps) -> Table:
    columns = [Column("id"), wide("need"), wide("there is")]
    rows: list[list[Cell]] = []
    programs: list[list[Cell]] = []
    for role, activity, need in found.gaps:
        whole = sources_told(need.sources, {})
        told = sources_told(need.sources, found.short, found.doubts) or NOTHING
        there = Say(told, "", sources_told(need.sources, {}, found.doubts) or NOTHING)
        named = f"{role.identity}#{need.id}" if need.id else role.identity
        rows.append([Say(named, "id"), topic(need), there])
        programs.append(
            [need.topic, "yes" if need.critical else "no", role.identity, need.id, activity.do,
             whole, fill(need, {})]
        )  # fmt: skip
    heads = ("topic", "critical", "role", "need", "activity", "sources", "fill")
    return Table(columns, rows, Table([Column(head) for head in heads], programs))


def _data(found: Gaps) -> dict[str, Any]:
    return {
        "on": found.today.isoformat(),
        "coverage": portion(found.needs - len(found.gaps), found.needs),
        "critical": portion(found.critical - found.open_critical, found.critical),
        "gaps": [need_data(row) | {"fill": fill(row[2], {})} for row in found.gaps],
    }
