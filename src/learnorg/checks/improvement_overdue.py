"""Open improvements past the day they were required by."""

from collections.abc import Iterator
from datetime import date

from learnorg.checks.check import Remark, across_register
from learnorg.findings import Level
from learnorg.register.register import Register


@across_register(Level.INFO)
def improvement_overdue(register: Register, today: date) -> Iterator[Remark]:
    """
    An open improvement past the day it was required by.

    Why it matters: a date that nobody looks at after it has passed was no date.

        due: 2026-03-31
        state: in-progress

    Instead, close it, or agree on a new date: `learnorg set ID due=+4w`.
    """
    for path, due in register.index.rows(
        "SELECT path, due FROM records WHERE kind = 'improvement' AND open AND due < ? "
        "AND due GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' "
        "AND date(due, '+0 days') = due AND broken IS NULL ORDER BY path",
        (today.isoformat(),),
    ):
        yield Remark(f"was required by {due}", ("due",), path=path)
