"""`learnorg diff`: what is different between two states of the register, in words."""

from typing import Annotated

import typer

from learnorg.cli.console import Output, answer, is_terminal, say
from learnorg.cli.options import OutputFile, TableFormat
from learnorg.cli.session import Session
from learnorg.history.objects import Commit
from learnorg.page import counted
from learnorg.register.past import moment, on
from learnorg.reports import contrast as report

WHEN = "A commit, branch or tag, or a day: 2026-11-01, friday, 2w."


def diff(
    ctx: typer.Context,
    before: Annotated[str, typer.Argument(help=WHEN, metavar="REF")],
    after: Annotated[
        str, typer.Argument(help="The same; HEAD unless given.", metavar="[REF]")
    ] = "HEAD",
    form: TableFormat = "auto",
    output: OutputFile = "",
) -> None:
    """
    Tell in words what is different between two commits, or since a day, record by record.

    [dim]$[/] learnorg diff friday
    [dim]$[/] learnorg diff main my-branch
    [dim]$[/] learnorg diff 2026-Q2 2026-Q3 --format json
    """
    session: Session = ctx.obj
    first, last = (moment(session.register, text, session.today).commit for text in (before, after))
    found = report.derive(session.register, first, last)
    brief = is_terminal() and form in ("auto", "table") and not output
    if found.records or not brief:
        answer(report.lay_out(found, brief), Output(form, output))
    number = len(found.records)
    told = counted(number, "record differs", "records differ") if number else "No record differs"
    say(f"{told} between {_named(first)} and {_named(last)}.", "quiet")


def _named(commit: Commit) -> str:
    return f"{commit.id[:10]} of {on(commit)}"
