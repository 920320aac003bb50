"""What every record has, whatever its kind."""

import re
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
from learnorg.spelling import did_you_mean

RUN = frozenset({"javascript", "vbscript", "data"})
"""What browsers run instead of following it."""

BULLET = re.compile(r"-\w|[•·][ \t]")
"""How an item begins whose dash lacks its blank, or that a word processor wrote."""


def _relation(name: str) -> str:
    if name not in RELATIONS:
        near = did_you_mean(name, tuple(RELATIONS)).replace("Did", "did", 1)
        instead = near or f"there are {', '.join(RELATIONS)}"
        raise ValueError(f"'{name}' is no relation; {instead}")
    return name


def followed(to: str) -> str:
    """Where a link leads, unless following it would run something or lead nowhere."""
    scheme, colon, rest = to.partition(":")
    if colon and scheme.strip().lower() in RUN:
        raise ValueError(f"`{scheme}:` is run by whoever follows it; link an address or a record")
    if scheme.lower() in ("http", "https") and not rest.startswith("//"):
        raise ValueError(f"an address begins with `{scheme.lower()}://`")
    return to


Relation = Annotated[
    str, AfterValidator(_relation), WithJsonSchema({"enum": list(RELATIONS), "type": "string"})
]
"""One of the closed list of relations that stands in `refs`."""


def several(value: Any) -> Any:
    """What stands in the file, where one word may stand for a list of one."""
    if value is None:
        return ()
    if isinstance(value, str) and BULLET.match(value):
        raise ValueError("a list has one item a line, each after `- ` with its blank")
    return (value,) if isinstance(value, str) else value


Lines = Annotated[tuple[Line, ...], BeforeValidator(several)]
"""Several short texts; a file may hold a single one without a list."""

Targets = Annotated[tuple[Annotated[Line, AfterValidator(followed)], ...], BeforeValidator(several)]
"""What is pointed to: records, parts of them, other systems' keys, addresses."""


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
    to: Annotated[Line, AfterValidator(followed)]
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
