"""The review's shape."""

from typing import Literal

from pydantic import Field

from learnorg.kinds.fields import Date, Grade, Line, Minted, PartId, Prose, When
from learnorg.kinds.improvement.model import Imported, Source
from learnorg.kinds.record import Lines, Part, Record, Targets
from learnorg.settings import ReviewType

State = Literal["draft", "in-review", "reviewed", "closed"]


class Participant(Part):
    """Somebody who took part, and in which role."""

    who: Line
    role: Line | None = None


class Times(Part):
    """When it began, was noticed, was brought under control, and was over."""

    started: When | None = None
    detected: When | None = None
    mitigated: When | None = None
    resolved: When | None = None


class Entry(Part):
    """One thing that happened, and where that is known from."""

    id: PartId | None = None
    at: When
    what: Prose
    source: Line | None = None


class Factor(Part):
    """Something without which it would have gone otherwise; there are several."""

    id: PartId | None = None
    what: Prose
    category: Line | None = None


class Finding(Part):
    """
    Something learned, with its home: where it is acted on or kept, or why it is not.

    `factors` are those of the same review that it answers, by their ids.
    """

    id: PartId | None = None
    what: Prose
    severity: Grade | None = None
    factors: tuple[PartId, ...] = ()
    home: Targets = ()
    no_action: Prose | None = None

    @property
    def at_home(self) -> bool:
        """Whether it has landed somewhere, or somebody said why it need not."""
        return bool(self.home) or says_why(self.no_action or "")


def says_why(text: str) -> bool:
    """Whether a text holds words, so two letters at least; a dash gives no reason."""
    return sum(map(str.isalpha, text)) > 1


class Outside(Part):
    """Whose lesson it is, where it is told, and under which licence."""

    organisation: Line
    source: Line | None = None
    licence: Line | None = None


class Verdict(Part):
    """Whether a lesson from outside applies here, and why."""

    answer: Literal["applies", "does-not-apply", "ask"]
    because: Prose | None = None
    by: Line | None = None
    on: Date | None = None


class Review(Record):
    """An event or a piece of work, looked at together and without blame."""

    id: Minted
    state: State
    dates: dict[State, Date] = Field(default_factory=dict)  # type: ignore[assignment]  # narrower keys
    raised: Date
    type: ReviewType
    severity: Grade | None = None
    facilitator: Line | None = None
    participants: tuple[Participant, ...] = ()
    source: Source | None = None
    services: Lines = ()
    environments: Lines = ()
    practices: Lines = ()
    times: Times = Field(default_factory=Times)
    outside: Outside | None = None
    verdict: Verdict | None = None
    timeline: tuple[Entry, ...] = ()
    factors: tuple[Factor, ...] = ()
    findings: tuple[Finding, ...] = ()
    imported: Imported | None = None
    body: Prose | None = None


MODEL = Review
