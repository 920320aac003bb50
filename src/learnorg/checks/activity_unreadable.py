"""What stands in the activity log and cannot be read."""

from collections.abc import Iterator
from datetime import date, timedelta

from learnorg.checks.check import Remark, across_register
from learnorg.findings import Level
from learnorg.register.activity import ahead, faults
from learnorg.register.activity.lines import Fault, reading
from learnorg.register.register import Register

SLACK = timedelta(days=1)
"""Days that time zones may make."""

EARLY = "Give the day on which it happened; look at the clock of whoever wrote it."


@across_register(Level.ERROR)
def activity_unreadable(register: Register, today: date) -> Iterator[Remark]:
    """
    A line of the activity log that is no event, or of days to come, or a file of no use there.

    Why it matters: what cannot be read is not counted, so knowledge that is used looks unused,
    and flags that are open are not seen.

        # in register/activity/2026-11/platform-7k3mqx9z.jsonl
        {"id": "4hq0w8r2x7tz", "on": "yesterday", "actor": "platform", "verb": "used", …

    Instead, put the line back as learnorg wrote it, or take it out where it was never one.
    Where two branches' lines wait to be merged, keep all of them.
    """
    for path, line, col, _, message, hint in faults(register):
        yield Remark(message, hint=hint, path=path, place=(line, col))
    for path, line, on in ahead(register, min(today, date.max - SLACK) + SLACK):
        yield Remark(_early(on), hint=EARLY, path=path, place=(line, 1))


def brought(path: str, before: bytes, after: bytes) -> Iterator[Remark]:
    """The same of one file, as far as a change brings it along."""
    known = {_told(fault, before) for fault in reading(path, before).faults}
    for fault in reading(path, after).faults:
        if _told(fault, after) not in known:
            yield Remark(fault.message, hint=fault.hint, place=(fault.line, fault.col))


def early(path: str, before: bytes, after: bytes, today: date) -> Iterator[Remark]:
    """The events of days to come that a change brings along."""
    known = {event.id for _, event in reading(path, before).events}
    for number, event in reading(path, after).events:
        if event.id not in known and date.fromisoformat(event.on) - today > SLACK:
            yield Remark(_early(event.on), hint=EARLY, place=(number, 1))


def _early(on: str) -> str:
    return f"an event of {on}, a day that is still to come"


def _told(fault: Fault, data: bytes) -> tuple[str, bytes]:
    """What is wrong, and the line with which it is."""
    return fault.message, data.split(b"\n")[fault.line - 1]
