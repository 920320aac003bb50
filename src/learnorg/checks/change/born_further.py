"""New records that begin further than new ones do."""

from collections.abc import Iterator

from learnorg.checks.change.turn import Turn, over_turns
from learnorg.checks.check import Remark
from learnorg.findings import Level
from learnorg.kinds.improvement import IMPROVEMENT


@over_turns(Level.ERROR)
def born_further(turn: Turn) -> Iterator[Remark]:
    """
    A new improvement that is beyond *proposed* without having been imported by the authority.

    Why it matters: nobody accepted it, and nothing says that anybody looked. What one commit
    proposes and a later one of the same change moves is judged by its moves.

        id: IMP-2611-7k3mqx
        state: approved

    Instead, propose it, and let it be moved; what another system had further comes in by
    `learnorg import`, by somebody who may accept.
    """
    if turn.before is not None or turn.after is None or turn.kind is not IMPROVEMENT:
        return
    plain = turn.after.plain
    state = plain.get("state")
    if turn.after.refused or state in (None, IMPROVEMENT.states[0]):
        return
    if not plain.get("imported"):
        hint = "Write state: proposed, without dates and approval of later states."
        yield Remark(f"begins as {state}, and was not imported", ("state",), hint)
    elif level := turn.by.lacks(turn.policy, "accept"):
        why = f"begins as {state}; only {level} imports such records, and this was {turn.by.told}"
        yield Remark(why, ("state",), f"Let {level} import it, or approve the change.")
