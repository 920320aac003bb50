"""`learnorg ageing`: what has been in work for long."""

import typer

from learnorg.cli.console import Output, answer, put, tell_unreadable
from learnorg.cli.limits import Limit, most
from learnorg.cli.nothing import tell_of_identities
from learnorg.cli.options import Format, NoPictures, OutputFile, Quiet, Words, given
from learnorg.cli.session import Session
from learnorg.register import query as queries
from learnorg.reports import ageing as report


def ageing(
    ctx: typer.Context,
    words: Words = None,
    limit: Limit = None,
    quiet: Quiet = False,
    form: Format = "auto",
    output: OutputFile = "",
    no_pictures: NoPictures = False,
) -> None:
    """
    Show how old work in progress is, beside how long finished work took.

    In work is what is in progress or measuring. Name states to see others: what has not begun
    shows how long it waits, beside no cycle time.

    [dim]$[/] learnorg ageing
    [dim]$[/] learnorg ageing team:platform state:accepted,on-hold
    """
    session: Session = ctx.obj
    query = queries.parse(given(words), "improvement")
    found = report.derive(session.register, query, session.today)
    wish, unreadable = Output(form, output, not no_pictures), session.register.unreadable()
    if quiet:
        put([one.identity for one in found.items], wish)
        if unreadable:
            tell_unreadable(unreadable)
    else:
        answer(report.lay_out(found, most(limit, wish)), wish, unreadable)
    if not found.items:
        tell_of_identities(session.register.index, query.words)
