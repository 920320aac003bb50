"""Reviews that are over, and do not tell what a review of their type tells."""

from collections.abc import Iterator

from learnorg.checks.check import Remark, Seen, over_records
from learnorg.findings import Level


@over_records(Level.ERROR)
def review_not_examined(seen: Seen) -> Iterator[Remark]:
    """
    A review is reviewed or closed and lacks sections, times, factors or a verdict.

    Why it matters: a review that skips why everybody was surprised, or what made it possible,
    has looked at the event and not at what stands behind it.

        type: post-mortem
        state: reviewed
        factors:

    Instead, say what is missing: `learnorg review say ID "HEADING" "WORDS"`,
    `learnorg review factor ID "TEXT"`, or take it up again: `learnorg review reopen ID`.
    """
    review = seen.review
    if review is None or review.state not in ("reviewed", "closed"):
        return
    from learnorg.kinds.review.workflow import examined  # the models, for files that are read
    from learnorg.register.erasing import is_erased  # as above

    if is_erased(seen.plain):
        return
    for gap in examined(review):
        hint = f"learnorg {gap.own.format(id=review.id)}"
        yield Remark(f"{review.state}, and it lacks {gap.what}", ("state",), hint)
