"""New addresses of people on whom policy relies."""

from collections.abc import Iterator

from learnorg.checks.change.turn import Side, Turn, over_turns
from learnorg.checks.check import Remark
from learnorg.findings import Level
from learnorg.kinds.person import PERSON
from learnorg.register.evidence import addresses


@over_turns(Level.WARNING)
def authority_readdressed(turn: Turn) -> Iterator[Remark]:
    """
    A new address or alias of a person to whom policy gives rights.

    Why it matters: whoever has the address has the rights from then on. It takes the
    authority, or the person; without them this is an error.

        emails:
          - it-director@example.org
        +  - somebody@elsewhere.example

    Instead, let the person or the authority make the change, or approve it.
    """
    if turn.kind is not PERSON or turn.after is None:
        return
    policy = turn.policy
    people = {*policy.authority, *(name for level in policy.levels for name in level.people)}
    if turn.identity not in {name.lower() for name in people}:
        return
    known = set(_addresses(turn.before))
    if not any(one not in known for one in _addresses(turn.after)):
        return
    theirs = turn.by.proven(policy) and turn.by.mover.person == turn.identity
    may = theirs or turn.by.governs(policy)
    yield Remark(
        f"{turn.identity} has rights, and gets a new address"
        + ("" if may else f", and this was {turn.by.told}"),
        ("emails",),
        "" if may else "Let the person or the authority make the change, or approve it.",
        level=None if may else Level.ERROR,
    )


def _addresses(side: Side | None) -> Iterator[str]:
    return addresses(side.plain) if side else iter(())
