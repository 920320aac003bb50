"""Accepted work that nobody has taken up."""

from collections.abc import Iterator

from learnorg.checks.check import Remark, Seen, over_records
from learnorg.findings import Level


@over_records(Level.WARNING)
def improvement_without_owner(seen: Seen) -> Iterator[Remark]:
    """
    An improvement that is being worked on, and that nobody has taken up.

    Why it matters: what is everyone's is no one's.

        state: accepted
        owner:

    Instead, name a role:

        owner: night-shift-leads
    """
    record = seen.improvement
    if record is not None and not record.owner:
        if record.state not in ("proposed", "declined", "closed"):
            yield Remark(
                f"{record.state}, but nobody has taken it up",
                ("owner",) if "owner" in seen.plain else ("state",),
                f"learnorg set {record.id} owner=NAME",
            )
