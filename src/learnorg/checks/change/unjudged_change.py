"""Changes of what is governed in records that cannot be read as what they are."""

from collections.abc import Iterator

from learnorg.checks.change.turn import Turn, over_turns
from learnorg.checks.check import Remark
from learnorg.findings import Level
from learnorg.kinds.improvement import IMPROVEMENT

GOVERNED = ("state", "dates", "measures", "outcome", "approval", "hold", "estimates", "imported")
"""What moves, guards and rights are judged by."""


@over_turns(Level.ERROR)
def unjudged_change(turn: Turn) -> Iterator[Remark]:
    """
    A change of state, goals or outcome in an improvement that cannot be read as one.

    Why it matters: the rules over moves, rights and what is frozen see nothing of it.

        # no title, before or after
        -state: proposed
        +state: in-progress

    Instead, mend first what is wrong with the record, in a change of its own.
    """
    before, after = turn.before, turn.after
    if turn.kind is not IMPROVEMENT or after is None or after.refused or turn.erases:
        return
    if before is not None and before.refused:
        return
    sound = after.record is not None and (before is None or before.record is not None)
    spoiled = after.spoiled | (before.spoiled if before else frozenset())
    was = before.plain if before else {"state": IMPROVEMENT.states[0]}
    for name in GOVERNED:
        if was.get(name) != after.plain.get(name) and (not sound or name in spoiled):
            of = "the record" if not sound else f"'{name}'"
            said = f"'{name}' changes, and {of} cannot be read, before or after"
            yield Remark(said, (name,), "Mend that first, in a change of its own.")
