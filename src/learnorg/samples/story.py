"""A story told: a record that grows with each move."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.refs import PART_LENGTH, SYMBOLS
from learnorg.samples.cast import Entry
from learnorg.samples.course import Moment
from learnorg.samples.organisation import Organisation
from learnorg.samples.workdays import workday

RAISING = (
    "type", "source", "services", "practices", "environments", "touches", "tags", "problem",
    "aliases",
)  # fmt: skip
ACCEPTING = ("owner", "sponsor", "consulted", "objectives", "justification", "vision", "priority")
PLANNING = ("pilot", "cost", "funding")
LETTERS = [symbol for symbol in SYMBOLS if symbol.isalpha()]

ACTIONS = {"plan": "edit", "step": "edit", "remark": "note", "estimate again": "estimate"}
"""Moves that git's history knows by another name."""

STRAINED = 0.25
"""How many improvements were promised for an earlier day than their plan allows."""

AGAIN = 0.25
"""How many of the remarks beyond a story's own are estimates made again."""

LARGER = ("0.5", "1", "1", "1.5", "2", "3")
"""By what the effort of a story differs where it is told again."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did to a record: the action, the reason given, and what it says now."""

    when: datetime
    action: str
    by: str
    record: Mapping[str, Any]
    reason: str = ""

    @property
    def said(self) -> dict[str, Any]:
        """What the record says, in the order of its kind."""
        return {key: self.record[key] for key in IMPROVEMENT.keys if key in self.record}


