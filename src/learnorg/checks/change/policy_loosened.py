"""Changes of policy that let more through."""

from collections.abc import Iterator, Mapping
from typing import get_args

from learnorg.checks.change.turn import Case, over_case
from learnorg.checks.check import Remark
from learnorg.findings import Level
from learnorg.register.authority import open_to_all
from learnorg.settings import FILE, Policy, Rights, Severity

STRICTNESS = get_args(Severity)
PROOF = ("author", "forge", "signature")


@over_case(Level.WARNING)
def policy_loosened(case: Case) -> Iterator[Remark]:
    """
    A change of `learnorg.yaml` after which more is let through than before.

    Why it matters: a rule that stands in the way is easiest to pass by taking it away. The
    change is judged by the policy of before, and needs the authority: without it this is an error.

        rights:
        -  approve: authority
        +  approve: team-lead

    Instead, make such a change alone, so that it is seen, and let the authority approve it.
    """
    may = case.by.governs(case.policy)
    told = "" if may else f", and this was {case.by.told}"
    hint = "Make this change alone." if may else "Let the authority make or approve this change."
    level = None if may else Level.ERROR
    for what, place in _loosened(case.policy, case.proposed or case.policy, case.usual):
        yield Remark(f"{what}{told}", place, hint, FILE, level=level)
    signers = case.policy.evidence.signers
    if case.proposed is not case.policy and any(touch.path == signers for touch in case.touches):
        yield Remark(f"who may sign for whom changes{told}", (), hint, signers, level=level)


def _loosened(
    old: Policy, new: Policy, usual: Mapping[str, Level]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    if old.workflow == "full" and new.workflow == "light":
        yield "the work flow becomes light", ("workflow",)
    if new.small.effort > old.small.effort:
        yield (
            (
                f"work up to {new.small.effort:g} person-days needs no approval "
                f"({old.small.effort:g} before)"
            ),
            ("small",),
        )
    if open_to_all(new) and not open_to_all(old):
        yield "nobody is named any more, so anybody may decide anything", ("authority",)
    if not open_to_all(old):
        yield from _rights(old, new)
    for rule in sorted({**old.rules, **new.rules}):
        unasked = str(usual.get(rule, Level.WARNING))
        was, now = old.rules.get(rule, unasked), new.rules.get(rule, unasked)
        if STRICTNESS.index(now) < STRICTNESS.index(was):
            yield f"the rule {rule} becomes {now}", ("rules", rule)
    if PROOF.index(new.evidence.demand) < PROOF.index(old.evidence.demand):
        yield f"{new.evidence.demand} is proof enough of who made a change", ("evidence",)
    if new.evidence.squash and not old.evidence.squash:
        yield "the forge's own signature counts", ("evidence",)
    if new.evidence.signers != old.evidence.signers:
        yield f"who may sign for whom stands in {new.evidence.signers}", ("evidence",)


def _rights(old: Policy, new: Policy) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name in sorted(set(new.authority) - set(old.authority)):
        yield f"{name} becomes an authority", ("authority",)
    known = {*old.authority, *(name for level in old.levels for name in level.people)}
    for verb in get_args(Rights):
        was, now = old.rights.get(verb), new.rights.get(verb)
        if was and was != now and _place(new, now) < _place(old, was):
            yield f"{now or 'anybody'} may {verb}", ("rights", verb)
        elif was and (more := known & _above(new, now) - _above(old, was)):
            yield f"{', '.join(sorted(more))} may {verb}", ("rights", verb)
    people = {level.name: set(level.people) for level in old.levels}
    for level in new.levels:
        for name in sorted(set(level.people) - people.get(level.name, set())):
            yield f"{name} comes to stand on the level {level.name}", ("levels",)


def _above(policy: Policy, level: str | None) -> set[str]:
    """Everybody named who stands on a level or above."""
    place = _place(policy, level)
    people = (name for one in policy.levels[max(place - 1, 0) :] for name in one.people)
    return {*policy.authority, *people}


def _place(policy: Policy, level: str | None) -> int:
    """How high a level stands; nobody's right stands on the ground."""
    names = [each.name for each in policy.levels]
    if level == "authority":
        return len(names) + 1
    return names.index(level) + 1 if level in names else 0
