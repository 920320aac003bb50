"""What is known of the flow of work in a window of days."""

from datetime import date
from typing import NamedTuple

from learnorg.methods.flow import Little, Percentiles, Spell, Success
from learnorg.register.course import IN_WORK
from learnorg.reports.tracking.windows import Window


class Standing(NamedTuple):
    """How many stand in a state now, and how many policy wants there at most."""

    state: str
    number: int
    limit: int | None

    @property
    def over(self) -> bool:
        """Whether more stand there than policy wants."""
        return self.limit is not None and self.number > self.limit


class Replies(NamedTuple):
    """How many had an answer in the window, and after how many days half of them."""

    number: int
    median: float | None
    within: int


class OnTime(NamedTuple):
    """How many of what was closed had a due date, and the share that met it."""

    number: int
    share: float | None


class Areas(NamedTuple):
    """How many stood in each state on some days; *closed* counts from the window's beginning."""

    days: list[date]
    states: dict[str, list[int]]


class Flow(NamedTuple):
    """The flow of improvements in a window of days."""

    window: Window
    today: date
    closed: int
    undated: int
    """How many are closed or declined on no day that is known, and left out everywhere."""
    lead: Percentiles
    cycle: Percentiles
    months: list[Spell]
    standing: list[Standing]
    areas: Areas
    little: Little | None
    replies: Replies
    success: Success
    on_time: OnTime

    @property
    def open(self) -> int:
        """How many are open now."""
        return sum(one.number for one in self.standing)

    @property
    def in_work(self) -> int:
        """How many of them are in work: begun, and not on hold."""
        return sum(one.number for one in self.standing if one.state in IN_WORK)
