"""`learnorg inbox`: what waits for the authority."""

import typer

from learnorg.cli.console import Output, answer, say
from learnorg.cli.options import Format, OutputFile
from learnorg.cli.session import Session
from learnorg.reports import inbox as report


def inbox(ctx: typer.Context, form: Format = "auto", output: OutputFile = "") -> None:
    """
    Show what waits for a decision, the longest first.

    [dim]$[/] learnorg inbox
    """
    session: Session = ctx.obj
    found = report.derive(session.register, session.today)
    answer(report.lay_out(found), Output(form, output), session.register.unreadable())
    if late := len(found.unanswered):
        say(f"{late} wait longer than the {found.answer_within} days that policy promises.", "warn")
