"""Contributing factors of open reviews that an earlier review had named."""

from collections.abc import Iterator
from datetime import date

from learnorg.checks.check import Remark, across_register
from learnorg.findings import Level
from learnorg.register.query import Filter
from learnorg.register.recurrence import recurrences
from learnorg.register.register import Register
from learnorg.register.reviews import EVERY, reviews

OPEN = EVERY._replace(filters=(Filter("is", ("open",)),))


@across_register(Level.INFO)
def recurring_factor(register: Register, today: date) -> Iterator[Remark]:
    """
    An open review names a contributing factor that an earlier, closed review had named.

    Why it matters: what comes again was not cured, or was cured in one place alone. The earlier
    review, and what was to cure it, say more than a second search from the beginning would.

        factors:
          - what: The reminder that the key would run out went to a mailbox that nobody reads

    Instead of finding the same once more, look at what was done about it then, and say what it
    did not reach: `learnorg show ID` names it under "Seen before". Where the two are not the
    same after all, nothing is to be done.
    """
    among = reviews(register, OPEN, today)
    found = recurrences(register, among, today)
    for one in among:
        for each in found.get(one.identity, ()):
            first = each.earlier[0]
            hint = f"Look at it: learnorg show {first.review.identity}."
            at = ("factors", each.n, "what")
            yield Remark(f"this was {first.told.rstrip('.')}", at, hint, one.path)
