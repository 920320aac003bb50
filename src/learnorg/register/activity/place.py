"""Where an event belongs: a file a month for each team and clone."""

import re
from typing import NamedTuple

from learnorg.refs import SLUG, SYMBOLS
from learnorg.register.activity.event import Event

FOLDER = "register/activity"
SUFFIX = ".jsonl"
MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
NAME = re.compile(rf"({SLUG.pattern})-([{SYMBOLS}]{{6,12}})")

MOST = 1 << 20
"""Bytes that a file may have: as much as is read of a record, and some 7,000 events."""

FULL = MOST // 2
"""Bytes from which on a clone begins another file, so that merges cannot make it too large."""


class Place(NamedTuple):
    """What a file's path says: the month, who acted, and the clone's token."""

    month: str
    actor: str
    token: str

    @property
    def path(self) -> str:
        """The path from the register's root."""
        return f"{FOLDER}/{self.month}/{self.actor}-{self.token}{SUFFIX}"

    def holds(self, event: Event) -> bool:
        """Whether an event belongs here."""
        return event.actor == self.actor and event.on.startswith(self.month)


def home(event: Event, token: str) -> str:
    """The path of the file in which a clone keeps an event."""
    return Place(event.on[:7], event.actor, token).path


def place(path: str) -> Place | None:
    """What a path from the register's root says, or None if no file of the log belongs there."""
    folder, _, name = path.rpartition("/")
    top, _, month = folder.rpartition("/")
    said = NAME.fullmatch(name.removesuffix(SUFFIX)) if name.endswith(SUFFIX) else None
    if top != FOLDER or not MONTH.fullmatch(month) or said is None:
        return None
    return Place(month, said[1], said[2])


def within(path: str) -> bool:
    """Whether a path from the register's root is a file of the log, or passes for one."""
    return path.startswith(FOLDER + "/") and path.endswith(SUFFIX)
