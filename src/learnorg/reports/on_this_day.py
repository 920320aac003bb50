"""What happened on this day in earlier years, and what was learned from it?"""

from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from typing import Any, NamedTuple

from learnorg.page import Block, Fields, Heading, Items, Page, Say, Text, counted
from learnorg.register.lookup import shortest
from learnorg.register.register import Register
from learnorg.register.reviews import EVERY, Review, reviews
from learnorg.register.service_lessons import Found, findings
from learnorg.reports.lessons import became, finding_data

AROUND = 3
"""So many days before and after count as this day."""


class Remembered(NamedTuple):
    """A review of earlier, how many years ago it was, and what it found."""

    review: Review
    years: int
    findings: list[Found]


class OnThisDay(NamedTuple):
    """What happened around a day in earlier years; where nothing did, one review of earlier."""

    day: date
    remembered: list[Remembered]
    by_chance: bool
    short: dict[str, str]


def derive(register: Register, today: date) -> OnThisDay:
    """
    The reviews of what happened within three days of this day, in earlier years, the latest first.

    Where there is none: a closed one of before the day, drawn by the day, so that all who ask on
    one day read the same.
    """
    every = [one for one in reviews(register, EVERY, today) if one.happened]
    there = [(one, years) for one in every if (years := _years(one, today))]
    there.sort(key=lambda each: (each[1], each[0].identity))
    drawn = [] if there else _drawn(every, today)
    found = [Remembered(one, years, findings(register, [one])) for one, years in (there or drawn)]
    named = {h.target for one in found for each in one.findings for h in each.homes if h.kind}
    named |= {one.review.identity for one in found}
    return OnThisDay(today, found, bool(drawn), shortest(register.index, sorted(named)))


def _years(one: Review, today: date) -> int:
    """How many years ago it was, around this day; 0 where it was not, or was this year."""
    if one.happened is None:
        return 0
    span = timedelta(days=AROUND)
    for years in {today.year - one.happened.year + off for off in (-1, 0, 1)}:
        if years > 0 and abs(_back(today, years) - one.happened) <= span:
            return years
    return 0


def _back(day: date, years: int) -> date:
    """The same day so many years before; of 29 February the 28th, where there is none."""
    if day.year <= years:
        return date.min
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _drawn(every: list[Review], today: date) -> list[tuple[Review, int]]:
    """One closed review of before the day, by chance, the same for all of the day."""
    older = [one for one in every if not one.open and one.happened and one.happened < today]
    if not older:
        return []
    number = int.from_bytes(sha256(today.isoformat().encode()).digest()[:8], "big")
    one = older[number % len(older)]
    return [(one, 0)]


def lay_out(found: OnThisDay) -> Page:
    """Each review with when it was, what made it possible and what was found."""
    title = f"On this day, {found.day}"
    return Page(title, tuple(_blocks(found)), "on-this-day", _data(found))


def _blocks(found: OnThisDay) -> Iterator[Block]:
    if not found.remembered:
        yield Text("Nothing to remember yet: no review of anything earlier is closed.", "quiet")
        return
    if found.by_chance:
        told = f"Nothing within {counted(AROUND, 'day')} of this day in earlier years; by chance:"
        yield Text(told, "quiet")
    for one in found.remembered:
        yield from _one(one, found)


def _one(one: Remembered, found: OnThisDay) -> Iterator[Block]:
    review = one.review
    yield Heading(f"{found.short[review.identity]}  {review.title}")
    ago = f" ({counted(one.years, 'year')} ago)" if one.years else ""
    state = "" if not review.open else f", {review.state}"
    fields = [("happened", f"{review.happened}{ago}"), ("review", f"{review.type}{state}")]
    if review.services:
        fields.append(("services", ", ".join(review.services)))
    yield Fields(fields)
    if review.factors:
        yield Text("What made it possible:")
        yield Items([factor.what for factor in review.factors])
    if one.findings:
        yield Text("What was learned:")
        yield Items([_learned(each, found) for each in one.findings])
    else:
        yield Text("No finding was written down.", "quiet")


def _learned(each: Found, found: OnThisDay) -> Say:
    cell = became(each, found.short)
    return Say(f"{each.finding.what} -> {cell.text}", cell.tone, f"{each.finding.what} -> "
               f"{cell.whole or cell.text}")  # fmt: skip


def _data(found: OnThisDay) -> dict[str, Any]:
    return {
        "day": found.day.isoformat(),
        "by_chance": found.by_chance,
        "reviews": [
            {"id": one.review.identity, "title": one.review.title, "type": one.review.type,
             "state": one.review.state, "years": one.years or None,
             "happened": one.review.happened.isoformat() if one.review.happened else None,
             "services": list(one.review.services),
             "factors": [factor.what for factor in one.review.factors],
             "findings": [finding_data(each) for each in one.findings]}
            for one in found.remembered
        ],
    }  # fmt: skip