class Story:
    """One record on its way through its states."""

    def __init__(
        self, entry: Entry, organisation: Organisation, last: date, random: Random
    ) -> None:
        self.entry = entry
        self.case = entry.case
        self.facts = entry.case.facts
        self.organisation = organisation
        self.last = last
        self.random = random
        self.record: dict[str, Any] = {}
        self.parts: set[str] = set()

    def told(self, moments: Iterable[Moment]) -> Iterator[Deed]:
        """Each deed, with the record as it leaves it until the next one is asked for."""
        for moment in moments:
            yield self._deed(moment)

    def outcome(self, moments: Iterable[Moment]) -> Deed:
        """The last deed, the others having gone before."""
        return [self._deed(moment) for moment in moments][-1]

    def _deed(self, moment: Moment) -> Deed:
        move = self._remarked() if moment.move == "remark" else moment.move
        reason = MOVES[move](self, moment.when.date())
        return Deed(moment.when, ACTIONS.get(move, move), self._by(move), self.record, reason)

    def _by(self, move: str) -> str:
        """Who makes a move; what comes in anonymously or from a store, the owner enters."""
        if move in ("accept", "decline"):
            return self.organisation.authority
        if move == "add" and self.case.raised_by in self.organisation.people:
            return self.case.raised_by or ""
        return self.case.owner

    def _remarked(self) -> str:
        """A remark on how it goes or, now and then, an estimate made again."""
        estimated = "estimates" in self.record and self.record["state"] not in IMPROVEMENT.finished
        return "estimate again" if estimated and self.random.random() < AGAIN else "remark"

    def _raise(self, on: date) -> str:
        problem, place = self.case.problem, self.entry.place
        self._take(RAISING)
        self.record |= {
            "id": self.entry.identity,
            "title": f"{self.case.title} ({place})" if place else self.case.title,
            "problem": f"Seen in {place}.\n{problem}" if place else problem,
            "raised": on,
            "raised_by": self.case.raised_by or self.case.owner,
        }
        if place:
            self.record.pop("aliases", None)
        self._link("duplicates", later=False)
        return self._reach("proposed", on)

    def _estimate(self, on: date) -> str:
        estimates = dict(self.facts["estimates"])
        if self.entry.place:
            larger = Decimal(self.random.choice(LARGER))
            estimates["effort"] = _short(estimates["effort"] * larger)
            step = self.random.randint(-2, 2)
            estimates["value"] = min(max(estimates["value"] + step, Decimal(1)), Decimal(10))
        self._take(("size",))
        self.record["estimates"] = estimates | {"by": self.case.owner, "on": on}
        return ""

    def _estimate_again(self, on: date) -> str:
        confidence = Decimal(self.random.randint(4, 9)) / 10
        self.record["estimates"] |= {"confidence": confidence, "on": on}
        return self.random.choice(self.organisation.estimates)

    def _accept(self, on: date) -> str:
        self._take(ACCEPTING)
        self.record["team"] = self.organisation.team(self.case.owner)
        self.record["due"] = self._later(on, 45, 120)
        return self._reach("accepted", on)

    def _decline(self, on: date) -> str:
        self.record["outcome"] = {"on": on, "because": self.case.because}
        self._link("duplicates", later=True)
        self._reach("declined", on)
        return self.case.because or ""

    def _plan(self, on: date) -> str:
        self._take(PLANNING)
        self.record["plan"] = list(self._steps(on))
        if self.random.random() > STRAINED:
            steps = (step["due"] for step in self.record["plan"])
            self.record["due"] = max([self.record["due"], *steps])
        self.record["measures"] = [
            {"id": self._part(), **_without(measure, "actual"), "by": self.record["due"]}
            for measure in self.facts.get("measures", ())
        ]
        self.record["benefits"] = [
            {"id": self._part(), **_without(benefit, "actual")}
            for benefit in self.facts.get("benefits", ())
        ]
        return ""

    def _steps(self, on: date) -> Iterator[dict[str, Any]]:
        """The plan's steps; of one in progress, the first half was due by now."""
        steps = self.facts.get("plan", ())
        pace = 19
        if self.case.state == "in-progress":
            pace = max(pace, (self.last - on).days // (len(steps) // 2 + 1))
        due = on
        for step in steps:
            due = self._later(due, pace - 9, pace + 11)
            said = {"owner": self.case.owner, **step, "due": due}
            yield {"id": self._part(), "do": said.pop("do"), **said}

    def _start(self, on: date) -> str:
        return self._reach("in-progress", on)

    def _step(self, on: date) -> str:
        step = next(step for step in self.record["plan"] if "done" not in step)
        step["done"] = on
        return f"Done: {step['do']}"

    def _note(self, on: date) -> str:
        notes = self.record.get("notes", ())
        written = sum(note["text"] in self.case.notes for note in notes)
        return self._write(self.case.notes[written], on)

    def _remark(self, on: date) -> str:
        return self._write(self.random.choice(self.organisation.remarks), on)

    def _write(self, text: str, on: date) -> str:
        note = {"id": self._part(), "on": on, "by": self.case.owner, "text": text}
        self.record.setdefault("notes", []).append(note)
        return text

    def _hold(self, on: date) -> str:
        because = self.case.because or "Those who do the work are needed for the season first."
        self.record["hold"] = {
            "from": on,
            "until": self._later(on, 40, 120),
            "because": because,
            "state": self.record["state"],
        }
        self._reach("on-hold", on)
        return because

    def _resume(self, _: date) -> str:
        self.record["state"] = self.record.pop("hold")["state"]
        return ""

    def _close(self, on: date) -> str:
        case = self.case
        for kind in ("measures", "benefits"):
            for part, said in zip(
                self.record.get(kind, ()), self.facts.get(kind, ()), strict=False
            ):
                part |= {"actual": said["actual"]} if "actual" in said else {}
        self.record["outcome"] = {
            "result": case.ends,
            "on": on,
            "evidence": case.evidence,
            "because": case.because,
        }
        self.record["learned"] = case.learned
        if case.momentum:
            watched = self._later(on, 170, 190)
            self.record["momentum"] = {"watch_until": watched, "checks": case.momentum}
        self._reach("closed", on)
        return case.because or ""

    def _reach(self, state: str, on: date) -> str:
        self.record["state"] = state
        self.record.setdefault("dates", {}).setdefault(state, on)
        return ""

    def _take(self, keys: Iterable[str]) -> None:
        self.record |= {key: self.facts[key] for key in keys if key in self.facts}

    def _link(self, relation: str, *, later: bool) -> None:
        """The links that stand from the beginning, or those that a decision brings."""
        links = [link for link in self.entry.links if (link["rel"] == relation) is later]
        if links:
            self.record["links"] = [*self.record.get("links", ()), *links]

    def _later(self, on: date, least: int, most: int) -> date:
        """A working day that some days later something is due."""
        return workday(on + timedelta(days=self.random.randint(least, most)), date.max)

    def _part(self) -> str:
        """A short identity that begins with a letter, so that YAML needs no quotes."""
        while True:
            first = self.random.choice(LETTERS)
            part = first + "".join(self.random.choices(SYMBOLS, k=PART_LENGTH - 1))
            if part not in self.parts:
                self.parts.add(part)
                return part


MOVES: Mapping[str, Callable[[Story, date], str]] = {
    "add": Story._raise,
    "estimate": Story._estimate,
    "estimate again": Story._estimate_again,
    "accept": Story._accept,
    "decline": Story._decline,
    "plan": Story._plan,
    "start": Story._start,
    "step": Story._step,
    "note": Story._note,
    "remark": Story._remark,
    "hold": Story._hold,
    "resume": Story._resume,
    "close": Story._close,
}
"""What each move does to a record; it gives the reason. (Not in the story, which would then
hold itself: a hundred thousand of those wait for the garbage collector.)"""


def _without(part: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in part.items() if name != key}


def _short(number: Decimal) -> Decimal:
    """The number without zeros at its end: 7, not 7.0."""
    return (
        number.to_integral_value() if number == number.to_integral_value() else number.normalize()
    )
