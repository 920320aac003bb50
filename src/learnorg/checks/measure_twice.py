"""Measures of one name in one record."""

from collections.abc import Iterator

from learnorg.checks.check import Remark, Seen, over_records
from learnorg.findings import Level


@over_records(Level.WARNING)
def measure_twice(seen: Seen) -> Iterator[Remark]:
    """
    Two measures of one record have the same name.

    Why it matters: the first measure decides how it went; which of the two is meant by
    `--measure "Reset calls"`, and by whoever reads the outcome, is a guess.

        measures:
          - name: Reset calls
            baseline: 420
          - name: reset calls
            target: 210

    Instead, put baseline and target into one measure, or give the other one a name of its own:

        measures:
          - name: Reset calls
            baseline: 420
            target: 210
    """
    if seen.improvement is None:
        return
    first: dict[str, int] = {}
    for n, measure in enumerate(seen.improvement.measures):
        name = (measure.name or measure.metric or "").lower()
        if name and first.setdefault(name, n) != n:
            key = "name" if measure.name else "metric"
            said = f"measure {n + 1} is called '{measure.called}', as measure {first[name] + 1} is"
            yield Remark(said, ("measures", n, key), "Put the two together, or rename one.")
