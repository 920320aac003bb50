"""The figures of a report of achievements: sentences, comparisons, pictures and their tables."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from learnorg.kinds.improvement import RESULTS
from learnorg.page import (
    Axis,
    Block,
    Cell,
    Chart,
    Column,
    Heading,
    Point,
    Say,
    Series,
    Table,
    Text,
    Tone,
    counted,
)
from learnorg.reports.outcomes.benefits import told
from learnorg.reports.outcomes.numbers import amount, percent, rounded
from learnorg.reports.outcomes.tally import WORDS, Group, Tally, tally
from learnorg.reports.outcomes.window import Window
from learnorg.reports.outcomes.worth import Worth

TONES: dict[str, Tone] = {
    "achieved": "good", "partly-achieved": "warn", "not-achieved": "bad", "withdrawn": "quiet"
}  # fmt: skip
BRIEF = {
    "achieved": "achieved",
    "partly-achieved": "partly",
    "not-achieved": "not",
    "delivered": "delivered",
    "withdrawn": "withdrawn",
    "": "unsaid",
}


def sentences(now: Tally, worth: Worth, window: Window) -> Iterator[str]:
    """What a report comes to, to be passed on as it is."""
    so_far = " so far" if window.running else ""
    if not now.finished:
        yield f"{window.when} nothing was finished{so_far}."
        return
    were = "improvement was" if now.finished == 1 else "improvements were"
    yield f"{window.when} {now.finished:,} {were} finished{so_far}: {_endings(now)}."
    if now.success is None:
        yield "Not enough data for a success rate: none of them was measured."
    else:
        yield f"Success rate {percent(now.success)} of the {now.judged:,} measured."
    if now.due:
        yield f"{now.punctual:,} of the {now.due:,} with a due day were on time."
    yield from map(told, worth.money)


def _endings(now: Tally) -> str:
    """How many ended how: those measured, then the others."""
    judged = ", ".join(_endings_of(now, RESULTS[:3]))
    others = ", ".join(_endings_of(now, (*RESULTS[3:], "")))
    return "; ".join(filter(None, (judged, others)))


def _endings_of(now: Tally, names: Sequence[str]) -> Iterator[str]:
    words = {**WORDS, "partly-achieved": "partly", "not-achieved": "not"}
    words["delivered"] = "delivered without measure"
    return (f"{now.results[name]:,} {words[name]}" for name in names if now.results[name])


def comparison(
    now: Tally, then: Tally | None, window: Window, past: Window | None, began: date | None
) -> Iterator[Block]:
    """The figures beside those of the period before, as far as the register has it."""
    yield Heading("In figures")
    name = "this period" if " " in window.name else window.name
    tallies = (now, then) if past else (now,)
    heads = [Column("figure"), Column(name, right=True), Column("before", right=True)]
    rows: list[Sequence[Cell]] = [
        (figure, *("–" if one is None else value(one) for one in tallies))
        for figure, value in FIGURES
        if any(one and value(one) != "0" for one in tallies)
    ]
    yield Table(heads[: len(tallies) + 1], rows)
    if past:
        days = f"Before: {past.first} to {past.last}, {counted(past.days, 'day')}"
        short = f"; the register began on {began}" if began and began > past.first else ""
        yield Text(f"{days}{short}.", "quiet")


def _result(name: str) -> Callable[[Tally], str]:
    return lambda one: f"{one.results[name]:,}"


FIGURES: Sequence[tuple[str, Callable[[Tally], str]]] = (
    ("finished", lambda one: f"{one.finished:,}"),
    *((WORDS[name], _result(name)) for name in (*RESULTS, "")),
    ("success rate", lambda one: percent(one.success)),
    ("on time", lambda one: f"{one.punctual:,} of {one.due:,}" if one.due else "–"),
    ("days from raised to closed, median", lambda one: amount(one.days)),
)
"""Each figure with how it is told of a tally."""


def by_month(groups: Sequence[Group], unit: str) -> Iterator[Block]:
    """Finished improvements over time by how they ended, as a picture and as a table."""
    heading = f"By {unit}"
    used = _used(groups)
    yield Heading(heading)
    if len(groups) > 1:
        yield Chart(
            "bars",
            f"Finished a {unit}, by outcome",
            Axis(unit, "name", [one.name for one in groups]),
            Axis("improvements"),
            [
                Series(
                    "delivered" if name == "delivered" else WORDS[name],
                    [Point(one.name, one.results[name]) for one in groups if one.results[name]],
                    TONES.get(name, ""),
                )
                for name in used
            ],
        )
    yield _table(unit, groups, used)


def groups(heading: str, name: str, found: Sequence[Group]) -> Iterator[Block]:
    """How many ended how for each of some names, which may share an improvement."""
    if found:
        yield Heading(heading)
        yield _table(name, found, _used(found))


def _used(found: Sequence[Group]) -> list[str]:
    """The outcomes that occur."""
    return [name for name in WORDS if any(one.results[name] for one in found)]


def _table(name: str, found: Sequence[Group], used: Sequence[str]) -> Table:
    heads = [Column(name, flexible=True, wrapped=True), Column("finished", right=True)]
    heads += [Column(BRIEF[result], right=True) for result in used]
    rows = [
        [one.name, _count(one.finished), *(_count(one.results[result]) for result in used)]
        for one in found
    ]
    return Table(heads, rows)


def _count(number: int) -> Cell:
    return f"{number:,}" if number else Say("0", "quiet")


def tally_data(one: Tally | None) -> dict[str, Any]:
    """The counts for programs; each null where there is nothing to count."""
    if one is None:
        return dict.fromkeys(tally_data(tally(())))
    return {
        "finished": one.finished,
        "outcomes": {name.replace("-", "_") or "unsaid": n for name, n in one.results.items()},
        "success_rate": rounded(one.success),
        "measured": one.judged,
        "on_time": one.punctual,
        "with_due_day": one.due,
        "median_days": one.days,
    }


def group_data(name: str, one: Group) -> dict[str, Any]:
    """A group's counts for programs."""
    outcomes = {result.replace("-", "_") or "unsaid": n for result, n in one.results.items()}
    return {name: one.name, "finished": one.finished, "outcomes": outcomes}
