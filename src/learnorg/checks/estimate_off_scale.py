"""Estimates beyond the ends of the scale."""

from collections.abc import Iterator

from learnorg.checks.check import Remark, Seen, over_records
from learnorg.findings import Level
from learnorg.methods.scoring import FIBONACCI

SCALED = ("value", "ease", "time_criticality", "risk_reduction")


@over_records(Level.ERROR)
def estimate_off_scale(seen: Seen) -> Iterator[Remark]:
    """
    An estimate beyond the ends of the scale, or between its steps where it has steps.

    Why it matters: one 100 among values from 1 to 10 outranks everything, and says nothing.

        estimates:
          value: 100

    Instead, keep to the scale, or set its upper end for everybody (`scoring: highest:` in
    `learnorg.yaml`; with `scoring: scale: fibonacci` it is 1, 2, 3, 5, 8, 13 or 20):

        estimates:
          value: 9
    """
    record = seen.improvement
    if record is None:
        return
    from learnorg.kinds.fields import extremes  # pydantic, which an unchanged register spares

    scoring = seen.policy.scoring
    for name in SCALED:
        value = getattr(record.estimates, name)
        if value is None:
            continue
        if scoring.scale == "fibonacci":
            stated = [float(part) for part in str(value).split("-")]
            if not all(number in FIBONACCI for number in stated):
                steps = ", ".join(map(str, FIBONACCI))
                yield Remark(
                    f"'estimates.{name}' is {value}, between the steps {steps}",
                    ("estimates", name),
                    "Take the nearest step; the scale is `scoring.scale` in learnorg.yaml.",
                )
            continue
        least, most = extremes(value)
        if not (least >= 1 and most <= scoring.highest):
            yield Remark(
                f"'estimates.{name}' is {value}, off the scale from 1 to {scoring.highest:g}",
                ("estimates", name),
                "Keep to the scale; its upper end is `scoring.highest` in learnorg.yaml.",
            )
