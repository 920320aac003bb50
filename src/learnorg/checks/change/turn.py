"""What rules over a change see: one record as a change finds it and leaves it, or all of it."""

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, cast

from learnorg.checks.check import Check, Remark, named
from learnorg.errors import LearnorgError
from learnorg.files.loader import Document
from learnorg.findings import Level
from learnorg.history.objects import Touch
from learnorg.kinds import lifecycle as line
from learnorg.kinds.article.model import Article
from learnorg.kinds.improvement import IMPROVEMENT, workflow
from learnorg.kinds.improvement.model import Improvement
from learnorg.kinds.kind import Kind, Plain
from learnorg.kinds.record import Note, Record
from learnorg.kinds.review.model import Review
from learnorg.refs import stem
from learnorg.register.erasing import is_erased
from learnorg.register.evidence import Actor, People
from learnorg.register.facts import several
from learnorg.register.lifecycle import MOVED
from learnorg.settings import Policy

Lined = Review | Article
"""A record whose states follow one another in one line."""


@dataclass(frozen=True, slots=True)
class Side:
    """A record's file on one side of a change."""

    path: str
    data: bytes
    document: Document | None
    plain: Plain
    record: Record | None
    """The validated record, without the fields in which something is wrong, if it can be."""
    refused: LearnorgError | None = None
    """Why it cannot be read, if it cannot."""
    spoiled: frozenset[str] = frozenset()
    """The fields in which something is wrong."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One record before and after a change, under the policy that the change was made under."""

    path: str
    kind: Kind | None
    identity: str
    before: Side | None
    after: Side | None
    policy: Policy
    by: Actor
    day: date
    """When the change was committed."""
    entered: Mapping[str, Actor] = field(default_factory=dict)
    """Who brought the record to each state, where several commits touched it."""
    makers: Sequence[Actor] = ()
    """Everybody whose commits touched it."""
    people: People = field(default_factory=lambda: People(()))
    """Whom the base lists, and by what they are known."""
    erased: frozenset[str] = frozenset()
    """By what the activity log names the records that the change takes the content out of."""

    @property
    def records(self) -> tuple[Record, Record] | None:
        """The record before and after, if it can be read on both sides."""
        before, after = (side.record if side else None for side in (self.before, self.after))
        return (before, after) if before is not None and after is not None else None

    @property
    def improvements(self) -> tuple[Improvement, Improvement] | None:
        """The same, if it is an improvement."""
        both = self.records if self.kind is IMPROVEMENT else None
        return cast("tuple[Improvement, Improvement] | None", both)

    @property
    def lined(self) -> tuple[Lined, Lined] | None:
        """The same, if it is a review or an article."""
        both = self.records if self.kind in MOVED else None
        return cast("tuple[Lined, Lined] | None", both)

    @property
    def erases(self) -> bool:
        """Whether the change takes the record's content out, and says why."""
        if self.before is None or self.after is None or is_erased(self.before.plain):
            return False
        return is_erased(self.after.plain)

    @property
    def rekeyed(self) -> bool:
        """Whether the record has a new identity, of the same form, and the old one as an alias."""
        if self.before is None or self.after is None or self.kind is None:
            return False
        was, now = stem(self.before.path), self.after.plain.get("id")
        aliases = several(self.after.plain.get("aliases"))
        return was != now == self.identity and was in aliases and self.kind.owns(self.identity)

    @property
    def moves(self) -> tuple[Improvement, Improvement] | None:
        """An improvement before and after, if its state is another one."""
        both = self.improvements
        return both if both and both[0].state != both[1].state else None

    @property
    def steps(self) -> tuple[Lined, Lined] | None:
        """A review or an article before and after, if its state is another one."""
        both = self.lined
        return both if both and both[0].state != both[1].state else None

    @property
    def way(self) -> tuple[str, ...]:
        """The states that a record enters by this change, in their order."""
        if self.kind is not None and (steps := self.steps):
            return line.way(self.kind, steps[0].state, steps[1].state)
        both = self.moves
        if both is None:
            return ()
        before, after = both
        withdrawn = bool(after.outcome and after.outcome.result == "withdrawn")
        return workflow.route(before, after.state, self.policy.workflow, withdrawn)

    def entering(self, state: str) -> Actor:
        """Who brought the record to a state on its way, or past it."""
        way = self.way[self.way.index(state) :] if state in self.way else ()
        return next((self.entered[one] for one in way if one in self.entered), self.by)

    def reached(self, state: str) -> bool:
        """Whether somebody who may go all the way there brought it to a state in between."""
        if self.kind in MOVED:
            places = {one: n for n, one in enumerate(self.kind.states)}
            return any(places.get(one, -1) >= places.get(state, 0) for one in self.entered)
        by = self.entered.get(state)
        sides = [one.record for one in (self.before, self.after) if one is not None]
        if by is None or not sides or not isinstance(sides[0], Improvement):
            return False
        start = sides[0]
        if self.before is None:  # it began as a proposal
            start = start.model_copy(update={"state": IMPROVEMENT.states[0], "dates": {}})
        flow = self.policy.workflow
        if workflow.backward(start, state):
            verbs = workflow.verbs_back(start, state, flow)
        else:
            way = workflow.route(start, state, flow)
            verbs = tuple(workflow.VERB_TO.get(one, "") for one in way)
        return not any(by.lacks(self.policy, verb) for verb in verbs)

    @property
    def reason(self) -> str:
        """What the record gives as the reason for a move: where that belongs, or in a new note."""
        noted = self.noted
        both = self.moves
        if both is None:
            return noted[0].text if noted and self.steps else ""
        before, after = both
        approval = after.approval if after.approval != before.approval else None
        said = {
            "on-hold": after.hold and after.hold.because,
            "declined": after.outcome and after.outcome.because,
            "approved": approval and approval.because,
        }.get(after.state)
        duplicate = after.state == "declined" and any(x.rel == "duplicates" for x in after.links)
        return said or ("a duplicate" if duplicate else "") or (noted[0].text if noted else "")

    @property
    def noted(self) -> list[Note]:
        """The notes that the change brings."""
        both = self.records
        return [note for note in both[1].notes if note not in both[0].notes] if both else []


