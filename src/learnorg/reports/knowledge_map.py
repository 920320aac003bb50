"""Which knowledge does each role need, where can it be learned, and who has it?"""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from learnorg.methods.knowledge import share
from learnorg.page import Block, Cell, Column, Heading, Page, Say, Table, Text, counted
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
    topic,
    wide,
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
    """A table of needs for each role."""
    title = f"Knowledge map, {found.today}"
    blocks = tuple(_blocks(found))
    return Page(title, blocks, "knowledge-map", [_data(role) for role in found.roles])


def _blocks(found: KnowledgeMap) -> Iterator[Block]:
    if not found.roles:
        yield Text("No role is described yet: learnorg role new SLUG.", "quiet")
        return
    yield Text(_sentence(found))
    everything: Table | None = _for_programs(found)
    for role in found.roles:
        yield Heading(f"{role.title} ({role.identity})")
        if not role.activities:
            yield Text(f'No activity yet: learnorg role activity {role.identity} "DO".', "quiet")
            continue
        yield _table(found, role)._replace(programs=everything)
        everything = None


def _sentence(found: KnowledgeMap) -> str:
    """How much of what is needed can be learned from a source that was found right."""
    needs = found.needs
    named = f"{counted(len(found.roles), 'role')}, {counted(len(needs), 'need')}"
    covered = sum(need.covered for need in needs)
    part = share(covered, len(needs))
    if part is None:
        return f"{named}. Not enough data for coverage: no need is named."
    return f"{named}, {covered} with a validated source: {per_cent(part)} are covered."


def _table(found: KnowledgeMap, role: Role) -> Table:
    columns = [
        wide("activity"), wide("need"), wide("by"),
        wide("sources"), wide("holders"),
    ]  # fmt: skip
    rows: list[list[Cell]] = []
    for activity in role.activities:
        if not activity.needs:
            rows.append([activity.do, Say("none named", "quiet", " "), "", "", ""])
        for n, need in enumerate(activity.needs):
            rows.append([Say("" if n else activity.do, "", activity.do), *_cells(found, need)])
    return Table(columns, rows)


def _cells(found: KnowledgeMap, need: Need) -> list[Cell]:
    sources = sources_told(need.sources, found.short, found.doubts)
    whole = sources_told(need.sources, {}, found.doubts)
    return [
        topic(need),
        ", ".join(need.ways),
        Say(sources or "none", "" if need.covered else "warn", whole),
        Say(holders_told(need) or "nobody", "" if need.here else "warn"),
    ]


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
