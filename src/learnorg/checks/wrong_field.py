"""Values that their fields cannot hold."""

from collections.abc import Iterator

from learnorg.checks.check import Remark, Seen, over_records
from learnorg.findings import Level


@over_records(Level.ERROR)
def wrong_field(seen: Seen) -> Iterator[Remark]:
    """
    A field holds something that it cannot hold.

    Why it matters: a date that is none, or a word where a number is due, cannot be counted,
    sorted or compared.

        due: end of March
        estimates:
          confidence: high

    Instead, write dates as 2027-03-31 and numbers as 0.8:

        due: 2027-03-31
        estimates:
          confidence: 0.8
    """
    for problem in seen.problems:
        if problem.rule == "wrong-field":
            yield Remark(problem.message, problem.path, problem.hint)
