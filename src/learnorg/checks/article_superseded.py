"""Articles in whose place there is another one."""

from collections.abc import Iterator
from datetime import date

from learnorg.checks.check import Remark, across_register
from learnorg.checks.doubtful import remarks
from learnorg.findings import Level
from learnorg.register.register import Register
from learnorg.register.relevance import superseded


@across_register(Level.WARNING)
def article_superseded(register: Register, today: date) -> Iterator[Remark]:
    """
    An article that another one supersedes, and that is still there to be followed.

    Why it matters: a search finds both, and nobody can tell which of them holds.

        # KB-2611-x2w90b
        links:
          - rel: supersedes
            to: KB-2611-7k3mqx

    Instead, archive the former: `learnorg archive KB-2611-7k3mqx --because "superseded"`.
    """
    yield from remarks(register, superseded(register, today))
