"""`learnorg loop`: from what happened to what holds, and every end that is open."""

from typing import Annotated

import typer

from learnorg.cli import completion
from learnorg.cli.console import Output, answer, is_terminal
from learnorg.cli.options import Format, NoPictures, OutputFile
from learnorg.cli.session import Session
from learnorg.periods import happened
from learnorg.register.activity import faults

ON_TERMINAL = 10


def loop(
    ctx: typer.Context,
    service: Annotated[
        str,
        typer.Option(
            "--service",
            help="One service.",
            metavar="SERVICE",
            autocompletion=completion.terms("service"),
        ),
    ] = "",
    team: Annotated[
        str, typer.Option("--team", help="One team, or a part of its name.", metavar="TEAM")
    ] = "",
    since: Annotated[
        str, typer.Option("--since", help="What was raised from this day on.", metavar="DAY")
    ] = "",
    all_: Annotated[bool, typer.Option("--all", "-a", help="Also list what is closed.")] = False,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            "-L",
            help=f"At most so many open ones a stage; 0 is all. A terminal shows {ON_TERMINAL}.",
            min=0,
        ),
    ] = None,
    no_pictures: NoPictures = False,
    form: Format = "auto",
    output: OutputFile = "",
) -> None:
    """
    Show what is open between what happened and what holds, with the command that closes it.

    What happened is examined, what was found lands in an improvement or an article, that is
    used, and use keeps it true.

    [dim]$[/] learnorg loop
    [dim]$[/] learnorg loop --service payments --since 2026-01-01
    """
    from learnorg.register import services as named
    from learnorg.reports import loop as report

    session: Session = ctx.obj
    register = session.register
    service = named.service(register, service) if service else ""
    team = named.team(register, team) if team else ""
    day = happened(since, session.today) if since else None
    found = report.derive(register, session.today, service, team, day)
    to_person = is_terminal() and form in ("auto", "table") and not output
    shown = limit if limit is not None else (ON_TERMINAL if to_person and not all_ else 0)
    page = report.lay_out(found, whole=all_, limit=shown)
    unreadable = [*register.unreadable(), *faults(register)]
    answer(page, Output(form, output, not no_pictures), unreadable)
