"""`learnorg log`: what happened, when, by whom and why."""

from typing import Annotated

import typer

from learnorg.cli import completion
from learnorg.cli.console import Output, answer, is_terminal, say
from learnorg.cli.horizon import tell_of_horizon
from learnorg.cli.options import Format, OutputFile
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.kinds import KINDS
from learnorg.periods import day
from learnorg.register.steps import meant
from learnorg.register.trail import Trail
from learnorg.reports import trail as report
from learnorg.spelling import did_you_mean


class NoSuchField(LearnorgError):
    """A field that no record has."""

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(f"'{name}' is no field of a record")
        self.hint = did_you_mean(name, known) or f"Fields: {', '.join(known)}."


class NoSuchState(LearnorgError):
    """A state that no record can be in."""

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(f"'{name}' is no state of a record")
        self.hint = did_you_mean(name, known) or f"States: {', '.join(known)}."


def log(
    ctx: typer.Context,
    typed: Annotated[
        str,
        typer.Argument(
            help="A record: its id or the beginning of it; one that is gone, too.",
            metavar="[ID]",
            autocompletion=completion.records,
        ),
    ] = "",
    since: Annotated[str, typer.Option("--since", help="From this day on.", metavar="DAY")] = "",
    actor: Annotated[
        str, typer.Option("--actor", help="By somebody of this name or address.", metavar="WHO")
    ] = "",
    field: Annotated[
        str, typer.Option("--field", help="Only this field: owner, measures, dates.closed.")
    ] = "",
    state: Annotated[
        str,
        typer.Option("--state", help="Only moves to this state.", autocompletion=completion.states),
    ] = "",
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit", "-L", help="At most so many; 0 is all. A terminal shows 50.", min=0
        ),
    ] = None,
    form: Format = "auto",
    output: OutputFile = "",
) -> None:
    """
    Tell what happened to one record, field by field, or to all of them: when, by whom, why.

    It is read from git: commits are followed through renames, rebases and squashes.

    [dim]$[/] learnorg log 7k3
    [dim]$[/] learnorg log --since 2026-11-01 --state closed
    [dim]$[/] learnorg log --actor ada --field owner --format csv
    """
    session: Session = ctx.obj
    register = session.register
    _known(field, state)
    brief = is_terminal() and form in ("auto", "table") and not output
    trail = Trail.of(register)
    wish = report.Wish(
        meant(register, typed) if typed else None,
        day(since, session.today, "past").isoformat() if since else "",
        actor,
        state,
        field.replace("-", "_"),
        limit if limit is not None else (50 if brief and not typed else 0),
    )
    found = report.derive(register, trail, wish)
    if brief and not found.deeds:
        say("Nothing found." if wish.picks or field else "Nothing is committed yet.", "quiet")
    else:
        answer(report.lay_out(found, brief), Output(form, output))
    if wish.limit and len(found.deeds) == wish.limit < found.steps:
        of = f" of {found.steps}" if not field else ""
        say(f"{wish.limit}{of} shown; --limit 0 shows all.", "quiet")
    tell_of_horizon(trail)


def _known(field: str, state: str) -> None:
    """Refuse a field or a state that there is not."""
    fields = list(dict.fromkeys(key for kind in KINDS for key in kind.keys))
    if field and field.partition(".")[0].replace("-", "_") not in fields:
        raise NoSuchField(field, fields)
    states = list(dict.fromkeys(one for kind in KINDS for one in kind.states))
    if state and state not in states:
        raise NoSuchState(state, states)
