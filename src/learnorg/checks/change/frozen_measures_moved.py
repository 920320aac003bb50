"""Goals that are moved after they were frozen."""

from collections.abc import Iterator

from learnorg.checks.change.turn import Turn, over_turns
from learnorg.checks.check import Remark
from learnorg.findings import Level
from learnorg.kinds.differences import in_words
from learnorg.kinds.improvement import workflow
from learnorg.register.governing import goals


@over_turns(Level.ERROR)
def frozen_measures_moved(turn: Turn) -> Iterator[Remark]:
    """
    A measure's goal that changes after it was frozen, by the start of work or by approval.

    Why it matters: a target that moves to where the value is proves nothing. With a note
    that gives the reason it is a warning; the verbs leave one.

        -    target: 210
        +    target: 400

    Instead, leave the goal, and close with the outcome that there is; or give the reason:
    `learnorg set 7k3 measures.1.target=400 --because "the network grew"`.
    """
    both = turn.improvements
    if both is None or turn.before is None or turn.after is None:
        return
    before, after = both
    since = workflow.frozen(before, turn.policy.workflow)
    if not since or goals(turn.before.plain) == goals(turn.after.plain):
        return
    if before.state == after.state == "closed":  # which another rule looks at
        return
    moved = "; ".join(
        in_words(
            {"measures": turn.before.plain.get("measures")},
            {"measures": turn.after.plain.get("measures")},
        )
    )
    noted = len(after.notes) > len(before.notes)
    yield Remark(
        f"measures frozen since {since} are changed: {moved}",
        ("measures",),
        "" if noted else 'Say why: learnorg set … --because "WHY" leaves a note.',
        level=Level.WARNING if noted else None,
    )
