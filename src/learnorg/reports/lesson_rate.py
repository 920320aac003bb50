"""Of the lessons that came from outside: how many were triaged, apply, and were applied?"""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from learnorg.methods.flow import percentile
from learnorg.page import Block, Cell, Fields, Heading, Page, Say, Text, counted
from learnorg.periods import Period
from learnorg.register.lookup import shortest
from learnorg.register.register import Register
from learnorg.register.reviews import EVERY
from learnorg.reports.knowledge.cells import of, portion
from learnorg.reports.outside_lessons import Lesson, Outside, lesson_data, lessons, table
from learnorg.reports.tracking.figures import in_days, rounded
from learnorg.reports.tracking.windows import Window, window


class Rate(NamedTuple):
    """The lessons taken in within a window, and all that wait for an answer today."""

    window: Window
    lessons: list[Lesson]
    waiting: Outside

    @property
    def triaged(self) -> list[Lesson]:
        """Those with a verdict, be it that somebody is asked."""
        return [one for one in self.lessons if one.answer]

    @property
    def settled(self) -> list[Lesson]:
        """Those of which it is said whether they apply."""
        return [one for one in self.lessons if one.settled]

    @property
    def applying(self) -> list[Lesson]:
        """Those that apply."""
        return [one for one in self.lessons if one.answer == "applies"]

    @property
    def applied(self) -> list[Lesson]:
        """Those that apply, and of which something was carried through."""
        return [one for one in self.applying if one.applied]

    @property
    def age(self) -> float | None:
        """How many days half of those that wait have waited."""
        ages = (one.age(self.waiting.today) for one in self.waiting.lessons)
        return percentile([age for age in ages if age is not None], 0.5)


def derive(register: Register, span: Period, today: date) -> Rate:
    """
    The lessons from outside that were raised in a span, by what came of them.

    Triaged = those with a verdict / all; applies = of those said to apply or not to; applied = of
    those that apply, with a finding whose home is an improvement closed as achieved or delivered,
    or a validated article. What waits, or is asked about, is told whenever it came in.
    """
    every = [one for one in lessons(register, EVERY, today) if one.review.raised]
    earliest = min((one.review.raised for one in every if one.review.raised), default=None)
    within = window(span, earliest, today)
    waiting = sorted(
        (one for one in every if not one.settled and one.review.open),
        key=lambda one: (one.review.raised or today, one.review.identity),
    )
    short = shortest(register.index, [one.review.identity for one in waiting])
    there = [one for one in every if one.review.raised in within]
    return Rate(within, there, Outside(waiting, short, today))


def lay_out(found: Rate, limit: int = 0) -> Page:
    """The rates, and what waits."""
    title = f"Lessons from outside, {found.window}"
    return Page(title, tuple(_blocks(found, limit)), "lesson-rate", _data(found))


def _blocks(found: Rate, limit: int) -> Iterator[Block]:
    yield Fields(tuple(_fields(found)))
    if waiting := found.waiting.lessons:
        yield Heading(f"Waiting for an answer ({len(waiting)})")
        yield table(found.waiting, waiting[: limit or None])
        if limit and len(waiting) > limit:
            yield Text(f"and {len(waiting) - limit} more; --limit 0 shows all", "quiet")
        yield Text("Say whether one applies: learnorg lessons triage ID --applies", "quiet")


def _fields(found: Rate) -> Iterator[tuple[str, Cell]]:
    taken, triaged, applying = len(found.lessons), len(found.triaged), len(found.applying)
    yield "taken in", counted(taken, "lesson")
    yield "triaged", of(triaged, taken, "have a verdict", "none was taken in")
    yield "applies", of(applying, len(found.settled), "with an answer", "none has an answer")
    yield "applied", of(len(found.applied), applying, "that apply", "none was found to apply")
    if found.age is None:
        yield "waiting", Say("none", "quiet")
    else:
        yield "waiting", f"{len(found.waiting.lessons)}, half of them for {in_days(found.age)}"


def _data(found: Rate) -> dict[str, Any]:
    taken, triaged, applying = len(found.lessons), len(found.triaged), len(found.applying)
    return {
        "window": {"first": found.window.first.isoformat(), "last": found.window.last.isoformat()},
        "taken_in": taken,
        "triaged": portion(triaged, taken),
        "applies": portion(applying, len(found.settled)),
        "applied": portion(len(found.applied), applying),
        "waiting": {
            "count": len(found.waiting.lessons),
            "median_days": rounded(found.age),
            "lessons": [lesson_data(one, found.waiting.today) for one in found.waiting.lessons],
        },
    }
