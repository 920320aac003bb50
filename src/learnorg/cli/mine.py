"""`learnorg mine`: what is yours."""

from typing import Annotated

import typer

from learnorg.cli.console import Output, say
from learnorg.cli.list import show
from learnorg.cli.options import Format, OutputFile, Quiet, Words, given
from learnorg.cli.session import Session
from learnorg.register import query as queries


def mine(
    ctx: typer.Context,
    words: Words = None,
    everything: Annotated[bool, typer.Option("--all", "-a", help="Also what is closed.")] = False,
    quiet: Quiet = False,
    form: Format = "auto",
    output: OutputFile = "",
) -> None:
    """
    List what you own, going by git's e-mail address and the people listed.

    [dim]$[/] learnorg mine
    [dim]$[/] learnorg mine is:overdue
    """
    session: Session = ctx.obj
    query = queries.parse(given(words), "improvement").also("owned-by", sorted(session.who.names))
    if not session.who.person and session.register.people_kept():
        say(f"Nobody listed has {session.who.email}; searching by name.", "quiet")
    show(session, query, "", False, -1, everything, quiet, Output(form, output))
