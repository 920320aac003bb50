"""Timelines in which something stands behind what came after it."""

from collections.abc import Iterator

from learnorg.checks.check import Remark, Seen, over_records
from learnorg.findings import Level
from learnorg.methods.moments import Moment, moment


@over_records(Level.INFO)
def timeline_out_of_order(seen: Seen) -> Iterator[Remark]:
    """
    An entry of a timeline stands behind one that came after it.

    Why it matters: people read a timeline from above, and take what stands first for what
    happened first.

        timeline:
          - at: 2026-11-20 09:31
            what: The alarm was seen.
          - at: 2026-11-20 09:12
            what: The disk was full.

    Instead, put the entries in the order in which they happened. Entries with an offset and
    entries without one are not compared.
    """
    if seen.review is None:
        return
    last: dict[bool, Moment] = {}
    for n, entry in enumerate(seen.review.timeline):
        at = moment(entry.at)
        if at is None:
            continue
        before = last.get(at.zoned)
        if before and at < before:
            yield Remark(f"{at} stands behind {before}", ("timeline", n, "at"))
        else:
            last[at.zoned] = at
