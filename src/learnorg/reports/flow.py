"""How does work flow: how long it takes, how much gets done, how much is begun?"""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from learnorg.kinds.improvement import IMPROVEMENT, ORDER
from learnorg.methods.flow import (
    FEWEST,
    Little,
    littles_law,
    on_time,
    percentiles,
    reply_time,
    standing_at,
    success,
    throughput,
    took,
    work_in_progress,
)
from learnorg.periods import Period
from learnorg.register.course import Course, beginning, courses
from learnorg.register.query import Query
from learnorg.register.register import Register
from learnorg.reports.tracking.flow_page import lay_out
from learnorg.reports.tracking.flows import Areas, Flow, OnTime, Replies, Standing
from learnorg.reports.tracking.windows import Window, ticks, window

STACKED = ("closed", "on-hold", *reversed(ORDER[:-1]))
"""The areas of cumulative flow, the lowest first."""


def derive(register: Register, query: Query, span: Period, today: date) -> Flow:
    """
    The flow of the improvements that a query finds, whatever their state.

    What was closed in the span makes lead and cycle times, throughput, results and on time;
    what was answered in it makes the reply time. Work in progress over time comes from `dates`,
    which tell when a state was first reached: what was reopened counts as in work since it first
    began, what was moved back stays in the state it left, and a hold that is over belongs to the
    state it interrupted. Work in progress *now* goes by the states that records have.
    """
    known = courses(register, query, today)
    within = window(span, beginning(known), today)
    ended = [c for c in known if c.closed in within]
    lead = [t for c in ended if (t := took(c.proposed, c.closed)) is not None]
    cycle = [t for c in ended if (t := took(c.begun, c.closed)) is not None]
    return Flow(
        within,
        today,
        len(ended),
        sum(c.undated for c in known),
        percentiles(lead),
        percentiles(cycle),
        throughput([c.closed for c in ended if c.closed], within.first, within.last, "month"),
        _standing(known, register),
        _areas(known, within),
        _little(known, cycle, within),
        _replies(known, within, register.policy.answer_within),
        success(c.result for c in ended),
        _on_time(ended),
    )


def _standing(known: Sequence[Course], register: Register) -> list[Standing]:
    """How many are in each open state that has any, or a limit."""
    counts, limits = Counter(c.state for c in known), register.policy.wip
    shown = [s for s in IMPROVEMENT.states if s not in IMPROVEMENT.finished]
    return [Standing(s, counts[s], limits.get(s)) for s in shown if counts[s] or s in limits]


def _areas(known: Sequence[Course], within: Window) -> Areas:
    days = ticks(within)
    stays = [
        stay
        for c in known
        if not c.undated
        for stay in c.stays
        if stay[0] != "declined" and (stay[0] != "closed" or stay[1] in within)
    ]
    found = standing_at(stays, days)
    return Areas(days, {s: found[s] for s in STACKED if any(found.get(s, ()))})


def _little(known: Sequence[Course], cycle: Sequence[int], within: Window) -> Little | None:
    """
    Little's law over the window, among what has the days of its beginning and, if any, end.

    None where too few finished for cycle times to hold: then it would hold by chance.
    """
    if len(cycle) < FEWEST:
        return None
    stays = [
        (c.begun, c.reached.get(c.state) if not c.open else None)
        for c in known
        if c.begun and not c.undated
    ]
    wip = work_in_progress(stays, within.first, within.last)
    return littles_law(wip, len(cycle) / within.days, sum(cycle) / len(cycle))


def _replies(known: Sequence[Course], within: Window, promised: int) -> Replies:
    asked = [(c.proposed, c.answered) for c in known if c.answered in within]
    both = [(p, a) for p, a in asked if p and a and p <= a]
    return Replies(len(both), reply_time(both), promised)


def _on_time(ended: Sequence[Course]) -> OnTime:
    both = [(c.closed, c.due) for c in ended if c.closed and c.due]
    return OnTime(len(both), on_time(both))


__all__ = ["derive", "lay_out"]
