"""Days of states that no move of the change brings."""

from collections.abc import Iterator

from learnorg.checks.change.turn import Turn, over_turns
from learnorg.checks.check import Remark
from learnorg.checks.lines import LINES
from learnorg.findings import Level


@over_turns(Level.ERROR)
def dates_rewritten(turn: Turn) -> Iterator[Remark]:
    """
    A day on which a state was reached that changes, goes or comes without a move there.

    Why it matters: how long things take is counted by these days, and how far a record ever
    came is told by them. By somebody who governs the register it is a warning.

        dates:
        -  accepted: 2026-03-02
        +  accepted: 2026-11-02

    Instead, leave them as they are: a state keeps the day on which it was first reached. The
    day of the state that it is in may be added.
    """
    both = turn.records
    if both is None or turn.kind is None or turn.kind not in LINES:
        return
    before, after = both
    line = [state for state in LINES[turn.kind] if state not in turn.kind.finished]
    moves = before.state != after.state
    for state in dict.fromkeys((*before.dates, *after.dates)):
        was, now = before.dates.get(state), after.dates.get(state)
        told = was is None and (state in (before.state, after.state) or state not in line)
        moved = state in turn.way or (moves and state == after.state)
        reopened = moves and now is None and state == before.state and state not in line
        came = told or moved or reopened or turn.reached(state)
        if was != now and not (came and (was is None or state not in line)):
            level = Level.WARNING if turn.by.governs(turn.policy) else None
            said = f"'dates.{state}' changes without a move ({was or 'none'} -> {now or 'none'})"
            yield Remark(said, ("dates", state), "Take that change back.", level=level)
