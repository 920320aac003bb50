"""What stands in the activity log and cannot be read."""

from collections.abc import Iterator
from datetime import date

from learnorg.checks.check import Remark, across_register
from learnorg.findings import Level
from learnorg.register.activity import faults
from learnorg.register.activity.lines import Fault, reading
from learnorg.register.register import Register


@across_register(Level.ERROR)
def activity_unreadable(register: Register, _today: date) -> Iterator[Remark]:
    """
    A line of the activity log that is no event, or a file that does not belong there.

    Why it matters: what cannot be read is not counted, so knowledge that is used looks unused,
    and flags that are open are not seen.

        # in register/activity/2026-11/platform-7k3mqx9z.jsonl
        {"id": "4hq0w8r2x7tz", "on": "yesterday", "actor": "platform", "verb": "used", …

    Instead, put the line back as learnorg wrote it, or take it out where it was never one.
    Where two branches' lines wait to be merged, keep all of them.
    """
    for path, line, col, _, message, hint in faults(register):
        yield Remark(message, hint=hint, path=path, place=(line, col))


def brought(path: str, before: bytes, after: bytes) -> Iterator[Remark]:
    """The same of one file, as far as a change brings it along."""
    known = {_told(fault, before) for fault in reading(path, before).faults}
    for fault in reading(path, after).faults:
        if _told(fault, after) not in known:
            yield Remark(fault.message, hint=fault.hint, place=(fault.line, fault.col))


def _told(fault: Fault, data: bytes) -> tuple[str, bytes]:
    """What is wrong, and the line with which it is."""
    return fault.message, data.split(b"\n")[fault.line - 1]
