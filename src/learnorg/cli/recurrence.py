"""`learnorg recurrence`: what came again although a review had named it."""

import typer

from learnorg.cli.console import Output, answer
from learnorg.cli.options import Format, OutputFile, with_bundles
from learnorg.cli.review_filters import Days, Reviews
from learnorg.cli.session import Session
from learnorg.reports import recurrence as report


@with_bundles
def recurrence(
    ctx: typer.Context,
    *,
    wanted: Reviews,
    days: Days,
    form: Format = "auto",
    output: OutputFile = "",
) -> None:
    """
    Show which factors came again after a review of them was closed, and what was to cure them.

    Reviews of what happened in the last 365 days, unless told otherwise; what they are compared
    with may be as old as it will.

    [dim]$[/] learnorg recurrence
    [dim]$[/] learnorg recurrence --since 2026-07-01 --service payments
    """
    session: Session = ctx.obj
    span = days.asked(session, "last-365d")
    found = report.derive(session.register, wanted.about(session), span, session.today)
    answer(report.lay_out(found), Output(form, output), session.register.unreadable())
