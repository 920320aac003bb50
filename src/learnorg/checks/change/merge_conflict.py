"""Changes that cannot be merged as they are."""

from collections.abc import Iterator

from learnorg.checks.change.turn import Case, over_case
from learnorg.checks.check import Remark
from learnorg.findings import Level


@over_case(Level.ERROR)
def merge_conflict(case: Case) -> Iterator[Remark]:
    """
    A file that base and change both changed, in ways that do not fit together.

    Why it matters: what the merge would make of it cannot be judged.

        CONFLICT (content): register/improvements/2026/11/IMP-2611-7k3mqx.yaml

    Instead, merge the base into the change, and settle it there.
    """
    for path in case.conflicts:
        hint = "Merge the base into this branch (`git merge`), and settle it there."
        yield Remark("base and change are at odds here", path=path, hint=hint)
