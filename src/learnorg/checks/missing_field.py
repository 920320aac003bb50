"""Fields without which a record is none."""

from collections.abc import Iterator

from learnorg.checks.check import Remark, Seen, over_records
from learnorg.findings import Level


@over_records(Level.ERROR)
def missing_field(seen: Seen) -> Iterator[Remark]:
    """
    A field is missing that every record of this kind has.

    Why it matters: without an identity, a title, a state and the day it was raised, nobody
    can tell what a record is or where it stands.

        id: IMP-2611-7k3mqx
        state: proposed

    Instead, fill it in:

        id: IMP-2611-7k3mqx
        title: Shorter hand-over
        state: proposed
        raised: 2026-11-02
    """
    for problem in seen.problems:
        if problem.rule == "missing-field":
            yield Remark(problem.message, problem.path, problem.hint)
