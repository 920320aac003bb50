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
    "decide": (0, 3),
    "note": (2, 12),
    "hold": (4, 20),
    "resume": (14, 50),
    "close": (25, 75),
}
"""How many days after the move before it each move comes, at least and at most."""

LATELY = 25
"""Days within which what is in progress has last been heard of."""

REVISIONS = {
    "proposed": (0, 1), "accepted": (1, 2), "in-progress": (2, 3), "on-hold": (2, 3),
    "declined": (0, 0), "closed": (2, 3),
}  # fmt: skip
"""How often the estimates of a story are revised, at least and at most."""


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
        end = room - random.randint(0, min(room, LATELY))
        planned = [(day * end // days, move) for day, move in planned]
        days = end
    until = days if entry.case.state in ("closed", "declined") else room
    planned += _revisions(entry, planned, until, random)
    planned += [(random.randint(0, until), "remark") for _ in range(entry.remarks)]
    # A stable order, in which "add" stays first: remarks of its day come after it.
    planned.sort(key=lambda one: one[0])
    return list(_timed(planned, entry.raised, last, random))


def _revisions(
    entry: Entry, planned: list[tuple[int, str]], until: int, random: Random
) -> list[tuple[int, str]]:
    """When the estimates were revised; only of stories told as they are written down."""
    estimated = next((day for day, move in planned if move == "estimate"), until)
    if entry.place or estimated + 1 >= until:
        return []
    times = random.randint(*REVISIONS[entry.case.state])
    # The day before the last at the latest: nobody estimates what is closed already.
    return [(random.randint(estimated + 1, until - 1), "revise") for _ in range(times)]


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
    decided = _decided(entry, done)
    for number in range(max(done, len(case.notes))):
        if number < done:
            yield "step"
        if number + 1 == decided:
            yield "decide"
        if number < len(case.notes):
            yield "note"
        if pauses and number == 0:
            yield "hold"
            yield "resume"
    if ended:
        yield "close"


def _decided(entry: Entry, done: int) -> int:
    """After how many steps its pilot is decided: before what is left when that goes on; or 0."""
    pilot = entry.case.pilot
    if pilot is None or pilot.decision is None:
        return 0
    goes_on = entry.case.state == "closed" and pilot.decision != "stop"
    return max(done - 1, 1) if goes_on else done
