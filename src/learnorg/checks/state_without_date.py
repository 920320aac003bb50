"""States of which nobody can tell since when they hold."""

from collections.abc import Iterator

from learnorg.checks.check import Remark, Seen, over_records
from learnorg.checks.lines import LINES
from learnorg.findings import Level


@over_records(Level.WARNING)
def state_without_date(seen: Seen) -> Iterator[Remark]:
    """
    A state that bears no date, in a record whose other states do.

    Why it matters: lead and cycle times are measured from these dates, and a state without
    one was mostly changed by hand.

        state: accepted
        dates:
          proposed: 2026-11-02

    Instead, give the day on which it was reached, or let a verb such as `learnorg accept` do so:

        state: accepted
        dates:
          proposed: 2026-11-02
          accepted: 2026-11-10
    """
    record = seen.improvement or seen.review or seen.article
    if record is None or record.imported or not record.dates or record.state in record.dates:
        return
    assert seen.kind is not None
    back = _on_a_way_back(record.state, {*record.dates}, LINES[seen.kind])
    if record.state != seen.kind.states[0] and not back:
        yield Remark(
            f"{record.state}, but it does not say since when",
            ("state",),
            f"learnorg set {record.id} dates.{record.state}=DAY",
        )


def _on_a_way_back(state: str, dated: set[str], line: tuple[str, ...]) -> bool:
    """Whether a later state was reached before: only the first way has dates."""
    return state in line and not dated.isdisjoint(line[line.index(state) :])
