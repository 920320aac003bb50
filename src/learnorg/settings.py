"""
What an organisation decides in `learnorg.yaml`, and what a user prefers.

Plain dataclasses without validation, so that reading a register needs no pydantic:
`register.policy` validates them when the file has changed and keeps the outcome in the index.
"""

from dataclasses import dataclass, field
from typing import Literal

FORMAT = 1
"""The newest format of records that this learnorg knows."""

FILE = "learnorg.yaml"

SOURCES = (
    "service-review",
    "staff-suggestion",
    "process-review",
    "kpi-monitoring",
    "assessment",
    "benchmark",
    "supplier-review",
    "major-incident-review",
    "problem-review",
    "change-review",
    "project-review",
    "audit",
    "customer-survey",
    "outside-idea",
)
"""Where improvements come from; policy may add its own."""

FORBID = {"extra": "forbid"}

Severity = Literal["off", "info", "warning", "error"]
Rights = Literal["accept", "assess", "approve", "start", "measure", "close", "decline", "reopen"]


@dataclass(frozen=True)
class Level:
    """A level of decision, and who stands on it: people's slugs or e-mail addresses."""

    __pydantic_config__ = FORBID

    name: str
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class Small:
    """What counts as small: pre-approved work, as ITIL's standard change is."""

    __pydantic_config__ = FORBID

    effort: float = 0


@dataclass(frozen=True)
class Scoring:
    """How improvements are ranked."""

    __pydantic_config__ = FORBID

    model: Literal["value-effort"] = "value-effort"
    highest: float = 10
    """The upper end of the scale on which value and its like are estimated; the lower is 1."""
    sizes: dict[str, float] = field(default_factory=lambda: {"S": 2, "M": 8, "L": 20, "XL": 60})


@dataclass(frozen=True)
class Policy:
    """Everything `learnorg.yaml` may say, with what holds where it says nothing."""

    __pydantic_config__ = FORBID

    format: int = FORMAT
    name: str = ""
    workflow: Literal["light", "full"] = "light"
    small: Small = field(default_factory=Small)
    authority: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    rights: dict[Rights, str] = field(
        default_factory=lambda: {
            "accept": "authority",
            "approve": "authority",
            "decline": "authority",
        }
    )
    objectives: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    environments: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    scoring: Scoring = field(default_factory=Scoring)
    wip: dict[str, int] = field(default_factory=dict)
    answer_within: int = 14
    rules: dict[str, Severity] = field(default_factory=dict)

    @property
    def all_sources(self) -> tuple[str, ...]:
        """The sources an improvement may name: the usual ones and the organisation's own."""
        return (*SOURCES, *(s for s in self.sources if s not in SOURCES))


@dataclass(frozen=True)
class Preferences:
    """What one user prefers; never changes a check's verdict."""

    __pydantic_config__ = FORBID

    commit: Literal["each", "stage", "never"] = "each"
    editor: str = ""
    colour: Literal["auto", "always", "never"] = "auto"
