"""The resource's shape."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from learnorg.kinds.fields import Date, Line, Positive, Prose, Slug
from learnorg.kinds.record import Lines, Record, followed

State = Literal["candidate", "approved", "retired"]


class Resource(Record):
    """A course, path, technique, community, publication or platform to learn from."""

    id: Slug
    state: State = "candidate"
    dates: dict[State, Date] = Field(default_factory=dict)  # type: ignore[assignment]  # narrower keys
    type: Literal["course", "path", "technique", "community", "publication", "platform"]
    provider: Line | None = None
    address: Annotated[Line, AfterValidator(followed)] | None = None
    cost: Line | None = None
    hours: Positive | None = None
    review_by: Date | None = None
    about: Prose | None = None
    topics: Lines = ()
    services: Lines = ()


MODEL = Resource
