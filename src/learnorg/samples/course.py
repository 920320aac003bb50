"""The course of a story: its moves, laid out over working days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from learnorg.samples.cast import Entry
from learnorg.samples.workdays import at_work, workday

GAPS = {
    "add": (0, 0),
    "estimate": (1, 6),
    "accept": (1, 7),
    "decline": (3, 13),
    "plan": (2, 12),
    "start": (1, 20),
    "step": (6, 24),
    "note": (2, 12),
    "hold": (4, 20),
    "resume": (14, 50),
    "close": (25, 75),
}
"""How many days after the move before it each move comes, at least and at most."""

LATELY = 25
"""Days within which what is in progress has last been heard of."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A move and when it was made."""

    when: datetime
    move: str


def course(entry: Entry, last: date, random: Random) -> list[Moment]:
    """The moves of a story up to the last day, each on a working day and in order."""
    days = 0
    planned = []
    for move in _moves(entry, random):
        days += random.randint(*GAPS[move])
        planned.append((days, move))
    room = (last - entry.raised).days
    if days > room or entry.case.state == "in-progress":
        # It has to have got this far by now, and what is under way has got there lately.
        end = room - random.randint(0, min(room, LATELY)) if days <= room else room
        planned = [(day * end // days, move) for day, move in planned]
        days = end
    if entry.remarks:
        until = days if entry.case.state in ("closed", "declined") else room
        planned += [(random.randint(0, until), "remark") for _ in range(entry.remarks)]
        # A stable order, in which "add" stays first: remarks of its day come after it.
        planned.sort(key=lambda one: one[0])
    return list(_timed(planned, entry.raised, last, random))


def _timed(
    planned: list[tuple[int, str]], raised: date, last: date, random: Random
) -> Iterator[Moment]:
    before = None
    for days, move in planned:
        before = at_work(workday(raised + timedelta(days=days), last), random, before)
        yield Moment(before, move)


def _moves(entry: Entry, random: Random) -> Iterator[str]:
    """The moves of a story as far as it goes."""
    case = entry.case
    yield "add"
    if "estimates" in case.facts:
        yield "estimate"
    if case.state == "declined":
        yield "decline"
    if case.state in ("proposed", "declined"):
        return
    yield "accept"
    if case.measures or case.plan:
        yield "plan"
    if case.state == "on-hold":
        yield "hold"
    if case.state in ("accepted", "on-hold"):
        return
    yield "start"
    yield from _work(entry, random)


def _work(entry: Entry, random: Random) -> Iterator[str]:
    """What happens between start and end: steps, notes, now and then a hold."""
    case = entry.case
    ended = case.state == "closed"
    done = len(case.plan) if ended and case.ends != "withdrawn" else len(case.plan) // 2
    pauses = ended and random.random() < 0.15
    for number in range(max(done, len(case.notes))):
        if number < done:
            yield "step"
        if number < len(case.notes):
            yield "note"
        if pauses and number == 0:
            yield "hold"
            yield "resume"
    if ended:
        yield "close"
