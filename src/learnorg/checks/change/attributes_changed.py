"""Changes of how git shows, merges and names."""

from collections.abc import Iterator

from learnorg.checks.change.turn import Case, over_case
from learnorg.checks.check import Remark
from learnorg.findings import Level

DECEIVING = {
    ".gitattributes": "can hide changes from reviewers, and decides how files are merged",
    ".mailmap": "changes by whom history seems to be made",
    ".gitmodules": "brings in other repositories",
}


@over_case(Level.WARNING)
def attributes_changed(case: Case) -> Iterator[Remark]:
    """
    A change of `.gitattributes`, `.mailmap` or `.gitmodules` that bears on the register.

    Why it matters: `-diff` hides a file's changes from reviewers, and a mail map gives
    commits another author.

        +/register/** -diff

    Instead, make such a change alone, and let the authority approve it.
    """
    for touch in case.touches:
        name = touch.path.rpartition("/")[2].lower()
        if name in DECEIVING:
            hint = "Make this change alone, and let the authority look at it."
            yield Remark(f"{name} {DECEIVING[name]}", path=touch.path, hint=hint)
