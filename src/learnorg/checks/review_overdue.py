"""Reviews that are open for longer than policy gives them."""

from collections.abc import Iterator
from datetime import date

from learnorg.checks.check import Remark, across_register
from learnorg.findings import Level
from learnorg.methods.moments import moment
from learnorg.page import counted
from learnorg.periods import NotADate, iso_day
from learnorg.register.register import Register


@across_register(Level.WARNING)
def review_overdue(register: Register, today: date) -> Iterator[Remark]:
    """
    A review is open for longer than its type has, from when it was resolved, or else raised.

    Why it matters: people forget what they saw within days, and what was found helps nobody
    before it is placed. Policy says how many days each type has: `reviews.within`.

        type: post-mortem
        state: draft
        times:
          resolved: 2026-10-01 10:05

    Instead, place what was found and close it: `learnorg review close ID`.
    """
    rows = register.index.rows(
        "SELECT path, type, raised, json_extract(json, '$.times.resolved') FROM records "
        "JOIN contents USING (n) WHERE kind = 'review' AND open AND broken IS NULL ORDER BY path"
    )
    for path, of_type, raised, resolved in rows:
        since = _day(resolved)
        day = since or _day(raised)
        within = register.policy.reviews.closed_within(of_type)
        if day is None or (today - day).days <= within:
            continue
        what = "it was resolved" if since else "it was raised"
        told = f"open for {counted((today - day).days, 'day')} since {what} on {day}"
        yield Remark(f"{told}, where {counted(within, 'day')} are given", ("state",), path=path)


def _day(text: object) -> date | None:
    """The day of a moment, or a day; none where there is none."""
    if not isinstance(text, str):
        return None
    if (at := moment(text)) is not None:
        return at.at.date()
    try:
        return iso_day(text)
    except NotADate:
        return None
