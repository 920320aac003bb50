"""Reviews as reports need them: their days, services, factors and findings, from the index."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from learnorg.kinds.review import REVIEW
from learnorg.methods.incidents import Times
from learnorg.methods.moments import Moment, moment
from learnorg.register import query as queries
from learnorg.register.course import day
from learnorg.register.facts import several
from learnorg.register.query import Query
from learnorg.register.register import Register

MOST = 100
"""So many factors and findings of a review are read; none that people write has as many."""

FIELDS = ("severity", "times", "services", "factors", "findings", "outside", "verdict")

SUCCESS = "success"
"""The type of reviews whose factors are none to be cured of."""

EVERY = Query(kind=REVIEW.name)
"""All reviews there are."""


class About(NamedTuple):
    """Which reviews are meant: those about a service, of a type, as severe as that; or all."""

    service: str = ""
    type: str = ""
    severity: int | None = None

    @property
    def told(self) -> str:
        """The same in a few words; empty for all."""
        graded = f"severity {self.severity}" if self.severity else ""
        return ", ".join(word for word in (self.service, self.type, graded) if word)


class Factor(NamedTuple):
    """Something that made it possible: its short id, its words on one line, what it is about."""

    id: str
    what: str
    category: str


class Finding(NamedTuple):
    """
    Something learned: its words, how bad it is (1 the worst), and its homes, or why none.

    `factors` are the ids of the review's factors that it answers, as far as it says so.
    """

    id: str
    what: str
    severity: int | None
    home: tuple[str, ...]
    no_action: str
    factors: tuple[str, ...] = ()


class Review(NamedTuple):
    """A review: what it is about, when that was, what made it possible, and what was found."""

    identity: str
    path: str
    title: str
    type: str
    state: str
    owner: str
    raised: date | None
    closed: date | None
    """The day on which it was closed, if it is."""
    severity: int | None
    times: Times
    services: tuple[str, ...]
    factors: tuple[Factor, ...]
    findings: tuple[Finding, ...]
    outside: Mapping[str, str]
    verdict: Mapping[str, str]

    @property
    def open(self) -> bool:
        """Whether it is not closed yet."""
        return self.state not in REVIEW.finished

    @property
    def causes(self) -> tuple[Factor, ...]:
        """What made something possible that is not wanted again; none of a success."""
        return () if self.type == SUCCESS else self.factors

    @property
    def happened(self) -> date | None:
        """The day of what is reviewed: it started or was detected on it; else it was raised."""
        at = self.times.started or self.times.detected
        return at.at.date() if at else self.raised

    @property
    def begun(self) -> date | None:
        """The day before which an earlier review was over: raised, or if later, started."""
        started = self.times.started.at.date() if self.times.started else None
        return max((one for one in (self.raised, started) if one), default=None)


def reviews(register: Register, query: Query, today: date) -> list[Review]:
    """The reviews that a query asks for, whatever their state, by identity."""
    clause = queries.where(query._replace(kind=REVIEW.name), today)
    paths = ", ".join(f"'$.{name}'" for name in FIELDS)  # names of our own
    rows = register.index.rows(
        "SELECT id, path, records.title, type, state, owner, raised, closed, "
        f"json_extract(json, {paths}) FROM records JOIN contents USING (n) "
        f"WHERE {clause.sql} ORDER BY id",
        clause.parameters,
    )
    return [_review(row[:-1], dict(zip(FIELDS, json.loads(row[-1]), strict=True))) for row in rows]


def about(register: Register, wanted: About, today: date) -> list[Review]:
    """The reviews that are meant, whatever their state, by identity."""
    query = EVERY.also("service", [wanted.service]).also("type", [wanted.type])
    found = reviews(register, query, today)
    return [one for one in found if wanted.severity in (None, one.severity)]


def review(plain: Mapping[str, Any], path: str = "") -> Review:
    """The review that a record's content tells of."""
    dates = plain.get("dates")
    closed = _text(dates.get("closed")) if isinstance(dates, dict) else ""
    head = [_text(plain.get(name)) for name in ("title", "type", "state", "owner", "raised")]
    title, type_, state, owner, raised = head
    row = (_text(plain.get("id")), path, title, type_, state, owner, raised, closed)
    return _review(row, plain)


def _review(row: Sequence[str], plain: Mapping[str, Any]) -> Review:
    identity, path, title, type_, state, owner, raised, closed = row
    return Review(
        identity,
        path,
        " ".join(title.split()),
        type_,
        state,
        owner,
        day(raised),
        day(closed) if state in REVIEW.finished else None,
        _grade(plain.get("severity")),
        _times(plain.get("times")),
        tuple(several(plain.get("services"))),
        tuple(_factors(plain.get("factors"))),
        tuple(_findings(plain.get("findings"))),
        _texts(plain.get("outside")),
        _texts(plain.get("verdict")),
    )


def _factors(parts: Any) -> Iterator[Factor]:
    for part in _parts(parts):
        if what := _line(part.get("what")):
            yield Factor(_text(part.get("id")), what, _line(part.get("category")))


def _findings(parts: Any) -> Iterator[Finding]:
    for part in _parts(parts):
        yield Finding(
            _text(part.get("id")),
            _line(part.get("what")),
            _grade(part.get("severity")),
            tuple(several(part.get("home"))),
            _line(part.get("no_action")),
            tuple(several(part.get("factors"))),
        )


def _parts(value: Any) -> list[Mapping[str, Any]]:
    there = value if isinstance(value, list) else []
    return [part for part in there[:MOST] if isinstance(part, dict)]


def _times(value: Any) -> Times:
    said = value if isinstance(value, dict) else {}
    return Times(*(_moment(said.get(name)) for name in Times._fields))


def _moment(value: Any) -> Moment | None:
    return moment(value) if isinstance(value, str) else None


def _grade(value: Any) -> int | None:
    return int(value) if isinstance(value, str) and value in "12345" and value else None


def _texts(value: Any) -> Mapping[str, str]:
    said = value if isinstance(value, dict) else {}
    return {key: _line(text) for key, text in said.items() if isinstance(text, str)}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _line(value: Any) -> str:
    return " ".join(_text(value).split())
