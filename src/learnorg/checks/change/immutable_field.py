"""Fields that never change, changed."""

from collections.abc import Iterator

from learnorg.checks.change.turn import Turn, over_turns
from learnorg.checks.check import Remark
from learnorg.findings import Level

FIELDS = ("raised", "raised_by", "imported")
"""What a record says of where it comes from."""


@over_turns(Level.ERROR)
def immutable_field(turn: Turn) -> Iterator[Remark]:
    """
    A change of what a record says of where it comes from: when, by whom, out of which file.

    Why it matters: ages, sources and thanks are counted by it.

        -raised: 2026-03-02
        +raised: 2026-11-02

    Instead, leave it as it is; a correction that must be is for the authority to let through.
    """
    before, after = turn.before, turn.after
    if before is None or after is None or before.refused or after.refused:
        return
    for name in FIELDS:
        was, now = before.plain.get(name), after.plain.get(name)
        anonymous = name == "raised_by" and (now == "anonymous" or turn.erases)
        told_later = was is None and name != "imported"
        if was != now and not told_later and not anonymous:
            said = f" ({was} -> {now or 'nothing'})" if isinstance(was, str) else ""
            yield Remark(f"'{name}' never changes{said}", (name,), "Take that change back.")
