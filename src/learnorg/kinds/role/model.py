"""The role's shape."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from learnorg.kinds.fields import Bool, Date, Line, PartId, Prose, Slug
from learnorg.kinds.record import Lines, Part, Record, Targets, several

State = Literal["live", "retired"]
Way = Literal["article", "pairing", "course", "community"]


class Need(Part):
    """Something to know: how it is passed on, where it stands, and who has it."""

    id: PartId | None = None
    topic: Line
    critical: Bool = False
    ways: Annotated[tuple[Way, ...], BeforeValidator(several)] = ()
    sources: Targets = ()
    holders: Lines = ()


class Activity(Part):
    """Something done in the role, and what one needs to know for it."""

    id: PartId | None = None
    do: Line
    needs: tuple[Need, ...] = ()


class Role(Record):
    """A role with its activities, whoever is in it."""

    id: Slug
    state: State = "live"
    dates: dict[State, Date] = Field(default_factory=dict)  # type: ignore[assignment]  # narrower keys
    purpose: Prose | None = None
    activities: tuple[Activity, ...] = ()


MODEL = Role
