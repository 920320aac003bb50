"""The improvement's shape: every field it may have, and what each may hold."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from learnorg.kinds.fields import (
    Bool,
    Currency,
    Date,
    Estimate,
    LikelyShare,
    Line,
    Minted,
    Number,
    PartId,
    PersonDays,
    Positive,
    Prose,
    Quantity,
)
from learnorg.kinds.record import Lines, Part, Record, several

State = Literal[
    "proposed",
    "accepted",
    "assessed",
    "approved",
    "in-progress",
    "measuring",
    "on-hold",
    "declined",
    "closed",
]
Result = Literal["achieved", "partly-achieved", "not-achieved", "delivered", "withdrawn"]
Touch = Literal["people", "process", "technology"]


class Source(Part):
    """Where an improvement came from, and what it refers to there."""

    type: Line
    ref: Line | None = None


class Priority(Part):
    """A priority set by hand, which stands beside the score, never instead of it."""

    level: Line
    because: Prose | None = None


class Estimates(Part):
    """What its people expect of it: the one block that every ranking model reads."""

    value: Estimate | None = None
    confidence: LikelyShare | None = None
    effort: PersonDays | None = None
    reach: Estimate | None = None
    """People or cases per period."""
    impact: Estimate | None = None
    ease: Estimate | None = None
    time_criticality: Estimate | None = None
    risk_reduction: Estimate | None = None
    cost_of_delay: Estimate | None = None
    """Money per week."""
    moscow: Literal["must", "should", "could", "wont"] | None = None
    criteria: dict[str, Estimate] = Field(default_factory=dict)
    by: Line | None = None
    on: Date | None = None


class Measure(Part):
    """How it will be seen to have worked; the first measure decides, others balance."""

    id: PartId | None = None
    metric: Line | None = None
    name: Line | None = None
    unit: Line | None = None
    direction: Literal["up", "down"] | None = None
    baseline: Quantity | None = None
    window: Line | None = None
    target: Quantity | None = None
    by: Date | None = None
    actual: Quantity | None = None

    @property
    def called(self) -> str:
        """What people call it."""
        return self.name or self.metric or "measure"


class Step(Part):
    """A step of the plan."""

    id: PartId | None = None
    do: Line
    owner: Line | None = None
    due: Date | None = None
    type: Literal["mitigate", "prevent", "process"] | None = None
    weight: Positive | None = None
    done: Date | None = None


class Pilot(Part):
    """A trial in a small place first."""

    cohort: Line | None = None
    criteria: Prose | None = None
    decision: Literal["go", "adapt", "stop"] | None = None
    on: Date | None = None
    because: Prose | None = None


class Approval(Part):
    """Who approved it, when, and on which level."""

    by: Line
    on: Date
    level: Line | None = None
    because: Prose | None = None


class Hold(Part):
    """Since when it waits, until when, for what, and where it goes on."""

    since: Date | None = Field(default=None, alias="from")
    until: Date | None = None
    because: Prose | None = None
    state: State | None = None


class Outcome(Part):
    """How it ended; a declined improvement has a reason and no result."""

    result: Result | None = None
    on: Date | None = None
    evidence: Prose | None = None
    because: Prose | None = None


class Benefit(Part):
    """What it brings, in money or otherwise."""

    id: PartId | None = None
    kind: Line
    expected: Number | None = None
    forecast: Number | None = None
    actual: Number | None = None
    currency: Currency | None = None
    per: Literal["once", "year"] | None = None
    hard: Bool | None = None


class Momentum(Part):
    """How the change is kept alive after it was made."""

    watch_until: Date | None = None
    checks: Lines = ()


class Imported(Part):
    """Which file and row a record came from, and the digest of what stood there."""

    source: Line = Field(alias="from")
    row: Line | None = None
    digest: Line | None = None


class Improvement(Record):
    """An entry of the improvement register, from idea to proven benefit."""

    id: Minted
    state: State
    dates: dict[State, Date] = Field(default_factory=dict)  # type: ignore[assignment]  # narrower keys
    raised: Date
    type: Literal["fix", "improve", "innovate"] | None = None
    sponsor: Line | None = None
    consulted: Lines = ()
    informed: Lines = ()
    source: Source | None = None
    services: Lines = ()
    practices: Lines = ()
    environments: Lines = ()
    touches: Annotated[tuple[Touch, ...], BeforeValidator(several)] = ()
    objectives: Lines = ()
    problem: Prose | None = None
    justification: Prose | None = None
    vision: Prose | None = None
    size: Literal["S", "M", "L", "XL"] | None = None
    timescale: Literal["short", "medium", "long"] | None = None
    priority: Priority | None = None
    due: Date | None = None
    estimates: Estimates = Field(default_factory=Estimates)
    measures: tuple[Measure, ...] = ()
    plan: tuple[Step, ...] = ()
    pilot: Pilot | None = None
    cost: Line | None = None
    funding: Line | None = None
    approval: Approval | None = None
    hold: Hold | None = None
    outcome: Outcome | None = None
    learned: Prose | None = None
    benefits: tuple[Benefit, ...] = ()
    momentum: Momentum | None = None
    imported: Imported | None = None


MODEL = Improvement
