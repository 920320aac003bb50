"""Changes of policy by somebody who may not make them."""

from collections.abc import Iterator
from dataclasses import fields

from learnorg.checks.change.turn import Case, over_case
from learnorg.checks.check import Remark
from learnorg.findings import Level
from learnorg.settings import FILE, Policy

OPEN = frozenset({"objectives", "teams", "services", "environments", "sources"})
"""Lists of names to which anybody may add."""

USUAL = frozenset({"sources"})
"""Those to which names are given before policy adds any; without these, anything goes."""


@over_case(Level.ERROR)
def policy_changed(case: Case) -> Iterator[Remark]:
    """
    A change of `learnorg.yaml` by somebody who does not stand as high as policy lets anybody
    stand.

    Why it matters: policy decides what is right for everybody, also where it becomes stricter:
    an objective that is taken away, or a proof that nobody can give, stops all the others.
    Anybody may add names to the lists of services, teams, environments, sources and objectives
    that there are; to begin such a list is a change, since before it any name goes.

        -answer_within: 14
        +answer_within: 0

    Instead, propose it, and let the authority make or approve the change.
    """
    if case.proposed is None or case.by.governs(case.policy):
        return
    for key in _changed(case.policy, case.proposed):
        why = f"what policy says of {key} changes, and this was {case.by.told}"
        yield Remark(why, (key,), "Let the authority make or approve this change.", FILE)


def _changed(old: Policy, new: Policy) -> Iterator[str]:
    """The keys of which two policies say something else, more names on open lists apart."""
    for key in (field.name for field in fields(Policy)):
        was, now = getattr(old, key), getattr(new, key)
        if was != now and not (key in OPEN and (was or key in USUAL) and set(was) <= set(now)):
            yield key
