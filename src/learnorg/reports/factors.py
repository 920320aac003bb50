"""What makes it possible, time and again: which contributing factors most reviews name?"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple

from learnorg.methods.knowledge import share
from learnorg.methods.pareto import pareto
from learnorg.methods.resemblance import grouped
from learnorg.page import (
    Axis,
    Block,
    Cell,
    Chart,
    Column,
    Mark,
    Page,
    Point,
    Say,
    Series,
    Table,
    Text,
    counted,
)
from learnorg.periods import Period
from learnorg.register.recurrence import recurrences
from learnorg.register.register import Register
from learnorg.register.reviews import SUCCESS, About, Factor, Review, about
from learnorg.register.service_lessons import OUTSIDE
from learnorg.reports.tracking.figures import per_cent, rounded
from learnorg.reports.tracking.windows import Window, window

By = Literal["category", "factor"]

FEW = 0.8
"""The few that make up so much are marked off (Juran 1951)."""
DRAWN = 15
"""So many bars are drawn at most."""
APART = (SUCCESS, OUTSIDE)
"""Types of reviews of what is wanted again, and of what happened to others."""
UNSORTED = " (no category)"


class Named(NamedTuple):
    """A category, or factors of one wording, and the reviews that name it."""

    name: str
    categorised: bool
    reviews: tuple[str, ...]
    share: float
    cumulative: float


class Factors(NamedTuple):
    """What the reviews of a window name, the most frequent first, and how much came again."""

    window: Window
    about: About
    by: By
    named: list[Named]
    reviews: int
    """Reviews that name any factor."""
    silent: int
    """Reviews of the window that name none."""
    factors: int
    again: int
    """Reviews that share a factor with an earlier, closed one."""

    @property
    def often(self) -> bool:
        """Whether any is named by more than one review."""
        return any(len(one.reviews) > 1 for one in self.named)

    @property
    def few(self) -> int:
        """How many of the first make up 80 % of all."""
        return next((n for n, one in enumerate(self.named, 1) if one.cumulative >= FEW), 0)


def derive(register: Register, wanted: About, by: By, span: Period, today: date) -> Factors:
    """
    The Pareto of what contributed, over the reviews of what happened in a span.

    A category is counted once a review, however many of its factors are of it. What has no
    category is grouped by likeness (`methods.resemblance`) under its commonest wording; by
    factor, all are. Shares are of all the times that a review names one of them. Successes and
    lessons from outside are left out, unless their type is asked for.
    """
    every = [
        one
        for one in about(register, wanted, today)
        if one.happened and (one.type == wanted.type or one.type not in APART)
    ]
    within = window(span, min((one.happened for one in every if one.happened), default=None), today)
    there = [one for one in every if one.happened in within]
    telling = [one for one in there if one.factors]
    return Factors(
        within,
        wanted,
        by,
        _named(telling, by),
        len(telling),
        len(there) - len(telling),
        sum(len(one.factors) for one in telling),
        len(recurrences(register, telling, today)),
    )


def _named(telling: Sequence[Review], by: By) -> list[Named]:
    said = [(one.identity, factor) for one in telling for factor in one.factors]
    loose = [factor for _, factor in said if not _counts(factor, by)]
    wordings = iter(grouped([f.what for f in loose], [f.category.casefold() for f in loose]))
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for identity, factor in said:
        if _counts(factor, by):
            name = factor.category.casefold()
        else:
            name = next(wordings) + (UNSORTED if by == "category" else "")
        found[name][identity] = None
    bars = pareto(name for name, identities in found.items() for _ in identities)
    return [
        Named(bar.name.removesuffix(UNSORTED), by == "category" and not bar.name.endswith(UNSORTED),
              tuple(found[bar.name]), bar.share, bar.cumulative)
        for bar in bars
    ]  # fmt: skip


def _counts(factor: Factor, by: By) -> bool:
    """Whether a factor is counted by its category."""
    return by == "category" and bool(factor.category)


def lay_out(found: Factors, limit: int = 0) -> Page:
    """The table, the most frequent first, and the same as bars."""
    of = f": {found.about.told}" if found.about.told else ""
    title = f"Contributing factors, {found.window}{of}"
    return Page(title, tuple(_blocks(found, limit)), "factors", _data(found))


def _blocks(found: Factors, limit: int) -> Iterator[Block]:
    if not found.named:
        yield Text(f"Not enough data: {_missing(found)}.", "quiet")
        return
    yield Text(_sentence(found))
    yield _table(found, limit)
    if limit and len(found.named) > limit:
        yield Text(f"and {len(found.named) - limit} more; --limit 0 shows all", "quiet")
    if found.often:
        yield _chart(found)
    else:
        yield Text(f"No {found.by} is named by more than one review.")
    yield Text(
        "Counted are reviews, each once; shares are of all the times that a review names one. "
        "What is named most is where to look first, and no verdict on anybody.",
        "quiet",
    )


def _missing(found: Factors) -> str:
    if not found.silent:
        return "nothing that happened in that time was reviewed"
    return f"{counted(found.silent, 'review')} in that time, and no contributing factor in any"


def _sentence(found: Factors) -> str:
    """How much was counted, and how much of it came again."""
    told = f"{counted(found.reviews, 'review')} with {counted(found.factors, 'factor')}"
    if found.silent:
        told += f", {found.silent} more without any"
    if found.about.type == SUCCESS:
        return f"{told}."
    again = share(found.again, found.reviews) or 0
    return (
        f"{told}. {found.again} of {found.reviews} ({per_cent(again)}) share a factor with an "
        "earlier, closed review: learnorg recurrence."
    )


def _table(found: Factors, limit: int) -> Table:
    columns = [Column(found.by, flexible=True, wrapped=True)]
    columns += [Column(name, right=True) for name in ("reviews", "share", "together")]
    shown = found.named[: limit or None]
    rows: list[list[Cell]] = [
        [_called(one, found.by), str(len(one.reviews)), per_cent(one.share),
         Say(per_cent(one.cumulative), "strong" if n <= found.few else "")]
        for n, one in enumerate(shown, 1)
    ]  # fmt: skip
    heads = (found.by, "categorised", "reviews", "share", "cumulative", "ids")
    programs: list[list[Cell]] = [
        [one.name, "yes" if one.categorised else "no", str(len(one.reviews)),
         f"{one.share:.4f}", f"{one.cumulative:.4f}", " ".join(one.reviews)]
        for one in found.named
    ]  # fmt: skip
    return Table(columns, rows, Table([Column(head) for head in heads], programs))


def _called(one: Named, by: By) -> Cell:
    return one.name if by == "factor" or one.categorised else one.name + UNSORTED


def _chart(found: Factors) -> Chart:
    drawn = found.named[:DRAWN]
    points = [Point(one.name, len(one.reviews)) for one in drawn]
    marks = (
        [Mark("x", drawn[found.few].name, "80 % stand before")]
        if 0 < found.few < len(drawn)
        else []
    )
    title = "Reviews that name it"
    order = [one.name for one in drawn]
    return Chart("bars", title, Axis(found.by, "name", order), Axis("reviews"),
                 [Series("reviews", points)], marks)  # fmt: skip


def _data(found: Factors) -> dict[str, Any]:
    return {
        "window": {"first": found.window.first.isoformat(), "last": found.window.last.isoformat()},
        "by": found.by,
        "service": found.about.service or None,
        "type": found.about.type or None,
        "reviews": found.reviews,
        "reviews_without_factors": found.silent,
        "factors": found.factors,
        "recurrence": {
            "count": found.again,
            "of": found.reviews,
            "share": rounded(share(found.again, found.reviews)),
        },
        "named": [
            {"name": one.name, "categorised": one.categorised, "reviews": list(one.reviews),
             "count": len(one.reviews), "share": rounded(one.share),
             "cumulative": rounded(one.cumulative)}
            for one in found.named
        ],
        "missing": None if found.named else f"not enough data: {_missing(found)}",
    }  # fmt: skip
