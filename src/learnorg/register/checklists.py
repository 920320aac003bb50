"""
Checklists: what is asked of each article in a sample.

Each is a file in `templates/checklists/`; an organisation puts its own in its own
`templates/checklists/`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from learnorg.kinds.fields import Line, Prose, Slug
from learnorg.kinds.problems import Problem
from learnorg.kinds.shaped import Misshapen, shaped
from learnorg.register import templates

FOLDER = "checklists"


class BadChecklist(Misshapen):
    """A checklist that cannot be followed, with every place that is to be mended."""

    hint = "See `templates/checklists/` of learnorg for one that works."


class Criterion(BaseModel):
    """Something that is asked of an article, to be answered with yes or no."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Slug
    """What a filled-in sheet knows it by."""
    asks: Line


class Checklist(BaseModel):
    """What is asked, and where it comes from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Line
    about: Prose | None = None
    source: Line | None = None
    criteria: tuple[Criterion, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its criteria, in order."""
        return tuple(one.name for one in self.criteria)


def checklist(name: str, root: Path | None = None) -> Checklist:
    """The checklist of a name, the register's own first; refused with every fault in it."""
    path = templates.find(f"{FOLDER}/{name}.yaml", root)
    shown = templates.shown(path, root)
    return shaped(Checklist, templates.read(path, root), shown, BadChecklist, _doubts)


def _doubts(found: Checklist) -> Iterator[Problem]:
    """What is well written in a checklist and means nothing."""
    if not found.criteria:
        yield Problem(("criteria",), "", "there are no criteria", "Add at least one.")
    for n, one in enumerate(found.criteria):
        if one.name in found.names[:n]:
            said = f"there is a criterion '{one.name}' already"
            yield Problem(("criteria", n, "name"), "", said, "Give it a name of its own.")


class Answer(NamedTuple):
    """What somebody found of one article: whether a criterion holds; None where they left it."""

    article: str
    criterion: str
    holds: bool | None
