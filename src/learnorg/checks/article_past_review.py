"""Articles whose day of review has passed."""

from collections.abc import Iterator
from datetime import date

from learnorg.checks.check import Remark, across_register
from learnorg.checks.doubtful import remarks
from learnorg.findings import Level
from learnorg.register.register import Register
from learnorg.register.relevance import past_review


@across_register(Level.WARNING)
def article_past_review(register: Register, today: date) -> Iterator[Remark]:
    """
    An article that was to be reviewed by a day that has passed.

    Why it matters: under compliance, what nobody has verified in time may not be relied on.

        governance: compliance
        review_by: 2026-06-30

    Instead, review it, and say so: `learnorg validate KB-2611-7k3mqx`, which sets the next day.
    """
    yield from remarks(register, past_review(register, today))
