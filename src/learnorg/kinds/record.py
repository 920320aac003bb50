"""What every record has, whatever its kind."""

from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    model_validator,
)

from learnorg.kinds.fields import Date, Line, PartId, Prose
from learnorg.refs import RELATIONS


def _relation(name: str) -> str:
    if name not in RELATIONS:
        raise ValueError(f"'{name}' is no relation; there are {', '.join(RELATIONS)}")
    return name


Relation = Annotated[
    str, AfterValidator(_relation), WithJsonSchema({"enum": list(RELATIONS), "type": "string"})
]
"""One of the closed list of relations that stands in `refs`."""


def several(value: Any) -> Any:
    """What stands in the file, where one word may stand for a list of one."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


Lines = Annotated[tuple[Line, ...], BeforeValidator(several)]
"""Several short texts; a file may hold a single one without a list."""


class Part(BaseModel):
    """Something inside a record: frozen, and closed to unknown keys."""

    # Parts are built with the record they stand in, not each for itself: 25 ms at the start.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _stated(cls, plain: Any) -> Any:
        """What is stated: a known key without a value is a key that is not there."""
        if not isinstance(plain, dict) or None not in plain.values():
            return plain
        known = {field.alias or name for name, field in cls.model_fields.items()}
        return {k: v for k, v in plain.items() if v is not None or k not in known}


class Link(Part):
    """A named relation to another record, another system's key or an address."""

    rel: Relation
    to: Line
    why: Prose | None = None


class Note(Part):
    """A dated remark that somebody left."""

    id: PartId | None = None
    on: Date | None = None
    by: Line | None = None
    text: Prose


class Record(Part):
    """The common head: who and what a record is."""

    id: str
    title: Line = Field(max_length=300)
    state: str
    dates: dict[str, Date] = Field(default_factory=dict)
    owner: Line | None = None
    team: Line | None = None
    raised: Date | None = None
    raised_by: Line | None = None
    lang: Line | None = None
    tags: Lines = ()
    aliases: Lines = ()
    links: tuple[Link, ...] = ()
    notes: tuple[Note, ...] = ()
    extra: dict[str, Any] = Field(default_factory=dict)
