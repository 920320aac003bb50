"""Articles under compliance that nobody but their own people have verified."""

from collections.abc import Iterator

from learnorg.checks.check import Remark, Seen, over_records
from learnorg.findings import Level


@over_records(Level.ERROR)
def verifier_is_author(seen: Seen) -> Iterator[Remark]:
    """
    An article under compliance that was validated by its author, its owner or its last mender.

    Why it matters: compliance asks for a second pair of eyes; whoever wrote a text reads in it
    what was meant.

        raised_by: lea
        governance: compliance
        validation:
          by: lea
          on: 2026-11-10

    Instead, let somebody else verify it with `learnorg validate`.
    """
    record = seen.article
    if record is None or record.governance != "compliance" or record.state != "validated":
        return
    from learnorg.kinds.article.workflow import its_own  # with the models, which are here
    from learnorg.refs import slug

    by = record.validation.by if record.validation else ""
    if by and its_own(record, {by.lower(), slug(by)}):
        yield Remark(
            f"under compliance, and validated by {by}, its own author, owner or mender",
            ("validation", "by"),
            f"Let somebody else verify it: learnorg validate {record.id}.",
        )
