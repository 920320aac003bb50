"""Records whose content a change takes out."""

from collections.abc import Iterator

from learnorg.checks.change.turn import Turn, over_turns
from learnorg.checks.check import Remark
from learnorg.findings import Level


@over_turns(Level.WARNING)
def record_erased(turn: Turn) -> Iterator[Remark]:
    """
    A record whose content a change takes out, as personal data may have to be.

    Why it matters: what is erased can no longer be learned from. It takes the
    right to decline; without it this is an error.

        title: (erased)

    Instead, keep the record and take out what must go, where that is enough.
    """
    if turn.erases:
        level = turn.by.lacks(turn.policy, "decline")
        told = f"; only {level} may do that, and this was {turn.by.told}" if level else ""
        yield Remark(
            f"its content is taken out{told}",
            ("title",),
            f"Let {level} erase it, or approve the change." if level else "",
            level=Level.ERROR if level else None,
        )
