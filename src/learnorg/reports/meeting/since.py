"""The last meeting: on which day it was, and where the register stood then."""

from datetime import date
from typing import NamedTuple

from learnorg.periods import day
from learnorg.register.register import Register
from learnorg.register.trail import Trail


class Since(NamedTuple):
    """The day of the last meeting, and the commits between which changes are told."""

    day: date
    commit: str = ""
    """Where the register stood then; empty where it began after that day."""
    tip: str = ""
    unseen: str = ""
    """Why git cannot be asked, if it cannot: then records' own dates tell."""


def last_meeting(
    register: Register, trail: Trail | None, text: str, today: date, tip: str = ""
) -> Since:
    """
    The last meeting that somebody means by a day, or by a commit, branch or tag of git's.

    A day means the state at its end. Up to the tip, which is HEAD unless told otherwise.
    """
    if trail is None:
        return Since(day(text, today, "past"), unseen="there is no git repository here")
    if not trail.tip:
        return Since(day(text, today, "past"), unseen="nothing is committed yet")
    from learnorg.register.past import NothingYet, moment  # git, which goes without saying above

    try:
        then = moment(register, text, today)
    except NothingYet:
        when = day(text, today, "past")
        if trail.shallow:
            return Since(when, unseen="this clone is shallow and does not reach back so far")
        return Since(when, tip=tip or trail.tip)
    return Since(then.day, then.commit.id, tip or trail.tip)
