"""Holds that say they began in another state than they did."""

from collections.abc import Iterator

from learnorg.checks.change.turn import Turn, over_turns
from learnorg.checks.check import Remark
from learnorg.findings import Level
from learnorg.kinds.improvement import workflow


@over_turns(Level.ERROR)
def hold_misstated(turn: Turn) -> Iterator[Remark]:
    """
    A hold from which the record is to go back to another state than it came from.

    Why it matters: resuming asks nobody, since it leads back to what was decided before. Where
    a hold has no `state`, the record goes back to the last one of which its dates tell.

        state: on-hold
        hold:
          state: in-progress  # it was proposed

    Instead, hold it by `learnorg hold`, which takes note of the state.
    """
    both = turn.improvements
    if both is None or both[1].state != "on-hold":
        return
    before, after = both
    was, now = workflow.standing(before), workflow.standing(after)
    stated = before.state == "on-hold" and before.hold and before.hold.state
    untold = bool(stated and not (after.hold and after.hold.state))
    if now != was or untold:
        told = "no state" if untold else now
        yield Remark(f"held from {told}, but it was {was}", ("hold", "state"), f"Write {was}.")
