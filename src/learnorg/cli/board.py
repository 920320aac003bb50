"""`learnorg board`: what stands where."""

from typing import Annotated

import typer

from learnorg.cli.console import Output, answer
from learnorg.cli.nothing import tell_of_identities
from learnorg.cli.options import Format, OutputFile, Words, given
from learnorg.cli.session import Session
from learnorg.register import query as queries
from learnorg.reports import board as report


def board(
    ctx: typer.Context,
    words: Words = None,
    cards: Annotated[int, typer.Option("--cards", help="At most so many a state.", min=1)] = 8,
    form: Format = "auto",
    output: OutputFile = "",
) -> None:
    """
    Show the open improvements by state, with the limits that policy sets (`wip`).

    [dim]$[/] learnorg board
    [dim]$[/] learnorg board service:webshop
    """
    session: Session = ctx.obj
    query = queries.parse(given(words), "improvement")
    found = report.derive(session.register, query, session.today, cards)
    answer(report.lay_out(found), Output(form, output), session.register.unreadable())
    if not any(column.count for column in found.columns):
        tell_of_identities(session.register.index, query.words)
