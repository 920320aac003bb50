"""Moves without what their guards ask for."""

from collections.abc import Iterator

from learnorg.checks.change.turn import Turn, over_turns
from learnorg.checks.check import Remark
from learnorg.findings import Level
from learnorg.kinds.guards import Move
from learnorg.kinds.improvement import workflow
from learnorg.kinds.improvement.workflow import small


@over_turns(Level.ERROR)
def move_without_guard(turn: Turn) -> Iterator[Remark]:
    """
    A move of an improvement that lacks what its guards ask for, on any step of the way.

    Why it matters: the verbs would have refused it; a file edited by hand must not get further.

        -state: proposed
        +state: accepted

    Instead, give what is missing (here an owner), or move it with `learnorg accept`.
    """
    both = turn.moves
    if both is None or both[1].state not in workflow.legal(both[0], turn.policy.workflow):
        return
    before, after = both
    as_it_was = after.model_copy(
        update={"state": before.state, "hold": before.hold, "dates": before.dates}
    )
    move = Move(after.state, turn.day, because=turn.reason)
    gaps = [gap.what for gap in workflow.lacking(as_it_was, move, turn.policy)]
    needed = "approved" in turn.way and turn.policy.workflow == "full"
    if needed and after.approval is None and not small(after, turn.policy):
        gaps.append("an approval: by whom, and on which day")
    if gaps:
        yield Remark(
            f"moved from {before.state} to {after.state} without {'; without '.join(gaps)}",
            ("state",),
            f"Take it back and use the verb: learnorg move {after.state} {turn.identity}.",
        )
