"""Teams that policy does not list."""

from collections.abc import Iterator

from learnorg.checks.check import Remark, Seen, over_records
from learnorg.checks.listed import unlisted
from learnorg.findings import Level


@over_records(Level.ERROR)
def unknown_team(seen: Seen) -> Iterator[Remark]:
    """
    A team that `learnorg.yaml` does not list.

    Why it matters: filters and figures by team miss what is spelt in another way. Where
    policy lists no teams, anything goes.

        team: Platfrom

    Instead, use the name as it is listed under `teams`, or add it there.
    """
    yield from unlisted(seen, "team", seen.policy.teams, "team")
