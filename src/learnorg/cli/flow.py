"""`learnorg flow`: how work flows."""

from typing import Annotated

import typer

from learnorg.cli.console import Output, answer
from learnorg.cli.options import Format, NoPictures, OutputFile, Words, given, span_option
from learnorg.cli.session import Session
from learnorg.periods import period
from learnorg.register import query as queries
from learnorg.reports import flow as report

Span = Annotated[str, span_option("Over which days: last-90d, 2026-Q4, 2026-01..today.")]


def flow(
    ctx: typer.Context,
    words: Words = None,
    span: Span = "last-180d",
    form: Format = "auto",
    output: OutputFile = "",
    no_pictures: NoPictures = False,
) -> None:
    """
    Show how work flows: how long it takes, how much gets done, how much is begun, how it ends.

    The default is half a year: in less, too little finishes for percentiles to hold.

    [dim]$[/] learnorg flow
    [dim]$[/] learnorg flow team:platform --period 2026-Q3
    """
    session: Session = ctx.obj
    query = queries.parse(given(words), "improvement")
    found = report.derive(session.register, query, period(span, session.today), session.today)
    answer(
        report.lay_out(found), Output(form, output, not no_pictures), session.register.unreadable()
    )
