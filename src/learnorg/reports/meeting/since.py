"""The last meeting: on which day it was, and where the register stood then."""

import re
from contextlib import suppress
from datetime import date, timedelta
from typing import NamedTuple

from learnorg.errors import LearnorgError
from learnorg.periods import ISO, InTheFuture, NotADate, day, period
from learnorg.register.register import Register
from learnorg.register.trail import Trail

HINT = "Write a day (2026-10-25, friday, last-month), or a commit, branch or tag of then."


class NoMeeting(LearnorgError):
    """Words that are neither a day nor a name that git could know."""

    hint = HINT

    def __init__(self, text: str) -> None:
        super().__init__(f"'{text}' is neither a day nor a commit, branch or tag")


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

    A day means the state at its end; a period its last day, or the eve of one that is not over.
    Up to the tip, which is HEAD unless told otherwise. What lies ahead is refused.
    """
    if trail is None:
        return Since(_day(text, today), unseen="there is no git repository here")
    if not trail.tip:
        return Since(_day(text, today), unseen="nothing is committed yet")
    from learnorg.register.past import NothingYet, moment  # git, which goes without saying above

    try:
        when = _day(text, today)
    except NotADate as error:
        return _named(register, text, today, error)._replace(tip=tip or trail.tip)
    try:
        then = moment(register, when.isoformat(), today)
    except NothingYet:
        if trail.shallow:
            return Since(when, unseen="this clone is shallow and does not reach back so far")
        return Since(when, tip=tip or trail.tip)
    return Since(then.day, then.commit.id, tip or trail.tip)


def _day(text: str, today: date) -> date:
    """The day that a text means, none that lies ahead."""
    if ".." in text:
        raise NotADate(text)
    begins, ends = period(text, today)
    assert begins  # which a range alone may lack
    assert ends
    if begins == ends:
        with suppress(NotADate):  # a weekday or an offset is the one before; not so last-1d
            begins = ends = day(text, today, "past")
    if begins > today:
        raise InTheFuture(begins, today)
    return ends if ends < today or begins == ends else begins - timedelta(days=1)


def _named(register: Register, text: str, today: date, wrong: NotADate) -> Since:
    """The commit that one of git's names leads to; what can be written, if it leads to none."""
    from learnorg.history.objects import NoSuchCommit  # as above
    from learnorg.register.past import moment

    try:
        then = moment(register, text, today)
    except NoSuchCommit as error:
        if re.fullmatch(ISO, text.strip()):  # such a day does not exist
            raise wrong from None
        if not text.strip() or any(c.isspace() for c in text):
            raise NoMeeting(text) from None
        error.hint = f"{HINT} `git fetch` brings commits that are not here yet."
        raise
    return Since(then.day, then.commit.id)
