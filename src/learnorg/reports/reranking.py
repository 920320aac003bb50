"""How did the ranking move, and which edits moved it?"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from learnorg.kinds.differences import Path
from learnorg.kinds.kind import Plain
from learnorg.methods.scoring import Model, figure, ranks
from learnorg.page import Block, Cell, Column, Heading, Items, Page, Say, Table, Text, counted
from learnorg.register.candidates import Candidate, candidates
from learnorg.register.lookup import shortest
from learnorg.register.query import Query
from learnorg.register.register import Register
from learnorg.register.steps import Step, of_record, people, read
from learnorg.register.trail import Trail
from learnorg.reports.blame import last, leaves
from learnorg.reports.trail import spelled, who
from learnorg.settings import Scoring


class Edit(NamedTuple):
    """A number that was estimated anew, and who did so last."""

    field: str
    before: str
    after: str
    day: str
    who: str
    commit: str


class Place(NamedTuple):
    """An improvement's place then and now, and what moved it; None where it had or has none."""

    identity: str
    title: str
    was: int | None
    now: int | None
    score_then: float | None
    score_now: float | None
    edits: list[Edit]
    told: str
    """What became of it where it is no edit: it is new, finished, no longer scored."""

    @property
    def moved(self) -> int:
        """How many places it went up; down is below 0."""
        return (self.was or 0) - (self.now or 0) if self.was and self.now else 0


class Reranking(NamedTuple):
    """The ranking then and now."""

    model: Model
    since: date
    commit: str
    places: list[Place]
    terms: list[str]
    """How the policy's terms of ranking changed."""
    short: dict[str, str]


def derive(
    register: Register,
    then: Register,
    since: date,
    commit: str,
    query: Query,
    today: date,
    name: str = "",
) -> Reranking:
    """The ranking of a query in the register of then beside the one of now."""
    model, now = candidates(register, query, today, name)
    old_model, before = candidates(then, query, since, name)
    trail = Trail.of(register)
    once = _renamed(trail, {one.identity: one for one in before}, now)
    old, new = _ranked([*once.values()]), _ranked(now)
    by_id = once | {one.identity: one for one in now}
    there = {one.identity for one in now}
    read = {*model.inputs, *old_model.inputs}
    tell = _Teller(register, trail, people(register), read)
    places = []
    for identity, one in by_id.items():
        was, is_now = old.get(identity), new.get(identity)
        if was is None and is_now is None:
            continue
        before_it = once.get(identity)
        edits = tell.edits(before_it, one) if before_it and identity in there else []
        told = _became(register, identity, once, there, was, is_now)
        places.append(
            Place(
                identity, one.title, was, is_now,
                before_it.score.value if before_it else None,
                one.score.value if is_now else None, edits, told,
            )
        )  # fmt: skip
    places.sort(key=lambda place: (place.now is None, place.now or 0, place.was or 0))
    short = shortest(register.index, [place.identity for place in places])
    terms = list(_terms(then.policy.scoring, register.policy.scoring, name))
    return Reranking(model, since, commit, places, terms, short)


def _renamed(
    trail: Trail, once: dict[str, Candidate], now: list[Candidate]
) -> dict[str, Candidate]:
    """What was ranked then, under the identities that it has now."""
    there = {one.identity for one in now}
    if there.issuperset(once):
        return once
    names = {}
    for one in now:
        if one.identity not in once:
            earlier = (step.identity for step in of_record(trail, ("improvement", one.identity)))
            if found := next((name for name in earlier if name in once.keys() - there), None):
                names[found] = one.identity
    return {
        names.get(name, name): one._replace(identity=names.get(name, name))
        for name, one in once.items()
    }


def _ranked(found: list[Candidate]) -> dict[str, int]:
    scored = [one for one in found if one.score.value is not None]
    places = ranks([one.score.value or 0 for one in scored])
    return {one.identity: place for one, place in zip(scored, places, strict=True)}


