"""New records that say they are another one."""

from collections.abc import Iterator

from learnorg.checks.change.turn import Turn, over_turns
from learnorg.checks.check import Remark
from learnorg.findings import Level
from learnorg.render.safe import cut


@over_turns(Level.ERROR)
def identity_misstated(turn: Turn) -> Iterator[Remark]:
    """
    A new or renamed record whose `id` is not its file's name; no waiver answers it.

    Why it matters: where the two differ, a reader takes it for the one or the other record.

        # register/people/lea.yaml
        id: ada

    Instead, let both say the same.
    """
    after = turn.after
    if turn.kind is None or after is None or after.refused:
        return
    if turn.before is not None and turn.before.path == turn.path:
        return  # a new `id` where the record stands is `identity-changed`
    said = after.plain.get("id")
    if said is not None and said != turn.identity:
        shown = cut(said, 60) if isinstance(said, str) else "no text"
        why = f"its id is {shown}, its file is called {cut(turn.identity, 60)}"
        hint = (
            f"Write id: {turn.identity}, or take it out where it is a copy of another record."
            if turn.kind.owns(turn.identity)
            else "Take it out where it is a copy of another record; what is new is named by "
            "`learnorg add`."
        )
        yield Remark(why, ("id",), hint)
