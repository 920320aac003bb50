"""`learnorg find`: full text over everything."""

from typing import Annotated

import typer

from learnorg.cli import completion
from learnorg.cli.console import Output, answer, put, say, tell_unreadable
from learnorg.cli.nothing import tell_of_identities
from learnorg.cli.options import Format, OutputFile, Quiet
from learnorg.cli.session import Session
from learnorg.register import query as queries
from learnorg.reports import search


def find(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            help="Words that must all occur, and filters.",
            metavar="WORDS...",
            autocompletion=completion.query,
        ),
    ],
    limit: Annotated[int, typer.Option("--limit", "-L", help="At most so many.", min=1)] = 20,
    quiet: Quiet = False,
    form: Format = "auto",
    output: OutputFile = "",
) -> None:
    """
    Find where something is said, the best match first; closed records too.

    [dim]$[/] learnorg find load balancer
    [dim]$[/] learnorg find toner state:closed
    """  # fmt: skip
    session: Session = ctx.obj
    query = queries.parse(words)
    found = search.derive(session.register, query, session.today, limit)
    unreadable = session.register.unreadable()
    if quiet:
        put([hit.identity for hit in found.hits], Output(form, output))
        if unreadable:
            tell_unreadable(unreadable)
    else:
        answer(search.lay_out(found), Output(form, output), unreadable)
    if not found.hits:
        tell_of_identities(session.register.index, query.words)
    if len(found.hits) < found.total and not quiet:
        say(f"{len(found.hits)} of {found.total} shown; --limit shows more.", "quiet")
