"""Reviews that are led by somebody who was in the middle of what they look at."""

from collections.abc import Iterator

from learnorg.checks.check import Remark, Seen, over_records
from learnorg.findings import Level


@over_records(Level.WARNING)
def facilitator_responded(seen: Seen) -> Iterator[Remark]:
    """
    The facilitator of a post-mortem or a major incident's review was among its responders.

    Why it matters: whoever was in the middle of it has a story of it already, and others tell
    less beside it.

        facilitator: network-lead
        participants:
          - who: network-lead
            role: responder

    Instead, ask somebody to lead it who was not there: `learnorg set ID facilitator=NAME`.
    """
    if seen.review is None or not seen.review.facilitator:
        return
    from learnorg.kinds.review.workflow import responded  # the models, for files that are read

    if responded(seen.review):
        yield Remark(
            f"{seen.review.facilitator} leads it, and responded",
            ("facilitator",),
            f"learnorg set {seen.review.id} facilitator=NAME",
        )
