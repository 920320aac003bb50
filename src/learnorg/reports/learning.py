"""What was learned, where did it land, what of it was used, and what came back?"""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from learnorg.kinds.article import ARTICLE
from learnorg.page import Block, Column, Fields, Heading, Page, Table, Text, counted
from learnorg.periods import Period
from learnorg.register import query as queries
from learnorg.register.query import Query
from learnorg.register.recurrence import Recurring, recurrences
from learnorg.register.register import Register
from learnorg.register.reviews import Review, reviews
from learnorg.register.trail import Trail
from learnorg.reports import link_rate
from learnorg.reports.knowledge.cells import of, portion
from learnorg.reports.learned import pages
from learnorg.reports.learned.landings import NO_ACTION, NO_HOME, Landed, landed, told
from learnorg.reports.learned.returns import Reopened, reopened
from learnorg.reports.learned.silence import silent
from learnorg.reports.learned.uses import Reuse, reuse
from learnorg.reports.outcomes.window import Window, window
from learnorg.reports.tracking.figures import rounded

KIND = "learning"


WRITTEN = """
SELECT raised, json_extract(json, '$.dates.validated') FROM records JOIN contents USING (n)
WHERE {sql}
"""


class Written(NamedTuple):
    """
    How many reviews and improvements were closed, and how many of them have an article; how
    many articles were begun, and how many were first found right.
    """

    closed: int
    linked: int
    begun: int
    validated: int


class Learning(NamedTuple):
    """What was learned in a window, and what became of it."""

    window: Window
    service: str
    reviews: list[Review]
    """Those that were closed in it, by day; lessons from outside that do not apply are apart."""
    apart: list[Review]
    """Lessons from outside that were closed in it, since they do not apply here."""
    landed: Landed
    reuse: Reuse
    again: list[tuple[Review, Recurring]]
    """The factors of reviews raised in it that earlier ones had named."""
    examined: int
    """How many reviews that were raised in it name any factor."""
    reopened: list[Reopened] | None
    """None where there is no git to tell."""
    written: Written
    undated: int
    """How many reviews are closed on no day that is known, and so belong to no window."""
    silent: list[str] | None
    """None where policy lists no services, or one service alone is asked for."""
    today: date

    @property
    def findings(self) -> int:
        """How many findings the reviews have."""
        return sum(len(one.findings) for one in self.reviews)


def derive(
    register: Register, trail: Trail | None, service: str, span: Period, today: date
) -> Learning:
    """
    What the reviews found that were closed in a span, as far as it has passed.

    Where it landed, and how that stands, is told as of today; so are open flags. Factors that
    came back are those of reviews raised in the span. The lesson link rate is reviews and
    improvements closed with at least one article / all closed (formulas: Knowledge).
    """
    query = Query().also("service", [service])
    known = reviews(register, query, today)
    raised = [one.raised for one in known if one.raised]
    within = window(span, today, min(raised, default=None))
    closed = [one for one in known if one.closed and one.closed.isoformat() in within]
    closed.sort(key=lambda one: (one.closed or date.min, one.identity))
    apart = [one for one in closed if one.verdict.get("answer") == "does-not-apply"]
    closed = [one for one in closed if one not in apart]
    new = [one for one in known if one.factors and _in(one.raised, within)]
    again = recurrences(register, new, today)
    titles = _titles(register, query, today)
    return Learning(
        within,
        service,
        closed,
        apart,
        landed(register, closed),
        reuse(register, titles, within, bool(service)),
        [(one, each) for one in new for each in again.get(one.identity, ())],
        len(new),
        reopened(trail, titles, within) if trail else None,
        _written(register, query, within, today),
        sum(1 for one in known if not one.open and one.closed is None),
        None if service else silent(register, within),
        today,
    )


def _in(day: date | None, within: Window) -> bool:
    return day is not None and day.isoformat() in within


def _titles(register: Register, query: Query, today: date) -> dict[str, str]:
    """The titles of all records that a query asks for, by what the activity log calls them."""
    clause = queries.where(query, today)
    rows = register.index.rows(
        f"SELECT kind, id, title FROM records WHERE {clause.sql}", clause.parameters
    )
    return {f"resource:{i}" if kind == "resource" else i: title for kind, i, title in rows}


def _written(register: Register, query: Query, within: Window, today: date) -> Written:
    """What was closed in a window and has an article, as `link_rate` counts it; and articles."""
    clause = queries.where(query, today)
    rows = register.index.rows(
        f"{link_rate.SQL} AND r.n IN (SELECT n FROM records WHERE {clause.sql})",
        clause.parameters,
    )
    closed = [bool(linked) for _, on, _, linked in rows if on in within]
    clause = queries.where(query._replace(kind=ARTICLE.name), today)
    days = register.index.rows(WRITTEN.format(sql=clause.sql), clause.parameters)
    return Written(
        len(closed),
        sum(closed),
        sum(raised in within for raised, _ in days),
        sum(validated in within for _, validated in days),
    )


def lay_out(found: Learning) -> Page:
    """The answer in a few sentences, then each part of it."""
    return Page(f"Learning, {found.window.name}", tuple(_blocks(found)), KIND, _data(found))


def _blocks(found: Learning) -> Iterator[Block]:
    yield Text(" ".join(_sentences(found)))
    yield Text(_window(found), "quiet")
    if found.undated:
        closed = "review is" if found.undated == 1 else "reviews are"
        yield Text(f"{found.undated:,} {closed} closed on no day that is known.", "warn")
    yield from pages.learned(found.reviews, found.landed)
    yield from pages.apart(found.apart)
    yield from pages.where(found.reviews, found.landed, found.today)
    yield from pages.used(found.reuse)
    yield from pages.returned(found.again, found.examined, found.reopened)
    yield from _texts(found.written)
    yield from _silence(found)


