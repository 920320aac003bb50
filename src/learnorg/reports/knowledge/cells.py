"""Needs, sources and shares, in words for people and as plain data for programs."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from learnorg.methods.knowledge import share
from learnorg.page import Cell, Column, Say
from learnorg.register.needs import Activity, Need, Role, Source
from learnorg.register.relevance import Doubt
from learnorg.reports.tracking.figures import per_cent, rounded

Doubts = Mapping[str, Sequence[Doubt]]
Row = tuple[Role, Activity, Need]
"""A need with the role and the activity it belongs to."""

NO_TEAM = "(no team)"
NOTHING = "nothing"


def wide(name: str) -> Column:
    """A column of several words, which go on below themselves where there is little room."""
    return Column(name, flexible=True, wrapped=True)


def state_of(source: Source) -> str:
    """How far a source can be relied on, in a word or two."""
    if not source.open:
        return source.state or "not there"
    return source.state if source.kind else "kept elsewhere"


def told(source: Source, short: Mapping[str, str], doubts: Doubts | None = None) -> str:
    """A source with its state, and with what speaks against it."""
    name = short.get(source.target, source.target)
    doubted = "; ".join(one.told for one in (doubts or {}).get(source.target, ()))
    return f"{name} ({state_of(source)}{f'; {doubted}' if doubted else ''})"


def sources_told(
    sources: Sequence[Source], short: Mapping[str, str], doubts: Doubts | None = None
) -> str:
    """Several sources, one after the other."""
    return ", ".join(told(one, short, doubts) for one in sources)


def holders_told(need: Need) -> str:
    """Who knows it, and who of them has left."""
    return ", ".join(f"{one.name} (left)" if one.left else one.name for one in need.holders)


def topic(need: Need) -> Say:
    """What is to be known, in a tone where the work stands still without it."""
    if need.critical:
        return Say(f"{need.topic} (critical)", "warn")
    return Say(need.topic)


def of(part: int, whole: int, what: str, missing: str) -> Cell:
    """A share with its numbers: `12 of 15 articles: 80 %`, or that there is nothing to share."""
    found = share(part, whole)
    if found is None:
        return Say(f"not enough data: {missing}", "quiet")
    return f"{part} of {whole} {what}: {per_cent(found)}"


def portion(part: int, whole: int) -> dict[str, Any]:
    """The same for programs; a share of nothing is null."""
    return {"count": part, "of": whole, "share": rounded(share(part, whole))}


def articles_in(needs: Collection[Need]) -> list[str]:
    """The articles among the sources of some needs."""
    found = (one.target for need in needs for one in need.sources if one.kind == "article")
    return list(dict.fromkeys(found))


def need_data(row: Row) -> dict[str, Any]:
    """A need for programs."""
    role, activity, need = row
    return {
        "role": role.identity,
        "activity": activity.do,
        "need": need.id or None,
        "topic": need.topic,
        "critical": need.critical,
        "ways": list(need.ways),
        "covered": need.covered,
        "sources": [source_data(one) for one in need.sources],
        "holders": [{"name": one.name, "left": one.left} for one in need.holders],
    }


def source_data(source: Source) -> dict[str, Any]:
    """A source for programs."""
    return {
        "target": source.target,
        "kind": source.kind or None,
        "title": source.title or None,
        "state": source.state or None,
        "validated": source.sound,
        "of_use": source.open,
    }
