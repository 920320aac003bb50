"""What fits into the days there are?"""

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from learnorg.errors import LearnorgError
from learnorg.methods.capacity import Chosen, Item, best_set
from learnorg.methods.scoring import Model, figure, ranks
from learnorg.page import Block, Cell, Column, Heading, Items, Page, Say, Table, Text, counted
from learnorg.register.candidates import Candidate, candidates
from learnorg.register.dependencies import waits
from learnorg.register.lookup import shortest
from learnorg.register.query import Query
from learnorg.register.register import Register

PLACES = 2
"""So many places the line is moved, to see what hangs on it."""


class NothingToAddUp(LearnorgError):
    """A model that gives an order, and no worth that a set could have."""

    exit_code = 2
    hint = "Choose among value-effort, rice, wsjf and cd3 with --model."

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} tells what comes first, not what a set of them is worth")


class Moved(NamedTuple):
    """What another capacity would change: what comes in, and what goes out."""

    days: float
    comes: list[str]
    goes: list[str]
    worth: float


class Fit(NamedTuple):
    """The best set within a capacity, among what is scored and has its effort."""

    model: Model
    days: float
    items: list[Candidate]
    places: list[int]
    best: Chosen
    by_rank: Chosen
    """What fits when the ranking alone is followed, from the top."""
    less: Moved | None
    more: Moved | None
    waiting: dict[str, list[str]]
    """By identity, the open improvements it depends on."""
    out: list[tuple[str, str]]
    """What was not considered, each with why."""
    short: dict[str, str]
    left_out: int


def derive(register: Register, query: Query, today: date, days: float, name: str = "") -> Fit:
    """The set of open improvements that is worth most within so many person-days."""
    model, every = candidates(register, query, today, name)
    if model.worth is None:
        raise NothingToAddUp(model.name)
    scored = [one for one in every if one.score.value is not None and one.effort]
    needs = _needs(register, scored)
    titles = {one.identity: one for one in scored}
    out, kept = _outside(scored, needs)
    items = [one for one in scored if one.identity in kept]
    at = {one.identity: n for n, one in enumerate(items)}
    weighed = [
        Item(
            one.worth(model) or 0,
            one.effort or 0,
            tuple(at[other] for other in needs.get(one.identity, ()) if other in at),
        )
        for one in items
    ]
    best = best_set(weighed, days)
    by_rank = _by_rank(weighed, days)
    names = {*titles, *(other for others in needs.values() for other in others)}
    return Fit(
        model,
        days,
        items,
        ranks([one.score.value or 0 for one in items]),
        best,
        by_rank,
        _moved(items, weighed, best, days - _last(weighed, best.chosen)),
        _moved(items, weighed, best, days + _next(weighed, best.chosen)),
        {one.identity: needs[one.identity] for one in items if one.identity in needs},
        out,
        shortest(register.index, sorted(names)),
        len(every) - len(scored),
    )


def _needs(register: Register, scored: list[Candidate]) -> dict[str, list[str]]:
    """By identity, the improvements that one depends on and that are not closed yet, each once."""
    found = waits(register, (one.identity for one in scored))
    return {one: [*dict.fromkeys(wait.identity for wait in them)] for one, them in found.items()}


def _outside(
    scored: list[Candidate], needs: dict[str, list[str]]
) -> tuple[list[tuple[str, str]], set[str]]:
    """What waits, if through others, for something that is not in the ranking; and the rest."""
    kept = {one.identity for one in scored}
    out: dict[str, str] = {}
    while lost := {
        one: missing[0]
        for one in kept
        if (missing := [other for other in needs.get(one, ()) if other not in kept])
    }:
        out |= lost
        kept -= lost.keys()
    return sorted(out.items()), kept


def _by_rank(weighed: list[Item], days: float) -> Chosen:
    """What fits from the top of the ranking, passing over what does not."""
    chosen: set[int] = set()
    left = days
    for n, item in enumerate(weighed):
        if item.effort <= left + 1e-9 and chosen.issuperset(item.needs):
            chosen.add(n)
            left -= item.effort
    worth = sum(weighed[n].worth for n in chosen)
    return Chosen(tuple(sorted(chosen)), worth, days - left, worth, proven=False)


def _last(weighed: list[Item], chosen: Collection[int]) -> float:
    """The effort of the last places of the ranking that are in the set."""
    return sum(weighed[n].effort for n in sorted(chosen)[-PLACES:])


def _next(weighed: list[Item], chosen: Collection[int]) -> float:
    """The effort of the first places of the ranking that are not."""
    rest = [n for n in range(len(weighed)) if n not in set(chosen)]
    return sum(weighed[n].effort for n in rest[:PLACES])


def _moved(items: list[Candidate], weighed: list[Item], best: Chosen, days: float) -> Moved | None:
    if days <= 0:
        return None
    other = best_set(weighed, days)
    before, after = set(best.chosen), set(other.chosen)
    if before == after:
        return None
    return Moved(
        days,
        [items[n].identity for n in sorted(after - before)],
        [items[n].identity for n in sorted(before - after)],
        other.worth - best.worth,
    )


