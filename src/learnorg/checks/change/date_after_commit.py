"""Dates that lie after the commit that brings them."""

from collections.abc import Iterator
from datetime import timedelta

from learnorg.checks.change.turn import Turn, over_turns
from learnorg.checks.check import Remark
from learnorg.findings import Level
from learnorg.kinds.article.model import Article

SLACK = timedelta(days=1)
"""Days that time zones may make."""


@over_turns(Level.ERROR)
def date_after_commit(turn: Turn) -> Iterator[Remark]:
    """
    A state reached, a record raised or an article validated on a day after the commit that
    says so.

    Why it matters: what has not happened yet cannot have been done.

        dates:
          accepted: 2031-01-01

    Instead, give the day on which it happened.
    """
    after = turn.after.record if turn.after else None
    if after is None or turn.kind is None or not turn.kind.by_verbs:
        return
    before = turn.before.record if turn.before else None
    known = before.dates if before else {}
    for state, day in after.dates.items():
        if day - turn.day > SLACK and known.get(state) != day:
            yield Remark(
                f"{state} on {day}, after the commit of {turn.day}",
                ("dates", state),
                "Give the day on which it happened.",
            )
    found = after.validation if isinstance(after, Article) else None
    known_found = before.validation if isinstance(before, Article) else None
    if found and found != known_found and found.on - turn.day > SLACK:
        said = f"validated on {found.on}, after the commit of {turn.day}"
        yield Remark(said, ("validation", "on"), "Give the day on which it happened.")
    if before is None and after.raised and after.raised - turn.day > SLACK:
        yield Remark(f"raised on {after.raised}, after the commit of {turn.day}", ("raised",))
