"""How did the ranking move, and which edits moved it?"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from learnorg.kinds.differences import Difference, differences
from learnorg.methods.scoring import Model, ranks
from learnorg.page import Block, Cell, Column, Heading, Items, Page, Say, Table, Text, counted
from learnorg.register.candidates import Candidate, candidates
from learnorg.register.lookup import shortest
from learnorg.register.query import Query
from learnorg.register.register import Register
from learnorg.register.steps import Step, of_record, people, touching
from learnorg.register.trail import Trail
from learnorg.reports import blame
from learnorg.reports.trail import spelled, who
from learnorg.settings import Scoring

NOT_NUMBERS = ("by", "on")


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
    _, before = candidates(then, query, since, name or "")
    old, new = _ranked(before), _ranked(now)
    by_id = {one.identity: one for one in before} | {one.identity: one for one in now}
    once = {one.identity: one for one in before}
    trail = Trail.of(register)
    known = people(register)
    places = []
    for identity, one in by_id.items():
        was, is_now = old.get(identity), new.get(identity)
        if was is None and is_now is None:
            continue
        edits = list(_edits(register, trail, known, once.get(identity), one, since))
        told = _became(register, identity, once, {each.identity for each in now}, was, is_now)
        places.append(
            Place(
                identity, one.title, was, is_now,
                once[identity].score.value if identity in once else None,
                one.score.value if is_now else None, edits, told,
            )
        )  # fmt: skip
    places.sort(key=lambda place: (place.now is None, place.now or 0, place.was or 0))
    short = shortest(register.index, [place.identity for place in places])
    terms = list(_terms(then.policy.scoring, register.policy.scoring, name))
    return Reranking(model, since, commit, places, terms, short)


def _ranked(found: list[Candidate]) -> dict[str, int]:
    scored = [one for one in found if one.score.value is not None]
    places = ranks([one.score.value or 0 for one in scored])
    return {one.identity: place for one, place in zip(scored, places, strict=True)}


def _edits(
    register: Register,
    trail: Trail,
    known: Mapping[str, str],
    before: Candidate | None,
    now: Candidate,
    since: date,
) -> Iterator[Edit]:
    """The numbers of an improvement that are not what they were, each with its last edit."""
    if before is None:
        return
    found = [
        one
        for one in differences(
            {"estimates": dict(before.estimates), "size": before.size or None},
            {"estimates": dict(now.estimates), "size": now.size or None},
        )
        if one.path[-1] not in NOT_NUMBERS
    ]
    if not found:
        return
    key = ("improvement", now.identity)
    said = {line.field: line.step for line in blame.derive(register, trail, key)}
    later = [step for step in of_record(trail, key) if step.committed >= since.isoformat()]
    for one in found:
        step = said.get(".".join(one.path))
        if one.after is None:  # taken away, of which the record no longer tells
            step = next(iter(touching(trail, later, one.path[0])), None)
        yield _edit(one, step, known)


def _edit(one: Difference, step: Step | None, known: Mapping[str, str]) -> Edit:
    field = ".".join(one.path).removeprefix("estimates.")
    day, name, commit = (step.day, who(step, dict(known)), step.commit) if step else ("", "", "")
    return Edit(field, spelled(one.before), spelled(one.after), day, name, commit)


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
             f"{place.score_now:.2f}", place.title, "; ".join(_why(place))]
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
