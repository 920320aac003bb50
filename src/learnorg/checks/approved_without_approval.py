"""Work that goes on although nobody approved it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from learnorg.checks.check import Remark, Seen, over_records
from learnorg.findings import Level
from learnorg.kinds.improvement import ORDER

if TYPE_CHECKING:  # an unchanged register is checked without pydantic
    from learnorg.kinds.improvement.model import Improvement

APPROVED = ORDER[ORDER.index("approved") :]


@over_records(Level.WARNING)
def approved_without_approval(seen: Seen) -> Iterator[Remark]:
    """
    An improvement that is approved, or further on, and does not say who approved it.

    Why it matters: in the full work flow means are spent on approved work only; without an
    approval nobody can tell who stands for it. Work that policy calls small is approved
    beforehand, and what was withdrawn needed no approval.

        state: in-progress

    Instead, have it approved with `learnorg approve`, or write down who did and when:

        state: in-progress
        approval:
          by: it-director
          on: 2026-11-10
    """
    record = seen.improvement
    if record is None or seen.policy.workflow != "full" or record.state not in APPROVED:
        return
    if record.approval or record.imported or _withdrawn(record):
        return
    from learnorg.kinds.improvement.workflow import small  # with the models, which are here

    if not small(record, seen.policy):
        yield Remark(
            "approved or further on, but it does not say who approved it",
            ("state",),
            "Write down under `approval` by whom it was approved, and on which day.",
        )


def _withdrawn(record: "Improvement") -> bool:
    return record.outcome is not None and record.outcome.result == "withdrawn"
