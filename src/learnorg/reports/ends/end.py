"""An end of the loop: one thing at one stage, open or closed, with what closes it."""

from datetime import date
from typing import NamedTuple

STAGES = ("happened", "examined", "landed", "used", "true")
"""The stages of the loop, in its order."""

ASKED = {
    "happened": "is it examined?",
    "examined": "has what was found landed?",
    "landed": "is it done, or found right?",
    "used": "does anybody use it?",
    "true": "does it hold?",
}
"""What closes an end at each stage."""


class End(NamedTuple):
    """A thing at a stage: what it waits for, or how it was closed, since when, and whose it is."""

    stage: str
    sort: str
    """review, factor, finding, improvement or article."""
    record: str
    part: str
    """A factor's or finding's short id, else its place from 1; empty for whole records."""
    title: str
    """The record's title, or the part's words."""
    told: str
    """How it stands, in a few words."""
    open: bool
    since: date | None
    """Since when it stands so; None where no day is known."""
    owner: str
    next: str = ""
    """The command that closes it; empty where it is closed."""
    late: bool = False
    """Whether it is past a day that was set for it, or past what policy gives."""

    @property
    def name(self) -> str:
        """The record, with the part if it is one."""
        return f"{self.record}#{self.part}" if self.part else self.record

    def days(self, today: date) -> int | None:
        """How long it has stood so, in days; None where no day is known, or one to come."""
        passed = (today - self.since).days if self.since else None
        return passed if passed is None or passed >= 0 else None


def late(days: int) -> str:
    """How many days something is late, in words."""
    return f"{days:,} day{'' if days == 1 else 's'} late"
