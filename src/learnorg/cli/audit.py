"""`learnorg audit`: whether git agrees with the register."""

from typing import Annotated

import typer

from learnorg.cli.console import Output, answer, is_terminal, say
from learnorg.cli.horizon import tell_of_horizon
from learnorg.cli.options import OutputFile, TableFormat
from learnorg.cli.session import Session
from learnorg.findings import Level
from learnorg.page import counted
from learnorg.periods import day
from learnorg.register.trail import Trail
from learnorg.reports import audit as report
from learnorg.reports.audit import Verdict


def audit(
    ctx: typer.Context,
    witness: Annotated[
        str,
        typer.Option(
            "--witness",
            help="The tip that the last audit told, kept elsewhere: it must still be in history.",
            metavar="SHA",
        ),
    ] = "",
    since: Annotated[
        str,
        typer.Option("--since", help="Of commits, only those from this day on.", metavar="DAY"),
    ] = "",
    form: TableFormat = "auto",
    output: OutputFile = "",
) -> None:
    """
    Compare what the register says of its past with git: dates, moves, approvals, signatures.

    Exit code 1 says that there are errors. Keep the tip that it tells where those who can
    write to the repository cannot, and hand it in the next time: history that was rewritten
    shows in it.

    [dim]$[/] learnorg audit
    [dim]$[/] learnorg audit --since 2026-01-01 --format csv
    [dim]$[/] learnorg audit --witness 4f0c2a9be1d7 --format json
    """
    session: Session = ctx.obj
    trail = Trail.of(session.register)
    from_day = day(since, session.today, "past").isoformat() if since else ""
    found = report.derive(session.register, trail, witness, from_day)
    brief = is_terminal() and form in ("auto", "table") and not output
    if found.faults or not brief:
        answer(report.lay_out(found, brief), Output(form, output))
    if brief:
        for hint in dict.fromkeys(one.hint for one in found.faults if one.hint):
            say(hint, "quiet")
    say(_summary(found))
    tell_of_horizon(trail)
    if any(one.level is Level.ERROR for one in found.faults):
        raise typer.Exit(1)


def _summary(found: Verdict) -> str:
    counts = {level: sum(f.level is level for f in found.faults) for level in reversed(Level)}
    told = [counted(n, str(level)) for level, n in counts.items() if n]
    return (
        f"{counted(found.records, 'record')}, {counted(found.steps, 'change')}: "
        f"{', '.join(told) or 'nothing found'}.\n"
        f"Tip: {found.tip or 'nothing is committed yet'}"
    )
