"""Days that come before those they follow: of states, and of a hold."""

from collections.abc import Iterator, Mapping
from datetime import date

from learnorg.checks.check import Remark, Seen, over_records
from learnorg.checks.lines import LINES
from learnorg.findings import Level


@over_records(Level.ERROR)
def dates_out_of_order(seen: Seen) -> Iterator[Remark]:
    """
    A later state bears an earlier date, or a hold ends before it begins.

    Why it matters: lead and cycle times are measured from these dates, and a hold that was
    over before it began reminds nobody.

        raised: 2026-11-02
        dates:
          proposed: 2026-11-02
          accepted: 2026-10-30

    Instead, give each state the day on which it was first reached, and a hold the day until
    which it lasts.
    """
    record = seen.improvement or seen.review or seen.article
    if record is None or seen.kind is None:
        return
    dates: Mapping[str, date] = record.dates  # type: ignore[assignment]  # states are texts
    last, when = "raised", record.raised
    for state in LINES[seen.kind]:
        day = dates.get(state)
        if day is None:
            continue
        if day < when:
            yield Remark(f"{state} on {day}, before {last} on {when}", ("dates", state))
        else:
            last, when = state, day
    for state in ("declined", "on-hold", "archived"):
        day = dates.get(state)
        if day is not None and day < record.raised:
            yield Remark(f"{state} on {day}, before raised on {record.raised}", ("dates", state))
    hold = seen.improvement.hold if seen.improvement else None
    if hold and hold.since and hold.until and hold.until < hold.since:
        yield Remark(
            f"on hold until {hold.until}, before it began on {hold.since}", ("hold", "until")
        )
