"""Moves by somebody whom policy does not let make them."""

from collections.abc import Iterator

from learnorg.checks.change.turn import Turn, over_turns
from learnorg.checks.check import Remark
from learnorg.findings import Level
from learnorg.kinds.improvement import workflow
from learnorg.kinds.improvement.workflow import small


@over_turns(Level.ERROR)
def mover_without_authority(turn: Turn) -> Iterator[Remark]:
    """
    A move that policy reserves for a level on which nobody stands who made or approved it.

    Why it matters: who may decide what is decided in `learnorg.yaml`, and holds for files
    that are edited by hand, too.

        rights:
          approve: authority

    Instead, let somebody on that level make the move, or approve the pull request.
    """
    both = turn.moves
    if both is None:
        return
    before, after = both
    if workflow.backward(before, after.state):
        verbs = ["reopen"]
    elif before.state == "on-hold" and after.state == workflow.standing(before):
        verbs = []
    else:
        verbs = [workflow.VERB_TO.get(state, "") for state in turn.way]
    for verb in verbs:
        if verb == "approve" and small(after, turn.policy):
            continue
        if level := turn.by.lacks(turn.policy, verb):
            yield Remark(
                f"moved to {after.state}, but policy lets only {level} {verb}; "
                f"this was {turn.by.told}",
                ("state",),
                f"Let {level} make the move, or approve the change.",
            )
            return
