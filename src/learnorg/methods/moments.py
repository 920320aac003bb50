"""Moments: a day and a time of day, with or without an offset from UTC."""

import re
from datetime import datetime, timedelta
from typing import NamedTuple

FORM = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?"
    r"(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])?"
)


class Moment(NamedTuple):
    """
    A point in time to the second; without an offset it is as the clock on the wall showed it.

    Moments compare, sort and subtract (giving a `timedelta`) where both have an offset or both
    lack it. Otherwise nobody can say which was first: `<` and `-` raise TypeError, `==` is False.
    """

    at: datetime

    @property
    def zoned(self) -> bool:
        """Whether it says how far its clock was from UTC."""
        return self.at.tzinfo is not None

    def __sub__(self, earlier: "Moment") -> timedelta:
        return self.at - earlier.at

    def __str__(self) -> str:
        """As a record has it: `2026-11-20 09:12`, seconds and offset only where there are any."""
        text = self.at.isoformat(" ", "seconds" if self.at.second else "minutes")
        return text[:-6] + "Z" if self.zoned and not self.at.utcoffset() else text


def moment(text: str) -> Moment | None:
    """
    The moment that a text names, `2026-11-20 09:12[:30][Z|+01:00]`; None where it names none.

    A `T` may stand for the blank. The form is RFC 3339's, where seconds and offset may be left
    out; its leap seconds and fractions are not read.
    """
    if FORM.fullmatch(text) is None:
        return None
    try:
        return Moment(datetime.fromisoformat(text))
    except ValueError:  # no such day
        return None


def comparable(one: Moment, other: Moment) -> bool:
    """Whether it can be said which of two moments was first."""
    return one.zoned == other.zoned
