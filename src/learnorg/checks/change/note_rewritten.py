"""Notes that change or go after they were written."""

from collections.abc import Iterator

from learnorg.checks.change.turn import Turn, over_turns
from learnorg.checks.check import Remark
from learnorg.findings import Level
from learnorg.kinds.differences import spelled
from learnorg.kinds.kind import Plain
from learnorg.kinds.problems import problems
from learnorg.kinds.record import Note


@over_turns(Level.ERROR)
def note_rewritten(turn: Turn) -> Iterator[Remark]:
    """
    Somebody else's note that a change rewords or takes out.

    Why it matters: notes give the reasons for decisions, in the words of those who took them.
    One's own may be mended; by somebody who governs the register it is a warning. What cannot
    be read of a note may be mended by anybody, but for what it says, and who said it.

    Notes:
        -  - {id: b7k, by: ada, text: Too dear for what it brings.}

    Instead, add a note that corrects it. Personal data is taken out by `learnorg erase`.

    """
    before, after = turn.before, turn.after
    if turn.kind is None or before is None or after is None or turn.erases:
        return
    if before.refused or after.refused:
        return
    now = _notes(after.plain)
    kept = {_whole(note) for note in now} | {_said(note) for note in now}
    for note in _notes(before.plain):
        by, text = (value if isinstance(value, str) else "" for value in _words(note))
        if (_whole(note) or _said(note)) in kept or (by and turn.by.mover.names & {by.lower()}):
            continue
        level = Level.WARNING if turn.by.governs(turn.policy) else None
        said = f"the note of {by or 'nobody named'} changes or goes: '{text.strip()[:40]}'"
        yield Remark(said, ("notes",), "Add a note that corrects it.", level=level)


def _notes(plain: Plain) -> list[Plain]:
    """The notes of a record; what is no list is one."""
    notes = plain.get("notes")
    return notes if isinstance(notes, list) else [] if notes is None else [notes]


def _whole(note: Plain) -> str:
    """All of a note, where it can be read."""
    read, _ = problems(Note, note) if isinstance(note, dict) else (None, ())
    return repr(read) if read else ""


def _said(note: Plain) -> str:
    """Who said what in a note, in whatever shape."""
    return spelled([part.strip() if isinstance(part, str) else part for part in _words(note)])


def _words(note: Plain) -> tuple[Plain, Plain]:
    """By whom a note is, and its text; all of it where it has no parts."""
    return (note.get("by"), note.get("text")) if isinstance(note, dict) else (None, note)
