"""When each story of the sample takes place, and under which identity."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache, cached_property
from typing import Any

from learnorg.refs import LENGTH, SYMBOLS
from learnorg.samples.cast import Entry
from learnorg.samples.chance import chance
from learnorg.samples.chronicle import Chronicle
from learnorg.samples.course import Moment
from learnorg.samples.tales import Tale
from learnorg.samples.workdays import at_work, workday

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
STORY = re.compile(r"(?:imp|rev|kb):[a-z0-9-]+")
CLOCK = re.compile(r"(?:([+-][0-9]+) )?([0-9]{2}:[0-9]{2})")


class Almanac:
    """The days and identities of improvements, which are settled, and of tales around them."""

    def __init__(self, chronicle: Chronicle, tales: Mapping[str, Tale]) -> None:
        self.tales = tales
        self.last, self.seed = chronicle.last, chronicle.seed
        self.entries = {f"imp:{e.case.key}": e for e in chronicle.entries if not e.place}
        self.course = chronicle.course

    def identity(self, name: str) -> str:
        """What a story is called in the register."""
        if name in self.entries:
            return self.entries[name].identity
        return self._minted[name]

    def entry(self, name: str) -> Entry | None:
        """The improvement of a name, if it is one."""
        return self.entries.get(name)

    def day(self, name: str) -> date:
        """The day on which a tale begins, or an improvement was raised."""
        if name in self.entries:
            return self.entries[name].raised
        return self._day(name)

    def reached(self, name: str, state: str) -> date:
        """The working day on which a tale's record reached a state."""
        tale = self.tales[name]
        days = int(tale.stages.get(state, 0))
        return workday(self.day(name) + timedelta(days=days), self.last)

    def raised(self, name: str) -> date:
        """The working day on which a record came into the register."""
        tale = self.tales.get(name)
        return self.reached(name, tale.kind.states[0]) if tale else self.day(name)

    def begun(self, name: str) -> datetime:
        """The moment at which a record came into the register."""
        if name in self.entries:
            return self._moments(name)[0].when
        return at_work(self.raised(name), chance(self.seed, "begun", name))

    def ended(self, name: str) -> date:
        """The day of the last thing that an improvement's story tells."""
        return self._moments(name)[-1].when.date()

    def settled(self, value: Any, day: date) -> Any:
        """A tale's content with identities for stories, and days and times for `08:12`."""
        if isinstance(value, dict):
            return {
                key: self._moment(part, day) if key in MOMENTS else self.settled(part, day)
                for key, part in value.items()
            }
        if isinstance(value, list):
            return [self.settled(part, day) for part in value]
        if isinstance(value, str) and STORY.fullmatch(value):
            return self.identity(value)
        return value

    def _moment(self, text: str, day: date) -> str:
        """`08:12` of the day, or `+1 08:12` of the one after it."""
        said = CLOCK.fullmatch(text)
        assert said, text
        return f"{day + timedelta(days=int(said[1] or 0))} {said[2]}"

    def _day(self, name: str) -> date:
        when = self.tales[name].when
        if "ago" in when:
            day = self.last - timedelta(days=int(when["ago"]))
        elif "before" in when:
            day = self.day(when["before"]) - timedelta(days=int(when["days"]))
        elif "closing" in when:
            day = self.ended(when["closing"]) + timedelta(days=int(when["days"]))
        else:
            day = self.day(when["after"]) + timedelta(days=int(when["days"]))
        day = workday(day, self.last) if "weekday" not in when else min(day, self.last)
        if weekday := when.get("weekday"):
            day -= timedelta(days=(day.weekday() - WEEKDAYS.index(weekday)) % len(WEEKDAYS))
        return day

    @cached_property
    def _minted(self) -> Mapping[str, str]:
        """The identities of all tales; those of catalogues were chosen by their authors."""
        taken: set[str] = set()
        return {name: self._name(tale, taken) for name, tale in self.tales.items()}

    def _name(self, tale: Tale, taken: set[str]) -> str:
        if not tale.kind.prefix:
            return tale.key
        random = chance(self.seed, "identity", tale.name)
        while True:
            symbols = "".join(random.choices(SYMBOLS, k=LENGTH))
            identity = f"{tale.kind.prefix}-{self.raised(tale.name):%y%m}-{symbols}"
            if identity not in taken:
                taken.add(identity)
                return identity

    @cache  # noqa: B019  # there is one almanac to a sample
    def _moments(self, name: str) -> list[Moment]:
        return self.course(self.entries[name])


MOMENTS = frozenset({"at", "started", "detected", "mitigated", "resolved"})
"""The keys under which a record has moments."""
