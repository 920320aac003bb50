"""Articles that nobody has used for long."""

from collections.abc import Iterator
from datetime import date

from learnorg.checks.check import Remark, across_register
from learnorg.checks.doubtful import remarks
from learnorg.findings import Level
from learnorg.register.register import Register
from learnorg.register.relevance import unused


@across_register(Level.INFO)
def article_unused(register: Register, today: date) -> Iterator[Remark]:
    """
    A validated article kept by experience that nobody has used or validated for long.

    Why it matters: such articles are kept right by their use; what is not used may be wrong by
    now without anybody having met it. How long is policy's `knowledge.unused_after`, 180 days
    unless it says otherwise.

        state: validated
        validation:
          by: service-desk-lead
          on: 2025-11-02

    Instead, try it and validate it again, note its use (`learnorg used KB-2611-7k3mqx --for
    servicenow:INC0012345`), or archive it.
    """
    yield from remarks(register, unused(register, today))
