"""A file of the activity log: its events line by line, and what is wrong with the others."""

import json
from codecs import BOM_UTF8
from typing import NamedTuple

from learnorg.register.activity.event import Event, Misshapen, read
from learnorg.register.activity.place import MOST, Place, place

LONGEST = 16 * 1024
"""Bytes that a line may have: three times what the longest event takes."""

TOLD = 50
"""How many faults of a file are told; whoever mends it looks at all of it anyway."""

MISPLACED = "Files of the log are named by learnorg: register/activity/2026-11/TEAM-TOKEN.jsonl."
BY_LEARNORG = "Each line is one event, as learnorg writes it. Put the line back, or take it out."


class Fault(NamedTuple):
    """What cannot be read, where it stands, and what to do."""

    path: str
    line: int
    col: int
    message: str
    hint: str


class Reading(NamedTuple):
    """What a file says: its events with their lines, and its faults."""

    events: list[tuple[int, Event]]
    faults: list[Fault]


def reading(path: str, data: bytes) -> Reading:
    """
    Everything that a file of the log says.

    Nothing is left out in silence: a line is an event, or a fault, or blank. Line ends of
    Windows are let be.
    """
    where = place(path)
    if where is None:
        return Reading(
            [], [Fault(path, 1, 1, "no file of the activity log belongs here", MISPLACED)]
        )
    if len(data) > MOST:
        why = f"it is larger than {MOST // 1024:,} KiB"
        return Reading([], [Fault(path, 1, 1, why, "Take out what does not belong there.")])
    found, faults = Reading([], []), 0
    for number, raw in enumerate(data.split(b"\n"), start=1):
        if not raw.strip():
            continue
        try:
            found.events.append((number, _event(raw, where)))
        except Misshapen as wrong:
            faults += 1
            if faults <= TOLD:
                hint = wrong.hint or BY_LEARNORG
                found.faults.append(Fault(path, number, _column(raw, wrong), wrong.why, hint))
    if faults > TOLD:
        more = f"and {faults - TOLD:,} more lines that cannot be read"
        found.faults.append(Fault(path, 1, 1, more, BY_LEARNORG))
    return found


def _event(raw: bytes, where: Place) -> Event:
    """The event of a line, if it belongs into its file."""
    from learnorg.files.json_text import NotRead, parsed  # with YAML, where a file has changed

    if len(raw) > LONGEST:
        raise Misshapen(f"the line is longer than {LONGEST // 1024} KiB")
    if raw.startswith((b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")):
        raise Misshapen(
            "two versions wait to be merged", "", "Keep the lines of both, without the marks."
        )
    if raw.startswith(BOM_UTF8):
        raise Misshapen("a byte order mark stands here", "", "Save the file as UTF-8 without one.")
    try:
        found = read(parsed(raw.decode()))
    except UnicodeDecodeError:
        raise Misshapen("the line is not UTF-8 text") from None
    except NotRead as wrong:
        raise Misshapen(wrong.why) from wrong
    if not where.holds(found):
        home = Place(found.on[:7], found.actor, where.token).path
        raise Misshapen(f"an event of {found.actor} on {found.on} belongs in {home}", "actor")
    return found


def _column(raw: bytes, wrong: Misshapen) -> int:
    """Where in a line something is wrong, counted in characters from 1."""
    from learnorg.files.json_text import NotRead  # as above

    if isinstance(wrong.__cause__, NotRead):
        return (wrong.__cause__.at or (1, 1))[1]
    if not wrong.key:
        return 1
    return raw.decode("utf-8", "replace").find(json.dumps(wrong.key, ensure_ascii=False)) + 1 or 1
