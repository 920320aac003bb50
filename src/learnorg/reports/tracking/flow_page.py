"""The page on flow: figures with what they mean, pictures with their tables."""

from collections.abc import Iterator
from typing import Any

from learnorg.methods.flow import FEWEST, TOLERANCE, Percentiles, Spell
from learnorg.page import (
    Axis,
    Block,
    Cell,
    Chart,
    Column,
    Fields,
    Heading,
    Page,
    Point,
    Say,
    Series,
    Table,
    Text,
    Tone,
    counted,
)
from learnorg.register.course import IN_WORK
from learnorg.reports.states import TONES
from learnorg.reports.tracking.figures import days, in_days, per_cent, rounded, spread
from learnorg.reports.tracking.flows import Flow


def lay_out(flow: Flow) -> Page:
    """The figures with what they mean, and two pictures with their tables."""
    return Page(f"Flow {flow.window}", tuple(_blocks(flow)), "flow", _data(flow))


def _blocks(flow: Flow) -> Iterator[Block]:
    yield Text(_sentence(flow))
    if flow.undated:
        yield Text(_undated(flow.undated), "warn")
    yield Heading("How long it takes, in days")
    yield _durations(flow)
    yield from _unknown(flow)
    yield Heading("How much gets done")
    yield _months(flow)
    yield Chart(
        "bars", "Closed a month", Axis("month", "name"), Axis("closed"),
        [Series("closed", [Point(_month(one), one.number) for one in flow.months])],
    )  # fmt: skip
    yield Heading(f"What is open, {flow.today}")
    yield Text(_open(flow), "" if flow.open else "quiet")
    if flow.standing:
        yield _standing(flow)
    yield Text(*_littles_law(flow))
    if flow.areas.states:
        yield Heading("Cumulative flow")
        yield _areas_table(flow)
        yield _areas_chart(flow)
    yield Heading("Answers and endings")
    yield Fields(tuple(_endings(flow)))


def _sentence(flow: Flow) -> str:
    """The answer in a sentence or two."""
    if not flow.closed:
        return f"Nothing was closed in {counted(flow.window.days, 'day')}."
    told = f"{counted(flow.closed, 'improvement')} closed in {counted(flow.window.days, 'day')}"
    if flow.lead.p50 is None:
        return f"{told}: too few to say how long such things take."
    return (
        f"{told}. Half of them took up to {in_days(flow.lead.p50)} from the idea on, "
        f"85 % up to {days(flow.lead.p85)}."
    )


def _undated(number: int) -> str:
    """What is missing, where nobody knows when something was over."""
    what = "improvement is" if number == 1 else "improvements are"
    return (
        f"{number:,} {what} closed or declined on no day that is known, and left out here: "
        "`learnorg check` tells which."
    )


def _durations(flow: Flow) -> Table:
    shares = ("50 %", "85 %", "95 %")
    columns = [Column("time", flexible=True)]
    columns += [Column(name, right=True) for name in ("closed", *shares)]
    named = (("lead: proposed to closed", flow.lead), ("cycle: in-progress to closed", flow.cycle))
    rows = [_duration(name, took) for name, took in named]
    names = [
        column.name if column.name not in shares else f"p{column.name[:2]}" for column in columns
    ]
    return Table(columns, rows, Table([Column(name) for name in names], rows))


def _duration(name: str, took: Percentiles) -> list[Cell]:
    if took.p50 is None:
        few = Say(f"fewer than {FEWEST}", "quiet", " ")
        return [name, str(took.number), few, "", ""]
    return [name, str(took.number), days(took.p50), days(took.p85), days(took.p95)]


def _unknown(flow: Flow) -> Iterator[Text]:
    """Of how much of what was closed a time is not known."""
    for name, took, first in (
        ("Lead", flow.lead, "they were proposed"),
        ("Cycle", flow.cycle, "work on them began"),
    ):
        if missing := flow.closed - took.number:
            yield Text(
                f"{name} time leaves out {missing:,} of the {flow.closed:,} closed: the day on "
                f"which {first} is not known, or comes after that of their end.",
                "quiet",
            )


def _months(flow: Flow) -> Table:
    columns = [Column("month"), Column("closed", right=True)]
    return Table(columns, [[_month(one), str(one.number)] for one in flow.months])


def _month(one: Spell) -> str:
    """A month; of one that the window cuts, its days."""
    return (
        f"{one.first:%Y-%m}" if one.whole else f"{one.first:%Y-%m} ({one.first.day}-{one.last.day})"
    )


def _open(flow: Flow) -> str:
    """How many are open, and how many of them are in work."""
    if not flow.open:
        return "Nothing is open."
    return f"{flow.open} open, {flow.in_work} of them in work ({' or '.join(IN_WORK)})."


def _standing(flow: Flow) -> Table:
    columns = [Column("state"), Column("now", right=True), Column("limit", right=True), Column("")]
    rows: list[list[Cell]] = [
        [
            Say(one.state, TONES.get(one.state, "")),
            Say(str(one.number), "bad" if one.over else ""),
            "" if one.limit is None else str(one.limit),
            Say("too many", "bad") if one.over else "",
        ]
        for one in flow.standing
    ]
    return Table(columns, rows)


