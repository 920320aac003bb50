"""
Wishes of a spreadsheet carried out on a record: by the same rules as any change by hand.

What belongs together is tried together, and if that is refused one by one, so that one wrong
cell does not keep the others from being right. A state is reached by a move, with its guards.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from shlex import quote

from learnorg.checks.change.closed_record_edited import closed_record_edited
from learnorg.checks.change.dates_rewritten import dates_rewritten
from learnorg.checks.change.hold_misstated import hold_misstated
from learnorg.checks.change.immutable_field import immutable_field
from learnorg.checks.change.note_rewritten import note_rewritten
from learnorg.checks.change.turn import Turn
from learnorg.checks.judging.sides import side
from learnorg.checks.run import added, levelled
from learnorg.errors import LearnorgError
from learnorg.exchange.spreadsheet.edits import edits_of
from learnorg.exchange.spreadsheet.three_way import Wish
from learnorg.findings import Finding, Level
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.kinds.improvement.workflow import Move
from learnorg.periods import iso_day
from learnorg.register.authority import Mover, require
from learnorg.register.evidence import Actor
from learnorg.register.governing import governed
from learnorg.register.moves import Given, Permit, advanced
from learnorg.register.records import Stored, revised
from learnorg.register.register import Register
from learnorg.register.values import typed_value

STANDING = (
    immutable_field,
    closed_record_edited,
    dates_rewritten,
    hold_misstated,
    note_rewritten,
)
"""The rules over changes that look at one record's fields, which no edit may break."""

ALONG = {
    "closed": ("outcome.result", "outcome.evidence", "outcome.because", "learned"),
    "declined": ("outcome.because",),
    "on-hold": ("hold.because", "hold.until"),
}
"""What is said together with a move, by the state that it leads to."""

OPTIONS = {
    "outcome.result": "--outcome",
    "outcome.evidence": "--evidence",
    "outcome.because": "--because",
    "learned": "--learned",
    "hold.because": "--because",
    "hold.until": "--until",
}


class AgainstRules(LearnorgError):
    """A change that `learnorg check` would refuse."""

    exit_code = 7

    def __init__(self, found: Sequence[Finding]) -> None:
        super().__init__("; ".join(dict.fromkeys(f.message for f in found)))
        self.hint = " ".join(dict.fromkeys(f.hint for f in found if f.hint))


@dataclass(frozen=True, slots=True)
class Refusal:
    """A wish that was not carried out, and why."""

    wish: Wish
    reason: str
    hint: str


@dataclass(slots=True)
class Amended:
    """A record after its wishes, and which of them were refused."""

    stored: Stored
    refusals: list[Refusal] = field(default_factory=list)

    def refuse(self, wishes: Iterable[Wish], why: LearnorgError) -> None:
        """Note some wishes as refused."""
        self.refusals += (Refusal(wish, str(why), why.hint) for wish in wishes)


@dataclass(frozen=True, slots=True)
class Amender:
    """Somebody who carries wishes out, on a day, with the reason that they give for all."""

    register: Register
    who: Mover
    today: date
    because: str = ""
    permit: Permit = require
    """What refuses a move that is not theirs to make."""
    raised: date | None = None
    """When new records were raised that do not say so, if not today."""

    def amended(self, stored: Stored, wishes: Sequence[Wish]) -> Amended:
        """A record with what is wished of it, as far as that may be."""
        move = next((w for w in wishes if w.column == "state" and w.value), None)
        along = [w for w in wishes if move and w.value and w.column in ALONG.get(move.after, ())]
        done = Amended(stored)
        self._edit(done, [w for w in wishes if w is not move and w not in along])
        if move:
            try:
                done.stored = self._moved(done.stored, move, along)
            except LearnorgError as why:
                done.refuse([move], why)
                self._edit(done, along)
        try:
            self.vet(stored.path, stored.data, done.stored.data)
        except AgainstRules as why:
            refused = {refusal.wish for refusal in done.refusals}
            done.refuse([w for w in wishes if w not in refused], why)
            done.stored = stored
        return done

    def vet(self, path: str, before: bytes | None, after: bytes) -> None:
        """Refuse what the rules over single records call an error."""
        found = added(IMPROVEMENT, path, before, after, self.register.policy)
        if errors := [one for one in found if one.level is Level.ERROR]:
            raise AgainstRules(errors)

    def _edit(self, done: Amended, wishes: Sequence[Wish]) -> None:
        """Carry fields out, those of one part of the record together if that goes."""
        for together in _grouped(wishes):
            try:
                done.stored = self._edited(done.stored, together)
            except LearnorgError as why:
                if len(together) == 1:
                    done.refuse(together, why)
                    continue
                for one in together:
                    try:
                        done.stored = self._edited(done.stored, [one])
                    except LearnorgError as own:
                        done.refuse([one], own)

    def _edited(self, stored: Stored, wishes: Sequence[Wish]) -> Stored:
        after = revised(stored, edits_of(stored, wishes, self.today))
        policy, by = self.register.policy, self.who.known_as
        after = governed(stored, after, policy, by, self.today, self.because)
        self._hold_to_rules(stored, after)
        return after

    def _hold_to_rules(self, before: Stored, after: Stored) -> None:
        """Nothing, if no rule over changes calls the change an error."""
        turn = Turn(
            before.path,
            IMPROVEMENT,
            before.identity,
            side(before.path, before.data),
            side(after.path, after.data),
            self.register.policy,
            Actor(self.who),
            self.today,
        )
        found = [
            Finding(
                before.path, 1, 1, rule.name, remark.message, remark.level or rule.level,
                remark.hint, before.identity,
            )
            for rule in STANDING
            for remark in (rule.turns(turn) if rule.turns else ())
        ]  # fmt: skip
        policy = self.register.policy
        if errors := [one for one in levelled(found, policy) if one.level is Level.ERROR]:
            raise AgainstRules(errors)

    def _moved(self, stored: Stored, move: Wish, along: Sequence[Wish]) -> Stored:
        """The record in another state, if the guards let it and policy lets whoever is at work."""
        given = {wish.column: wish.after for wish in along}
        because = next((v for k, v in given.items() if k.endswith(".because")), self.because)
        until = iso_day(given["hold.until"]) if "hold.until" in given else None
        fields = {k: typed_value(k, v) for k, v in given.items() if not k.startswith("hold.")}
        if move.after == "declined":
            fields.pop("outcome.because", None)  # which the move itself says
        wanted = Move(move.after, self.today, self.who.known_as, because, until)
        command = " ".join(["learnorg move", quote(move.after), stored.identity, *_said(given)])
        policy = self.register.policy
        return advanced(stored, wanted, Given(fields), policy, self.who, command, self.permit)


def _said(given: dict[str, str]) -> Iterator[str]:
    for name, value in given.items():
        yield f"{OPTIONS[name]} {quote(value)}"


def _grouped(wishes: Sequence[Wish]) -> list[list[Wish]]:
    """The wishes by the part of the record that they are for."""
    groups: dict[str, list[Wish]] = {}
    for wish in wishes:
        groups.setdefault(wish.path[0], []).append(wish)
    return list(groups.values())
