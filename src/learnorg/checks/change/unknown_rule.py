"""Policies that speak of rules there are not."""

from collections.abc import Iterator

from learnorg.checks.change.turn import Case, over_case
from learnorg.checks.check import Remark
from learnorg.findings import Level
from learnorg.settings import FILE
from learnorg.spelling import did_you_mean


@over_case(Level.ERROR)
def unknown_rule(case: Case) -> Iterator[Remark]:
    """
    A change of `learnorg.yaml` that gives a level to a rule there is not.

    Why it matters: `learnorg check` refuses such a policy, and checks nothing until it is
    mended.

        rules:
          improvement-late: error

    Instead, name a rule as `learnorg explain` lists it.
    """
    for name in case.proposed.rules if case.proposed else ():
        if name not in case.usual:
            hint = did_you_mean(name, tuple(case.usual)) or "`learnorg explain` lists the rules."
            yield Remark(f"there is no rule '{name}'", ("rules", name), hint, FILE)
