"""Services that policy does not list."""

from collections.abc import Iterator

from learnorg.checks.check import Remark, Seen, over_records
from learnorg.checks.listed import unlisted
from learnorg.findings import Level


@over_records(Level.ERROR)
def unknown_service(seen: Seen) -> Iterator[Remark]:
    """
    A service that `learnorg.yaml` does not list.

    Why it matters: filters and figures by service miss what is spelt in another way. Where
    policy lists no services, anything goes.

        services: [Platfrom]

    Instead, use the name as it is listed under `services`, or add it there.
    """
    yield from unlisted(seen, "services", seen.policy.services, "service")
