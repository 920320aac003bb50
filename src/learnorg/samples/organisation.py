"""Who the sample organisation is, and the stories its register can tell."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from learnorg.files.loader import load
from learnorg.kinds.fields import Line, Number, Prose
from learnorg.kinds.improvement.model import (
    Benefit,
    Estimates,
    Measure,
    Pilot,
    Priority,
    Source,
    Step,
    Touch,
)
from learnorg.kinds.record import Lines, Link, Part
from learnorg.settings import FILE

End = Literal[
    "proposed",
    "accepted",
    "in-progress",
    "on-hold",
    "declined",
    "achieved",
    "partly-achieved",
    "not-achieved",
    "delivered",
    "withdrawn",
]


def _steps(value: Any) -> Any:
    """Steps, of which one that says only what to do may be written as text."""
    return [{"do": step} if isinstance(step, str) else step for step in value]


def _texts(value: Any) -> Any:
    return tuple(value)


class Case(Part):
    """A story: what its record says, and how far it gets."""

    key: str
    ends: End
    title: Line
    owner: Line
    problem: Prose
    source: Source
    type: Literal["fix", "improve", "innovate"] | None = None
    sponsor: Line | None = None
    consulted: Lines = ()
    informed: Lines = ()
    raised_by: Line | None = None
    services: Lines = ()
    practices: Lines = ()
    environments: Lines = ()
    touches: tuple[Touch, ...] = ()
    objectives: Lines = ()
    tags: Lines = ()
    aliases: Lines = ()
    justification: Prose | None = None
    vision: Prose | None = None
    size: Literal["S", "M", "L", "XL"] | None = None
    priority: Priority | None = None
    estimates: Estimates = Field(default_factory=Estimates)
    measures: tuple[Measure, ...] = ()
    plan: Annotated[tuple[Step, ...], BeforeValidator(_steps)] = ()
    pilot: Pilot | None = None
    cost: Line | None = None
    funding: Line | None = None
    holds_for: Annotated[Number, Field(ge=0)] | None = None
    """Days until it is looked at again, if it is on hold; 0 where no day was agreed."""
    because: Prose | None = None
    evidence: Prose | None = None
    learned: Prose | None = None
    momentum: Lines = ()
    benefits: tuple[Benefit, ...] = ()
    links: tuple[Link, ...] = ()
    notes: Annotated[tuple[Prose, ...], BeforeValidator(_texts)] = ()

    @cached_property
    def facts(self) -> Mapping[str, Any]:
        """What it says, as plain data."""
        return self.model_dump(exclude_defaults=True)

    @property
    def state(self) -> str:
        """The state its record ends in."""
        open_or_declined = ("proposed", "accepted", "in-progress", "on-hold", "declined")
        return self.ends if self.ends in open_or_declined else "closed"


@dataclass(frozen=True)
class Organisation:
    """Its policy, its people and their teams, its stories, and where they take place."""

    policy: bytes
    authority: str
    people: Mapping[str, Mapping[str, Any]]
    cases: tuple[Case, ...]
    towns: tuple[str, ...]
    places: tuple[str, ...]
    remarks: tuple[str, ...]
    estimates: tuple[str, ...]
    revisions: Mapping[str, tuple[str, ...]]
    """What is said when an estimate is put right, by the number and its direction."""

    def name(self, person: str) -> str:
        """What a person is called: the role."""
        return str(self.people[person]["title"])

    def email(self, person: str) -> str:
        """Where a person's commits come from."""
        return f"{person}@example.org"

    def team(self, person: str) -> str:
        """The team a person stands for."""
        return str(self.people[person]["teams"][0])

    def of_team(self, team: str) -> str:
        """Who acts for a team."""
        there = [
            (said["teams"].index(team), n, person)
            for n, (person, said) in enumerate(self.people.items())
            if team in said["teams"]
        ]
        return min(there)[2]

    def place(self, number: int) -> str:
        """One of its places, unlike all places with another number."""
        round_, here = divmod(number, len(self.towns) * len(self.places))
        town = self.towns[here % len(self.towns)]
        # A step of one more each time round the towns, so that no pair comes twice.
        place = self.places[(here + here // len(self.towns)) % len(self.places)]
        return f"{town}, {place}" + (f" {round_ + 1}" if round_ else "")


def read(source: Path) -> Organisation:
    """The organisation that a folder describes."""
    policy = (source / FILE).read_bytes()
    authority = _plain(source / FILE)["authority"][0]
    variety = _plain(source / "variety.yaml")
    return Organisation(
        policy,
        authority,
        _plain(source / "people.yaml"),
        tuple(
            Case.model_validate({"key": key, **case})
            for path in sorted((source / "improvements").glob("*.yaml"))
            for key, case in _plain(path).items()
        ),
        tuple(variety["towns"]),
        tuple(variety["places"]),
        tuple(variety["remarks"]),
        tuple(variety["estimates"]),
        {kind: tuple(texts) for kind, texts in variety["revisions"].items()},
    )


def _plain(path: Path) -> dict[str, Any]:
    return load(path.read_bytes()).plain()
