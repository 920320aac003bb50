"""What is due, and what is late?"""

from datetime import date, timedelta
from typing import NamedTuple

from learnorg.page import Cell, Column, Page, Say, Table, Text
from learnorg.register.deadlines import Deadline, deadlines, kept_up
from learnorg.register.lookup import shortest
from learnorg.register.query import Query
from learnorg.register.register import Register

WORDS = {
    "improvement": "due",
    "step": "step",
    "measure": "measure",
    "hold": "hold ends",
    "watch": "watch ends",
    "closing": "review to close",
    "checking": "look at it again",
}
"""What each sort of deadline is called."""


class Due(NamedTuple):
    """Everything with a day up to the last one that was asked for, what is late first."""

    deadlines: list[Deadline]
    short: dict[str, str]
    today: date
    last: date

    def late(self, one: Deadline) -> bool:
        """Whether its day has passed; to watch something until a day is done when that is over."""
        return one.day < self.today and one.sort != "watch"


def derive(register: Register, query: Query, last: date, today: date) -> Due:
    """
    The deadlines of improvements up to a day, of what else is open, and all that is late.

    Of what is closed, measures that are not taken are due as ever. How long something is watched
    after it was closed is shown for as many days after the end as before it, since nothing says
    that somebody has looked.
    """
    since = today - max(last - today, timedelta())
    every = [*deadlines(register, query, today), *kept_up(register, query, today)]
    every.sort(key=lambda one: (one.day, one.identity))
    found = [one for one in every if one.day <= last and (one.sort != "watch" or one.day >= since)]
    short = shortest(register.index, list(dict.fromkeys(one.identity for one in found)))
    return Due(found, short, today, last)


def lay_out(due: Due, limit: int = 0) -> Page:
    """A table of what is due, by day."""
    if not due.deadlines:
        return Page("", (Text(f"Nothing is due up to {due.last}.", "good"),), "due-list", [])
    columns = [
        Column("day"), Column("days", right=True), Column("id"), Column("what", flexible=True),
        Column("title", flexible=True), Column("owner", flexible=True),
    ]  # fmt: skip
    rows = [_row(due, one) for one in due.deadlines[: limit or None]]
    data = [
        {"day": one.day.isoformat(), "days": (one.day - due.today).days, "late": due.late(one),
         "what": one.sort, "text": one.what or None, "part": one.part or None,
         "owner": one.owner or None, "id": one.identity, "title": one.title, "state": one.state}
        for one in due.deadlines
    ]  # fmt: skip
    return Page("", (Table(columns, rows),), "due-list", data)


def _row(due: Due, one: Deadline) -> list[Cell]:
    ahead = (one.day - due.today).days
    passed = "late" if due.late(one) else "ago"
    told = f"{-ahead} {passed}" if ahead < 0 else str(ahead)
    return [
        one.day.isoformat(),
        Say(told, "bad" if due.late(one) else "warn" if ahead == 0 else "", str(ahead)),
        Say(due.short[one.identity], "id", one.identity),
        f"{WORDS[one.sort]}: {one.what}" if one.what else WORDS[one.sort],
        one.title,
        one.owner,
    ]
