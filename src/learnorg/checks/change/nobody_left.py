"""Changes of policy that leave a decision to nobody."""

from collections.abc import Iterator

from learnorg.checks.change.turn import Case, over_case
from learnorg.checks.check import Remark
from learnorg.findings import Level
from learnorg.register.authority import open_to_all
from learnorg.settings import FILE, Policy


@over_case(Level.ERROR)
def nobody_left(case: Case) -> Iterator[Remark]:
    """
    A change of `learnorg.yaml` that takes the last name away from where one is needed: the
    authority, or a level to which a right is given.

    Why it matters: whoever stands highest then decides instead, or nobody can. Two changes,
    each of them harmless, would so give everything to whoever makes the second.

        -authority: [it-director]

    Instead, name the successor in the same change.
    """
    old, new = case.policy, case.proposed
    if new is None or open_to_all(old):
        return
    hint = "Name somebody, in the same change."
    if old.authority and not new.authority:
        yield Remark("nobody is the authority any more", ("authority",), hint, FILE)
    before = set(_left_to_nobody(old))
    for verb, level in _left_to_nobody(new):
        if level != "authority" and (verb, level) not in before:
            why = f"only {level} may {verb}, and nobody stands on this level"
            yield Remark(why, ("rights", verb), hint, FILE)


def _left_to_nobody(policy: Policy) -> Iterator[tuple[str, str]]:
    """The rights that a level has on which nobody stands."""
    people = {level.name: level.people for level in policy.levels}
    for verb, level in policy.rights.items():
        if not people.get(level, policy.authority):
            yield verb, level
