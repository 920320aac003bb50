"""Every end of the loop in a register: of its reviews, of what came of them, of its articles."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from learnorg.kinds import BY_NAME
from learnorg.refs import target
from learnorg.register import query as queries
from learnorg.register.activity import open_flags
from learnorg.register.articles import articles
from learnorg.register.course import Course, courses, day
from learnorg.register.homes import homes
from learnorg.register.origins import origins, review_of
from learnorg.register.query import Query
from learnorg.register.register import Register
from learnorg.register.relevance import doubts
from learnorg.register.reviews import EVERY, Finding, Review, reviews
from learnorg.reports.ends import articles as of_articles
from learnorg.reports.ends import improvements as of_improvements
from learnorg.reports.ends import reviews as of_reviews
from learnorg.reports.ends.end import End
from learnorg.reports.ends.improvements import Cause
from learnorg.reports.ends.reviews import Besides, Lost, Reading

MISSING = Lost("is not there")


def ends(register: Register, query: Query, today: date) -> list[End]:
    """
    The ends of the records that a query asks for, or that came of a review it asks for.

    All reviews are in the loop, the improvements that came of one, and all articles that are
    not archived.
    """
    known = reviews(register, EVERY, today)
    came = origins(register, known)
    asked = _asked(register, query, today)
    inside = asked | {
        identity
        for identity, addresses in came.items()
        if any(review_of(address) in asked for address in addresses)
    }
    made = _made(register, came, today)
    lost = _lost(register, known, made)
    return [
        *_of_reviews(register, (one for one in known if one.identity in inside), lost, today),
        *_of_improvements(register, known, came, inside, made, lost, today),
        *_of_articles(register, inside, today),
    ]


def _asked(register: Register, query: Query, today: date) -> set[str]:
    """The identities of all records that a query asks for."""
    clause = queries.where(query._replace(kind=""), today)
    rows = register.index.rows(f"SELECT id FROM records WHERE {clause.sql}", clause.parameters)
    return {identity for (identity,) in rows}


def _made(register: Register, came: Iterable[str], today: date) -> dict[str, Course]:
    """The improvements that came of reviews, by identity."""
    query = Query().also("id", came)
    known = courses(register, query, today, "team") if query.filters else []
    return {one.identity: one for one in known}


def _lost(
    register: Register, known: Iterable[Review], made: Mapping[str, Course]
) -> dict[str, Lost]:
    """The homes of findings that came to nothing or are not there, as findings name them."""
    found = {}
    named = (to for one in known for finding in one.findings for to in finding.home)
    for to, home in homes(register, named).items():
        at = target(to, BY_NAME)
        lost = of_improvements.lost(made[at.identity]) if at and at.identity in made else None
        if not home.kind and not (at and at.elsewhere):
            lost = MISSING
        if lost:
            found[to] = lost
    return found


def _of_reviews(
    register: Register, known: Iterable[Review], lost: Mapping[str, Lost], today: date
) -> Iterator[End]:
    more = of_reviews.besides(register)
    for one in known:
        besides = more.get(one.identity, Besides())
        yield from of_reviews.ends(Reading(one, besides, lost, register.policy, today))


def _of_improvements(
    register: Register,
    known: Iterable[Review],
    came: Mapping[str, list[str]],
    inside: set[str],
    made: Mapping[str, Course],
    lost: Mapping[str, Lost],
    today: date,
) -> Iterator[End]:
    findings = {
        f"{one.identity}#{finding.id or n}": finding
        for one in known
        for n, finding in enumerate(one.findings, 1)
    }
    failed = {i for i, one in made.items() if one.closed and one.result == "not-achieved"}
    for identity, course in made.items():
        if identity in inside:
            of = [address for address in came[identity] if address in findings]
            open_ = [one for one in of if not _cured(findings[one], lost, failed)]
            flow = register.policy.workflow
            yield from of_improvements.ends(course, Cause(of, open_), flow, today)


def _cured(finding: Finding, lost: Mapping[str, Lost], failed: set[str]) -> bool:
    """Whether a finding has a home that neither came to nothing nor failed, or a reason."""
    return bool(finding.no_action) or any(
        to not in lost and to.partition("#")[0] not in failed for to in finding.home
    )


def _of_articles(register: Register, inside: set[str], today: date) -> Iterator[End]:
    known = [one for one in articles(register, Query(), today) if one.identity in inside]
    against = doubts(register, today, [one.identity for one in known])
    flags: dict[str, date | None] = {}
    for flag in open_flags(register):
        flags.setdefault(flag.object, day(flag.on))
    since = dict(register.index.rows("SELECT id, since FROM records WHERE kind = 'article'"))
    for one in known:
        written = day(since[one.identity])
        doubted = against.get(one.identity, [])
        yield from of_articles.ends(one, doubted, flags.get(one.identity), written)
