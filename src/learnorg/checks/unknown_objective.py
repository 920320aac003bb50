"""Objectives that policy does not list."""

from collections.abc import Iterator

from learnorg.checks.check import Remark, Seen, over_records
from learnorg.checks.listed import unlisted
from learnorg.findings import Level


@over_records(Level.ERROR)
def unknown_objective(seen: Seen) -> Iterator[Remark]:
    """
    An objective that `learnorg.yaml` does not list.

    Why it matters: filters and figures by objective miss what is spelt in another way. Where
    policy lists no objectives, anything goes.

        objectives: [Platfrom]

    Instead, use the name as it is listed under `objectives`, or add it there.
    """
    yield from unlisted(seen, "objectives", seen.policy.objectives, "objective")
