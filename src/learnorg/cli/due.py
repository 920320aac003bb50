"""`learnorg due`: what is due, and what is late."""

from typing import Annotated

import typer

from learnorg.cli.console import Output, answer, put, say, tell_unreadable
from learnorg.cli.limits import Limit, most, tell_of_more
from learnorg.cli.nothing import tell_of_identities
from learnorg.cli.options import Format, OutputFile, Quiet, Words, given
from learnorg.cli.session import Session
from learnorg.periods import day
from learnorg.register import query as queries
from learnorg.reports import due as report


def due(
    ctx: typer.Context,
    words: Words = None,
    within: Annotated[
        str, typer.Option("--within", help="Up to which day: 4w, friday, 2027-01.", metavar="DAY")
    ] = "2w",
    limit: Limit = None,
    quiet: Quiet = False,
    form: Format = "auto",
    output: OutputFile = "",
) -> None:
    """
    Show what has a day: improvements, plan steps, measures, holds, and what is watched.

    Reviews have the days that policy gives them, articles and resources their `review_by`.
    What is late comes first. The default looks two weeks ahead.

    [dim]$[/] learnorg due
    [dim]$[/] learnorg due owner:platform --within 2027-01
    """
    session: Session = ctx.obj
    query = queries.parse(given(words), "improvement")
    last = day(within, session.today)
    found = report.derive(session.register, query, last, session.today)
    wish, unreadable = Output(form, output), session.register.unreadable()
    if quiet:
        put(dict.fromkeys(one.identity for one in found.deadlines), wish)
        if unreadable:
            tell_unreadable(unreadable)
    else:
        shown = most(limit, wish)
        answer(report.lay_out(found, shown), wish, unreadable)
        tell_of_more(shown, len(found.deadlines))
        if late := sum(1 for one in found.deadlines if found.late(one)):
            say(f"{late} late; shown up to {found.last}.", "warn")
        elif found.deadlines:
            say(f"Nothing is late; shown up to {found.last}.", "quiet")
    if not found.deadlines:
        tell_of_identities(session.register.index, query.words)
