"""
One record: its shape, its words, its life cycle.

Each kind is a folder. Its `__init__` holds its words (names, folder, states, columns) as
plain data, which is all that a warm read needs; `model` holds the pydantic model, imported
only when a record is validated or changed; behaviour stands beside them. A kind knows
nothing of files or of the register it stands in.
"""

from learnorg.kinds.article import ARTICLE
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.kinds.kind import Kind
from learnorg.kinds.person import PERSON
from learnorg.kinds.resource import RESOURCE
from learnorg.kinds.review import REVIEW
from learnorg.kinds.role import ROLE

KINDS: tuple[Kind, ...] = (
    IMPROVEMENT,
    REVIEW,
    ARTICLE,
    ROLE,
    RESOURCE,
    PERSON,
)
"""Every kind there is."""

BY_NAME = {kind.name: kind for kind in KINDS}
BY_PREFIX = {kind.prefix: kind for kind in KINDS if kind.prefix}


def kind_of(identity: str) -> Kind | None:
    """The kind that a minted identity belongs to."""
    return BY_PREFIX.get(identity.partition("-")[0])
