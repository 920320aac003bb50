"""Articles that somebody found wrong, and nobody has mended."""

from collections.abc import Iterator
from datetime import date

from learnorg.checks.check import Remark, across_register
from learnorg.checks.doubtful import remarks
from learnorg.findings import Level
from learnorg.register.register import Register
from learnorg.register.relevance import flagged


@across_register(Level.WARNING)
def article_flagged(register: Register, today: date) -> Iterator[Remark]:
    """
    An article with a flag that nobody has answered.

    Why it matters: whoever follows it meets what somebody has already met.

        learnorg flag KB-2611-7k3mqx "step 3 fails on 12"

    Instead, mend it, which answers its flags: `learnorg fix KB-2611-7k3mqx`; or say why nothing
    is to be changed: `--no-change "WHY"`.
    """
    yield from remarks(register, flagged(register, today))
