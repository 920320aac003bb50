"""Achievements that nothing shows."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from learnorg.checks.check import Remark, Seen, over_records
from learnorg.findings import Level

if TYPE_CHECKING:  # an unchanged register is checked without pydantic
    from learnorg.kinds.improvement.model import Improvement


@over_records(Level.WARNING)
def achieved_without_evidence(seen: Seen) -> Iterator[Remark]:
    """
    An improvement closed as achieved, without anything that shows it.

    Why it matters: *achieved* is the one word that everybody adds up. It is there for what
    met its target, or has evidence that somebody else could look at.

        outcome:
          result: achieved

    Instead, give the first measure's value now (`measures.1.actual`); where it has no target,
    or has not met it, say what shows the achievement. *Delivered* is the word for what was
    done and never measured:

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
                f"learnorg set {record.id} {_missing(record)}",
            )


def _missing(record: "Improvement") -> str:
    """What is to be set: the first measure's value now where it has a target, else words."""
    first = record.measures[0] if record.measures else None
    if first is not None and first.target is not None and first.actual is None:
        return "measures.1.actual=VALUE"
    return 'outcome.evidence="WHAT SHOWS IT"'
