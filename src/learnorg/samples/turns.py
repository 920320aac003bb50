"""A turn of a tale: what somebody did to a record, and what it says from then on."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import date, datetime
from random import Random
from typing import Any, NamedTuple

from learnorg.files.emitter import emit
from learnorg.kinds.kind import Kind
from learnorg.refs import PART_LENGTH, SYMBOLS
from learnorg.register.activity import Event
from learnorg.register.records import form
from learnorg.samples.workdays import at_work

LETTERS = [symbol for symbol in SYMBOLS if symbol.isalpha()]


class Turn(NamedTuple):
    """One commit's worth of a tale."""

    when: datetime
    action: str
    by: str
    kind: Kind
    record: Mapping[str, Any]
    reason: str = ""
    event: Event | None = None
    """What the activity log has of it."""
    noted: bool = False
    """Whether the event is all there is, the record staying as it was."""

    def file(self) -> tuple[str, bytes]:
        """The record's file after the turn."""
        said = {key: self.record[key] for key in self.kind.keys if key in self.record}
        path = self.kind.path(str(self.record["id"]))
        return path, emit(said, form(self.kind), self.kind.groups).encode()


class Told:
    """A record as it is told, turn by turn, each a little later than the one before."""

    def __init__(self, kind: Kind, record: Mapping[str, Any], random: Random) -> None:
        self.kind, self.record, self.random = kind, dict(record), random
        self.turns: list[Turn] = []

    def turn(
        self, day: date | datetime, action: str, by: str, reason: str = "",
        event: Event | None = None, *, noted: bool = False,
    ) -> None:  # fmt: skip
        """A turn on a day, or after a moment, with the record as it is by now."""
        after = [turn.when for turn in self.turns[-1:]]
        if isinstance(day, datetime):
            after.append(day)
        later = max(after, default=None)
        on = day.date() if isinstance(day, datetime) else day
        if later and later.date() > on:
            on = later.date()
        when = at_work(on, self.random, later)
        record = deepcopy(self.record)
        self.turns.append(Turn(when, action, by, self.kind, record, reason, event, noted))


def identified(parts: list[dict[str, Any]], taken: set[str], random: Random) -> list[Any]:
    """Parts with identities that begin with a letter, so that YAML needs no quotes."""
    return [{"id": part_id(taken, random), **part} for part in parts]


def part_id(taken: set[str], random: Random) -> str:
    """An identity that no other part of the record has."""
    while True:
        one = random.choice(LETTERS) + "".join(random.choices(SYMBOLS, k=PART_LENGTH - 1))
        if one not in taken:
            taken.add(one)
            return one
