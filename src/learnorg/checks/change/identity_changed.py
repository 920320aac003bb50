"""Records whose identity a change rewrites."""

from collections.abc import Iterator

from learnorg.checks.change.turn import Turn, over_turns
from learnorg.checks.check import Remark
from learnorg.findings import Level


@over_turns(Level.ERROR)
def identity_changed(turn: Turn) -> Iterator[Remark]:
    """
    A record that gets another identity.

    Why it matters: links, notes, commits and other systems know it by the one it has.

        -id: IMP-2611-7k3mqx
        +id: IMP-2611-x2w90b

    Instead, leave it; another name goes under `aliases`. `learnorg rekey`, which keeps the
    old identity as an alias, is told as a warning.
    """
    before, after = turn.before, turn.after
    if before is None or after is None or before.refused or after.refused:
        return
    was, now = before.plain.get("id"), after.plain.get("id")
    if was and was != now:
        if turn.rekeyed:
            said = f"the identity {was} becomes {now}, and stays as an alias"
            yield Remark(said, ("id",), level=Level.WARNING)
        else:
            said = f"the identity {was} becomes {now or 'none'}"
            yield Remark(said, ("id",), f"Write id: {was}.")
