"""Estimates beyond the ends of the scale."""

from collections.abc import Iterator

from learnorg.checks.check import Remark, Seen, over_records
from learnorg.findings import Level

SCALED = ("value", "ease", "time_criticality", "risk_reduction")


@over_records(Level.ERROR)
def estimate_off_scale(seen: Seen) -> Iterator[Remark]:
    """
    An estimate below 1 or above the scale's upper end.

    Why it matters: one 100 among values from 1 to 10 outranks everything, and says nothing.

        estimates:
          value: 100

    Instead, keep to the scale, or set its upper end for everybody (`scoring: highest:` in
    `learnorg.yaml`):

        estimates:
          value: 9
    """
    record = seen.improvement
    if record is None:
        return
    highest = seen.policy.scoring.highest
    for name in SCALED:
        value = getattr(record.estimates, name)
        if value is not None and not 1 <= value <= highest:
            yield Remark(
                f"'estimates.{name}' is {value}, off the scale from 1 to {highest:g}",
                ("estimates", name),
                "Keep to the scale; its upper end is `scoring.highest` in learnorg.yaml.",
            )
