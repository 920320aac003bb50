"""The article's shape."""

from typing import Literal

from pydantic import Field

from learnorg.kinds.fields import Date, Line, Minted, Prose
from learnorg.kinds.improvement.model import Imported
from learnorg.kinds.record import Lines, Part, Record

State = Literal["wip", "not-validated", "validated", "archived"]


class Validation(Part):
    """Who found it right, and when."""

    by: Line
    on: Date
    because: Prose | None = None


class Revision(Part):
    """Who mended it last, and when; kept of what is under compliance."""

    by: Line
    on: Date


class Article(Record):
    """What somebody knows; its state says how far it can be relied on."""

    id: Minted
    state: State
    dates: dict[State, Date] = Field(default_factory=dict)  # type: ignore[assignment]  # narrower keys
    raised: Date
    type: Literal["fix", "how-to", "lesson", "reference"]
    audience: Lines = ()
    governance: Literal["experience", "compliance"] = "experience"
    validation: Validation | None = None
    revision: Revision | None = None
    review_by: Date | None = None
    services: Lines = ()
    environments: Lines = ()
    versions: Lines = ()
    imported: Imported | None = None
    body: Prose | None = None


MODEL = Article
