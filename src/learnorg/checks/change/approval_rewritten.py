"""Approvals that change without an approving."""

from collections.abc import Iterator

from learnorg.checks.change.turn import Turn, over_turns
from learnorg.checks.check import Remark
from learnorg.findings import Level


@over_turns(Level.ERROR)
def approval_rewritten(turn: Turn) -> Iterator[Remark]:
    """
    An approval that comes, goes or changes without a move, by somebody who may not approve.

    Why it matters: it says who answered for the money and the work.

        approval:
        -  by: ada
        +  by: ceo

    Instead, let somebody who may approve change it, or approve the pull request.
    """
    both = turn.improvements
    if both is None or turn.moves or both[0].approval == both[1].approval:
        return
    if level := turn.by.lacks(turn.policy, "approve"):
        yield Remark(
            f"the approval changes without a move, and only {level} may approve; "
            f"this was {turn.by.told}",
            ("approval",),
            f"Let {level} change it, or approve the change.",
        )
