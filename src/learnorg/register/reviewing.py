"""Reviews on their way: moves as the verbs mean them, and moments as people say them."""

import re
import shlex
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from learnorg.errors import LearnorgError
from learnorg.kinds.guards import Move, NotReady
from learnorg.kinds.lifecycle import AlreadyThere, backward
from learnorg.kinds.review import REVIEW
from learnorg.kinds.review.model import Review
from learnorg.methods.moments import Moment, moment
from learnorg.periods import NotADate, happened
from learnorg.register.authority import Mover
from learnorg.register.lifecycle import Along
from learnorg.register.lifecycle import moved as moved_along
from learnorg.register.lookup import Entry
from learnorg.register.records import Revision, Stored, read
from learnorg.register.register import Register

SAID = re.compile(
    r"(?:(?P<day>\S+)[ T])?(?P<clock>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)"
    r"(?P<offset>Z|[+-][0-9]{2}:[0-9]{2})?"
)
"""A moment as people say it: a day in any words, perhaps, and a time of day."""


class NotAReview(LearnorgError):
    """A record of another kind, where a review is asked for."""

    exit_code = 7
    hint = "`learnorg review list` shows which there are."

    def __init__(self, entry: Entry) -> None:
        kind = entry.kind.name
        a = "an" if kind[0] in "aeiou" else "a"
        super().__init__(f"{entry.identity} is {a} {kind}, and no review")


class NotAMoment(LearnorgError):
    """Words that name no day with a time of day."""

    hint = "Write 2026-11-20 09:12, yesterday 14:00, or 09:12, with an offset such as +01:00."

    def __init__(self, typed: str) -> None:
        super().__init__(f"'{typed}' is no moment")


class FurtherAlready(LearnorgError):
    """A move to a state that a review has left behind."""

    exit_code = 7

    def __init__(self, name: str, state: str, to: str) -> None:
        super().__init__(f"{name} is {state}, which is further than {to}")
        self.hint = f'To go back: learnorg review reopen {name} --to {to} --because "WHY"'


class OpenAlready(LearnorgError):
    """Something to reopen that is being worked on."""

    exit_code = 7

    def __init__(self, name: str, state: str) -> None:
        super().__init__(f"{name} is {state}, which is open already")
        self.hint = f'To go back a step: learnorg review reopen {name} --to STATE --because "WHY"'


class SeveralNotReady(LearnorgError):
    """Several reviews of which not each can be moved, told together."""

    exit_code = 7

    def __init__(self, refused: Sequence[tuple[str, LearnorgError]], command: str) -> None:
        super().__init__("\n".join(str(one) for _, one in refused))
        others = [one.hint for _, one in refused if not isinstance(one, NotReady)]
        own = [
            f"learnorg {gap.own.format(id=name)}"
            for name, one in refused
            if isinstance(one, NotReady)
            for gap in one.lacking
        ]
        mended = " && ".join([*dict.fromkeys(own), shlex.join(shlex.split(command))])
        self.hint = "\n".join(dict.fromkeys([*others, *([mended] if own else [])]))


class Wish(NamedTuple):
    """A move as it is typed: the state to reach, whether it leads back, and what it says."""

    move: Move
    back: bool = False


def review(register: Register, typed: str) -> Stored:
    """The review that somebody means; raises `NotAReview` for a record of another kind."""
    entry = register.entry(typed)
    if entry.kind is not REVIEW:
        raise NotAReview(entry)
    return read(register.root, entry)


def sound(stored: Stored) -> Review:
    """A review with all its types; raises `NotSound` where something in it is wrong."""
    record = stored.record()
    assert isinstance(record, Review)
    return record


def moved(
    register: Register, names: Sequence[str], wish: Wish, along: Along, who: Mover, command: str
) -> list[Revision]:
    """
    The revisions that bring some reviews to a state; all of them, or none.

    Raises `NotReady` with what one review lacks, `SeveralNotReady` with what each of several
    lacks, and what the life cycle refuses.
    """
    entries = list(dict.fromkeys(register.entry(typed) for typed in names))
    revisions: list[Revision] = []
    refused: list[tuple[str, LearnorgError]] = []
    for entry in entries:
        try:
            _fitting(entry, wish)
            move = (entry, wish.move)
            revisions += moved_along(register, [move], along, who, command)
        except LearnorgError as refusal:
            if refusal.exit_code != 7 or len(entries) == 1:
                raise
            refused.append((entry.identity, refusal))
    if refused:
        raise SeveralNotReady(refused, command)
    return revisions


def _fitting(entry: Entry, wish: Wish) -> None:
    """Nothing, if a verb is meant for a record in its state."""
    if entry.kind is not REVIEW:
        raise NotAReview(entry)
    to = wish.move.to
    if entry.state not in REVIEW.states:
        return  # the record is not sound, which is told where it is read
    if entry.state == to:
        raise OpenAlready(entry.identity, to) if wish.back else AlreadyThere(entry.identity, to)
    if backward(REVIEW, entry.state, to) != wish.back:
        if wish.back:
            raise OpenAlready(entry.identity, entry.state)
        raise FurtherAlready(entry.identity, entry.state, to)


def moment_said(text: str, today: date, day: date) -> Moment:
    """
    The moment that somebody means: `2026-11-20 09:12`, `yesterday 14:00`, `9:12`.

    A time alone is on the given day. Raises `NotAMoment`, and `InTheFuture` for a day to come.
    """
    if (written := moment(text.strip())) is not None:
        happened(written.at.date().isoformat(), today)
        return written
    said = SAID.fullmatch(text.strip())
    if said is None:
        raise NotAMoment(text)
    try:
        on = happened(said["day"], today) if said["day"] else day
    except NotADate:
        raise NotAMoment(text) from None
    found = moment(f"{on} {said['clock'].zfill(_length(said['clock']))}{said['offset'] or ''}")
    if found is None:
        raise NotAMoment(text)
    return found


def _length(clock: str) -> int:
    """How long a time of day is with both digits of its hour."""
    return 8 if clock.count(":") == 2 else 5


def day_of(text: str | None) -> date | None:
    """The day of a moment as a record has it; none where there is none."""
    found = moment(text or "")
    return found.at.date() if found else None
