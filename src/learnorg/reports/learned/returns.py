"""What was taken up again after it had been closed, as git has it."""

from collections.abc import Mapping
from typing import NamedTuple

from learnorg.register.steps import steps
from learnorg.register.trail import Trail
from learnorg.reports.outcomes.window import Window

AGAIN = """
touches.kind IN ('improvement', 'review') AND was = 'closed' AND became != 'closed'
AND action != 'undo' AND day BETWEEN ? AND ?
"""
"""Moves back from closed; what was only undone never was closed."""


class Reopened(NamedTuple):
    """An improvement or a review that was closed and taken up again: when last, and why."""

    identity: str
    title: str
    on: str
    because: str


def reopened(trail: Trail, titles: Mapping[str, str], within: Window) -> list[Reopened]:
    """
    What was taken up again in a window, the latest first, each record once.

    Only what has a title is told: a record that is gone came back to nobody.
    """
    days = (within.first.isoformat(), within.last.isoformat())
    found: dict[str, Reopened] = {}
    for step in steps(trail, AGAIN, days):
        name = step.identity
        if name in titles and name not in found:
            found[name] = Reopened(name, titles[name], step.day, step.because or "")
    return sorted(found.values(), key=lambda one: (one.on, one.identity), reverse=True)
