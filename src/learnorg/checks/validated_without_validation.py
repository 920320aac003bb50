"""Validated articles of which nobody can tell who found them right."""

from collections.abc import Iterator

from learnorg.checks.check import Remark, Seen, over_records
from learnorg.findings import Level


@over_records(Level.WARNING)
def validated_without_validation(seen: Seen) -> Iterator[Remark]:
    """
    A validated article that does not say who found it right, and when.

    Why it matters: the state says how far an article can be relied on, and without a name and a
    day it was mostly changed by hand.

        state: validated

    Instead, let whoever found it right say so with `learnorg validate`, which writes:

        state: validated
        validation:
          by: night-shift-lead
          on: 2026-11-10
    """
    record = seen.article
    if record and record.state == "validated" and not (record.validation or record.imported):
        yield Remark(
            "validated, but it does not say by whom, and when",
            ("state",),
            f"Whoever found it right says so: learnorg validate {record.id}.",
        )
