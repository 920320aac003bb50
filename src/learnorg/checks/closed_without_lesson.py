"""Closed improvements from which nothing was learned, and no reason why."""

from collections.abc import Iterator

from learnorg.checks.check import Remark, Seen, over_records
from learnorg.findings import Level


@over_records(Level.INFO)
def closed_without_lesson(seen: Seen) -> Iterator[Remark]:
    """
    A closed improvement that does not say what was learned.

    Why it matters: the next team will find out again.

        state: closed

    Instead, leave a sentence or two, also when it is that there was nothing to learn:

        learned: |
          Ask the people who answer the telephone first.
    """
    record = seen.improvement
    if record is not None and record.state == "closed" and not record.learned:
        yield Remark(
            "closed, but it does not say what was learned",
            ("state",),
            f'learnorg set {record.id} learned="WHAT WAS LEARNED"',
        )
