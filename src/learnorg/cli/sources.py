"""`learnorg sources`: where improvements come from."""

from typing import Annotated

import typer

from learnorg.cli.console import Output, answer
from learnorg.cli.options import Format, NoPictures, OutputFile, Words, given, span_option
from learnorg.cli.session import Session
from learnorg.periods import period
from learnorg.register import query as queries
from learnorg.reports import sources as report

Span = Annotated[str, span_option("Raised when: last-365d, 2026-Q4, 2026-01..today.")]


def sources(
    ctx: typer.Context,
    words: Words = None,
    span: Span = "last-365d",
    form: Format = "auto",
    output: OutputFile = "",
    no_pictures: NoPictures = False,
) -> None:
    """
    Show where improvements come from, which sources are silent, and how many took part.

    [dim]$[/] learnorg sources
    [dim]$[/] learnorg sources service:webshop --period 2026-Q3
    """
    session: Session = ctx.obj
    query = queries.parse(given(words), "improvement")
    found = report.derive(session.register, query, period(span, session.today), session.today)
    answer(
        report.lay_out(found), Output(form, output, not no_pictures), session.register.unreadable()
    )
