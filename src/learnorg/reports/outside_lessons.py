"""Which lessons from outside are there, and what was said of them?"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from learnorg.methods.flow import took
from learnorg.page import Cell, Column, Page, Say, Table, Tone
from learnorg.register.homes import homes
from learnorg.register.lookup import shortest
from learnorg.register.query import Query
from learnorg.register.register import Register
from learnorg.register.reviews import Review, reviews
from learnorg.register.service_lessons import OUTSIDE

WAITING = "not triaged"
TONES: dict[str, Tone] = {WAITING: "warn", "ask": "warn", "does-not-apply": "quiet"}


class Lesson(NamedTuple):
    """A lesson from outside, and whether what it led to was carried through."""

    review: Review
    applied: bool

    @property
    def answer(self) -> str:
        """What was said of it; empty where nothing was yet."""
        return self.review.verdict.get("answer", "")

    @property
    def settled(self) -> bool:
        """Whether it is said if it applies: that somebody is asked is no answer yet."""
        return self.answer in ("applies", "does-not-apply")

    def age(self, today: date) -> int | None:
        """Days since it was taken in; None where that day is not known, or to come."""
        return took(self.review.raised, today)


class Outside(NamedTuple):
    """Some lessons, those that wait for an answer first, the oldest first."""

    lessons: list[Lesson]
    short: dict[str, str]
    today: date


def lessons(register: Register, query: Query, today: date) -> list[Lesson]:
    """The lessons from outside that a query asks for, by identity."""
    found = reviews(register, query.also("type", [OUTSIDE]), today)
    known = homes(register, (to for one in found for f in one.findings for to in f.home))
    return [
        Lesson(one, any(known[to].applied for f in one.findings for to in f.home)) for one in found
    ]


def derive(register: Register, query: Query, today: date) -> Outside:
    """The lessons from outside that a query asks for, with what was said of each."""
    found = lessons(register, query, today)
    found.sort(key=lambda one: (one.settled, one.review.raised or today, one.review.identity))
    return Outside(found, shortest(register.index, [one.review.identity for one in found]), today)


def lay_out(found: Outside, limit: int = 0) -> Page:
    """A list, one lesson a line."""
    return Page("", (table(found, found.lessons[: limit or None]),), "lesson-list", _data(found))


def table(found: Outside, shown: Sequence[Lesson]) -> Table:
    """Lessons with what was said of them, whose they are, and for how long they are here."""
    columns = [
        Column("id"), Column("answer"), Column("applied"), Column("days", right=True),
        Column("of", flexible=True), Column("title", flexible=True),
    ]  # fmt: skip
    rows: list[list[Cell]] = []
    for one in shown:
        said = one.answer or WAITING
        age = one.age(found.today)
        rows.append(
            [
                Say(found.short[one.review.identity], "id", one.review.identity),
                Say(said, TONES.get(said, "")),
                Say("yes", "good") if one.applied else Say("", "", "no"),
                "" if age is None else str(age),
                one.review.outside.get("organisation", ""),
                one.review.title,
            ]
        )
    return Table(columns, rows)


def _data(found: Outside) -> list[dict[str, Any]]:
    return [lesson_data(one, found.today) for one in found.lessons]


def lesson_data(one: Lesson, today: date) -> dict[str, Any]:
    """A lesson for programs."""
    review = one.review
    return {
        "id": review.identity,
        "title": review.title,
        "state": review.state,
        "organisation": review.outside.get("organisation") or None,
        "source": review.outside.get("source") or None,
        "licence": review.outside.get("licence") or None,
        "services": list(review.services),
        "answer": one.answer or None,
        "because": review.verdict.get("because") or None,
        "applied": one.applied,
        "raised": review.raised.isoformat() if review.raised else None,
        "age_days": one.age(today),
    }
