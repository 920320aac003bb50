"""Achievements that nothing shows."""

from collections.abc import Iterator

from learnorg.checks.check import Remark, Seen, over_records
from learnorg.findings import Level


@over_records(Level.WARNING)
def achieved_without_evidence(seen: Seen) -> Iterator[Remark]:
    """
    An improvement closed as achieved, without anything that shows it.

    Why it matters: *achieved* is the one word that everybody adds up. It is there for what
    met its target, or has evidence that somebody else could look at.

        outcome:
          result: achieved

    Instead, give the measure's value now, or say what shows it; *delivered* is the word for
    what was done and never measured:

        outcome:
          result: achieved
          evidence: 188 calls a week since May, from the telephone statistics.
    """
    record = seen.improvement
    if record is None or record.state != "closed" or record.outcome is None:
        return
    if record.outcome.result == "achieved":
        from learnorg.kinds.improvement.workflow import proof  # with the models, which are here

        for gap in proof(record):
            yield Remark(
                f"closed as achieved, but it lacks {gap.what}",
                ("outcome", "result"),
                f'learnorg set {record.id} outcome.evidence="WHAT SHOWS IT"',
            )
