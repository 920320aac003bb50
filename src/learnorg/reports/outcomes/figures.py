"""The figures of a report of achievements: sentences, comparisons, pictures and their tables."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from learnorg.kinds.improvement import RESULTS
from learnorg.page import (
    Axis,
    Block,
    Cell,
    Chart,
    Column,
    Heading,
    Items,
    Point,
    Say,
    Series,
    Table,
    Text,
    Tone,
    counted,
)
from learnorg.reports.outcomes.numbers import amount, percent, plain, rounded
from learnorg.reports.outcomes.tally import WORDS, Group, Tally
from learnorg.reports.outcomes.window import Window
from learnorg.reports.outcomes.worth import PER, Money, Other, Worth

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
    yield from map(_benefit, worth.money)


def _benefit(one: Money) -> str:
    """What was measured of one sort of money, and what was expected of all."""
    sure = f" ({one.hard})" if one.hard else ""
    manner = f"{one.currency} {PER.get(one.per, one.per)}{sure}"
    measured = "none" if one.actual is None else amount(one.actual)
    expected = "" if one.expected is None else f", {amount(one.expected)} expected"
    return f"Benefits in {manner}: {measured} measured{expected}."


def _endings(now: Tally) -> str:
    """How many ended how: those measured, then the others."""
    judged = ", ".join(_endings_of(now, RESULTS[:3]))
    others = ", ".join(_endings_of(now, (*RESULTS[3:], "")))
    return "; ".join(filter(None, (judged, others)))


def _endings_of(now: Tally, names: Sequence[str]) -> Iterator[str]:
    words = {**WORDS, "partly-achieved": "partly", "not-achieved": "not"}
    words["delivered"] = "delivered without measure"
    return (f"{now.results[name]:,} {words[name]}" for name in names if now.results[name])


def comparison(now: Tally, then: Tally, window: Window, past: Window | None) -> Iterator[Block]:
    """The figures beside those of the period before."""
    yield Heading("In figures")
    name = "this period" if " " in window.name else window.name
    tallies = (now, then) if past else (now,)
    heads = [Column("figure"), Column(name, right=True), Column("before", right=True)]
    rows: list[Sequence[Cell]] = [
        (figure, *map(value, tallies))
        for figure, value in FIGURES
        if any(value(one) != "0" for one in tallies)
    ]
    yield Table(heads[: len(tallies) + 1], rows)
    if past:
        yield Text(f"Before: {past.first} to {past.last}, {counted(past.days, 'day')}.", "quiet")


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


def money(worth: Worth, short: Mapping[str, str]) -> Iterator[Block]:
    """Money by its manner, then what is not money."""
    if worth.money:
        yield Heading("Benefits in money, expected and actual")
        names = ("expected", "actual", "realised")
        heads = [Column("money", flexible=True), *(Column(name, right=True) for name in names)]
        yield Table(
            [*heads, Column("not measured yet", right=True)], [_row(m) for m in worth.money]
        )
        yield from (Text(told, "quiet") for told in map(_bias, worth.money) if told)
    if worth.other:
        yield Heading("Other benefits")
        yield Items([_other(one, short) for one in worth.other])


def _row(one: Money) -> list[Cell]:
    share = percent(one.realised.share)
    return [
        one.called, amount(one.expected), amount(one.actual), share, str(one.realised.unmeasured)
    ]  # fmt: skip


def _bias(one: Money) -> str:
    """What usually comes of an expectation, once three have been measured."""
    if one.bias is None or one.realised.measured < 3:
        return ""
    return f"{one.called}: half of the benefits came to {percent(one.bias)} of what was expected."


def _other(one: Other, short: Mapping[str, str]) -> Cell:
    kind, expected, actual, _, per, _ = one.benefit
    pieces = [
        f"{name} {amount(value)}"
        for name, value in (("expected", expected), ("actual", actual))
        if value is not None
    ]
    manner = f" {PER.get(per, per)}" if per and pieces else ""
    said = f"{', '.join(pieces) or 'not counted'}{manner}"
    name = one.source.identity
    line = f"{kind or 'benefit'}: {said}"
    return Say(f"{line} ({short[name]})", whole=f"{line} ({name})")


def tally_data(one: Tally) -> dict[str, Any]:
    """The counts for programs."""
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


def worth_data(worth: Worth) -> dict[str, Any]:
    """The benefits for programs."""
    return {
        "money": [
            {
                "currency": one.currency,
                "per": one.per or None,
                "hard": {"hard": True, "soft": False}.get(one.hard),
                "benefits": one.benefits,
                "expected": plain(one.expected),
                "actual": plain(one.actual),
                "realisation": rounded(one.realised.share),
                "not_measured_yet": one.realised.unmeasured,
                "forecast_bias": rounded(one.bias),
            }
            for one in worth.money
        ],
        "other": [
            {
                "id": one.source.identity,
                "kind": one.benefit.kind,
                "expected": plain(one.benefit.expected),
                "actual": plain(one.benefit.actual),
                "per": one.benefit.per or None,
            }
            for one in worth.other
        ],
    }