def _littles_law(flow: Flow) -> tuple[str, Tone]:
    """Whether Little's law holds, and what that means, in words."""
    little = flow.little
    if little is None:
        return f"Not enough data for Little's law: {_missing(flow)}.", "quiet"
    figures = (
        f"On average {little.wip:.1f} were begun and not closed, those on hold too; throughput x "
        f"cycle time would make it {little.expected:.1f}."
    )
    if little.agrees:
        agree = f"They agree within {per_cent(TOLERANCE)}"
        return f"{figures} {agree}: the times above hold for what is in work, too.", ""
    if little.expected < little.wip:
        why = (
            "They do not agree: more is begun than gets finished, or old work stays open, so what "
            "is in work will take longer than the times above say."
        )
    else:
        why = (
            "They do not agree: much that was closed had begun long before, so the times above "
            "are those of old work, and what is in work may take less."
        )
    return f"{figures} {why}", "warn"


def _missing(flow: Flow) -> str:
    """What Little's law lacks."""
    return f"{flow.cycle.number} of at least {FEWEST} closed with the day they began"


def _areas_table(flow: Flow) -> Table:
    states = list(reversed(flow.areas.states))
    columns = [Column("day"), *(Column(state, right=True) for state in states)]
    rows: list[list[Cell]] = [
        [day.isoformat(), *(str(flow.areas.states[state][n]) for state in states)]
        for n, day in enumerate(flow.areas.days)
    ]
    return Table(columns, rows)


def _areas_chart(flow: Flow) -> Chart:
    series = [
        Series(state, [Point(day.isoformat(), n) for day, n in zip(flow.areas.days, counts,
               strict=True)], TONES.get(state, ""))
        for state, counts in flow.areas.states.items()
    ]  # fmt: skip
    title = f"Improvements by state, closed from {flow.window.first}"
    return Chart("areas", title, Axis("day", "day"), Axis("improvements"), series)


def _endings(flow: Flow) -> Iterator[tuple[str, Cell]]:
    replies, success, on_time = flow.replies, flow.success, flow.on_time
    if replies.median is None:
        yield "reply time", Say("nobody was answered in that time", "quiet")
    else:
        late = replies.median > replies.within
        told = f"{in_days(replies.median)} for half of {replies.number} answered"
        yield "reply time", Say(f"{told}; promised: {replies.within}", "warn" if late else "")
    counts = (
        f"{success.achieved} achieved, {success.partly} partly, {success.not_achieved} not achieved"
    )
    if success.rate is None:
        yield "success", Say("not enough data: no outcome was measured", "quiet")
    else:
        yield "success", f"{per_cent(success.rate)} of {success.measured} measured ({counts})"
    beside = f"{success.delivered} delivered without measure, {success.withdrawn} withdrawn"
    yield "beside it", beside + (f", {success.unknown} without outcome" * bool(success.unknown))
    if on_time.share is None:
        yield "on time", Say("not enough data: nothing closed had a due date", "quiet")
    else:
        yield "on time", f"{per_cent(on_time.share)} of {on_time.number} closed that had a due date"


def _data(flow: Flow) -> dict[str, Any]:
    return {
        "window": {"first": flow.window.first.isoformat(), "last": flow.window.last.isoformat(),
                   "days": flow.window.days},
        "closed": flow.closed,
        "ended_without_day": flow.undated,
        "lead_days": spread(flow.lead),
        "cycle_days": spread(flow.cycle),
        "throughput": [
            {"first": one.first.isoformat(), "last": one.last.isoformat(), "closed": one.number,
             "whole": one.whole}
            for one in flow.months
        ],
        "open": flow.open,
        "in_work": flow.in_work,
        "states": [
            {"state": one.state, "count": one.number, "limit": one.limit, "over": one.over}
            for one in flow.standing
        ],
        "cumulative": {"days": [day.isoformat() for day in flow.areas.days],
                       "states": flow.areas.states},
        "littles_law": _law(flow),
        "reply_days": {"count": flow.replies.number, "median": flow.replies.median,
                       "promised": flow.replies.within},
        "success": {"rate": rounded(flow.success.rate), "achieved": flow.success.achieved,
                    "partly_achieved": flow.success.partly,
                    "not_achieved": flow.success.not_achieved,
                    "delivered": flow.success.delivered, "withdrawn": flow.success.withdrawn,
                    "unknown": flow.success.unknown},
        "on_time": {"count": flow.on_time.number, "share": rounded(flow.on_time.share)},
    }  # fmt: skip


def _law(flow: Flow) -> dict[str, Any]:
    """Little's law for programs, or what it lacks."""
    little = flow.little
    return {
        "work_in_progress": None if little is None else round(little.wip, 2),
        "expected": None if little is None else round(little.expected, 2),
        "agrees": None if little is None else little.agrees,
        "tolerance": TOLERANCE,
        "missing": f"not enough data: {_missing(flow)}" if little is None else None,
    }
