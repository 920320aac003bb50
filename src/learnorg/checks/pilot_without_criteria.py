"""Pilots of which nobody said what would make them a success."""

from collections.abc import Iterator

from learnorg.checks.check import Remark, Seen, over_records
from learnorg.findings import Level

UNDER_WAY = frozenset({"in-progress", "measuring", "closed"})


@over_records(Level.WARNING)
def pilot_without_criteria(seen: Seen) -> Iterator[Remark]:
    """
    Work has begun on an improvement with a pilot that has a cohort, and no criteria.

    Why it matters: criteria that are found after the trial fit whatever came of it, so the
    decision to go on, adapt or stop is made by taste.

        state: in-progress
        pilot:
          cohort: Team Leeds

    Instead, say beforehand what is to be seen:

        pilot:
          cohort: Team Leeds
          criteria: Half as many calls within four weeks, and no new complaint.
    """
    record = seen.improvement
    if record is None or record.state not in UNDER_WAY or record.pilot is None:
        return
    if record.pilot.cohort and not record.pilot.criteria:
        yield Remark(
            f"the pilot with {record.pilot.cohort} has no criteria",
            ("pilot",),
            f'learnorg pilot {record.id} --criteria "WHAT IS TO BE SEEN"',
        )
