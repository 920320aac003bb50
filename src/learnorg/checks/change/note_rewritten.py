"""Notes that change or go after they were written."""

from collections.abc import Iterator

from learnorg.checks.change.turn import Turn, over_turns
from learnorg.checks.check import Remark
from learnorg.findings import Level


@over_turns(Level.ERROR)
def note_rewritten(turn: Turn) -> Iterator[Remark]:
    """
    Somebody else's note that a change rewords or takes out.

    Why it matters: notes give the reasons for decisions, in the words of those who took them.
    One's own may be mended; by somebody who governs the register it is a warning.

    Notes:
        -  - {id: b7k, by: ada, text: Too dear for what it brings.}

    Instead, add a note that corrects it. Personal data is taken out by `learnorg erase`.

    """
    both = turn.improvements
    if both is None or turn.erases:
        return
    before, after = both
    kept = list(after.notes)
    for note in before.notes:
        if note in kept or (note.by and turn.by.mover.names & {note.by.lower()}):
            continue
        level = Level.WARNING if turn.by.governs(turn.policy) else None
        said = f"the note of {note.by or 'nobody named'} changes or goes: '{note.text[:40]}'"
        yield Remark(said, ("notes",), "Add a note that corrects it.", level=level)
