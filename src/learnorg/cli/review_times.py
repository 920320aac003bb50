"""`learnorg review times` and `learnorg review onthisday`: what reviews tell together."""

from typing import Annotated

import typer

from learnorg.cli.console import Output, answer
from learnorg.cli.options import Format, NoPictures, OutputFile, with_bundles
from learnorg.cli.review_filters import Days, Reviews
from learnorg.cli.review_options import Severity, severity
from learnorg.cli.session import Session
from learnorg.periods import day


@with_bundles
def times(
    ctx: typer.Context,
    *,
    wanted: Reviews,
    severity_: Severity = None,
    days: Days,
    form: Format = "auto",
    output: OutputFile = "",
    no_pictures: NoPictures = False,
) -> None:
    """
    Show how long it took to detect, mitigate and resolve what broke: medians, and what is routine.

    Post-mortems and major incidents of the last two years, unless told otherwise. From six known
    times on there are medians and limits. What lies outside of them is marked: look at those
    first, and read nothing into the others going up and down.

    [dim]$[/] learnorg review times
    [dim]$[/] learnorg review times --service payments --severity 1 --period 2026
    """
    from learnorg.reports import incident_times as report  # each report only when it is asked for

    session: Session = ctx.obj
    span = days.asked(session, "last-2y")
    about = wanted.about(session, severity(severity_) if severity_ else None)
    found = report.derive(session.register, about, span, session.today)
    wish = Output(form, output, not no_pictures)
    answer(report.lay_out(found), wish, session.register.unreadable())


def onthisday(
    ctx: typer.Context,
    on: Annotated[
        str, typer.Option("--day", help="Another day than today: 2026-10-09.", metavar="DAY")
    ] = "",
    form: Format = "auto",
    output: OutputFile = "",
) -> None:
    """
    Tell what happened around this day in earlier years, and what was learned from it.

    Where nothing did, one closed review is drawn, the same for all who ask on one day.

    [dim]$[/] learnorg review onthisday
    [dim]$[/] learnorg review onthisday --day 2026-10-09
    """
    from learnorg.reports import on_this_day as report  # as above

    session: Session = ctx.obj
    when = day(on, session.today, "past") if on else session.today
    found = report.derive(session.register, when)
    answer(report.lay_out(found), Output(form, output), session.register.unreadable())
