"""Environments that policy does not list."""

from collections.abc import Iterator

from learnorg.checks.check import Remark, Seen, over_records
from learnorg.checks.listed import unlisted
from learnorg.findings import Level


@over_records(Level.ERROR)
def unknown_environment(seen: Seen) -> Iterator[Remark]:
    """
    An environment that `learnorg.yaml` does not list.

    Why it matters: filters and figures by environment miss what is spelt in another way. Where
    policy lists no environments, anything goes.

        environments: [Platfrom]

    Instead, use the name as it is listed under `environments`, or add it there.
    """
    yield from unlisted(seen, "environments", seen.policy.environments, "environment")
