"""Articles whose owner has left."""

from collections.abc import Iterator
from datetime import date

from learnorg.checks.check import Remark, across_register
from learnorg.checks.doubtful import remarks
from learnorg.findings import Level
from learnorg.register.register import Register
from learnorg.register.relevance import owner_gone


@across_register(Level.WARNING)
def article_owner_gone(register: Register, today: date) -> Iterator[Remark]:
    """
    An article owned by a listed person who has left.

    Why it matters: flags and questions about it reach nobody.

        owner: night-shift-lead   # who has left

    Instead, give it to somebody who is there: `learnorg set KB-2611-7k3mqx owner=NAME`.
    """
    yield from remarks(register, owner_gone(register, today))
