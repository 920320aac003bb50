"""The verbs of reviews: `submit`, `agree`, `close`, `reopen`."""

from typing import Annotated, NamedTuple

import typer

from learnorg.cli import completion, seen_before
from learnorg.cli.answer import finish
from learnorg.cli.options import Because, On, Wishes, given, with_bundles
from learnorg.cli.review_options import (
    Examined,
    Found,
    Moments,
    ReviewIds,
    along,
    tell_of_category,
)
from learnorg.cli.saying import tell_of_new_headings
from learnorg.cli.session import Session
from learnorg.cli.worded import tell_of_wording
from learnorg.errors import LearnorgError
from learnorg.kinds.guards import Move
from learnorg.kinds.review import REVIEW
from learnorg.periods import happened
from learnorg.register.changes import Change
from learnorg.register.lifecycle import Along
from learnorg.register.reviewing import Wish, moved, review
from learnorg.spelling import did_you_mean

NOTHING_FOUND = Found()


class NoWayBack(LearnorgError):
    """A state that reviews do not go back to."""

    def __init__(self, typed: str) -> None:
        states = REVIEW.states[:-1]
        super().__init__(f"a review cannot go back to '{typed}'")
        self.hint = did_you_mean(typed, states) or f"States: {', '.join(states)}."


class Circumstances(NamedTuple):
    """Why and when it happened."""

    because: Because = ""
    on: On = ""


@with_bundles
def submit(
    ctx: typer.Context,
    ids: ReviewIds,
    *,
    examined: Examined,
    moments: Moments,
    found: Found,
    circumstances: Circumstances,
    wishes: Wishes,
) -> None:
    """
    Put reviews up for discussion: they become in-review.

    What broke something is led by somebody who did not respond to it.

    [dim]$[/] learnorg review submit 7k3 --facilitator problem-manager
    """
    _go(ctx.obj, "submit", "in-review", ids, examined, moments, found, circumstances, wishes)


@with_bundles
def agree(
    ctx: typer.Context,
    ids: ReviewIds,
    *,
    examined: Examined,
    moments: Moments,
    found: Found,
    circumstances: Circumstances,
    wishes: Wishes,
) -> None:
    """
    Say that those who took part agree with what reviews tell: they become reviewed.

    [dim]$[/] learnorg review agree 7k3
    [dim]$[/] learnorg review agree 7k3 --say "Impact=Sign-in failed for 38 minutes"
    [dim]$[/] learnorg review agree 7k3 --factor "detection: The alarm was set for one host"
    """
    _go(ctx.obj, "agree", "reviewed", ids, examined, moments, found, circumstances, wishes)


@with_bundles
def close(
    ctx: typer.Context,
    ids: ReviewIds,
    *,
    examined: Examined,
    moments: Moments,
    circumstances: Circumstances,
    wishes: Wishes,
) -> None:
    """
    Close reviews once every finding has a home, through all states between.

    A review in which there was nothing to find says so: --because.

    [dim]$[/] learnorg review close 7k3
    [dim]$[/] learnorg review close 7k3 --because "the change went as planned"
    """
    _go(ctx.obj, "close", "closed", ids, examined, moments, NOTHING_FOUND, circumstances, wishes)


@with_bundles
def reopen(
    ctx: typer.Context,
    ids: ReviewIds,
    to: Annotated[
        str,
        typer.Option(
            "--to",
            help="The state to go back to.",
            metavar="STATE",
            autocompletion=completion.review_states,
        ),
    ] = "in-review",
    *,
    circumstances: Circumstances,
    wishes: Wishes,
) -> None:
    """
    Take reviews up again, with a reason.

    [dim]$[/] learnorg review reopen 7k3 --because "the disk filled again"
    """
    session: Session = ctx.obj
    if to not in REVIEW.states[:-1]:
        raise NoWayBack(to)
    _move(session, "reopen", ids, to, Along(), circumstances, wishes, back=True)


def _go(
    session: Session,
    verb: str,
    to: str,
    ids: list[str],
    examined: Examined,
    moments: Moments,
    found: Found,
    circumstances: Circumstances,
    wishes: Wishes,
) -> None:
    """Move reviews on, with what comes along."""
    started, body = None, None
    if len(ids) == 1:  # a time alone is on the day on which it started
        stored = review(session.register, ids[0])
        started, body = _started(stored.plain), stored.plain.get("body")
    because, on = circumstances
    when = happened(on, session.today) if on else session.today
    times = moments.said(session.today, started)
    for text in given(examined.factor):
        tell_of_category(text)
    brought = along(session, examined, times, found, because, when)
    if body and brought.words:
        tell_of_new_headings(body, [*brought.words])
    if examined.verdict:  # whose reason it is
        circumstances = circumstances._replace(because="")
    _move(session, verb, ids, to, brought, circumstances, wishes)


def _move(
    session: Session,
    verb: str,
    ids: list[str],
    to: str,
    brought: Along,
    circumstances: Circumstances,
    wishes: Wishes,
    *,
    back: bool = False,
) -> None:
    """Write what becomes of some reviews as one change."""
    because, on = circumstances
    when = happened(on, session.today) if on else session.today
    wish = Wish(Move(to, when, session.who.known_as, because), back)
    revisions = moved(session.register, ids, wish, brought, session.who, session.command)
    finish(session, Change(verb, tuple(revisions), because), wishes)
    if factors := [str(part["what"]) for key, part in brought.parts if key == "factors"]:
        for one in revisions:
            seen_before.tell_of(session, one, wishes, factors)
    if to in REVIEW.states[-2:]:
        tell_of_wording(session, [one.identity for one in revisions], wishes)


def _started(plain: dict[str, object]) -> str | None:
    """When it started, as the record has it."""
    times = plain.get("times")
    started = times.get("started") if isinstance(times, dict) else None
    return started if isinstance(started, str) else None
