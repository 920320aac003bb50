"""`learnorg stuck`: what does not get on."""

import typer

from learnorg.cli.console import Output, answer, put, say, tell_unreadable
from learnorg.cli.limits import Limit, most, tell_of_more
from learnorg.cli.nothing import tell_of_identities
from learnorg.cli.options import Format, OutputFile, Quiet, Words, given
from learnorg.cli.session import Session
from learnorg.page import counted
from learnorg.register import query as queries
from learnorg.reports import stuck as report


def stuck(
    ctx: typer.Context,
    words: Words = None,
    limit: Limit = None,
    quiet: Quiet = False,
    form: Format = "auto",
    output: OutputFile = "",
) -> None:
    """
    Show what does not get on, with every reason why, the longest without a move first.

    No move for longer than policy's `stuck_after`, no owner, a hold past its date or without
    one, a plan all overdue, or waiting for what came to nothing or is stuck itself.

    [dim]$[/] learnorg stuck
    [dim]$[/] learnorg stuck owner:platform not:state:proposed
    """
    session: Session = ctx.obj
    query = queries.parse(given(words), "improvement")
    found = report.derive(session.register, query, session.today)
    wish, unreadable = Output(form, output), session.register.unreadable()
    if quiet:
        put([one.identity for one in found.items], wish)
        if unreadable:
            tell_unreadable(unreadable)
    else:
        shown = most(limit, wish)
        answer(report.lay_out(found, shown), wish, unreadable)
        tell_of_more(shown, len(found.items))
        if found.items:
            say(
                f"{len(found.items)} of {found.open} open are stuck, as of {found.today}; "
                f"'no move' means for longer than {counted(found.stuck_after, 'day')} "
                "(policy: stuck_after).",
                "warn",
            )
    if not found.items:
        tell_of_identities(session.register.index, query.words)