class _Teller(NamedTuple):
    """Tells which commits changed what a ranking reads."""

    register: Register
    trail: Trail
    known: dict[str, str]
    read: set[str]
    """The estimates that count under the model."""

    def edits(self, before: Candidate, now: Candidate) -> list[Edit]:
        """The numbers of an improvement that are not what they were, each with its last edit."""
        old, new = self._numbers(before), self._numbers(now)
        changed = [path for path in old | new if old.get(path) != new.get(path)]
        if not changed:
            return []
        steps = of_record(self.trail, ("improvement", now.identity))
        said = {blob: dict(leaves(plain)) for blob, plain in read(self.trail, steps).items()}
        return [
            self._edit(path, old.get(path), new.get(path), last(steps, said, path, new.get(path)))
            for path in changed
        ]

    def _numbers(self, one: Candidate) -> dict[Path, Plain]:
        """What counts of an improvement's estimates; of its size, where no effort is estimated."""
        found = {
            ("estimates", *path): value
            for path, value in leaves(dict(one.estimates))
            if ".".join(path) in self.read
        }
        if one.size and "effort" in self.read and "effort" not in one.estimates:
            found["size",] = one.size
        return found

    def _edit(self, path: Path, before: Plain, after: Plain, step: Step | None) -> Edit:
        field = ".".join(path).removeprefix("estimates.")
        day, name, commit = (step.day, who(step, self.known), step.commit) if step else ("",) * 3
        return Edit(field, spelled(before), spelled(after), day, name, commit)


def _became(
    register: Register,
    identity: str,
    once: Mapping[str, Candidate],
    there: set[str],
    was: int | None,
    now: int | None,
) -> str:
    """Why an improvement has no place on one of the two sides."""
    if was is None:
        return "new" if identity not in once else "scored since"
    if now is None:
        state = register.index.one("SELECT state FROM records WHERE id = ?", (identity,))
        return "no longer scored" if identity in there else (state or "taken away")
    return ""


def _terms(before: Scoring, now: Scoring, name: str) -> Iterator[str]:
    if before.model != now.model and not name:
        yield f"the model was {before.model}, and is {now.model}"
    for key in ("sizes", "criteria", "days_a_month", "days_a_week"):
        old, new = getattr(before, key), getattr(now, key)
        if old != new:
            yield f"scoring.{key} was {_said(old)}, and is {_said(new)}"


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {number:g}" for key, number in value.items()) or "empty"
    return f"{value:g}"


def lay_out(found: Reranking, limit: int = 0) -> Page:
    """What moved, with what moved it; what only gave way stands as a number."""
    telling = [place for place in found.places if place.moved or place.edits or place.told]
    ranked = [place for place in telling if place.now is not None]
    gone = [place for place in telling if place.now is None]
    shown = ranked[:limit] if limit else ranked
    still = len(found.places) - len(telling)
    blocks: list[Block] = (
        [Items([Say(term, "warn") for term in found.terms])] if found.terms else []
    )
    if shown:
        blocks.append(_table(found, shown))
    if len(shown) < len(ranked):
        blocks.append(Text(f"and {len(ranked) - len(shown)} more", "quiet"))
    if gone:
        lines: list[Cell] = [
            f"{place.was}. {found.short[place.identity]} {place.title}: {place.told}"
            for place in gone
        ]
        blocks += [Heading(f"Had a place then ({len(gone)})"), Items(lines)]
    if not telling:
        blocks.append(Text("Nothing moved.", "quiet"))
    elif still:
        blocks.append(Text(f"{counted(still, 'other')} stand where they stood.", "quiet"))
    title = f"The ranking by {found.model.name} since {found.since} ({found.commit[:10]})"
    return Page(title, tuple(blocks), "reranking", _data(found))


def _table(found: Reranking, shown: list[Place]) -> Table:
    columns = [
        Column("now", right=True), Column("was", right=True), Column("", right=True),
        Column("id"), Column("score", right=True), Column("title", flexible=True),
        Column("why", flexible=True, wrapped=True),
    ]  # fmt: skip
    rows: list[list[Cell]] = []
    for place in shown:
        up = place.moved
        arrow = Say(f"↑{up}", "good") if up > 0 else Say(f"↓{-up}", "bad") if up else Say("")
        rows.append(
            [str(place.now), str(place.was or ""), arrow,
             Say(found.short[place.identity], "id", place.identity),
             figure(place.score_now or 0), place.title, "; ".join(_why(place))]
        )  # fmt: skip
    return Table(columns, rows)


def _why(place: Place) -> list[str]:
    if place.told:
        return [place.told]
    if place.edits:
        return [
            f"{one.field} {one.before or 'empty'} → {one.after or 'empty'}"
            + (f" ({one.who}, {one.day})" if one.day else " (not committed)")
            for one in place.edits
        ]
    return ["others moved"] if place.moved else []


def _data(found: Reranking) -> dict[str, Any]:
    return {
        "model": found.model.name,
        "since": found.since.isoformat(),
        "commit": found.commit,
        "terms": found.terms,
        "places": [
            {"id": p.identity, "title": p.title, "was": p.was, "now": p.now,
             "score_then": p.score_then, "score_now": p.score_now, "became": p.told or None,
             "edits": [one._asdict() for one in p.edits]}
            for p in found.places
        ],
    }  # fmt: skip
