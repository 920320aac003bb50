"""Links that lead back to where they start."""

from collections.abc import Iterator

from learnorg.checks.check import Remark, Seen, over_records
from learnorg.findings import Level
from learnorg.kinds import BY_NAME
from learnorg.refs import target


@over_records(Level.WARNING)
def link_to_itself(seen: Seen) -> Iterator[Remark]:
    """
    A link from a record to itself.

    Why it matters: it says nothing, and stands where another record was meant.

        # in IMP-2611-7k3mqx
        links:
          - rel: depends-on
            to: IMP-2611-7k3mqx

    Instead, name the record that was meant, or take the link away:

        links:
          - rel: depends-on
            to: IMP-2611-x2w90b
    """
    if seen.record is None or seen.kind is None:
        return
    for n, link in enumerate(seen.record.links):
        at = target(link.to, tuple(BY_NAME))
        if at is not None and at.identity == seen.record.id and at.kind in ("", seen.kind.name):
            yield Remark(
                f"'{link.rel}' leads from {seen.record.id} to itself",
                ("links", n, "to"),
                "Name the record that was meant, or take the link away.",
            )
