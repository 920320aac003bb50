"""
What a clock elsewhere showed, as a point in time.

Days are read in the forms of `exchange.dates`, with a time of day after them; seconds and
milliseconds since 1970 are read, too. Fractions of a second keep things in order.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from learnorg.errors import LearnorgError
from learnorg.exchange import dates
from learnorg.exchange.timelines.entries import written
from learnorg.exchange.values import line
from learnorg.methods.moments import moment
from learnorg.spelling import did_you_mean

LONGEST = 60
"""No text of more characters is a point in time."""
CLOCK = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"(?: ?(?P<half>[AaPp])\.?[Mm]\.?| ?Uhr)?(?: ?(?P<zone>[A-Za-z]{1,5}))?"
    r"(?: ?(?P<sign>[+-])(?P<hours>\d{2}):?(?P<minutes>\d{2})?)?"
)
STAMP = re.compile(rf"(?:(?P<day>\S.*?)(?:[T ,]+|,? at ))?{CLOCK}", re.ASCII)
EPOCH = re.compile(
    r"(?P<seconds>\d{10})(?:\.(?P<fraction>\d{1,9}))?|(?P<thousandths>\d{13})", re.ASCII
)
WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,? ", re.IGNORECASE)
ZERO = ("Z", "UTC", "GMT")
BEGIN = datetime(1970, 1, 1, tzinfo=UTC)


class NotRead(Exception):
    """Text that is no point in time, told so that it can be mended."""


class UnknownZone(LearnorgError):
    """A time zone that is in no list of them."""

    def __init__(self, name: str) -> None:
        super().__init__(f"'{name}' is no time zone that is known here")
        near = did_you_mean(name, sorted(_zones()))
        self.hint = near or "Write it as Europe/Berlin, America/New_York or UTC."


class Placed(NamedTuple):
    """A point in time, and what is in doubt about it."""

    at: datetime
    doubt: str = ""


def zone(name: str) -> ZoneInfo:
    """The time zone of a name such as `Europe/Berlin`; raises UnknownZone for any other."""
    if name not in _zones():  # a path would be looked up as one
        raise UnknownZone(name)
    return ZoneInfo(name)


def _zones() -> set[str]:
    """The zones that are the same everywhere, unlike a machine's own."""
    return available_timezones() - {"localtime", "Factory"}


def day(text: str) -> str:
    """What a text says before its time of day: the day, without its weekday."""
    found = STAMP.fullmatch(_short(text))
    return _dayless(found["day"] or "" if found else _short(text))


def read(text: str, forms: Sequence[str]) -> datetime:
    """
    The point in time that a text names, its day written in one of the forms.

    It knows its distance from UTC only where the text tells one. Raises NotRead.
    """
    word = _short(text)
    if not text.strip():
        raise NotRead("it does not say when it was")
    if (at := epoch(word)) is not None:
        return at
    found = STAMP.fullmatch(word)
    if found is None:
        raise NotRead(f"'{_glimpse(text)}' tells no time of day; write it as 2026-11-20 09:12")
    if not found["day"]:
        raise NotRead(f"'{word}' tells no day; write it as 2026-11-20 {word}")
    try:
        on = dates.day(_dayless(found["day"]), forms).day
    except dates.NotRead:
        raise NotRead(f"'{found['day']}' is no day; write it as 2026-11-20") from None
    return datetime.combine(on, _time(found), _offset(found))


def epoch(text: str) -> datetime | None:
    """The point in time that seconds or milliseconds since 1970 name, if a text is that."""
    found = EPOCH.fullmatch(text)
    if found is None:
        return None
    if found["thousandths"]:
        return BEGIN + timedelta(milliseconds=int(found["thousandths"]))
    micros = int((found["fraction"] or "0").ljust(6, "0")[:6])
    return BEGIN + timedelta(seconds=int(found["seconds"]), microseconds=micros)


def placed(at: datetime, zone: tzinfo | None) -> Placed:
    """
    The point in time as the clocks of a time zone showed it; as it is, where none is given.

    What does not tell its distance from UTC was read off a clock in that zone. Raises NotRead
    where there was no such time, or none that a record can hold.
    """
    try:
        doubt = _doubt(at, zone) if zone is not None and at.tzinfo is None else ""
        if zone is not None:
            there = at.astimezone(zone) if at.tzinfo else at.replace(tzinfo=zone)
            # With its own offset: two times of one zone compare as its clock, which goes back.
            at = there.replace(tzinfo=timezone(there.utcoffset() or timedelta()), fold=0)
    except (OverflowError, ValueError):  # beyond the first and the last year, or its offset
        raise NotRead(f"'{at}' is too far away in time") from None
    if moment(written(at)) is None:
        raise NotRead(f"'{at}' is of before clocks kept to whole minutes from UTC")
    return Placed(at, doubt)


def _doubt(at: datetime, zone: tzinfo) -> str:
    """What is in doubt about the time on a clock that is put forward and back."""
    there = at.replace(tzinfo=zone)
    shown = f"{at:%H:%M} on {at:%Y-%m-%d}"
    if there.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != at:
        raise NotRead(f"{shown} was no time in {zone}: clocks had been put forward")
    if there.utcoffset() == there.replace(fold=1).utcoffset():
        return ""
    return f"{shown} came twice in {zone}, as clocks were put back; the first is taken"


def _time(found: re.Match[str]) -> time:
    hour = int(found["hour"])
    if found["half"]:
        if not 1 <= hour <= 12:
            raise NotRead(f"'{found[0]}' is no time of day")
        hour = hour % 12 + (12 if found["half"] in "pP" else 0)
    micros = int((found["fraction"] or "0").ljust(6, "0")[:6])
    try:
        return time(hour, int(found["minute"]), int(found["second"] or 0), micros)
    except ValueError:
        raise NotRead(f"'{found[0]}' is no time of day") from None


def _offset(found: re.Match[str]) -> tzinfo | None:
    """The distance from UTC that is told; a zone's letters tell none, as several share them."""
    named = (found["zone"] or "").upper()
    if named and named not in ZERO:
        raise NotRead(f"'{found['zone']}' may be several zones; write how far it is from UTC")
    if not found["sign"]:
        return UTC if named else None
    hours, minutes = int(found["hours"]), int(found["minutes"] or 0)
    if hours > 23 or minutes > 59:
        raise NotRead(f"'{found[0]}' is no distance from UTC that a clock has")
    distance = timedelta(hours=hours, minutes=minutes)
    return timezone(distance if found["sign"] == "+" else -distance)


def _short(text: str) -> str:
    word = line(text)
    return word if len(word) <= LONGEST else ""


def _dayless(text: str) -> str:
    return WEEKDAY.sub("", text, count=1) if WEEKDAY.match(text) else text


def _glimpse(text: str) -> str:
    word = line(text)
    return word if len(word) <= LONGEST else word[: LONGEST - 1] + "…"
