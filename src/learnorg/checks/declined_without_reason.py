"""Declined improvements that do not say why."""

from collections.abc import Iterator

from learnorg.checks.check import Remark, Seen, over_records
from learnorg.findings import Level


@over_records(Level.WARNING)
def declined_without_reason(seen: Seen) -> Iterator[Remark]:
    """
    A declined improvement without a reason for whoever raised it.

    Why it matters: an idea that disappears without a word is the last one its owner raises.

        state: declined

    Instead, say why, or link the record that says it already:

        state: declined
        outcome:
          because: The service ends in March.
    """
    record = seen.improvement
    if record is not None and record.state == "declined":
        linked = any(link.rel == "duplicates" for link in record.links)
        if not linked and (record.outcome is None or not record.outcome.because):
            yield Remark(
                "declined, but it does not say why",
                ("state",),
                f'learnorg set {record.id} outcome.because="WHY"',
            )