class Passage(NamedTuple):
    """A record that a change touches: whether it was there, wherever it stood, and will be."""

    path: str
    kind: Kind | None
    identity: str
    was: bool
    will_be: bool


@dataclass(frozen=True, slots=True)
class Case:
    """A whole change: every path it touches, its records, and policy on both sides."""

    touches: Sequence[Touch]
    """Paths from the register's root."""
    conflicts: Sequence[str]
    passages: Sequence[Passage]
    policy: Policy
    proposed: Policy | None
    """The policy that the change brings along, if it changes it."""
    by: Actor
    names: Callable[[], Mapping[str, object]] = field(default=dict)
    """Every path of the register as it would be."""
    ever: Callable[[Sequence[str]], frozenset[str]] = field(default=lambda _: frozenset())
    """Which of some paths stood there before, anywhere in the base's history."""
    usual: Mapping[str, Level] = field(default_factory=dict)
    """The level of each rule of which policy says nothing."""


OverTurns = Callable[[Turn], Iterator[Remark]]
OverCase = Callable[[Case], Iterator[Remark]]


def over_turns(level: Level) -> Callable[[OverTurns], Check]:
    """Make a rule that looks at one record before and after a change."""

    def made(rule: OverTurns) -> Check:
        return Check(named(rule), level, inspect.getdoc(rule) or "", turns=rule)

    return made


def over_case(level: Level) -> Callable[[OverCase], Check]:
    """Make a rule that looks at a change as a whole."""

    def made(rule: OverCase) -> Check:
        return Check(named(rule), level, inspect.getdoc(rule) or "", case=rule)

    return made
