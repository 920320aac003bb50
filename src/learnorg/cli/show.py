"""`learnorg show`: a record as a page."""

import typer

from learnorg.cli.console import Output, answer
from learnorg.cli.options import AsOf, Format, Id, OutputFile
from learnorg.cli.session import Session
from learnorg.reports import entry as report


def show(
    ctx: typer.Context,
    typed: Id,
    as_of: AsOf = "",
    form: Format = "auto",
    output: OutputFile = "",
) -> None:
    """
    Show one record, with its links both ways and the dates of its states.

    [dim]$[/] learnorg show 7k3
    [dim]$[/] learnorg show CSI-142 --format json
    [dim]$[/] learnorg show 7k3 --as-of 2026-09-30
    """
    session: Session = ctx.obj
    if as_of:
        from learnorg.cli.past import record_as_of  # with git, which no other reading starts

        session, typed = record_as_of(session, as_of, typed)
    found = report.derive(session.register, session.register.entry(typed), session.today)
    answer(report.lay_out(found), Output(form, output), session.register.unreadable())
