"""Improvements on hold that do not say what they wait for."""

from collections.abc import Iterator

from learnorg.checks.check import Remark, Seen, over_records
from learnorg.findings import Level


@over_records(Level.WARNING)
def held_without_reason(seen: Seen) -> Iterator[Remark]:
    """
    An improvement on hold that does not say what it waits for.

    Why it matters: nobody can tell when the waiting is over.

        state: on-hold

    Instead, say it:

        state: on-hold
        hold:
          from: 2026-11-02
          because: Waits for the new telephone system.
    """
    record = seen.improvement
    if record is not None and record.state == "on-hold":
        if record.hold is None or not record.hold.because:
            yield Remark(
                "on hold, but it does not say what it waits for",
                ("state",),
                f'learnorg set {record.id} hold.because="WHAT IT WAITS FOR"',
            )
