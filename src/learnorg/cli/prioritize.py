"""`learnorg prioritize`: the ranking, and the estimates behind it."""

from typing import Annotated

import typer

from learnorg.cli import completion
from learnorg.cli.console import Output, answer, is_terminal, put, tell_unreadable
from learnorg.cli.nothing import tell_of_identities
from learnorg.cli.options import (
    Because,
    DryRun,
    Format,
    IncludeEdits,
    NoCommit,
    OutputFile,
    Quiet,
    Wishes,
    given,
)
from learnorg.cli.session import Session
from learnorg.register import query as queries
from learnorg.reports import ranking

Number = str | None


def prioritize(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            help="A query to rank by, or with estimates the improvements they are for.",
            metavar="[QUERY | ID]...",
            autocompletion=completion.records,
        ),
    ] = None,
    value: Annotated[Number, typer.Option("--value", help="What it is worth, 1 to 10.")] = None,
    effort: Annotated[Number, typer.Option("--effort", help="Person-days.")] = None,
    confidence: Annotated[Number, typer.Option("--confidence", help="How sure, 0 to 1.")] = None,
    level: Annotated[
        Number, typer.Option("--priority", help="A priority set by hand; `` clears it.")
    ] = None,
    because: Because = "",
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit", "-L", help="At most so many; 0 is all. A terminal shows 30.", min=0
        ),
    ] = None,
    dry_run: DryRun = False,
    no_commit: NoCommit = False,
    include_edits: IncludeEdits = False,
    quiet: Quiet = False,
    form: Format = "auto",
    output: OutputFile = "",
) -> None:
    """
    Rank the open improvements, or record what an improvement is worth.

    The default model is value × confidence / effort. A priority set by hand stands beside
    the score, never instead of it.

    [dim]$[/] learnorg prioritize
    [dim]$[/] learnorg prioritize service:webshop
    [dim]$[/] learnorg prioritize 7k3 --value 8 --effort 3 --confidence 0.8
    [dim]$[/] learnorg prioritize 7k3 --priority high --because "the auditor asks for it"
    """  # fmt: skip
    session: Session = ctx.obj
    said = {"estimates.value": value, "estimates.effort": effort,
            "estimates.confidence": confidence, "priority.level": level}  # fmt: skip
    stated = {name: text for name, text in said.items() if text is not None}
    if stated:
        from learnorg.cli.estimates import (
            estimate,
        )  # pydantic and YAML, for which a ranking has no use

        wishes = Wishes(dry_run, no_commit, include_edits, quiet, form)
        estimate(session, given(words), stated, because, wishes)
        return
    query = queries.parse(given(words), "improvement")
    found = ranking.derive(session.register, query, session.today)
    unreadable = session.register.unreadable()
    to_person = is_terminal() and form == "auto" and not output and not quiet
    most = limit if limit is not None else (30 if to_person else 0)
    if quiet:
        put([r.identity for r in found.ranked[: most or None]], Output(form, output))
        if unreadable:
            tell_unreadable(unreadable)
    else:
        answer(ranking.lay_out(found, most), Output(form, output), unreadable)
    if not found.ranked and not found.unscored:
        tell_of_identities(session.register.index, query.words)
