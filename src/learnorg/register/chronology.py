"""A review's timeline: its entries as they stand, and moments as people say them of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from learnorg.errors import LearnorgError
from learnorg.methods.moments import Moment, moment
from learnorg.register.reviewing import moment_said

MOST = 500
"""Entries of a timeline; more are a log, which nobody reads beside a review."""


class TooManyEntries(LearnorgError):
    """More entries than a timeline is read with."""

    exit_code = 7
    hint = "Take the part that tells what happened (--since, --until), and link the whole."

    def __init__(self, name: str, count: int) -> None:
        super().__init__(f"{name} would have a timeline of {count:,} entries; {MOST} are the most")


def entries(plain: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The entries of a review's timeline, in the order of its file."""
    listed = plain.get("timeline")
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def started(plain: Mapping[str, Any]) -> Moment | None:
    """When it began, as far as the review tells."""
    times = plain.get("times")
    told = times.get("started") if isinstance(times, dict) else None
    return moment(told) if isinstance(told, str) else None


def said(text: str, plain: Mapping[str, Any], today: date) -> Moment:
    """
    The moment that somebody means of a review: `2026-11-20 09:12`, `yesterday 14:00`, `9:12`.

    A time alone is on the day on which it started, else today; without an offset it was read off
    the clock by which it started. Raises `NotAMoment`, and `InTheFuture` for a day to come.
    """
    begun = started(plain)
    found = moment_said(text, today, begun.at.date() if begun else today)
    if begun and begun.zoned and not found.zoned:
        return Moment(found.at.replace(tzinfo=begun.at.tzinfo))
    return found
