"""Reviews, articles, roles and resources as they are written down for the sample."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from learnorg.files.loader import Form, load
from learnorg.kinds.article import ARTICLE
from learnorg.kinds.kind import Kind
from learnorg.kinds.resource import RESOURCE
from learnorg.kinds.review import REVIEW
from learnorg.kinds.role import ROLE

NAMES: Mapping[str, Kind] = {"rev": REVIEW, "kb": ARTICLE, "role": ROLE, "resource": RESOURCE}
"""What each kind is called before the key of a tale, `rev:till-outage`."""

ABOUT = frozenset({"when", "stages", "by", "used", "told"})
"""What a tale's head says of the telling; all else is the record's."""


class Tale(NamedTuple):
    """What one record says in the end, when that takes place, and what was done with it."""

    name: str
    kind: Kind
    plain: Mapping[str, Any]
    """The record, as text; `imp:KEY`, `rev:KEY` and `kb:KEY` stand for other stories."""
    when: Mapping[str, str]
    """
    The day it begins: `ago`, so many days ago, or `days` `before` or `after` another story, and
    the `weekday` on or before that.
    """
    stages: Mapping[str, str]
    """By how many days after that day each state is reached, as far as it gets."""
    by: Mapping[str, str]
    """Who brings it into a state, where that is not its owner."""
    used: Mapping[str, str]
    """How often each team has used it lately."""
    told: tuple[Mapping[str, str], ...]
    """What else was done with it: flags, fixes, votes and thanks."""

    @property
    def key(self) -> str:
        """What it is called among those of its kind."""
        return self.name.partition(":")[2]


def tales(source: Path) -> dict[str, Tale]:
    """Every tale in a folder, by its name."""
    found = (
        _tale(f"{prefix}:{path.stem}", kind, load(path.read_bytes(), Form.of(path.name)).plain())
        for prefix, kind in NAMES.items()
        for path in sorted((source / kind.plural).glob(f"*{kind.suffix}"))
    )
    return {tale.name: tale for tale in found}


def _tale(name: str, kind: Kind, said: Mapping[str, Any]) -> Tale:
    plain = {key: value for key, value in said.items() if key not in ABOUT}
    return Tale(
        name,
        kind,
        plain,
        said["when"],
        said.get("stages", {}),
        said.get("by", {}),
        said.get("used", {}),
        tuple(said.get("told", ())),
    )
