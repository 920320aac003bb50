"""Changes of what is governed in records that cannot be read as what they are."""

from collections.abc import Iterator

from learnorg.checks.change.turn import Side, Turn, over_turns
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
    was = before.plain if before else {"state": IMPROVEMENT.states[0]}
    for name in GOVERNED:
        if was.get(name) == after.plain.get(name):
            continue
        if of := _unread(before, name):
            said = f"'{name}' changes, and {of} could not be read before"
            yield Remark(said, (name,), "Mend that first, in a change of its own.")
        elif of := _unread(after, name):
            said = f"'{name}' changes, and {of} cannot be read as it is now"
            yield Remark(said, (name,), "Mend what is wrong there, and it is judged.")


def _unread(one: Side | None, name: str) -> str:
    """What cannot be read on one side of a change, if anything bears on a field."""
    if one is None:
        return ""
    return "the record" if one.record is None else f"'{name}'" * (name in one.spoiled)