def lay_out(fit: Fit, limit: int = 0) -> Page:
    """The set, what it is worth, what nearly came in, and what another capacity would change."""
    chosen = set(fit.best.chosen)
    rest = [n for n in range(len(fit.items)) if n not in chosen]
    shown = rest[: max(limit - len(chosen), 5)] if limit else rest
    blocks: list[Block] = [Text(_answer(fit))]
    if chosen:
        blocks.append(_table(fit, sorted(chosen), "sum"))
    if shown:
        blocks += [Heading(f"Left for later ({len(rest)})"), _table(fit, shown, "")]
    if len(shown) < len(rest):
        blocks.append(Text(f"and {len(rest) - len(shown)} more", "quiet"))
    lines = [*_told(fit, fit.less, "less"), *_told(fit, fit.more, "more")]
    if lines:
        blocks += [Heading("If the line stood elsewhere"), Items(lines)]
    if fit.out:
        said: list[Cell] = [
            f"{_names(fit, [one])} waits for {_names(fit, [other])}, which is not in this ranking"
            for one, other in fit.out
        ]
        blocks += [Heading(f"Not considered ({len(fit.out)})"), Items(said)]
    if fit.left_out:
        blocks.append(Text(f"Left out for want of a score or an effort: {fit.left_out}.", "quiet"))
    return Page(f"Within {fit.days:g} person-days", tuple(blocks), "capacity", _data(fit))


def _answer(fit: Fit) -> str:
    best = fit.best
    if not best.chosen:
        return "Nothing that is scored fits."
    proof = (
        "No other set is worth more."
        if best.proven
        else f"No set can be worth more than {best.bound:g}; whether one is worth more than this "
        "was not settled."
    )
    gain = best.worth - fit.by_rank.worth
    compared = (
        f" Going down the ranking alone would bring {fit.by_rank.worth:g}." if gain > 1e-9 else ""
    )
    return (
        f"{counted(len(best.chosen), 'improvement')} of {len(fit.items)} take {best.effort:g} days "
        f"and are worth {best.worth:g}. {proof}{compared}"
    )


def _table(fit: Fit, numbers: list[int], sums: str) -> Table:
    waits = any(fit.waiting.get(fit.items[n].identity) for n in numbers)
    columns = [
        Column("rank", right=True), Column("id"), Column("score", right=True),
        Column("worth", right=True), Column("days", right=True),
        *([Column(sums, right=True)] if sums else []),
        Column("title", flexible=True), *([Column("after", flexible=True)] if waits else []),
    ]  # fmt: skip
    rows, whole = [], 0.0
    for n in numbers:
        one = fit.items[n]
        whole += one.effort or 0
        row: list[Cell] = [
            str(fit.places[n]), Say(fit.short[one.identity], "id", one.identity),
            figure(one.score.value or 0), f"{one.worth(fit.model):g}", f"{one.effort:g}",
        ]  # fmt: skip
        row += [f"{whole:g}"] if sums else []
        row.append(one.title)
        row += [_names(fit, fit.waiting.get(one.identity, []))] if waits else []
        rows.append(row)
    return Table(columns, rows)


def _told(fit: Fit, moved: Moved | None, way: str) -> list[Cell]:
    """What a line some places up or down would change, in a sentence."""
    if moved is None:
        return []
    parts = [f"{_names(fit, moved.goes)} would go"] if moved.goes else []
    parts += [f"{_names(fit, moved.comes)} would come in"] if moved.comes else []
    days = f"{moved.days:g} days ({abs(moved.days - fit.days):g} {way})"
    return [f"With {days}: {', '.join(parts)}; worth {moved.worth:+.4g}."]


def _names(fit: Fit, identities: list[str]) -> str:
    return ", ".join(fit.short.get(one, one) for one in identities)


def _data(fit: Fit) -> dict[str, Any]:
    chosen = set(fit.best.chosen)
    return {
        "model": fit.model.name,
        "days": fit.days,
        "effort": fit.best.effort,
        "worth": round(fit.best.worth, 4),
        "bound": round(fit.best.bound, 4),
        "proven": fit.best.proven,
        "worth_by_rank": round(fit.by_rank.worth, 4),
        "items": [
            {"id": one.identity, "title": one.title, "rank": place, "chosen": n in chosen,
             "score": round(one.score.value or 0, 4), "worth": round(one.worth(fit.model) or 0, 4),
             "effort": one.effort, "depends_on": fit.waiting.get(one.identity, [])}
            for n, (one, place) in enumerate(zip(fit.items, fit.places, strict=True))
        ],
        "with_less": _moved_data(fit.less),
        "with_more": _moved_data(fit.more),
        "not_considered": [{"id": one, "waits_for": other} for one, other in fit.out],
        "not_scored": fit.left_out,
    }  # fmt: skip


def _moved_data(moved: Moved | None) -> dict[str, Any] | None:
    return None if moved is None else moved._asdict() | {"worth": round(moved.worth, 4)}
