"""What is past its day: improvements, steps of their plans, and holds."""

from datetime import date
from typing import NamedTuple

from learnorg.register.deadlines import Sort, deadlines
from learnorg.register.query import Query
from learnorg.register.register import Register

SORTS: dict[Sort, str] = {"improvement": "improvement", "step": "step", "hold": "on hold until"}
"""What a meeting asks after; measures are asked for when their improvement is."""


class Late(NamedTuple):
    """Something that should have come about by a day, and how many days ago that was."""

    identity: str
    title: str
    what: str
    part: str
    """The step, or what is waited for."""
    due: str
    days: int
    owner: str
    """Whoever has the step; else of the improvement."""


def late(register: Register, today: date) -> list[Late]:
    """Open improvements past their due day, their open steps and holds likewise, longest first."""
    return [
        Late(one.identity, one.title, SORTS[one.sort], one.what, one.day.isoformat(),
             (today - one.day).days, one.owner)
        for one in deadlines(register, Query(kind="improvement"), today)
        if one.day < today and one.sort in SORTS
    ]  # fmt: skip
