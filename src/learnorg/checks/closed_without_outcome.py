"""Closed improvements that do not say how they ended."""

from collections.abc import Iterator

from learnorg.checks.check import Remark, Seen, over_records
from learnorg.findings import Level


@over_records(Level.WARNING)
def closed_without_outcome(seen: Seen) -> Iterator[Remark]:
    """
    A closed improvement that does not say what came of it.

    Why it matters: an improvement is there for its benefit; whether there was one is the
    first thing that anybody asks.

        state: closed

    Instead, say how it ended, also when it brought nothing:

        state: closed
        outcome:
          result: partly-achieved
          evidence: 260 calls a week instead of 210.
    """
    record = seen.improvement
    if record is not None and record.state == "closed":
        if record.outcome is None or record.outcome.result is None:
            yield Remark(
                "closed, but it does not say what came of it",
                ("state",),
                f"learnorg set {record.id} outcome.result=delivered",
            )
