"""Things in the register's folders that are no files."""

from collections.abc import Iterator

from learnorg.checks.change.turn import Case, over_case
from learnorg.checks.check import Remark
from learnorg.findings import Level

ODD = {"120000": "a symlink", "160000": "another repository"}


@over_case(Level.ERROR)
def odd_entry(case: Case) -> Iterator[Remark]:
    """
    A symlink or another repository that a change puts among the register's files.

    Why it matters: a link shows what is not in the register, and git runs what an embedded
    repository configures.

        register/improvements/2026/11/notes.yaml -> /etc/passwd

    Instead, put the file itself there.
    """
    for touch in case.touches:
        if touch.after and touch.after.mode in ODD:
            what = ODD[touch.after.mode]
            yield Remark(f"{what} stands here", path=touch.path, hint="Put the file itself here.")
