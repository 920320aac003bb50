"""Changes of what is governed in records that cannot be read as what they are."""

from collections.abc import Iterator, Mapping

from learnorg.checks.change.turn import Side, Turn, over_turns
from learnorg.checks.check import Remark
from learnorg.findings import Level
from learnorg.kinds.article import ARTICLE
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.kinds.kind import Kind, Plain
from learnorg.kinds.review import REVIEW

GOVERNED: Mapping[Kind, tuple[str, ...]] = {
    IMPROVEMENT: (
        *("state", "dates", "measures", "outcome", "approval", "hold", "estimates", "imported"),
    ),
    REVIEW: ("state", "dates", "imported"),
    ARTICLE: ("state", "dates", "validation", "governance", "imported"),
}
"""What moves, guards and rights are judged by."""

STAYING = ("times", "timeline", "factors", "findings")
"""What stays of a review once it is closed."""


@over_turns(Level.ERROR)
def unjudged_change(turn: Turn) -> Iterator[Remark]:
    """
    A change of what is governed in a record that cannot be read as what it is.

    Why it matters: the rules over moves, rights and what is frozen see nothing of it. Governed
    are the state and its days, an improvement's goals and outcome, an article's validation, and
    what a closed review found.

        # no title, before or after
        -state: proposed
        +state: in-progress

    Instead, mend first what is wrong with the record, in a change of its own.
    """
    before, after = turn.before, turn.after
    if turn.kind is None or turn.kind not in GOVERNED or turn.erases:
        return
    if after is None or after.refused:
        return
    if before is not None and before.refused:
        return
    was = before.plain if before else {"state": turn.kind.states[0]}
    for name in _governed(turn.kind, was, after.plain):
        if was.get(name) == after.plain.get(name):
            continue
        if of := _unread(before, name):
            said = f"'{name}' changes, and {of} could not be read before"
            yield Remark(said, (name,), "Mend that first, in a change of its own.")
        elif of := _unread(after, name):
            said = f"'{name}' changes, and {of} cannot be read as it is now"
            yield Remark(said, (name,), "Mend what is wrong there, and it is judged.")


def _governed(kind: Kind, was: Plain, now: Plain) -> tuple[str, ...]:
    """The fields of a record that no hand changes as it likes."""
    stays = kind is REVIEW and was.get("state") == now.get("state") == "closed"
    return (*GOVERNED[kind], *(STAYING if stays else ()))


def _unread(one: Side | None, name: str) -> str:
    """What cannot be read on one side of a change, if anything bears on a field."""
    if one is None:
        return ""
    return "the record" if one.record is None else f"'{name}'" * (name in one.spoiled)
