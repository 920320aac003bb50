"""What is there to know of a service before something is changed there?"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from learnorg.page import Block, Cell, Column, Heading, Page, Say, Table, Text, Tone, counted
from learnorg.register.homes import Home
from learnorg.register.lookup import shortest
from learnorg.register.register import Register
from learnorg.register.reviews import Review
from learnorg.register.service_lessons import (
    Again,
    Article,
    Found,
    Work,
    again,
    articles,
    findings,
    lessons,
    work,
)

FIX = "fix"


class Lessons(NamedTuple):
    """What is known of a service, by how much it matters to whoever changes something there."""

    service: str
    today: date
    errors: list[Article]
    """Articles that tell of a fault and how to get round it."""
    again: list[Again]
    findings: list[Found]
    """What was found and is open, the worst first."""
    articles: list[Article]
    work: list[Work]
    outside: list[Review]
    settled: list[Found]
    """What was found, and has landed."""
    reviews: int
    short: dict[str, str]


def derive(register: Register, service: str, today: date) -> Lessons:
    """
    What reviews, articles and improvements say of a service, as the register writes its name.

    Findings are open while they have no home, or one in which something is still to be done.
    Articles count once they are there to be used; those that are not known errors, once they
    are validated. Of lessons from outside those count that somebody found to apply.
    """
    own, outside = lessons(register, service, today)
    every = articles(register, service, today)
    found = findings(register, own)
    known = Lessons(
        service,
        today,
        [one for one in every if one.type == FIX],
        again(register, own, today),
        [one for one in found if one.open],
        [one for one in every if one.type != FIX and one.state == "validated"],
        work(register, service, today),
        outside,
        [one for one in found if not one.open],
        len(own),
        {},
    )
    return known._replace(short=shortest(register.index, sorted(_identities(known))))


def _identities(known: Lessons) -> set[str]:
    """Every record that is named."""
    found = (*known.findings, *known.settled)
    return {
        *(one.identity for one in (*known.errors, *known.articles)),
        *(one.identity for one in known.work),
        *(one.identity for one in known.outside),
        *(one.identity for each in known.again for one in each.reviews),
        *(one.review.identity for one in found),
        *(home.target for one in found for home in one.homes if home.kind),
    }


def lay_out(known: Lessons, limit: int = 0) -> Page:
    """What matters most first, so many of each."""
    title = f"Before a change to {known.service}, {known.today}"
    return Page(title, tuple(_blocks(known, limit)), "lessons", _data(known))


def _blocks(known: Lessons, limit: int) -> Iterator[Block]:
    sections = list(_sections(known, limit or None))
    if not any(number for _, number, _ in sections):
        yield Text("Nothing is known of it yet: no review, no article, no improvement.", "quiet")
        return
    for heading, number, table in sections:
        if number:
            yield Heading(f"{heading} ({number})")
            yield table
            if limit and number > limit:
                yield Text(f"and {number - limit} more; --limit 0 shows all", "quiet")
    yield Text(_weight(known), "quiet")


def _sections(known: Lessons, most: int | None) -> Iterator[tuple[str, int, Table]]:
    """Every section with how many stand in it, and a table of some: what matters most first."""
    errors, articles, work = known.errors, known.articles, known.work
    yield "Known errors", len(errors), _articles(errors[:most], known)
    yield "What came again", len(known.again), _again(known.again[:most], known)
    yield "Found, and still open", len(known.findings), _findings(known.findings[:most], known)
    yield "Articles", len(articles), _articles(articles[:most], known)
    yield "Under way or wished for", len(work), _work(work[:most], known)
    outside = _outside(known.outside[:most], known)
    yield "From outside, and applies here", len(known.outside), outside
    settled = _findings(known.settled[:most], known)
    yield "Found, and what became of it", len(known.settled), settled


def _weight(known: Lessons) -> str:
    """Of how much this is drawn, and what of the gravest there is not."""
    grave = (
        ("known error", known.errors),
        ("factor that came again", known.again),
        ("open finding", known.findings),
    )
    none = [name for name, rows in grave if not rows]
    told = f"From {counted(known.reviews, 'review')} of it in the register"
    return f"{told}; no {', no '.join(none)}." if none else f"{told}."


def _wide(name: str) -> Column:
    return Column(name, flexible=True, wrapped=True)


def _id(identity: str, known: Lessons, part: str = "") -> Say:
    hash_ = f"#{part}" if part else ""
    return Say(f"{known.short[identity]}{hash_}", "id", f"{identity}{hash_}")


def _articles(rows: Sequence[Article], known: Lessons) -> Table:
    return Table(
        [Column("id"), _wide("title"), _wide("standing")],
        [[_id(one.identity, known), one.title, _standing(one)] for one in rows],
    )


def _standing(one: Article) -> Cell:
    if one.banner:
        return Say(f"{one.state}; mind: {one.banner}", "warn")
    return Say(one.state, "" if one.state == "validated" else "quiet")


def _again(rows: Sequence[Again], known: Lessons) -> Table:
    return Table(
        [Column("reviews", right=True), _wide("factor"), _wide("named in")],
        [
            [str(len(one.reviews)), Say(one.what, "strong"),
             Say(", ".join(known.short[r.identity] for r in one.reviews), "id",
                 ", ".join(r.identity for r in one.reviews))]
            for one in rows
        ],
    )  # fmt: skip


def _findings(rows: Sequence[Found], known: Lessons) -> Table:
    return Table(
        [Column("id"), _wide("finding"), _wide("what became of it")],
        [
            [
                _id(one.review.identity, known, one.finding.id),
                one.finding.what,
                became(one, known.short),
            ]
            for one in rows
        ],
    )


def became(one: Found, short: Mapping[str, str]) -> Say:
    """What became of a finding, in a few words."""
    if not one.homes:
        if one.finding.no_action:
            return Say(f"no action: {one.finding.no_action}", "quiet")
        return Say("no home yet", "warn")
    tone: Tone = "warn" if one.open else "good" if all(h.applied for h in one.homes) else ""
    told = "; ".join(f"{short.get(h.target, h.target)} {h.told}" for h in one.homes)
    return Say(told, tone, "; ".join(f"{h.target} {h.told}" for h in one.homes))


def _work(rows: Sequence[Work], known: Lessons) -> Table:
    late = known.today.isoformat()
    return Table(
        [Column("id"), _wide("title"), Column("state"), Column("owner", flexible=True),
         Column("due")],
        [
            [_id(one.identity, known), one.title, one.state, one.owner,
             Say(one.due, "bad" if "" < one.due < late else "")]
            for one in rows
        ],
    )  # fmt: skip


def _outside(rows: Sequence[Review], known: Lessons) -> Table:
    return Table(
        [Column("id"), _wide("lesson"), _wide("of"), _wide("why it applies")],
        [
            [_id(one.identity, known), one.title, one.outside.get("organisation", ""),
             one.verdict.get("because", "")]
            for one in rows
        ],
    )  # fmt: skip


def _data(known: Lessons) -> dict[str, Any]:
    return {
        "service": known.service,
        "on": known.today.isoformat(),
        "reviews": known.reviews,
        "known_errors": [_article(one) for one in known.errors],
        "factors_again": [
            {"what": one.what, "reviews": [each.identity for each in one.reviews]}
            for one in known.again
        ],
        "open_findings": [finding_data(one) for one in known.findings],
        "articles": [_article(one) for one in known.articles],
        "improvements": [
            {"id": one.identity, "title": one.title, "state": one.state,
             "owner": one.owner or None, "due": one.due or None}
            for one in known.work
        ],
        "outside_lessons": [
            {"id": one.identity, "title": one.title,
             "organisation": one.outside.get("organisation") or None,
             "because": one.verdict.get("because") or None}
            for one in known.outside
        ],
        "settled_findings": [finding_data(one) for one in known.settled],
    }  # fmt: skip


def _article(one: Article) -> dict[str, Any]:
    return {"id": one.identity, "title": one.title, "type": one.type, "state": one.state,
            "doubts": one.banner or None}  # fmt: skip


def finding_data(one: Found) -> dict[str, Any]:
    """A finding for programs, with what became of it."""
    return {
        "review": one.review.identity,
        "finding": one.finding.id or None,
        "what": one.finding.what,
        "severity": one.finding.severity or one.review.severity,
        "no_action": one.finding.no_action or None,
        "homes": [_home(home) for home in one.homes],
        "open": one.open,
    }


def _home(home: Home) -> dict[str, Any]:
    return {"target": home.target, "kind": home.kind or None, "state": home.state or None,
            "outcome": home.result or None, "told": home.told}  # fmt: skip
