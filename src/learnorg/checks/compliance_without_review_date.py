"""Articles under compliance that nobody will look at again."""

from collections.abc import Iterator

from learnorg.checks.check import Remark, Seen, over_records
from learnorg.findings import Level


@over_records(Level.ERROR)
def compliance_without_review_date(seen: Seen) -> Iterator[Remark]:
    """
    A validated article under compliance without the day on which it is due for review.

    Why it matters: under compliance an article holds until that day; without one nobody ever
    looks again, and no report can tell that it is overdue.

        governance: compliance
        state: validated

    Instead, say until when it holds; `learnorg validate` counts it from policy's
    `knowledge.review_every`:

        governance: compliance
        state: validated
        review_by: 2027-11-10
    """
    record = seen.article
    if record is None or record.governance != "compliance" or record.state != "validated":
        return
    if record.review_by is None:
        yield Remark(
            "under compliance, but it does not say by when it is reviewed",
            ("governance",),
            f"learnorg set {record.id} review_by=DAY",
        )
