"""Articles that rest on what came to nothing."""

from collections.abc import Iterator
from datetime import date

from learnorg.checks.check import Remark, across_register
from learnorg.checks.doubtful import remarks
from learnorg.findings import Level
from learnorg.register.register import Register
from learnorg.register.relevance import cites_undone


@across_register(Level.WARNING)
def article_cites_undone(register: Register, today: date) -> Iterator[Remark]:
    """
    An article linked to an improvement that was declined, withdrawn or not achieved.

    Why it matters: what it tells may never have come about, or been taken back.

        links:
          - rel: documents
            to: IMP-2611-7k3mqx   # closed as not-achieved

    Instead, see whether it still holds, mend or archive it. A link that only points there says
    `relates-to`.
    """
    yield from remarks(register, cites_undone(register, today))
