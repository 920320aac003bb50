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

    Why it matters: `-diff` hides a file's changes from reviewers, another encoding makes every
    record unreadable in the next checkout, and a mail map gives commits another author. It
    takes the authority: without it this is an error.

        +/register/** -diff

    Instead, make such a change alone, and let the authority approve it.
    """
    may = case.by.governs(case.policy)
    told = "" if may else f", and this was {case.by.told}"
    for touch in case.touches:
        name = touch.path.rpartition("/")[2].lower()
        if name in DECEIVING:
            yield Remark(
                f"{name} {DECEIVING[name]}{told}",
                path=touch.path,
                hint="Make this change alone, and let the authority look at it.",
                level=None if may else Level.ERROR,
            )
