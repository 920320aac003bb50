"""Moves that the life cycle does not have."""

from collections.abc import Iterator

from learnorg.checks.change.turn import Turn, over_turns
from learnorg.checks.check import Remark
from learnorg.findings import Level
from learnorg.kinds.improvement import workflow


@over_turns(Level.ERROR)
def illegal_move(turn: Turn) -> Iterator[Remark]:
    """
    A change of an improvement's state that the work flow does not have.

    Why it matters: a state that nobody moved it to says something that never happened. Reviews
    and articles have one line of states, in which every move is one; of those, too, the state
    stays while so much is wrong with the record that the move cannot be judged.

        -state: in-progress
        +state: declined

    Instead, take a way that there is; the verbs do: `learnorg close 7k3 --outcome withdrawn`.
    """
    if both := turn.moves:
        before, after = both
        legal = workflow.legal(before, turn.policy.workflow)
        if after.state not in legal:
            yield Remark(
                f"{before.state} cannot become {after.state} in the "
                f"{turn.policy.workflow} work flow",
                ("state",),
                f"From {before.state} it can become: {', '.join(legal)}.",
            )
    elif turn.kind and turn.kind.by_verbs and not turn.records and turn.before and turn.after:
        was, now = (side.plain.get("state") for side in (turn.before, turn.after))
        if was != now and was in turn.kind.states and now in turn.kind.states:
            yield Remark(
                f"{was} becomes {now}, and too much is wrong with the record to judge that",
                ("state",),
                "Mend the record first, in a change of its own.",
            )
