"""Reviews of something that broke which found a single thing that made it possible."""

from collections.abc import Iterator

from learnorg.checks.check import Remark, Seen, over_records
from learnorg.findings import Level


@over_records(Level.INFO)
def single_factor(seen: Seen) -> Iterator[Remark]:
    """
    A post-mortem or a major incident's review is over with one contributing factor alone.

    Why it matters: hardly anything that is made to last breaks for one reason. Where a search
    ends at the first one, it mostly ends at the last thing that somebody did.

        factors:
          - what: A certificate ran out

    Instead, ask what else had to be so: why nobody was told before, why it spread, why it took
    as long as it did. `learnorg review factor ID "TEXT"` adds one.
    """
    review = seen.review
    if review is None or review.state not in ("reviewed", "closed"):
        return
    from learnorg.kinds.review.workflow import EVENTS  # the models, for files that are read

    if review.type in EVENTS and len(review.factors) == 1:
        yield Remark(
            f"{review.state} with one contributing factor",
            ("factors",),
            f'Ask what else had to be so: learnorg review factor {review.id} "TEXT"',
        )
