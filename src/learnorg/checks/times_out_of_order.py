"""Times of a review of which a later one comes before an earlier one."""

from collections.abc import Iterator

from learnorg.checks.check import Remark, Seen, over_records
from learnorg.findings import Level
from learnorg.methods.moments import Moment, comparable, moment

ORDER = ("started", "detected", "mitigated", "resolved")


@over_records(Level.ERROR)
def times_out_of_order(seen: Seen) -> Iterator[Remark]:
    """
    Something was detected before it started, mitigated before it was detected, or the like.

    Why it matters: times to detect, to mitigate and to resolve are measured from these. Where
    one of them has an offset and another one has none, nobody can say which was first.

        times:
          started: 2026-11-20 23:50
          resolved: 2026-11-20 00:30

    Instead, give each its day, and either all of them an offset or none:

        times:
          started: 2026-11-20 23:50
          resolved: 2026-11-21 00:30
    """
    if seen.review is None:
        return
    before: tuple[str, Moment] | None = None
    for name in ORDER:
        at = moment(getattr(seen.review.times, name) or "")
        if at is None:
            continue
        if before and (told := _told(name, at, *before)):
            yield Remark(told, ("times", name), "Write it with its day: 2026-11-21 00:30.")
        else:
            before = name, at


def _told(name: str, at: Moment, earlier: str, when: Moment) -> str:
    """What is wrong between two times; nothing if they are in order."""
    if not comparable(at, when):
        bare, other = (earlier, name) if at.zoned else (name, earlier)
        return f"'{other}' has an offset and '{bare}' has none, so nobody knows which was first"
    return f"{name} at {at}, before {earlier} at {when}" if at < when else ""
