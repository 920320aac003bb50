"""What a finished improvement has to tell: how it ended, what it took, what it taught."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from learnorg.methods.value import attainment, comparable
from learnorg.register.facts import number, several
from learnorg.register.people import Directory, folded
from learnorg.register.register import Register

Plain = dict[str, Any]


class Reading(NamedTuple):
    """A measure: where it was, where it was to be, where it is, and how much of the way that is."""

    name: str
    unit: str
    baseline: str
    target: str
    actual: str
    attained: float | None


class Benefit(NamedTuple):
    """What an improvement brings; without a currency it is not money."""

    kind: str
    expected: float | None
    actual: float | None
    currency: str
    per: str
    hard: str


class Finished(NamedTuple):
    """An improvement that is closed, or that was declined after work on it had begun."""

    identity: str
    title: str
    result: str
    """`declined` for one that was; empty where nobody said how it ended."""
    on: str
    days: int | None
    due: str
    owner: str
    teams: tuple[str, ...]
    services: tuple[str, ...]
    objectives: tuple[str, ...]
    evidence: str
    because: str
    learned: str
    readings: tuple[Reading, ...]
    benefits: tuple[Benefit, ...]
    measured_by: str
    """The day by which all is measured: the last one its measures name; empty if they name none."""

    @property
    def punctual(self) -> bool | None:
        """Whether it ended on or before the day it was due; None where none was."""
        left = days_between(self.on, self.due)
        return None if left is None else left >= 0


class Teams:
    """Which teams people are in, and how a team is spelled."""

    def __init__(self, register: Register) -> None:
        self._names = {folded(team): team for team in register.policy.teams}
        self._people = Directory(register)

    def of(self, who: str) -> tuple[str, ...]:
        """The teams of somebody, or the team that the name itself is."""
        person = self._people.records.get(self._people.who(who), {})
        if teams := several(person.get("team")) + several(person.get("teams")):
            return tuple(map(self.called, teams))
        name = folded(who)
        return (self._names[name],) if name in self._names else ()

    def called(self, team: str) -> str:
        """A team as policy spells it."""
        return self._names.get(folded(team), team)

    def behind(self, plain: Plain) -> tuple[str, ...]:
        """The teams that took part in an improvement: its own, its owner's, those of its steps."""
        people = [*several(plain.get("owner"))]
        people += [who for step in dicts(plain, "plan") for who in several(step.get("owner"))]
        own = [self.called(team) for team in several(plain.get("team")) if team]
        return tuple(dict.fromkeys([*own, *(team for who in people for team in self.of(who))]))


def finished(identity: str, plain: Plain, on: str, teams: Teams) -> Finished:
    """What a record tells that came to its end on a day."""
    outcome = section(plain, "outcome")
    declined = plain.get("state") == "declined"
    dates = section(plain, "dates")
    by = [day for one in dicts(plain, "measures") if (day := text(one, "by"))]
    took = days_between(text(dates, "proposed") or text(plain, "raised"), on)
    return Finished(
        identity,
        text(plain, "title"),
        "declined" if declined else text(outcome, "result"),
        on,
        took if took is not None and took >= 0 else None,
        text(plain, "due"),
        text(plain, "owner"),
        teams.behind(plain),
        tuple(several(plain.get("services"))),
        tuple(several(plain.get("objectives"))),
        flowing(outcome.get("evidence")),
        flowing(outcome.get("because")),
        flowing(plain.get("learned")),
        tuple(map(_reading, dicts(plain, "measures"))),
        tuple(map(_benefit, dicts(plain, "benefits"))),
        max(by, default=""),
    )


def _reading(measure: Plain) -> Reading:
    baseline, target, actual = (text(measure, key) for key in ("baseline", "target", "actual"))
    sizes = comparable(actual, baseline, target)
    return Reading(
        text(measure, "name") or text(measure, "metric") or "measure",
        text(measure, "unit"),
        baseline,
        target,
        actual,
        attainment(*sizes) if sizes else None,
    )


def _benefit(benefit: Plain) -> Benefit:
    hard: Mapping[str, str] = {"true": "hard", "false": "soft"}
    return Benefit(
        text(benefit, "kind"),
        number(benefit.get("expected")),
        number(benefit.get("actual")),
        text(benefit, "currency"),
        text(benefit, "per"),
        hard.get(text(benefit, "hard"), ""),
    )


def days_between(first: str, last: str) -> int | None:
    """How many days lie between two ISO days; None where one is no day."""
    try:
        return (date.fromisoformat(last) - date.fromisoformat(first)).days
    except ValueError:
        return None


def dicts(plain: Plain, key: str) -> Iterator[Plain]:
    """The parts of a field that holds a list of them."""
    value = plain.get(key)
    yield from (one for one in (value if isinstance(value, list) else ()) if isinstance(one, dict))


def section(plain: Plain, key: str) -> Plain:
    """A part of a record; an empty one where it is not there."""
    value = plain.get(key)
    return value if isinstance(value, dict) else {}


def text(plain: Plain, key: str) -> str:
    """A field's text; empty where it is not there."""
    value = plain.get(key)
    return value if isinstance(value, str) else ""


def flowing(value: Any) -> str:
    """Prose without the line ends of its file."""
    return " ".join(value.split()) if isinstance(value, str) else ""
