"""New records that begin further than new ones do."""

from collections.abc import Iterator

from learnorg.checks.change.turn import Turn, over_turns
from learnorg.checks.check import Remark
from learnorg.findings import Level
from learnorg.kinds.improvement import IMPROVEMENT, ORDER

LATER = ("approval", "outcome", "hold")
"""What comes about by moves alone."""


@over_turns(Level.ERROR)
def born_further(turn: Turn) -> Iterator[Remark]:
    """
    A new improvement that is beyond *proposed* without having been imported by the authority.

    Why it matters: nobody accepted it, and nothing says that anybody looked. What one commit
    proposes and a later one of the same change moves is judged by its moves. A proposal with
    an approval, a hold, an outcome or the days of later states is further than it says.

        id: IMP-2611-7k3mqx
        state: approved

    Instead, propose it, and let it be moved; what another system had further comes in by
    `learnorg import`, by somebody who may accept.
    """
    if turn.before is not None or turn.after is None or turn.kind is not IMPROVEMENT:
        return
    plain = turn.after.plain
    state = plain.get("state") or IMPROVEMENT.states[0]
    further = state if state != IMPROVEMENT.states[0] else ""
    at = ("state",) if further else _ahead(turn)
    if turn.after.refused or not at:
        return
    begins = f"begins as {further}" if further else f"begins with '{'.'.join(at)}'"
    if not plain.get("imported"):
        hint = "Write state: proposed, without dates and approval of later states."
        yield Remark(f"{begins}, and was not imported", at, hint)
    elif level := turn.by.lacks(turn.policy, "accept"):
        why = f"{begins}; only {level} imports such records, and this was {turn.by.told}"
        yield Remark(why, at, f"Let {level} import it, or approve the change.")


def _ahead(turn: Turn) -> tuple[str, ...]:
    """What a proposal has that only later states have, unless it was there on the way."""
    plain = turn.after.plain if turn.after else {}
    given = next((key for key in LATER if plain.get(key)), None)
    if given:
        return (given,)
    dates = plain.get("dates")
    later = [state for state in ORDER[1:] if isinstance(dates, dict) and state in dates]
    return next((("dates", state) for state in later if not turn.reached(state)), ())
