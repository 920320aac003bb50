"""Changes of policy that let more through."""

from collections.abc import Iterator
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
    if case.proposed is None:
        return
    level = case.by.lacks(case.policy, "accept")
    for what, place in _loosened(case.policy, case.proposed):
        told = f", and this was {case.by.told}" if level else ""
        yield Remark(
            f"{what}{told}",
            place,
            f"Let {level} make or approve this change." if level else "Make this change alone.",
            FILE,
            level=Level.ERROR if level else None,
        )


def _loosened(old: Policy, new: Policy) -> Iterator[tuple[str, tuple[str, ...]]]:
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
    for name in sorted(set(new.authority) - set(old.authority)):
        yield f"{name} becomes an authority", ("authority",)
    yield from _rights(old, new)
    for rule, severity in sorted({**old.rules, **new.rules}.items()):
        was = old.rules.get(rule)
        now = new.rules.get(rule)
        if was != now and _rank(now) < _rank(was):
            yield f"the rule {rule} becomes {severity if now else 'what it is unasked'}", ("rules",)
    if PROOF.index(new.evidence.demand) < PROOF.index(old.evidence.demand):
        yield f"{new.evidence.demand} is proof enough of who made a change", ("evidence",)
    if new.evidence.squash and not old.evidence.squash:
        yield "the forge's own signature counts", ("evidence",)


def _rights(old: Policy, new: Policy) -> Iterator[tuple[str, tuple[str, ...]]]:
    for verb in get_args(Rights):
        was, now = _place(old, old.rights.get(verb)), _place(new, new.rights.get(verb))
        if now < was:
            yield f"{new.rights.get(verb, 'anybody')} may {verb}", ("rights",)
    people = {level.name: set(level.people) for level in old.levels}
    for level in new.levels:
        for name in sorted(set(level.people) - people.get(level.name, set())):
            yield f"{name} comes to stand on the level {level.name}", ("levels",)


def _place(policy: Policy, level: str | None) -> int:
    """How high a level stands; nobody's right stands on the ground."""
    names = [each.name for each in policy.levels]
    if level == "authority":
        return len(names) + 1
    return names.index(level) + 1 if level in names else 0


def _rank(severity: str | None) -> int:
    """How strict a severity is; what a rule is unasked counts as a warning."""
    return STRICTNESS.index(severity or "warning")
