"""
Frameworks: the questions under which one improvement can be laid out.

Each is a file in `templates/frameworks/`; an organisation overrides one, or adds its own, by a
file in its own `templates/frameworks/`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from learnorg.errors import LearnorgError
from learnorg.kinds.fields import Line, Prose
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.kinds.improvement.model import MODEL
from learnorg.kinds.problems import Problem, annotation, known_keys
from learnorg.kinds.record import Lines
from learnorg.kinds.shaped import Misshapen, shaped
from learnorg.refs import RELATIONS
from learnorg.register import templates
from learnorg.spelling import did_you_mean

FOLDER = "frameworks"
ENDS = (*RELATIONS, *(other.replace(" ", "-") for other in RELATIONS.values()))
"""The relations of links, seen from either end."""


class NoSuchFramework(LearnorgError):
    """A framework that neither ships nor stands in the register's own templates."""

    exit_code = 3

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(f"there is no framework '{name}'")
        there = f"There are: {', '.join(known)}."
        self.hint = f"{did_you_mean(name, known)} {there}".strip()


class BadFramework(Misshapen):
    """A framework that cannot be followed, with every place that is to be mended."""

    hint = "See `templates/frameworks/` of learnorg for frameworks that work."


class Step(BaseModel):
    """A question, and which fields of a record answer it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Line
    """The question, as a heading."""
    short: Line
    """What people call the step."""
    asks: Line
    """What belongs here."""
    fields: Lines
    needed: Lines = ("any",)
    """Fields of which any answers the question; or `any` of all its fields, or `all`."""
    since: Literal[
        "proposed", "accepted", "assessed", "approved", "in-progress", "measuring", "closed"
    ] = Field(default="proposed", alias="from")
    """The state from which on an answer is expected."""
    how: Line
    """The command that fills it, with ID for the record."""

    def filled(self, answered: set[str]) -> bool:
        """Whether the fields that have an answer are enough."""
        if self.needed == ("all",):
            return answered.issuperset(self.fields)
        wanted = self.fields if self.needed == ("any",) else self.needed
        return not answered.isdisjoint(wanted)


class Framework(BaseModel):
    """A way to look at an improvement: its name, where it comes from, and its questions."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Line
    about: Prose
    source: Line
    steps: tuple[Step, ...]


def framework(name: str, root: Path | None = None) -> Framework:
    """The framework of a name, the register's own first."""
    there = templates.named(FOLDER, root)
    if name not in there:
        raise NoSuchFramework(name, sorted(there))
    path = there[name]
    return read_framework(templates.read(path, root), templates.shown(path, root))


def read_framework(data: bytes, path: str) -> Framework:
    """The framework in a file's bytes; refused with every fault and its place."""
    return shaped(Framework, data, path, BadFramework, _doubts)


def _doubts(found: Framework) -> Iterator[Problem]:
    """What is well written in a framework and means nothing."""
    if not found.steps:
        yield Problem(("steps",), "", "there are no steps", "Add at least one.")
    seen: set[str] = set()
    for n, step in enumerate(found.steps):
        if step.short in seen:
            said = f"there is a step '{step.short}' already"
            yield Problem(("steps", n, "short"), "", said, "Give it a name of its own.")
        seen.add(step.short)
        yield from _step_doubts(step, ("steps", n))


def _step_doubts(step: Step, at: tuple[str | int, ...]) -> Iterator[Problem]:
    if not step.fields:
        yield Problem((*at, "fields"), "", "no field answers it", "Name at least one.")
    for n, name in enumerate(step.fields):
        if not _is_field(name):
            yield _unknown((*at, "fields", n), name)
    if step.needed not in (("any",), ("all",)):
        for n, name in enumerate(step.needed):
            if name not in step.fields:
                hint = did_you_mean(name, step.fields) or "Name one of `fields`, `any` or `all`."
                yield Problem((*at, "needed", n), "", f"'{name}' is not among its fields", hint)
    if "ID" not in step.how.split():
        hint = "Write ID where the record's stands in the command."
        yield Problem((*at, "how"), "", "the command names no ID", hint)


def _is_field(name: str) -> bool:
    key, *inner = name.split(".")
    if len(inner) > 1:
        return False
    match key:
        case "links" if inner:
            return inner[0] in ENDS
        case "dates" if inner:
            return inner[0] in IMPROVEMENT.states
        case "extra" if inner:
            return bool(inner[0])
    return annotation(MODEL, (key, *inner)) is not None


def _unknown(path: tuple[str | int, ...], name: str) -> Problem:
    key, dot, _ = name.partition(".")
    inner = ENDS if key == "links" else known_keys(MODEL, (key,))
    known = [f"{key}.{one}" for one in inner] if dot else []
    near = did_you_mean(name, known or IMPROVEMENT.keys)
    said = f"'{name}' is no field of an improvement"
    return Problem(path, "", said, near or "Fields of your own are `extra.some-name`.")
