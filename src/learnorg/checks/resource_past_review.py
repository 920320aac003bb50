"""Resources past the day by which they were to be looked at again."""

from collections.abc import Iterator
from datetime import date

from learnorg.checks.check import Remark, across_register
from learnorg.findings import Level
from learnorg.register.register import Register


@across_register(Level.INFO)
def resource_past_review(register: Register, today: date) -> Iterator[Remark]:
    """
    A course, community or other resource that was to be looked at again by a day that is past.

    Why it matters: providers change what they offer and what they ask for it, and people
    spend their hours on what somebody found good years ago.

        state: approved
        review_by: 2026-03-31

    Instead, look at it, and say so: `learnorg resource approve SLUG --review-by +1y`, or
    `learnorg resource retire SLUG`.
    """
    for slug, path, due in register.index.rows(
        "SELECT id, path, due FROM records WHERE kind = 'resource' AND open AND due < ? "
        "AND due GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' "
        "AND date(due, '+0 days') = due AND broken IS NULL ORDER BY path",
        (today.isoformat(),),
    ):
        hint = f"If it is still good: learnorg resource approve {slug} --review-by +1y."
        yield Remark(f"was to be reviewed by {due}", ("review_by",), hint, path)
