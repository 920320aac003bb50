"""What came again although an earlier review had named it, and what was to cure it?"""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from learnorg.methods.knowledge import share
from learnorg.page import Block, Cell, Column, Page, Say, Table, Text, Tone, counted
from learnorg.periods import Period
from learnorg.register.homes import Home
from learnorg.register.lookup import shortest
from learnorg.register.recurrence import Earlier, Recurring, recurrences
from learnorg.register.register import Register
from learnorg.register.reviews import About, Review, about
from learnorg.reports.telling.recurring import recurring_data
from learnorg.reports.tracking.figures import per_cent, rounded
from learnorg.reports.tracking.windows import Window, window


class Recurrence(NamedTuple):
    """The reviews of a window that share a factor with an earlier one, of those with factors."""

    window: Window
    about: About
    again: list[tuple[Review, list[Recurring]]]
    """The open ones first, then the latest."""
    reviews: int
    short: dict[str, str]

    @property
    def share(self) -> float | None:
        """Recurrence; None where no review names a factor."""
        return share(len(self.again), self.reviews)


def derive(register: Register, wanted: About, span: Period, today: date) -> Recurrence:
    """
    The recurrence of contributing factors over the reviews of what happened in a span.

    Reviews that share a contributing factor with an earlier, closed one / reviews that name any
    (formulas: Reviews). Two factors are one where they are much alike (`methods.resemblance`).
    """
    every = [one for one in about(register, wanted, today) if one.happened]
    within = window(span, min((one.happened for one in every if one.happened), default=None), today)
    telling = [one for one in every if one.causes and one.happened in within]
    found = recurrences(register, telling, today)
    again = [(one, found[one.identity]) for one in telling if one.identity in found]
    again.sort(key=lambda each: (each[0].open, each[0].happened or today), reverse=True)
    return Recurrence(within, wanted, again, len(telling), _short(register, again))


def _short(register: Register, again: list[tuple[Review, list[Recurring]]]) -> dict[str, str]:
    named = {one.identity for one, _ in again}
    for _, every in again:
        for each in every:
            for earlier in each.earlier:
                named.add(earlier.review.identity)
                named |= {cure.target for cure in earlier.cures}
    return shortest(register.index, sorted(named))


def lay_out(found: Recurrence) -> Page:
    """Each factor that came again, where it was named before, and what was to cure it."""
    of = f": {found.about.told}" if found.about.told else ""
    title = f"What came again, {found.window}{of}"
    return Page(title, tuple(_blocks(found)), "recurrence", _data(found))


def _blocks(found: Recurrence) -> Iterator[Block]:
    if found.share is None:
        yield Text("Not enough data: no review of that time names a contributing factor.", "quiet")
        return
    told = f"{len(found.again)} of {counted(found.reviews, 'review')} ({per_cent(found.share)})"
    yield Text(f"{told} that name factors share one with an earlier, closed review.")
    if found.again:
        yield _table(found)


def _table(found: Recurrence) -> Table:
    columns = [
        Column("review"), Column("factor", flexible=True, wrapped=True), Column("before"),
        Column("closed"), Column("what became of it", flexible=True, wrapped=True),
    ]  # fmt: skip
    rows: list[list[Cell]] = []
    programs: list[list[Cell]] = []
    for one, every in found.again:
        for each in every:
            for earlier in each.earlier:
                closed = str(earlier.review.closed)
                rows.append(
                    [_id(one.identity, found), each.factor.what,
                     _id(earlier.review.identity, found), closed, _cured(earlier, found)]
                )  # fmt: skip
                programs.append(
                    [one.identity, one.state, each.factor.what, earlier.review.identity, closed,
                     "; ".join(f"{cure.target}: {cure.told}" for cure in earlier.cures),
                     "yes" if earlier.to_cure else "no"]
                )  # fmt: skip
    heads = ("review", "state", "factor", "before", "closed", "cures", "to_cure")
    return Table(columns, rows, Table([Column(head) for head in heads], programs))


def _id(identity: str, found: Recurrence) -> Say:
    return Say(found.short[identity], "id", identity)


def _cured(earlier: Earlier, found: Recurrence) -> Cell:
    if not earlier.cures:
        none = "nothing was to cure it" if earlier.to_cure else "no improvement"
        return Say(none, "quiet", none)
    was = "was to cure it" if earlier.to_cure else "came of that review"
    short = "; ".join(
        f"{found.short.get(cure.target, cure.target)} {was}: {cure.told}" for cure in earlier.cures
    )
    whole = "; ".join(f"{cure.target} {was}: {cure.told}" for cure in earlier.cures)
    return Say(short, _tone(earlier.cures), whole)


def _tone(cures: tuple[Home, ...]) -> Tone:
    """Bad where nothing that was to cure it has worked yet, and nothing is under way."""
    if any(cure.open for cure in cures):
        return "warn"
    return "" if any(cure.applied for cure in cures) else "bad"


def _data(found: Recurrence) -> dict[str, Any]:
    return {
        "window": {"first": found.window.first.isoformat(), "last": found.window.last.isoformat()},
        "service": found.about.service or None,
        "type": found.about.type or None,
        "count": len(found.again),
        "of": found.reviews,
        "share": rounded(found.share),
        "reviews": [
            {"id": one.identity, "title": one.title, "state": one.state,
             "factors": [recurring_data(each) for each in every]}
            for one, every in found.again
        ],
    }  # fmt: skip
