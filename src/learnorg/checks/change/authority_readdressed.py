"""Changes of what people are known by on whom policy relies."""

from collections.abc import Iterable, Iterator

from learnorg.checks.change.turn import Side, Turn, over_turns
from learnorg.checks.check import Remark
from learnorg.findings import Level
from learnorg.kinds.person import PERSON
from learnorg.refs import slug, stem
from learnorg.register.authority import standing_for
from learnorg.register.evidence import addresses
from learnorg.settings import Policy


@over_turns(Level.WARNING)
def authority_readdressed(turn: Turn) -> Iterator[Remark]:
    """
    Another slug, address or alias of a person to whom policy gives rights, or one by which a
    person would get such rights.

    Why it matters: whoever has the name has the rights from then on, and whoever loses it
    loses them. It takes the authority, or the person who has the rights already; without them
    this is an error.

        emails:
          - it-director@example.org
        +  - somebody@elsewhere.example

    Instead, let the person or the authority make the change, or approve it.
    """
    if turn.kind is not PERSON:
        return
    governs = turn.by.governs(turn.policy)
    for said, theirs in (*_of_rights(turn), *_to_rights(turn), *_from_others(turn)):
        may = theirs or governs
        yield Remark(
            said + ("" if may else f", and this was {turn.by.told}"),
            ("emails",),
            "" if may else "Let the person or the authority make the change, or approve it.",
            level=None if may else Level.ERROR,
        )


Fault = tuple[str, bool]
"""What happens to somebody's names, and whether those do it who have the rights already."""


def _of_rights(turn: Turn) -> Iterator[Fault]:
    """Somebody with rights is known by something else."""
    was, now = _names(turn.before), _names(turn.after)
    if turn.before is None or was == now or not _meant(turn.policy, was):
        return
    person = stem(turn.before.path)
    if turn.after is None:
        what = "would be gone"
    elif person != turn.identity:
        what = f"becomes {turn.identity}"
    else:
        what = "gets a new address" if now - was else "loses an address"
    yield f"{person} has rights, and {what}", _is(turn, person)


def _to_rights(turn: Turn) -> Iterator[Fault]:
    """Somebody comes to be known by what policy names."""
    was = _names(turn.before)
    names = _meant(turn.policy, _names(turn.after) - was) - standing_for(was)
    if names:
        proven = {
            one for who in turn.by.sure(turn.policy) for one in who._replace(name="").stands_as
        }
        yield f"{turn.identity} gets the rights of {min(names)}", names <= proven


def _from_others(turn: Turn) -> Iterator[Fault]:
    """Somebody comes to be called what another one, who has rights, is known by."""
    if turn.after is None or turn.identity in _names(turn.before):
        return
    themselves = (turn.identity, stem(turn.before.path) if turn.before else "")
    for other in turn.people.others(turn.identity, *themselves):
        if _meant(turn.policy, turn.people.names(other)):
            yield f"{other} has rights, and is known as {turn.identity}", _is(turn, other)


def _is(turn: Turn, person: str) -> bool:
    """Whether a person surely made or approved the change."""
    return any(who.person == person for who in turn.by.sure(turn.policy))


def _names(side: Side | None) -> frozenset[str]:
    """What a person is called and known by on one side."""
    return frozenset({stem(side.path).lower(), *addresses(side.plain)} if side else ())


def _meant(policy: Policy, names: Iterable[str]) -> frozenset[str]:
    """Those whom policy names that might be taken for one of some names."""
    spelled = {form for name in names for form in _spelled(name)}
    people = (*policy.authority, *(name for level in policy.levels for name in level.people))
    return frozenset(name.lower() for name in people if spelled & _spelled(name))


def _spelled(name: str) -> frozenset[str]:
    """The ways to write a name: in lower case, without the `@` of a login, as a slug."""
    return frozenset({name.lower(), name.lower().removeprefix("@"), slug(name)} - {""})
