"""Results of improvements that have not ended."""

from collections.abc import Iterator

from learnorg.checks.change.turn import Turn, over_turns
from learnorg.checks.check import Remark
from learnorg.findings import Level


@over_turns(Level.ERROR)
def result_while_open(turn: Turn) -> Iterator[Remark]:
    """
    A result that comes into an improvement which is not closed.

    Why it matters: how it ended is said when it ends, and closing asks for what shows it. A
    result that was there before would be added up by every report. What another system had is
    judged as it comes in.

        state: in-progress
        outcome:
          result: achieved

    Instead, close it: `learnorg close ID --outcome RESULT`.
    """
    after = turn.improvements[1] if turn.improvements else None
    if after is None or after.state == "closed" or not after.outcome or not after.outcome.result:
        return
    said = f"{after.state}, with the result {after.outcome.result}"
    hint = f"Take it out; learnorg close {after.id} --outcome {after.outcome.result} says it."
    yield Remark(said, ("outcome", "result"), hint)
