"""Saying of a lesson from outside whether it applies here, and what follows from that."""

from datetime import date
from typing import Any, NamedTuple

from learnorg.errors import LearnorgError
from learnorg.kinds.guards import Lacking, Move, completed
from learnorg.kinds.review import FIT
from learnorg.kinds.sections import wordless
from learnorg.register.authority import Mover
from learnorg.register.lifecycle import Along, added, advanced
from learnorg.register.records import Revision, Stored, revised, revision
from learnorg.register.register import Register
from learnorg.register.reviewing import review, sound
from learnorg.register.service_lessons import OUTSIDE


class NotFromOutside(LearnorgError):
    """A review of our own, where a lesson from outside is to be triaged."""

    exit_code = 7
    hint = "`learnorg lessons list` shows which there are."

    def __init__(self, stored: Stored) -> None:
        super().__init__(
            f"{stored.identity} is of type {stored.plain.get('type')}, and no outside-lesson"
        )


class TriagedAndClosed(LearnorgError):
    """A lesson on which a word was said, and that is closed."""

    exit_code = 7

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is closed; its verdict stays")
        self.hint = f'Take it up again: learnorg review reopen {name} --to draft --because "WHY"'


class NoReasonGiven(LearnorgError):
    """A verdict that takes a reason, and has none."""

    exit_code = 7

    def __init__(self, answer: str, command: str) -> None:
        what = "asking takes a word on what is to be known"
        if answer != "ask":
            what = "that a lesson does not apply here takes a reason"
        super().__init__(what)
        self.hint = completed(command, (Lacking("", '--because "WHY"'),))


class Verdict(NamedTuple):
    """What is said of a lesson: whether it applies, why, and to which services here."""

    answer: str
    because: str = ""
    services: tuple[str, ...] = ()


def triaged(
    register: Register, typed: str, verdict: Verdict, who: Mover, today: date, command: str
) -> Revision:
    """
    The revision that puts a verdict on a lesson; what does not apply is closed by it.

    The reason stands under "How it is with us", too, where nobody has written anything yet.
    Raises `NotFromOutside`, `TriagedAndClosed`, `NoReasonGiven`, and `NotReady` where the lesson
    does not say what happened there.
    """
    stored = review(register, typed)
    record = sound(stored)
    if record.type != OUTSIDE:
        raise NotFromOutside(stored)
    if record.state == "closed":
        raise TriagedAndClosed(stored.identity)
    if verdict.answer != "applies" and not verdict.because.strip():
        raise NoReasonGiven(verdict.answer, command)
    along = _along(stored, verdict, who, today)
    if verdict.answer == "does-not-apply":
        move = Move("closed", today, who.known_as)
        after = advanced(stored, move, along, register.policy, who, command)
        return revision(stored, after)
    edits = list(added(stored, along))
    return revision(stored, revised(stored, edits))


def _along(stored: Stored, verdict: Verdict, who: Mover, today: date) -> Along:
    by = "" if who.known_as == "unknown" else who.known_as
    told = {"answer": verdict.answer, "because": verdict.because, "by": by, "on": today}
    fields: dict[tuple[str | int, ...], Any] = {
        ("verdict",): {key: value for key, value in told.items() if value}
    }
    there = stored.plain.get("services") or []
    there = [there] if isinstance(there, str) else there
    if more := [name for name in verdict.services if name not in there]:
        fields["services",] = [*there, *more]
    settled = verdict.because and verdict.answer != "ask"
    words = {FIT: verdict.because} if settled and wordless(stored.plain.get("body"), [FIT]) else {}
    return Along(fields, words)
