"""Sources that are not on the list."""

from collections.abc import Iterator

from learnorg.checks.check import Remark, Seen, over_records
from learnorg.findings import Level
from learnorg.spelling import did_you_mean


@over_records(Level.WARNING)
def unknown_source(seen: Seen) -> Iterator[Remark]:
    """
    A source of improvements that is not on the list.

    Why it matters: only known sources can be seen to fall silent.

        source:
          type: my boss

    Instead, use one of the usual ones, such as `staff-suggestion` or `audit`, or add your
    own to `sources` in `learnorg.yaml`.
    """
    source = seen.plain.get("source")
    name = source.get("type") if isinstance(source, dict) else None
    known = seen.policy.all_sources
    if isinstance(name, str) and name not in known:
        hint = did_you_mean(name, known) or f"Sources: {', '.join(known)}."
        yield Remark(f"'{name}' is no known source", ("source", "type"), hint)