def _texts(written: Written) -> Iterator[Block]:
    """What was written down in the window, and how much of what was closed left an article."""
    yield Heading("What was written down")
    none = "nothing was closed in that time"
    rate = of(written.linked, written.closed, "reviews and improvements closed", none)
    articles = f"{counted(written.begun, 'article')} begun, {written.validated:,} found right"
    yield Fields([("articles", articles), ("link rate", rate)])


def _sentences(found: Learning) -> Iterator[str]:
    """What the report comes to."""
    so_far = " so far" if found.window.running else ""
    if not found.reviews:
        yield f"{found.window.when} no review was closed{so_far}."
    else:
        were = "review was" if len(found.reviews) == 1 else "reviews were"
        with_ = (
            f"with {counted(found.findings, 'finding')}" if found.findings else "with no finding"
        )
        yield f"{found.window.when} {len(found.reviews):,} {were} closed{so_far}, {with_}."
        yield from _came(found.landed)
    if found.reuse.by_others:
        yield f"Others used what was written down {counted(found.reuse.by_others, 'time')}."
    if found.again:
        yield f"{counted(len(found.again), 'factor')} had been named before."


def _came(found: Landed) -> Iterator[str]:
    """What became of the findings, in a sentence."""
    kinds = (("improvement", "improvements"), ("article", "articles"))
    counts = [(found.records(one), one, several) for one, several in kinds]
    came = [counted(number, one, several) for number, one, several in counts if number]
    if came:
        yield f"{' and '.join(came)} came of it."
    for sort, said in ((NO_ACTION, "need no action"), (NO_HOME, "have no home")):
        if number := found.records(sort):
            yield f"{number:,} of the findings {said if number > 1 else _one(said)}."


def _one(said: str) -> str:
    return said.replace("need", "needs").replace("have", "has")


def _window(found: Learning) -> str:
    """Which days and which service it is about."""
    now = found.window
    running = f"; {now.name} is not over, it ends on {now.ends}" if now.running else ""
    of_ = f"; of service {found.service}" if found.service else ""
    return f"Closed, raised or used from {now.first} to {now.last}{running}{of_}."


def _silence(found: Learning) -> Iterator[Block]:
    """The services that nothing was heard of, without a judgement."""
    if found.service:
        return
    yield Heading("Services of which nothing was heard")
    if found.silent is None:
        yield Text("Not known: learnorg.yaml lists no services.", "quiet")
    elif not found.silent:
        yield Text("None: each had a review, or an article that moved or was used.")
    else:
        yield Text(
            f"{', '.join(found.silent)}. No review of them was raised or closed, and no article "
            "of theirs moved or was used. It may be that nothing happened there."
        )


def table(found: Learning) -> Page:
    """Every finding as a row, for spreadsheets."""
    heads = ("review", "title", "type", "closed", "finding", "what", "severity", "landed")
    rows = [
        (one.identity, one.title, one.type, str(one.closed), each.id, each.what,
         str(each.severity or ""), told(each, found.landed.homes))
        for one in found.reviews
        for each in one.findings
    ]  # fmt: skip
    return Page("", (Table([Column(head) for head in heads], rows),), KIND, _data(found))


def _data(found: Learning) -> dict[str, Any]:
    return {
        "window": found.window.data,
        "service": found.service or None,
        "reviews": [_review(found, one) for one in found.reviews],
        "does_not_apply": [
            {"id": one.identity, "title": one.title, "closed": str(one.closed),
             "because": one.verdict.get("because")}
            for one in found.apart
        ],
        "closed_without_day": found.undated,
        "landed": [
            {"sort": one.sort, "standing": one.standing or None, "count": one.number}
            for one in found.landed.landings
        ],
        "reuse": portion(found.reuse.by_others, found.reuse.uses),
        "used": [
            {"id": one.identity, "title": one.title or None, "by_others": one.by_others,
             "for": list(one.targets)}
            for one in found.reuse.used
        ],
        "flag_to_fix_days": {"count": found.reuse.fixed, "median": rounded(found.reuse.fixing)},
        "open_flags": found.reuse.flags,
        "reviews_with_factors": found.examined,
        "recurring": [_again(one, each) for one, each in found.again],
        "reopened": None if found.reopened is None else [
            {"id": one.identity, "title": one.title, "on": one.on, "because": one.because or None}
            for one in found.reopened
        ],
        "articles": {"begun": found.written.begun, "validated": found.written.validated},
        "link_rate": portion(found.written.linked, found.written.closed),
        "silent_services": found.silent,
    }  # fmt: skip


def _review(found: Learning, one: Review) -> dict[str, Any]:
    return {
        "id": one.identity,
        "title": one.title,
        "type": one.type,
        "closed": one.closed.isoformat() if one.closed else None,
        "services": list(one.services),
        "findings": [
            {"id": each.id or None, "what": each.what, "severity": each.severity,
             "home": [{"to": to, "stands": found.landed.homes[to].told} for to in each.home],
             "no_action": each.no_action or None}
            for each in one.findings
        ],
    }  # fmt: skip


def _again(one: Review, recurring: Recurring) -> dict[str, Any]:
    return {
        "review": one.identity,
        "factor": recurring.factor.what,
        "earlier": [
            {"review": each.review.identity, "factor": each.factor.what,
             "likeness": each.likeness,
             "to_cure": each.to_cure,
             "cures": [{"to": cure.target, "stands": cure.told} for cure in each.cures]}
            for each in recurring.earlier
        ],
    }  # fmt: skip
