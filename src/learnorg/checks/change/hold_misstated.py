"""Holds that say they began in another state than they did."""

from collections.abc import Iterator

from learnorg.checks.change.turn import Turn, over_turns
from learnorg.checks.check import Remark
from learnorg.findings import Level


@over_turns(Level.ERROR)
def hold_misstated(turn: Turn) -> Iterator[Remark]:
    """
    A hold whose `state`, to which the record is to go back, is not the one that it came from.

    Why it matters: resuming asks nobody, since it leads back to what was decided before.

        state: on-hold
        hold:
          state: in-progress  # it was proposed

    Instead, hold it by `learnorg hold`, which takes note of the state.
    """
    both = turn.improvements
    if both is None or both[1].state != "on-hold":
        return
    before, after = both
    was = before.hold.state if before.hold and before.state == "on-hold" else before.state
    now = after.hold.state if after.hold else None
    if now != was and (now is not None or before.state == "on-hold"):
        said = f"held from {now or 'no state'}, but it was {was or 'told of none'}"
        yield Remark(said, ("hold", "state"), f"Write {was}." if was else "Take it out.")
