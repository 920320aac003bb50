"""`learnorg show`: a record as a page."""

from typing import Annotated

import typer

from learnorg.cli import completion
from learnorg.cli.console import Output, answer
from learnorg.cli.options import AsOf, Format, Id, OutputFile
from learnorg.cli.session import Session
from learnorg.reports import entry as report


def show(
    ctx: typer.Context,
    typed: Id,
    view: Annotated[
        str,
        typer.Option(
            "--as",
            help="Through the questions of a framework: model, itil4, pdsa, a3 or your own.",
            metavar="VIEW",
            autocompletion=completion.frameworks,
        ),
    ] = "",
    as_of: AsOf = "",
    form: Format = "auto",
    output: OutputFile = "",
) -> None:
    """
    Show one record, with its links both ways and the dates of its states.

    [dim]$[/] learnorg show 7k3
    [dim]$[/] learnorg show CSI-142 --format json
    [dim]$[/] learnorg show 7k3 --as-of 2026-09-30
    [dim]$[/] learnorg show 7k3 --as model
    """
    session: Session = ctx.obj
    if as_of:
        from learnorg.cli.past import record_as_of  # with git, which no other reading starts

        session, typed = record_as_of(session, as_of, typed)
    register = session.register
    entry = register.entry(typed)
    if view:
        from learnorg.reports import frames  # with pydantic, which reads a framework

        page = frames.lay_out(frames.derive(register, entry, view, session.today))
    else:
        page = report.lay_out(report.derive(register, entry, session.today))
    answer(page, Output(form, output), register.unreadable())
