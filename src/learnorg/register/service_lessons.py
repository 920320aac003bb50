"""What is known of a service: findings with what became of them, articles, work, lessons."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from learnorg.kinds.article import ARTICLE, OUT
from learnorg.kinds.improvement import IMPROVEMENT, ORDER
from learnorg.methods.resemblance import grouped
from learnorg.register import query as queries
from learnorg.register.homes import Home, homes
from learnorg.register.query import Query
from learnorg.register.recurrence import recurrences
from learnorg.register.register import Register
from learnorg.register.relevance import banner, doubts
from learnorg.register.reviews import About, Finding, Review, about

OUTSIDE = "outside-lesson"
BOTTOM = 9
"""How bad something is of which nobody said it; 5 is the least."""


class Article(NamedTuple):
    """An article that is there to be used, and why it may no longer be right."""

    identity: str
    title: str
    type: str
    state: str
    banner: str


class Found(NamedTuple):
    """A finding of a review, and what became of it."""

    review: Review
    finding: Finding
    homes: tuple[Home, ...]

    @property
    def open(self) -> bool:
        """Whether nothing has become of it yet, or not all."""
        if not self.homes:
            return not self.finding.no_action
        return any(home.open or home.lost for home in self.homes)

    @property
    def severity(self) -> int:
        """How bad it is; that of the review where it says nothing itself."""
        return self.finding.severity or self.review.severity or BOTTOM


class Again(NamedTuple):
    """A contributing factor that several reviews named, the latest first."""

    what: str
    reviews: tuple[Review, ...]


class Work(NamedTuple):
    """An open improvement."""

    identity: str
    title: str
    state: str
    owner: str
    due: str


def articles(register: Register, service: str, today: date) -> list[Article]:
    """The articles on a service that are there to be used: fixes first, the validated first."""
    clause = queries.where(_about(service, ARTICLE.name).also("state", OUT), today)
    rows = register.index.rows(
        f"SELECT id, title, type, state FROM records WHERE {clause.sql} ORDER BY id DESC",
        clause.parameters,
    )
    doubted = doubts(register, today, [row[0] for row in rows]) if rows else {}
    found = [
        Article(identity, title, type_, state, banner(doubted.get(identity, ())))
        for identity, title, type_, state in rows
    ]
    return sorted(found, key=lambda one: (one.state != "validated", bool(one.banner)))


def findings(register: Register, among: Iterable[Review]) -> list[Found]:
    """What some reviews found, with what became of it: the worst first, of equals the latest."""
    every = [(one, finding) for one in among for finding in one.findings]
    known = homes(register, (to for _, finding in every for to in finding.home))
    found = [Found(one, finding, tuple(known[to] for to in finding.home)) for one, finding in every]
    return sorted(found, key=lambda each: (each.severity, -_ordinal(each.review)))


def again(register: Register, among: Sequence[Review], today: date) -> list[Again]:
    """The factors that several reviews named, be it elsewhere: the most named first."""
    said = [(one, factor) for one in among for factor in one.causes]
    under = grouped([f.what for _, f in said], [f.category.casefold() for _, f in said])
    groups: defaultdict[str, dict[str, Review]] = defaultdict(dict)
    before = {
        (identity, each.factor): [earlier.review for earlier in each.earlier]
        for identity, every in recurrences(register, among, today).items()
        for each in every
    }
    for (one, factor), name in zip(said, under, strict=True):
        for each in (one, *before.get((one.identity, factor), ())):
            groups[name][each.identity] = each
    found = [
        Again(what, tuple(sorted(there.values(), key=_ordinal, reverse=True)))
        for what, there in groups.items()
        if len(there) > 1
    ]
    return sorted(found, key=lambda one: (-len(one.reviews), -_ordinal(one.reviews[0])))


def work(register: Register, service: str, today: date) -> list[Work]:
    """The open improvements that touch a service: the furthest first, then the first due."""
    query = _about(service, IMPROVEMENT.name).open_only()
    clause = queries.where(query, today)
    rows = register.index.rows(
        f"SELECT id, title, state, owner, due FROM records WHERE {clause.sql} ORDER BY id",
        clause.parameters,
    )
    found = [Work(*row) for row in rows]
    rank = {state: n for n, state in enumerate(ORDER)}
    return sorted(found, key=lambda one: (-rank.get(one.state, -1), one.due or "9", one.identity))


def lessons(register: Register, service: str, today: date) -> tuple[list[Review], list[Review]]:
    """The reviews about a service: our own, and lessons from outside that apply."""
    every = about(register, About(service), today)
    own = [one for one in every if one.type != OUTSIDE]
    outside = [one for one in every if one.type == OUTSIDE]
    applying = [one for one in outside if one.verdict.get("answer") == "applies"]
    return own, sorted(applying, key=_ordinal, reverse=True)


def _about(service: str, kind: str) -> Query:
    return Query(kind=kind).also("service", [service])


def _ordinal(one: Review) -> int:
    return one.happened.toordinal() if one.happened else 0
