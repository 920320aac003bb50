"""What work stands still without, known to one person."""

from collections.abc import Iterator
from datetime import date

from learnorg.checks.check import Remark, across_register
from learnorg.findings import Level
from learnorg.register.needs import roles
from learnorg.register.register import Register


@across_register(Level.INFO)
def critical_need_with_one_holder(register: Register, _today: date) -> Iterator[Remark]:
    """
    Knowledge that is critical to a role, and that one person alone is said to have.

    Why it matters: on the day on which they are ill, nobody can do the work. It says nothing of
    them; it asks who could learn it from them. Whoever has left has it no longer, and a team
    that policy lists is more than one.

        needs:
          - topic: Restore the directory from backup
            critical: true
            holders: [lea]

    Instead, let a second one learn it, and say so: `learnorg role need SLUG#NEED --holder NAME`.
    """
    for role in roles(register):
        for n, activity in enumerate(role.activities):
            for m, need in enumerate(activity.needs):
                if need.critical and need.held_by_one:
                    name = f"{role.identity}#{need.id}" if need.id else role.identity
                    hint = f"A second one: learnorg role need {name} --holder NAME."
                    said = f"'{need.topic}' is critical, and only {need.here[0].name} knows it"
                    at = ("activities", n, "needs", m, "holders")
                    yield Remark(said, at, hint, role.path)
