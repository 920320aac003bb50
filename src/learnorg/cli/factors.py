"""`learnorg factors`: what makes it possible, time and again."""

from typing import Annotated, Literal

import typer

from learnorg.cli.console import Output, answer
from learnorg.cli.limits import Limit, most
from learnorg.cli.options import Format, NoPictures, OutputFile, with_bundles
from learnorg.cli.review_filters import Days, Reviews
from learnorg.cli.session import Session
from learnorg.reports import factors as report


@with_bundles
def factors(
    ctx: typer.Context,
    *,
    wanted: Reviews,
    days: Days,
    by: Annotated[
        Literal["category", "factor"],
        typer.Option("--by", help="What is counted: categories, or factors much alike."),
    ] = "category",
    limit: Limit = None,
    form: Format = "auto",
    output: OutputFile = "",
    no_pictures: NoPictures = False,
) -> None:
    """
    Show which contributing factors most reviews name, and what makes up 80 % of all.

    Reviews of what happened in the last 365 days, unless told otherwise. Factors without a
    category are counted by likeness, under their commonest wording.

    [dim]$[/] learnorg factors
    [dim]$[/] learnorg factors --by factor --service web-shop --since 2026-01-01
    """
    session: Session = ctx.obj
    span = days.asked(session, "last-365d")
    found = report.derive(session.register, wanted.about(session), by, span, session.today)
    wish = Output(form, output, not no_pictures)
    answer(report.lay_out(found, most(limit, wish)), wish, session.register.unreadable())
