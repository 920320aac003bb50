"""A story told: a record that grows with each move."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.refs import PART_LENGTH, SYMBOLS
from learnorg.samples import guesses
from learnorg.samples.cast import Entry
from learnorg.samples.course import Moment
from learnorg.samples.organisation import Organisation
from learnorg.samples.workdays import workday

RAISING = (
    "type", "source", "services", "practices", "environments", "touches", "tags", "problem",
    "aliases",
)  # fmt: skip
ACCEPTING = (
    "owner", "sponsor", "consulted", "informed", "objectives", "justification", "vision",
    "priority",
)  # fmt: skip
PLANNING = ("cost", "funding")
PILOTING = ("cohort", "criteria")
LETTERS = [symbol for symbol in SYMBOLS if symbol.isalpha()]

ACTIONS = {
    "plan": "edit", "step": "plan", "decide": "pilot", "remark": "note",
    "estimate again": "estimate", "revise": "estimate",
}  # fmt: skip
"""Moves that git's history knows by another name."""

STRAINED = 0.25
"""How many improvements were promised for an earlier day than their plan allows."""

QUEUE = 30
"""Days that what is accepted waits until its first step begins."""

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
        self.revisions = 0
        self.wrong: list[str] = []

    def told(self, moments: Sequence[Moment]) -> Iterator[Deed]:
        """Each deed, with the record as it leaves it until the next one is asked for."""
        self.revisions = sum(moment.move == "revise" for moment in moments)
        for moment in moments:
            yield self._deed(moment)

    def outcome(self, moments: Sequence[Moment]) -> Deed:
        """The last deed, the others having gone before."""
        return list(self.told(moments))[-1]

    def _deed(self, moment: Moment) -> Deed:
        move = self._remarked() if moment.move == "remark" else moment.move
        reason = MOVES[move](self, moment.when.date())
        return Deed(moment.when, ACTIONS.get(move, move), self._by(move), self.record, reason)

    def _by(self, move: str) -> str:
        """Who makes a move; what comes in anonymously or from a store, the owner enters."""
        if move == "revise":
            return str(self.record["estimates"]["by"])
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
        if self.entry.source:
            self.record["source"] = {**self.record["source"], "ref": self.entry.source}
        if place:
            self.record.pop("aliases", None)
        self._link("duplicates", later=False)
        return self._reach("proposed", on)

    def _estimate(self, on: date) -> str:
        given = self.facts["estimates"]
        estimates, self.wrong = guesses.first(given, self.revisions, self.random)
        self._take(("size",))
        if self.entry.place:
            larger = Decimal(self.random.choice(LARGER))
            estimates["effort"] = guesses.scaled(estimates["effort"], larger)
            step = self.random.randint(-2, 2)
            estimates["value"] = guesses.shifted(estimates["value"], step, 1, 10)
        elif "size" in self.record and "effort" in self.wrong:
            self.record["size"] = guesses.size(estimates["effort"])
        self.record["estimates"] = estimates | {"by": self.case.owner, "on": on}
        return ""

    def _revise(self, on: date) -> str:
        """The next number put right, by the owner or by somebody who is asked."""
        estimates = self.record["estimates"]
        by = self.random.choice([self.case.owner, self.case.owner, *self.case.consulted])
        self.record["estimates"] = estimates | {"by": by, "on": on}
        if not self.wrong:
            return self._estimate_again(on)
        field = self.wrong.pop(0)
        before, after = estimates[field], self.facts["estimates"][field]
        self.record["estimates"][field] = after
        if field == "effort":
            self._take(("size",))
        kind = guesses.reason(field, before, after)
        return self.random.choice(self.organisation.revisions[kind])

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
        if "pilot" in self.facts:
            pilot = self.facts["pilot"]
            self.record["pilot"] = {key: pilot[key] for key in pilot if key in PILOTING}
        self.record["plan"] = list(self._steps(on))
        if self.random.random() > STRAINED:
            last = max((step["due"] for step in self.record["plan"]), default=on)
            self.record["due"] = max(self.record["due"], self._later(last, 25, 85))
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
        due = on + timedelta(days=QUEUE if self.case.state == "accepted" else 0)
        for step in steps:
            due = self._later(due, pace - 9, pace + 11)
            said = {"id": self._part(), "do": step["do"], "owner": self.case.owner, "due": due}
            yield said | step

    def _start(self, on: date) -> str:
        return self._reach("in-progress", on)

    def _step(self, on: date) -> str:
        step = next(step for step in self.record["plan"] if "done" not in step)
        step["done"] = on
        return f"Done: {step['do']}"

    def _decide(self, on: date) -> str:
        pilot = self.facts["pilot"]
        because = pilot.get("because", "")
        self.record["pilot"] = {
            **self.record["pilot"], "decision": pilot["decision"], "on": on,
            **({"because": because} if because else {}),
        }  # fmt: skip
        return because or f"The pilot is decided: {pilot['decision']}"

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
        until = self._held_until(on)
        self.record["hold"] = {
            "from": on,
            **({"until": until} if until else {}),
            "because": because,
            "state": self.record["state"],
        }
        self._reach("on-hold", on)
        return because

    def _held_until(self, on: date) -> date | None:
        if self.case.holds_for is None or self.case.state != "on-hold":
            return self._later(on, 40, 120)
        days = int(self.case.holds_for)
        return self._later(on, days, days) if days else None

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
    "revise": Story._revise,
    "accept": Story._accept,
    "decline": Story._decline,
    "plan": Story._plan,
    "start": Story._start,
    "step": Story._step,
    "decide": Story._decide,
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
