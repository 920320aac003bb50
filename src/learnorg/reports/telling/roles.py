"""A role's activities, and what each needs to know."""

from collections.abc import Iterator
from typing import Any

from learnorg.page import Block, Cell, Heading, Items, Say
from learnorg.reports.telling.parts import line, parts


def blocks(plain: dict[str, Any]) -> Iterator[Block]:
    """Each activity with its needs."""
    for activity in parts(plain, "activities"):
        name = f"#{activity['id']} " if activity.get("id") else ""
        yield Heading(f"{name}{line(activity.get('do'))}")
        yield Items([_need(one) for one in parts(activity, "needs")] or ["no knowledge named yet"])


def _need(one: dict[str, Any]) -> Cell:
    name = f"#{one['id']} " if one.get("id") else ""
    critical = " (critical)" if one.get("critical") == "true" else ""
    told = [
        f"{word} {value}"
        for key, word in (("ways", "by"), ("sources", "from"), ("holders", "held by"))
        if (value := line(one.get(key)))
    ]
    text = f"{name}{line(one.get('topic'))}{critical}"
    return Say(f"{text}: {', '.join(told)}") if told else Say(f"{text}: nothing yet", "warn")
