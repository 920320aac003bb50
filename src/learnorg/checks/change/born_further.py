"""New records that begin further than new ones do."""

from collections.abc import Iterator, Mapping, Sequence

from learnorg.checks.change.turn import Turn, over_turns
from learnorg.checks.check import Remark
from learnorg.checks.lines import LINES
from learnorg.findings import Level
from learnorg.kinds.article import ARTICLE
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.kinds.kind import Kind
from learnorg.kinds.review import REVIEW

LATER: Mapping[Kind, tuple[str, ...]] = {
    IMPROVEMENT: ("approval", "outcome", "hold"),
    REVIEW: (),
    ARTICLE: ("validation",),
}
"""What comes about by moves alone."""

FIRST: Mapping[Kind, tuple[str, ...]] = {
    IMPROVEMENT: IMPROVEMENT.states[:1],
    REVIEW: REVIEW.states[:1],
    ARTICLE: ARTICLE.states[:2],
}
"""The states in which new records may begin: an article may be out that nobody validated."""


@over_turns(Level.ERROR)
def born_further(turn: Turn) -> Iterator[Remark]:
    """
    A new record that is beyond its first state without having been imported by the authority.

    Why it matters: nobody accepted it, and nothing says that anybody looked. What one commit
    proposes and a later one of the same change moves is judged by its moves. A proposal with
    an approval, a hold, an outcome or the days of later states is further than it says. A
    review begins as a draft; an article in progress, or out and not validated.

        id: IMP-2611-7k3mqx
        state: approved

    Instead, propose it, and let it be moved; what another system had further comes in by
    `learnorg import`, by somebody who may accept.
    """
    if turn.kind is None or turn.kind not in FIRST:
        return
    if turn.before is not None or turn.after is None:
        return
    plain, first = turn.after.plain, FIRST[turn.kind]
    state = plain.get("state") or first[0]
    further = state if state not in first else ""
    at = ("state",) if further else _ahead(turn, LATER[turn.kind], LINES[turn.kind][len(first) :])
    if turn.after.refused or not at:
        return
    begins = f"begins as {further}" if further else f"begins with '{'.'.join(at)}'"
    if not plain.get("imported"):
        more = " and approval" if "approval" in LATER[turn.kind] else ""
        hint = f"Write state: {first[-1]}, without dates{more} of later states."
        yield Remark(f"{begins}, and was not imported", at, hint)
    elif level := turn.by.lacks(turn.policy, "accept"):
        why = f"{begins}; only {level} imports such records, and this was {turn.by.told}"
        yield Remark(why, at, f"Let {level} import it, or approve the change.")


def _ahead(turn: Turn, parts: Sequence[str], states: Sequence[str]) -> tuple[str, ...]:
    """What a new record has that only later states have, unless it was there on the way."""
    plain = turn.after.plain if turn.after else {}
    given = next((key for key in parts if plain.get(key) and not _validated(turn, key)), None)
    if given:
        return (given,)
    dates = plain.get("dates")
    later = [state for state in states if isinstance(dates, dict) and state in dates]
    return next((("dates", state) for state in later if not turn.reached(state)), ())


def _validated(turn: Turn, key: str) -> bool:
    """Whether it is the validation of an article that was validated on the way."""
    return key == "validation" and "validated" in turn.entered
