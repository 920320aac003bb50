"""The person's shape."""

from typing import Literal

from learnorg.kinds.fields import Line, Slug
from learnorg.kinds.record import Lines, Record


class Person(Record):
    """Somebody who takes part: known by a slug, recognised by e-mail addresses."""

    id: Slug
    state: Literal["active", "left"] = "active"
    emails: Lines = ()
    teams: Lines = ()
    role: Line | None = None


MODEL = Person
