"""Which knowledge would be lost with one person or one source?"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from learnorg.page import Block, Cell, Column, Page, Say, Table, Text, Tone, counted
from learnorg.register.lookup import shortest
from learnorg.register.needs import Need, roles
from learnorg.register.register import Register
from learnorg.register.relevance import doubts
from learnorg.reports.knowledge.cells import (
    Doubts,
    Row,
    articles_in,
    holders_told,
    need_data,
    sources_told,
    topic,
    wide,
)

NO_SOURCE, NOBODY = "no source", "nobody"

ENOUGH = 2
"""Sources, and holders, from which on the loss of one is not the loss of all."""


class Risk(NamedTuple):
    """A need that hangs on little, and on what."""

    row: Row
    reasons: tuple[str, ...]

    @property
    def need(self) -> Need:
        """What is to be known."""
        return self.row[2]


class Risks(NamedTuple):
    """Every need that hangs on little, those that are critical first, of so many needs."""

    risks: list[Risk]
    needs: int
    roles: int
    short: dict[str, str]
    doubts: Doubts
    today: date


def derive(register: Register, today: date, role: str = "") -> Risks:
    """
    The needs of live roles, or of one, with at most one source or at most one holder.

    A single point of knowledge is a need with exactly one holder (formulas: Learning); one
    with none is worse. Who has left holds nothing; a listed team is more than one. What is
    archived, retired or not there is no source; what is kept elsewhere is one.
    """
    known = roles(register, role)
    rows = [(one, activity, need) for one in known for activity, need in one.needs]
    risks = [Risk(row, reasons) for row in rows if (reasons := tuple(_reasons(row[2])))]
    risks.sort(key=lambda one: (not one.need.critical, _left(one.need)))
    named = articles_in([one.need for one in risks])
    doubted = doubts(register, today, named) if named else {}
    return Risks(risks, len(rows), len(known), shortest(register.index, named), doubted, today)


def _reasons(need: Need) -> Iterator[str]:
    if not need.of_use:
        yield "no source"
    elif len(need.of_use) < ENOUGH:
        yield "one source"
    if not need.here:
        yield "no holder"
    elif need.held_by_one:
        yield "one holder"


def _left(need: Need) -> int:
    """How many sources and holders there are, as far as they matter."""
    return min(len(need.of_use), ENOUGH) + min(len(need.here), ENOUGH)


def lay_out(found: Risks) -> Page:
    """The needs that hang on little, with what they hang on."""
    title = f"Knowledge at risk, {found.today}"
    return Page(title, tuple(_blocks(found)), "knowledge-risk", _data(found))


def _blocks(found: Risks) -> Iterator[Block]:
    if not found.needs:
        missing = "no role is described" if not found.roles else "no role says what it needs"
        yield Text(f"Not enough data: {missing} yet (learnorg role need SLUG TOPIC).", "quiet")
        return
    told = f"{counted(found.needs, 'need')} in {counted(found.roles, 'role')}"
    if not found.risks:
        yield Text(f"{told}: none hangs on one source or one holder.", "good")
        return
    critical = sum(one.need.critical for one in found.risks)
    more = f", {critical} of them critical" if critical else ""
    few = "at most one source or one holder"
    yield Text(f"{told}: {len(found.risks)} with {few}{more}.")
    yield _table(found)


def _table(found: Risks) -> Table:
    columns = [Column("id"), wide("need"), wide("hangs on")]
    rows = [_row(found, one) for one in found.risks]
    heads = ("topic", "critical", "role", "need", "activity", "reasons", "sources", "holders")
    programs = [_program(one) for one in found.risks]
    return Table(columns, rows, Table([Column(head) for head in heads], programs))


def _row(found: Risks, one: Risk) -> list[Cell]:
    role, _, need = one.row
    named = f"{role.identity}#{need.id}" if need.id else role.identity
    tone: Tone = "" if need.of_use and need.here else "bad"
    return [
        Say(named, "id"),
        topic(need),
        Say(_hangs_on(need, found.short, found.doubts), tone, _hangs_on(need, {}, found.doubts)),
    ]


def _hangs_on(need: Need, short: Mapping[str, str], doubted: Doubts) -> str:
    """Its sources, with what speaks against them, and its holders."""
    sources = sources_told(need.of_use, short, doubted) or NO_SOURCE
    return f"{sources} · {holders_told(need) or NOBODY}"


def _program(one: Risk) -> list[Cell]:
    role, activity, need = one.row
    return [
        need.topic, "yes" if need.critical else "no", role.identity, need.id, activity.do,
        ", ".join(one.reasons), sources_told(need.of_use, {}), holders_told(need),
    ]  # fmt: skip


def _data(found: Risks) -> dict[str, Any]:
    return {
        "on": found.today.isoformat(),
        "needs": found.needs,
        "risks": [need_data(one.row) | {"reasons": list(one.reasons)} for one in found.risks],
    }
