"""Which knowledge does each role need, where can it be learned, and who has it?"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from learnorg.methods.knowledge import share
from learnorg.page import Block, Cell, Column, Heading, Items, Page, Say, Table, Text, Tone, counted
from learnorg.register.lookup import shortest
from learnorg.register.needs import Need, Role, roles
from learnorg.register.register import Register
from learnorg.register.relevance import doubts
from learnorg.reports.knowledge.cells import (
    Doubts,
    articles_in,
    holders_told,
    need_data,
    sources_told,
)
from learnorg.reports.tracking.figures import per_cent

HEADS = ("role", "activity", "need", "critical", "ways", "sources", "holders")


class KnowledgeMap(NamedTuple):
    """Every role with its activities, their needs, and what is known of their sources."""

    roles: list[Role]
    short: dict[str, str]
    doubts: Doubts
    today: date

    @property
    def needs(self) -> list[Need]:
        """The needs of all roles."""
        return [need for role in self.roles for _, need in role.needs]


def derive(register: Register, today: date, role: str = "") -> KnowledgeMap:
    """The map of every live role, or of the one of a slug, as it stands today."""
    found = roles(register, role)
    named = articles_in([need for one in found for _, need in one.needs])
    doubted = doubts(register, today, named) if named else {}
    return KnowledgeMap(found, shortest(register.index, named), doubted, today)


def lay_out(found: KnowledgeMap) -> Page:
    """How much of each role is covered, then its activities with their needs."""
    title = f"Knowledge map, {found.today}"
    blocks = tuple(_blocks(found))
    return Page(title, blocks, "knowledge-map", [_data(role) for role in found.roles])


def _blocks(found: KnowledgeMap) -> Iterator[Block]:
    if not found.roles:
        yield Text("No role is described yet: learnorg role new SLUG.", "quiet")
        return
    yield Text(_sentence(found))
    yield _roles(found)
    for role in found.roles:
        yield Heading(f"{role.title} ({role.identity})")
        if not role.activities:
            yield Text(f'No activity yet: learnorg role activity {role.identity} "DO".', "quiet")
        for activity in role.activities:
            yield Text(f"{activity.do}:")
            needs = [_need(found, need) for need in activity.needs]
            yield Items(needs or [Say("no need is named", "quiet")])


def _sentence(found: KnowledgeMap) -> str:
    """How much of what is needed can be learned from a source that was found right."""
    needs = found.needs
    named = f"{counted(len(found.roles), 'role')}, {counted(len(needs), 'need')}"
    covered = sum(need.covered for need in needs)
    part = share(covered, len(needs))
    if part is None:
        return f"{named}. Not enough data for coverage: no need is named."
    return f"{named}, {covered} with a validated source: {per_cent(part)} are covered."


def _roles(found: KnowledgeMap) -> Table:
    """How many needs each role has, and how many of them can be learned from a sound source."""
    columns = [Column("role", flexible=True)]
    columns += [
        Column(name, right=True) for name in ("needs", "covered", "critical", "critical gaps")
    ]
    rows: list[list[Cell]] = []
    for role in found.roles:
        needs = [need for _, need in role.needs]
        critical = [need for need in needs if need.critical]
        open_ = sum(not need.covered for need in critical)
        rows.append([role.title, str(len(needs)), str(sum(need.covered for need in needs)),
                     str(len(critical)), Say(str(open_), "bad" if open_ else "")])  # fmt: skip
    return Table(columns, rows, _for_programs(found))


def _need(found: KnowledgeMap, need: Need) -> Say:
    """A need, where it can be learned and who has it, a line each."""
    ways = f", by {' or '.join(need.ways)}" if need.ways else ""
    critical = " (critical)" if need.critical else ""
    tone: Tone = "" if need.covered and need.here else "bad" if need.critical else "warn"

    def told(short: Mapping[str, str]) -> str:
        sources = sources_told(need.sources, short, found.doubts) or "none"
        holders = holders_told(need) or "nobody"
        first = f"{need.topic}{critical}{ways}"
        return f"{first}.\n  Sources: {sources}.\n  Holders: {holders}."

    return Say(told(found.short), tone, told({}))


def _for_programs(found: KnowledgeMap) -> Table:
    rows: list[list[Cell]] = [
        [
            role.identity,
            activity.do,
            need.topic,
            "yes" if need.critical else "no",
            ", ".join(need.ways),
            sources_told(need.sources, {}),
            holders_told(need),
        ]
        for role in found.roles
        for activity, need in role.needs
    ]
    return Table([Column(head) for head in HEADS], rows)


def _data(role: Role) -> dict[str, Any]:
    return {
        "role": role.identity,
        "title": role.title,
        "state": role.state,
        "team": role.team or None,
        "owner": role.owner or None,
        "activities": [
            {
                "id": activity.id or None,
                "do": activity.do,
                "needs": [need_data((role, activity, need)) for need in activity.needs],
            }
            for activity in role.activities
        ],
    }
