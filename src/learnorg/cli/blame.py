"""`learnorg blame`: who said last what a record says."""

import typer

from learnorg.cli.console import Output, answer, is_terminal, say
from learnorg.cli.horizon import tell_of_horizon
from learnorg.cli.options import Format, Id, OutputFile
from learnorg.cli.session import Session
from learnorg.register.steps import meant
from learnorg.register.trail import Trail
from learnorg.reports import blame as report


def blame(ctx: typer.Context, typed: Id, form: Format = "auto", output: OutputFile = "") -> None:
    """
    Tell of each field of a record who changed it last, when, and in which commit.

    [dim]$[/] learnorg blame 7k3
    [dim]$[/] learnorg blame 7k3 --format json
    """
    session: Session = ctx.obj
    trail = Trail.of(session.register)
    found = report.derive(session.register, trail, meant(session.register, typed))
    brief = is_terminal() and form in ("auto", "table") and not output
    answer(report.lay_out(found, brief), Output(form, output))
    if not found:
        say("Nothing of it is committed that can be read.", "quiet")
    tell_of_horizon(trail)
