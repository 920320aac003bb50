"""What a timeline from elsewhere says, in order and with all that was left out of it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from learnorg.exchange.rows import NotTaken, Remark
from learnorg.exchange.values import line, visible
from learnorg.methods.moments import Moment

AGAIN = "said again, word by word, at the same moment"
MIXED = (
    "some moments say how far their clock was from UTC, others do not, so that their order is "
    "in doubt; with a time zone given it is not: --tz Europe/Berlin"
)


class Entry(NamedTuple):
    """One thing that happened: its moment as a record has it, and where it is known from."""

    at: str
    what: str
    source: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """So much of the source that becomes no entry on purpose, and why."""

    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class Masked:
    """Something in an entry, told by its moment and words, that named a person and is masked."""

    at: str
    what: str
    kind: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """All that a file says of what happened when: its entries by time, and what is no entry."""

    entries: tuple[Entry, ...]
    left_out: tuple[LeftOut, ...] = ()
    """What was never meant as an entry; the most first."""
    faults: tuple[NotTaken, ...] = ()
    """What should have been an entry and cannot be read, with file and line."""
    remarks: tuple[Remark, ...] = ()
    """What was read in one of several ways."""
    masked: tuple[Masked, ...] = ()
    """What named people in an entry."""


class Heard(NamedTuple):
    """One thing as its source tells it."""

    at: datetime
    what: str
    source: str
    masks: tuple[str, ...] = ()
    """What was masked in it."""


def ordered(
    source: str,
    heard: Iterable[Heard],
    left_out: Counter[str],
    faults: Sequence[NotTaken],
    remarks: Sequence[Remark] = (),
) -> Timeline:
    """The timeline of what was heard: by time, each thing once, seconds the finest."""
    said = list(heard)
    mixed = len({one.at.tzinfo is None for one in said}) > 1
    told = [*remarks, Remark(source, "", MIXED)] if mixed else list(remarks)
    # The sort is stable: what happened at one moment stays in the order of the source.
    said.sort(key=lambda one: one.at.replace(tzinfo=None) if mixed else one.at)
    once: dict[tuple[datetime, str], Heard] = {}
    for one in said:
        once.setdefault((one.at.replace(microsecond=0), line(one.what)), one)
    counts = left_out.copy()
    counts[AGAIN] += len(said) - len(once)
    reasons = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return Timeline(
        tuple(Entry(written(one.at), one.what, one.source) for one in once.values()),
        tuple(LeftOut(reason, count) for reason, count in reasons if count),
        tuple(faults),
        tuple(told),
        tuple(Masked(written(one.at), one.what, m) for one in once.values() for m in one.masks),
    )


def written(at: datetime) -> str:
    """A point in time as records have it, to the second."""
    return str(Moment(at.replace(microsecond=0)))


def tidy(text: str) -> str:
    """Somebody's words as a record may hold them, without blanks at the ends of lines."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return visible("\n".join(row.rstrip() for row in lines)).strip()


def seen(text: str) -> bool:
    """Whether there is anything in a text that can be seen."""
    return any(sign.isprintable() and not sign.isspace() for sign in text)
