"""The ends of improvements that came of reviews: are they done, and were they shown to work?"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from learnorg.kinds.improvement import FLOWS, ORDER, VERBS
from learnorg.register.course import UNSTARTED, Course
from learnorg.register.homes import ENDINGS
from learnorg.reports.ends.end import End, late
from learnorg.reports.ends.reviews import HOME, Lost

SHOWN = ("achieved", "partly-achieved")
"""The outcomes that were measured, and show something."""

GIVEN_UP = ("declined", "withdrawn")
"""How improvements come to nothing, so that their findings have no home any more."""

VERB_TO = {state: verb for verb, state in VERBS.items()}


def lost(course: Course) -> Lost | None:
    """Why an improvement is no home any more; None where it still is one."""
    ended = "declined" if course.state == "declined" else course.result
    if course.open or ended not in GIVEN_UP:
        return None
    return Lost(f"was {ended}", course.moved)


class Cause(NamedTuple):
    """The findings that an improvement came of, and those of them with no other home or reason."""

    findings: Sequence[str] = ()
    uncured: Sequence[str] = ()


def ends(course: Course, cause: Cause, flow: str, today: date) -> Iterator[End]:
    """
    The ends of an improvement; none for what was declined or withdrawn, which its findings tell.

    What was not achieved is open until each finding that it was for has another home.
    """
    if lost(course):
        return
    owner, team = course.owner, course.more[0] if course.more else ""
    whose = owner or (team if isinstance(team, str) else "")
    common = ("improvement", course.identity, "", course.title)
    if course.open:
        told, is_late = _standing(course, today)
        next_ = f"learnorg {_verb(course, flow)} {course.identity}"
        yield End("landed", *common, told, True, _since(course), whose, next_, is_late)
        return
    yield End("landed", *common, "done", False, course.closed, whose)
    told = ENDINGS.get(course.result, "closed without an outcome")
    replaced = course.result == "not-achieved" and cause.findings and not cause.uncured
    if course.result in SHOWN or replaced:
        yield End("true", *common, told, False, course.closed, whose)
    else:
        yield End("true", *common, told, True, course.closed, whose, _proof(course, cause))


def _standing(course: Course, today: date) -> tuple[str, bool]:
    """How an open improvement stands, and whether it is late."""
    told = "not begun" if course.standing in UNSTARTED else "in progress"
    if course.state == "proposed":
        told = "waits for a decision"
    if course.state == "on-hold":
        told = "on hold"
        until = course.hold.until if course.hold else None
        if until and until < today:
            return f"{told}, {late((today - until).days)}", True
    if course.due and course.due < today:
        return f"{told}, {late((today - course.due).days)}", True
    return told, False


def _since(course: Course) -> date | None:
    """Since when it waits to be begun, or is in work."""
    return course.begun or course.proposed


def _verb(course: Course, flow: str) -> str:
    """The verb that leads on."""
    if course.state == "on-hold":
        return "resume"
    line = FLOWS[flow]
    here = ORDER.index(course.state) if course.state in ORDER else 0
    further = [state for state in line if ORDER.index(state) > here]
    return VERB_TO[further[0]] if further else "close"


def _proof(course: Course, cause: Cause) -> str:
    """What closes the end of something done that was not shown to work."""
    identity = course.identity
    if course.result == "not-achieved":
        if cause.uncured:
            return f"learnorg review place {cause.uncured[0]} {HOME}"
        return f'learnorg reopen {identity} --because "WHY"'
    if course.result == "delivered":
        return (
            f'learnorg reopen {identity} --because "to measure it" && learnorg close {identity} '
            '--outcome achieved --evidence "WHAT SHOWS IT"'
        )
    return f"learnorg set {identity} outcome.result=RESULT"
