"""Which reviews an answer is about: options that several commands share."""

from typing import Annotated, NamedTuple

import typer

from learnorg.cli import completion
from learnorg.cli.options import span_option
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.kinds.review import TYPES
from learnorg.periods import Period, period
from learnorg.register.reviews import About
from learnorg.register.services import service
from learnorg.spelling import did_you_mean

Service = Annotated[
    str,
    typer.Option(
        "--service", help="Of one service alone.", autocompletion=completion.terms("service")
    ),
]
Type = Annotated[
    str,
    typer.Option(
        "--type", help=f"Of one type: {', '.join(TYPES)}.", autocompletion=completion.review_types
    ),
]
Span = Annotated[str, span_option("Which days: last-365d, 2026-Q4, 2026-01..today.")]
Since = Annotated[
    str, typer.Option("--since", help="From this day on, up to today.", metavar="DAY")
]


class NoSuchReviewType(LearnorgError):
    """A type that no review has."""

    def __init__(self, typed: str) -> None:
        super().__init__(f"'{typed}' is no type of review")
        self.hint = did_you_mean(typed, TYPES) or f"There are: {', '.join(TYPES)}."


class PeriodAndSince(LearnorgError):
    """Two options that both say from when."""

    hint = "Give one of them: --since for a first day, or --period for first and last day."

    def __init__(self) -> None:
        super().__init__("--since and --period both say from when")


class Reviews(NamedTuple):
    """Which reviews are asked for."""

    service: Service = ""
    type_: Type = ""

    def about(self, session: Session, severity: int | None = None) -> About:
        """The same, once it is known that there are such; raises what is not."""
        if self.type_ and self.type_ not in TYPES:
            raise NoSuchReviewType(self.type_)
        named = service(session.register, self.service) if self.service else ""
        return About(named, self.type_, severity)


class Days(NamedTuple):
    """Over which days."""

    span: Span = ""
    since: Since = ""

    def asked(self, session: Session, usual: str) -> Period:
        """The days that are meant; the usual ones where nothing is said."""
        if self.span and self.since:
            raise PeriodAndSince
        return period(f"{self.since}.." if self.since else self.span or usual, session.today)
