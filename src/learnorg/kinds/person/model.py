"""The person's shape."""

from typing import Literal

from pydantic import Field

from learnorg.kinds.fields import Date, Line, Slug
from learnorg.kinds.record import Lines, Record

State = Literal["active", "left"]


class Person(Record):
    """Somebody who takes part: known by a slug, recognised by e-mail addresses."""

    id: Slug
    state: State = "active"
    dates: dict[State, Date] = Field(default_factory=dict)  # type: ignore[assignment]  # narrower keys
    emails: Lines = ()
    teams: Lines = ()
    role: Line | None = None


MODEL = Person
