"""Reviews of the sample: from the first draft to the last finding's home."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from learnorg.kinds.review import REVIEW, SOURCES
from learnorg.kinds.sections import sections
from learnorg.register.records import typed
from learnorg.samples.almanac import Almanac
from learnorg.samples.chance import chance
from learnorg.samples.tales import Tale
from learnorg.samples.turns import Told, Turn, identified

MOVES = {"in-review": "submit", "reviewed": "agree", "closed": "close"}
"""What bringing a review into a state is called."""

LOOKED_AT = ("in-review", "reviewed")
"""States of open reviews in which findings have been put where they belong."""

FIRST = 2
"""How many sections the first draft has words in."""

LATER = {
    "draft": frozenset(
        {"facilitator", "participants", "timeline", "factors", "findings", "verdict"}
    ),
    "in-review": frozenset({"factors", "findings"}),
}
"""What is not there yet in a state, if the review gets further."""


class Reviewed:
    """A review told from its tale."""

    def __init__(self, tale: Tale, almanac: Almanac) -> None:
        self.tale, self.almanac = tale, almanac
        self.day = almanac.day(tale.name)
        self.identity = almanac.identity(tale.name)
        self.random = chance(almanac.seed, "review", tale.key)
        self.owner = str(tale.plain["owner"])
        self.homes: dict[str, tuple[str, ...]] = {}
        self.full = self._full()

    def raises(self) -> Iterator[tuple[str, str, str]]:
        """Each improvement that came of it: its name, the finding, and the source it names."""
        for part, homes in self.homes.items():
            for home in homes:
                entry = self.almanac.entry(home)
                source = SOURCES[self.tale.plain["type"]]
                if entry and entry.case.source.type == source and self._before(entry.raised):
                    yield home, f"{self.identity}#{part}", source

    def turns(self) -> list[Turn]:
        """What was done to it, in order."""
        stages = [state for state in REVIEW.states if state in self._stages]
        told = Told(REVIEW, {}, self.random)
        dates: dict[str, date] = {}
        for state in stages:
            day = self.almanac.reached(self.tale.name, state)
            if state == "closed":
                self._place(told)
                day = max(day, told.turns[-1].when.date())
            dates[state] = day
            told.record = self._at(state, dates, told.record, last=state == stages[-1])
            told.turn(day, MOVES.get(state, "add"), self._by(state))
        if stages[-1] in LOOKED_AT:
            self._place(told)
        return told.turns

    @property
    def _stages(self) -> Mapping[str, str]:
        return {REVIEW.states[0]: "0", **self.tale.stages}

    def _before(self, day: date) -> bool:
        """Whether its findings were there by a day."""
        return self.almanac.reached(self.tale.name, "reviewed") <= day

    def _full(self) -> dict[str, Any]:
        """All that it says in the end, typed, homes apart."""
        plain = dict(self.tale.plain)
        taken: set[str] = set()
        for key in ("timeline", "factors", "findings"):
            if key in plain:
                plain[key] = identified(plain[key], taken, self.random)
        for finding in plain.get("findings", ()):
            self.homes[finding["id"]] = tuple(finding.pop("home", ()))
        plain |= {"id": self.identity, "state": REVIEW.states[0], "raised_by": self.owner}
        plain["raised"] = self.almanac.raised(self.tale.name).isoformat()
        said = self.almanac.settled(plain, self.day)
        if "verdict" in said:
            said["verdict"]["on"] = self.almanac.reached(self.tale.name, "in-review").isoformat()
        return typed(REVIEW, said, self.tale.name)

    def _at(
        self, state: str, dates: Mapping[str, date], before: Mapping[str, Any], *, last: bool
    ) -> dict[str, Any]:
        """What it says once it has reached a state."""
        later = frozenset() if last else LATER.get(state, frozenset())
        said = {key: value for key, value in self.full.items() if key not in later}
        said |= {"state": state, "dates": dict(dates)}
        if "findings" in before:
            said["findings"] = before["findings"]
        if state == REVIEW.states[0] and not last:
            said["body"] = beginning(said["body"])
        return said

    def _place(self, told: Told) -> None:
        """Each finding put where it is acted on or kept, once that is there."""
        placed = sorted(
            (self._there(home, told.turns[-1].when), part, home)
            for part, homes in self.homes.items()
            for home in homes
        )
        for when, part, home in placed:
            identity = self.almanac.identity(home)
            for finding in told.record["findings"]:
                if finding["id"] == part:
                    finding["home"] = (*finding.get("home", ()), identity)
            told.turn(when, "place", self.owner, f"#{part} is at home in {identity}.")

    def _there(self, home: str, agreed: datetime) -> datetime:
        return max(agreed, self.almanac.begun(home))

    def _by(self, state: str) -> str:
        return str(self.tale.by.get(state, self.owner))


def beginning(body: str) -> str:
    """A body with its first sections alone."""
    there = sections(body)
    if len(there) <= FIRST:
        return body
    lines = body.split("\n")[: there[FIRST].line - 2]
    return "\n".join(lines).rstrip() + "\n"
