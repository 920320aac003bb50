"""Lines of the activity log that change or go after they were written."""

import shlex
from collections.abc import Collection, Iterator, Mapping

from learnorg.checks.change.turn import Side, Turn, over_turns
from learnorg.checks.check import Remark
from learnorg.findings import Level
from learnorg.history.objects import LARGE
from learnorg.register.activity.event import Event, line
from learnorg.register.activity.lines import reading
from learnorg.register.activity.log import ONE_TOLD
from learnorg.register.activity.place import within
from learnorg.register.activity.redaction import redacted

MOST = 20
"""How many are told of one file; whoever puts them back looks at all of it anyway."""


@over_turns(Level.ERROR)
def activity_rewritten(turn: Turn) -> Iterator[Remark]:
    """
    An event of the activity log that a change alters or takes out, or whose id it gives another.

    Why it matters: reports of what is used, and whether flags were answered, are worth what
    the log is worth. What could not be read may be mended or taken out by anybody; by somebody
    who governs the register the rest is a warning, since personal data may have to go. The words
    about a record that the same change erases may go, as `learnorg erase` takes them out.

        -{"id": "4hq0w8r2x7tz", "on": "2026-11-20", "actor": "platform", "verb": "flagged", …
        +{"id": "4hq0w8r2x7tz", "on": "2026-11-20", "actor": "platform", "verb": "thanked", …

    Instead, put the line back, and append what is to be said besides. After a merge, keep the
    lines of both sides.
    """
    if turn.before is None or not within(turn.path):
        return
    level = Level.WARNING if turn.by.governs(turn.policy) else None
    hint = f"Put it back: git checkout BASE -- {shlex.quote(turn.path)}, then append what is new."
    if LARGE in (turn.before.data, turn.after.data if turn.after else b""):
        hint = "Keep the file as it was; a clone begins another one before it is as large."
        yield Remark("too large to be compared", hint=hint, level=level)
        return
    now = {event.id: line(event) for _, event in _events(turn.after)}
    lost = [
        (n, one)
        for n, one in _events(turn.before)
        if now.get(one.id) != line(one) and not (one.object in turn.erased and _without(one, now))
    ]
    for number, event in lost[:MOST]:
        what = "changes" if event.id in now else "goes"
        said = f"the event {event.id} ({event.verb}, {event.on}, line {number} before) {what}"
        yield Remark(said, hint=hint, level=level)
    if len(lost) > MOST:
        yield Remark(f"and {len(lost) - MOST:,} more events change or go", hint=hint, level=level)


def _without(one: Event, now: Mapping[str, bytes]) -> bool:
    """Whether an event that changes only loses its words."""
    return now.get(one.id) == line(redacted(one))


def at_odds(
    before: Mapping[str, bytes], after: Mapping[str, bytes], touched: Collection[str]
) -> Iterator[tuple[str, Remark]]:
    """
    The events that a change brings under ids which another line of the log has, and where.

    `before` and `after` are the files of the log, those that the change touches among them.
    """
    come: dict[str, list[tuple[str, int, Event]]] = {}
    for path in sorted(touched & after.keys()):
        known = {line(event) for _, event in reading(path, before.get(path, b"")).events}
        for number, event in reading(path, after[path]).events:
            if line(event) not in known:
                come.setdefault(event.id, []).append((path, number, event))
    for there, data in sorted(after.items()):
        if there not in touched and not any(id_.encode() in data for id_ in come):
            continue
        for at, other in reading(there, data).events:
            for path, number, event in come.get(other.id, ()):
                first = there not in touched or (there, at) < (path, number)
                if first and line(event) != line(other):
                    said = f"the event {event.id} says something else in {there}:{at}"
                    yield path, Remark(said, hint=ONE_TOLD, place=(number, 1))


def _events(side: Side | None) -> list[tuple[int, Event]]:
    """The events that can be read on one side, with their lines."""
    return reading(side.path, side.data).events if side else []
