"""Roles and resources of the sample: what people need to know, and where it is to be had."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from learnorg.register.records import typed
from learnorg.samples.almanac import STORY, Almanac
from learnorg.samples.chance import chance
from learnorg.samples.tales import Tale
from learnorg.samples.turns import Told, Turn, identified


def listed(tale: Tale, almanac: Almanac) -> list[Turn]:
    """A role or resource coming into its catalogue once there is what it points to."""
    day = almanac.raised(tale.name)
    there = max([almanac.begun(tale.name), *map(almanac.begun, _pointed(tale.plain))])
    told = Told(tale.kind, _record(tale, almanac, there), chance(almanac.seed, tale.name))
    owner = str(tale.plain["owner"])
    told.turn(there if there.date() > day else day, "add", str(tale.by.get("", owner)))
    return told.turns


def _record(tale: Tale, almanac: Almanac, there: datetime) -> dict[str, Any]:
    plain = dict(tale.plain)
    random = chance(almanac.seed, "parts", tale.name)
    if activities := plain.get("activities"):
        taken: set[str] = set()
        needing = [
            {**one, "needs": identified(one.get("needs", []), taken, random)} for one in activities
        ]
        plain["activities"] = identified(needing, taken, random)
    day = there.date()
    plain |= {"id": tale.key, "raised": day.isoformat()}
    return typed(tale.kind, almanac.settled(plain, day), tale.name)


def _pointed(value: Any) -> Iterator[str]:
    """Every story that a tale's content names."""
    if isinstance(value, dict):
        for part in value.values():
            yield from _pointed(part)
    elif isinstance(value, list):
        for part in value:
            yield from _pointed(part)
    elif isinstance(value, str) and STORY.fullmatch(value):
        yield value
