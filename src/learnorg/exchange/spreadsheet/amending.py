"""
Wishes of a spreadsheet carried out on a record: by the same rules as any change by hand.

What belongs together is tried together, and if that is refused one by one, so that one wrong
cell does not keep the others from being right; the cells of a new part stay in one. A state
is reached by a move, with its guards.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from shlex import quote
from typing import Any, get_args

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
from learnorg.kinds.guards import Move
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.periods import iso_day
from learnorg.register.aliases import AliasTaken, new_aliases, owners
from learnorg.register.authority import Mover, require
from learnorg.register.dependencies import Arrow
from learnorg.register.evidence import Actor
from learnorg.register.governing import governed
from learnorg.register.linkage import new_links, require_links
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
    aliases: dict[str, str] = field(default_factory=dict)
    """The aliases given so far, in lower case, each with its place."""
    links: list[Arrow] = field(default_factory=list)
    """The links made so far."""

    def amended(self, stored: Stored, wishes: Sequence[Wish]) -> Amended:
        """A record with what is wished of it, as far as that may be."""
        move = next((w for w in wishes if w.column == "state" and w.value), None)
        along = [w for w in wishes if move and w.value and w.column in ALONG.get(move.after, ())]
        done = Amended(stored)
        self._edit(done, [w for w in wishes if w is not move and w not in along])
        if move:
            try:
                done.stored = self._moved(stored, done.stored, move, along)
            except LearnorgError as why:
                done.refuse([move], why)
                self._edit(done, along)
        try:
            self.vet(stored.path, stored.data, done.stored.data)
        except AgainstRules as why:
            refused = {refusal.wish for refusal in done.refusals}
            done.refuse([w for w in wishes if w not in refused], why)
            done.stored = stored
        self._remember(stored, done.stored, wishes)
        return done

    def _remember(self, before: Stored, after: Stored, wishes: Sequence[Wish]) -> None:
        """Keep what the records to come are to be judged by as well."""
        self.links.extend(new_links(before, after))
        for wish in wishes:
            if wish.column == "aliases":
                new = new_aliases(before.plain, after.plain)
                self.aliases.update((alias.lower(), wish.where) for alias in new)

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
            except LearnorgError:
                for unit in _units(together):
                    self._edit_unit(done, unit)

    def _edit_unit(self, done: Amended, unit: Sequence[Wish]) -> None:
        """
        Carry out what stands or falls together: one cell, or what makes one new part.

        A new part begins with what it cannot be without; then its other cells are added to it
        one by one, as far as they go.
        """
        begun = [wish for wish in unit if _needed(wish)] if len(unit) > 1 else [*unit]
        after = done.stored
        if begun:
            try:
                after = self._edited(done.stored, begun)
            except LearnorgError as why:
                done.refuse(unit, why)
                return
        waiting = [wish for wish in unit if wish not in begun]
        refused: list[tuple[Wish, LearnorgError]] = []
        for _ in unit:  # what one cell alone cannot say may go with another one
            refused = []
            for wish in waiting:
                try:
                    after = self._edited(done.stored, [*begun, wish])
                    begun = [*begun, wish]
                except LearnorgError as own:
                    refused.append((wish, own))
            if len(refused) == len(waiting):
                break
            waiting = [wish for wish, _ in refused]
        for wish, own_reason in refused:
            done.refuse([wish], own_reason)
        done.stored = after

    def _edited(self, stored: Stored, wishes: Sequence[Wish]) -> Stored:
        after = revised(stored, edits_of(stored, wishes, self.today))
        policy, by = self.register.policy, self.who.known_as
        require_links(self.register, stored, after, self.links)
        self._require_aliases(stored, after)
        after = governed(stored, after, policy, by, self.today, self.because)
        self._hold_to_rules(stored, after)
        return after

    def _require_aliases(self, before: Stored, after: Stored) -> None:
        """Nothing, if no other record has, or gets, the aliases that this one is given."""
        for alias in new_aliases(before.plain, after.plain):
            if place := self.aliases.get(alias.lower()):
                raise AliasTaken(alias, f"given at {place}")
            for other in owners(self.register, alias, before.identity):
                raise AliasTaken(alias, f"that of {other}")

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

    def _moved(self, before: Stored, stored: Stored, move: Wish, along: Sequence[Wish]) -> Stored:
        """
        The record in another state, if the guards let it and policy lets whoever is at work.

        Whether they may is judged by what it was `before` the other cells were carried out.
        """
        given = {wish.column: wish.after for wish in along}
        because = next((v for k, v in given.items() if k.endswith(".because")), self.because)
        until = iso_day(given["hold.until"]) if "hold.until" in given else None
        fields = {k: typed_value(k, v) for k, v in given.items() if not k.startswith("hold.")}
        if move.after == "declined":
            fields.pop("outcome.because", None)  # which the move itself says
        wanted = Move(move.after, self.today, self.who.known_as, because, until)
        command = " ".join(["learnorg move", quote(move.after), stored.identity, *_said(given)])
        policy = self.register.policy
        return advanced(
            stored, wanted, Given(fields), policy, self.who, command, self.permit, before
        )


def _said(given: dict[str, str]) -> Iterator[str]:
    for name, value in given.items():
        yield f"{OPTIONS[name]} {quote(value)}"


def _new(wish: Wish) -> bool:
    """Whether a wish is for a part that is new in the sheet."""
    return len(wish.path) > 2 and wish.path[1][:1] == "+"


def _needed(wish: Wish) -> bool:
    """Whether the new part that a wish is for cannot be without it."""
    declared: Any = IMPROVEMENT.model()
    part = get_args(declared.model_fields[wish.path[0]].annotation)[0]
    known = part.model_fields.get(wish.path[2])
    return known is not None and known.is_required()


def _units(wishes: Sequence[Wish]) -> list[list[Wish]]:
    """What is tried at once where all at once does not go: each new part, each other cell."""
    units: dict[tuple[str, ...], list[Wish]] = {}
    for wish in wishes:
        units.setdefault(wish.path[:2] if _new(wish) else wish.path, []).append(wish)
    return sorted(units.values(), key=lambda unit: int(unit[0].path[1]) if _new(unit[0]) else 0)


def _grouped(wishes: Sequence[Wish]) -> list[list[Wish]]:
    """The wishes by the part of the record that they are for."""
    groups: dict[str, list[Wish]] = {}
    for wish in wishes:
        groups.setdefault(wish.path[0], []).append(wish)
    return list(groups.values())
