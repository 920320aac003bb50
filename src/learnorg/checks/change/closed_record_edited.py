"""Closed records whose end is rewritten."""

from collections.abc import Iterator

from learnorg.checks.change.turn import Turn, over_turns
from learnorg.checks.check import Remark
from learnorg.findings import Level

CLOSED = ("outcome", "measures", "approval")
"""What stays as it is once an improvement is closed; benefits, notes, links and tags stay open."""


@over_turns(Level.ERROR)
def closed_record_edited(turn: Turn) -> Iterator[Remark]:
    """
    A closed improvement whose outcome, measures or approval changes.

    Why it matters: reports were made of it; what was achieved is not settled afterwards.

        state: closed
        outcome:
        -  result: not-achieved
        +  result: achieved

    Instead, reopen it with a reason, and close it again.
    """
    both = turn.improvements
    if both is None or turn.before is None or turn.after is None:
        return
    if {record.state for record in both} != {"closed"}:
        return
    for name in CLOSED:
        if turn.before.plain.get(name) != turn.after.plain.get(name):
            yield Remark(
                f"'{name}' changes although it is closed",
                (name,),
                f'Reopen it first: learnorg reopen {turn.identity} --because "WHY".',
            )
