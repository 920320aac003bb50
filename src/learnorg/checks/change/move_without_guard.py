"""Moves without what their guards ask for."""

from collections.abc import Iterator

from learnorg.checks.change.turn import Lined, Turn, over_turns
from learnorg.checks.check import Remark
from learnorg.findings import Level
from learnorg.kinds.article.model import Article
from learnorg.kinds.article.workflow import its_own
from learnorg.kinds.guards import Move
from learnorg.kinds.improvement import workflow
from learnorg.kinds.improvement.workflow import small
from learnorg.kinds.lifecycle import backward
from learnorg.register.lifecycle import lacking


@over_turns(Level.ERROR)
def move_without_guard(turn: Turn) -> Iterator[Remark]:
    """
    A move that lacks what its guards ask for, on any step of the way.

    Why it matters: the verbs would have refused it; a file edited by hand must not get further.
    A review or an article is moved back with a reason, which is a note that the change brings;
    under compliance, an article is validated by somebody other than its author, owner and mender.

        -state: proposed
        +state: accepted

    Instead, give what is missing (here an owner), or move it with the verb (here
    `learnorg accept`).
    """
    if steps := turn.steps:
        yield from _along_the_line(turn, *steps)
    both = turn.moves
    if both is None or both[1].state not in workflow.legal(both[0], turn.policy.workflow):
        return
    before, after = both
    as_it_was = after.model_copy(
        update={"state": before.state, "hold": before.hold, "dates": before.dates}
    )
    move = Move(after.state, turn.day, because=turn.reason)
    gaps = [gap.what for gap in workflow.lacking(as_it_was, move, turn.policy)]
    needed = "approved" in turn.way and turn.policy.workflow == "full"
    if needed and after.approval is None and not small(after, turn.policy):
        gaps.append("an approval: by whom, and on which day")
    if gaps:
        yield Remark(
            f"moved from {before.state} to {after.state} without {'; without '.join(gaps)}",
            ("state",),
            f"Take it back and use the verb: learnorg move {after.state} {turn.identity}.",
        )


def _along_the_line(turn: Turn, before: Lined, after: Lined) -> Iterator[Remark]:
    """What a move of a review or an article lacks."""
    assert turn.kind is not None
    back = backward(turn.kind, before.state, after.state)
    move = Move(after.state, turn.day, because=turn.reason)
    wanted = ["a reason, in a note"] if back and not turn.reason else []
    who = _verifier(turn)
    wanted += dict.fromkeys(
        gap.what for one in _as_it_was(before, after) for gap in lacking(one, move, who)
    )
    if wanted:
        verb = "" if back else turn.kind.verbs.get(after.state, "")
        does = f"{verb} {turn.identity}" if verb else f"move {after.state} {turn.identity}"
        why = ' --because "WHY"' if back else ""
        yield Remark(
            f"moved from {before.state} to {after.state} without {'; without '.join(wanted)}",
            ("state",),
            f"Take it back and use the verb: learnorg {does}{why}.",
        )


def _as_it_was(before: Lined, after: Lined) -> Iterator[Lined]:
    """
    A record as it is moved.

    An article is kept as it was kept, and whose it was it still is: that changes by itself.
    """
    yield after.model_copy(update={"state": before.state})
    if isinstance(before, Article) and before.governance == "compliance":
        kept = {"state": before.state, "governance": before.governance, "owner": before.owner}
        yield after.model_copy(update=kept)


def _verifier(turn: Turn) -> frozenset[str]:
    """
    The names of whoever found an article right.

    Of its mover and whoever approved the change, one whose own it is not, if there is any.
    """
    by, people = turn.entering("validated"), turn.people
    every = [
        frozenset().union(*({name, *people.names(people.meant(name))} for name in who.names))
        for who in (by.mover, *by.approvers)
    ]
    articles = [one for one in turn.steps or () if isinstance(one, Article)]
    others = (names for names in every if not any(its_own(one, names) for one in articles))
    return next(others, every[0])
