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

    What counts as small is pre-approved; making it small in the same change does not count.

    Instead, let somebody on that level make the move, or approve the pull request.
    """
    both = turn.moves
    if both is None:
        return
    before, after = both
    if workflow.backward(before, after.state):
        flow = turn.policy.workflow
        moves = [(verb, turn.by) for verb in workflow.verbs_back(before, after.state, flow)]
    elif before.state == "on-hold" and before.hold and after.state == before.hold.state:
        moves = []
    else:
        moves = [(workflow.VERB_TO.get(one, ""), turn.entering(one)) for one in turn.way]
    for verb, by in moves:
        if verb == "approve" and _small(turn):
            continue
        if level := by.lacks(turn.policy, verb):
            yield Remark(
                f"moved to {after.state}, but policy lets only {level} {verb}; this was {by.told}",
                ("state",),
                f"Let {level} make the move, or approve the change.",
            )
            return


def _small(turn: Turn) -> bool:
    """Whether it counts as small, and did so before the change."""
    return turn.moves is not None and all(small(one, turn.policy) for one in turn.moves)
