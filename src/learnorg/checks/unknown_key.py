"""Keys that no record of the kind has."""

from collections.abc import Iterator

from learnorg.checks.check import Remark, Seen, over_records
from learnorg.findings import Level


@over_records(Level.ERROR)
def unknown_key(seen: Seen) -> Iterator[Remark]:
    """
    A key that records of this kind do not have.

    Why it matters: a misspelt key is a field that nobody reads.

        titel: Shorter hand-over

    Instead, spell it as the format does, or put a field of your own under `extra`:

        title: Shorter hand-over
        extra:
          change_board: yes
    """
    for problem in seen.problems:
        if problem.rule == "unknown-key":
            yield Remark(problem.message, problem.path, problem.hint)
