"""`learnorg similar`: what is like a record."""

from typing import Annotated

import typer

from learnorg.cli.console import Output, answer, put, tell_unreadable
from learnorg.cli.options import Format, Id, OutputFile, Quiet
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.register.lookup import Entry
from learnorg.reports import similar as report


class NoImprovement(LearnorgError):
    """A record of another kind, where an improvement is asked for."""

    hint = "Improvements are listed by `learnorg list --all`."

    def __init__(self, entry: Entry) -> None:
        super().__init__(f"{entry.identity} is no improvement but of kind {entry.kind.name}")


def similar(
    ctx: typer.Context,
    typed: Id,
    limit: Annotated[
        int, typer.Option("--limit", "-L", help="At most so many; 0 is all.", min=0)
    ] = 10,
    everything: Annotated[
        bool, typer.Option("--all", "-a", help="Compare all there are, however little alike.")
    ] = False,
    quiet: Quiet = False,
    form: Format = "auto",
    output: OutputFile = "",
) -> None:
    """
    Show the improvements most like one, and what became of them.

    Titles and problems are compared; what is closed or declined is shown, too.

    [dim]$[/] learnorg similar 7k3
    [dim]$[/] learnorg similar 7k3 --all --limit 30
    """
    session: Session = ctx.obj
    entry = session.register.entry(typed)
    if entry.kind.name != "improvement":
        raise NoImprovement(entry)
    found = report.derive(session.register, entry, session.today, limit, everything)
    wish, unreadable = Output(form, output), session.register.unreadable()
    if quiet:
        put([one.identity for one in found.alike], wish)
        if unreadable:
            tell_unreadable(unreadable)
    else:
        answer(report.lay_out(found), wish, unreadable)
