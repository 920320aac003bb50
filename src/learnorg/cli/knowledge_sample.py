"""`learnorg knowledge sample`: articles drawn by chance, with a checklist to fill in."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from learnorg.cli.console import Output, answer, is_terminal, say
from learnorg.cli.options import Format, OutputFile
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError

CHECKLIST = "article"
ARTICLES = 5


class NoSuchSheet(LearnorgError):
    """A filled-in checklist that is not there."""

    exit_code = 3
    hint = "Name a file that `learnorg knowledge sample -o FILE` wrote, or `-` for a pipe."

    def __init__(self, name: str) -> None:
        super().__init__(f"there is no file {name}")


class NoSuchScore(LearnorgError):
    """More misses than were asked for, or a score asked for twice."""

    hint = "Give --score MISSES for as many articles as were looked at, or --from FILE."


def sample(
    ctx: typer.Context,
    number: Annotated[int, typer.Argument(help="How many articles.", metavar="[N]", min=1)] = (
        ARTICLES
    ),
    seed: Annotated[
        int | None,
        typer.Option("--seed", help="The same seed draws the same articles. Today's, unless told."),
    ] = None,
    misses: Annotated[
        int | None,
        typer.Option("--score", help="The score of N articles with so many misses.", min=0),
    ] = None,
    sheet: Annotated[
        str, typer.Option("--from", help="The score of a filled-in sheet.", metavar="FILE")
    ] = "",
    form: Format = "auto",
    output: OutputFile = "",
) -> None:
    """
    Draw validated articles with a checklist to fill in, or tell the score of one filled in.

    The checklist is `templates/checklists/article.yaml`; a register may have its own.

    [dim]$[/] learnorg knowledge sample 5 --format md -o sample.md
    [dim]$[/] learnorg knowledge sample --from sample.md
    [dim]$[/] learnorg knowledge sample 5 --score 2
    """
    from learnorg.register.checklists import checklist

    session: Session = ctx.obj
    asked = checklist(CHECKLIST, session.register.root)
    if misses is None and not sheet:
        from learnorg.reports import knowledge_sample as report

        drawn = session.today.toordinal() if seed is None else seed
        found = report.derive(session.register, asked, number, drawn, session.today)
        answer(report.lay_out(found), Output(form, output), session.register.unreadable())
        if is_terminal() and form == "auto" and not output:
            same = f"{number} --seed {drawn} --format md -o sample.md"
            say(f"As a file to fill in: learnorg knowledge sample {same}")
        return
    from learnorg.exchange.answers import answers
    from learnorg.reports import knowledge_score as scores

    if misses is not None and sheet:
        raise NoSuchScore("--score and --from both tell of misses")
    if sheet:
        score = scores.derive(answers(_read(sheet), sheet, asked.names), asked)
    else:
        score = scores.of_sum(misses or 0, number, asked)
    if score.misses > score.asked:
        raise NoSuchScore(f"{score.misses} misses are more than the {score.asked} that are asked")
    answer(scores.lay_out(score), Output(form, output))


def _read(name: str) -> bytes:
    """The bytes of a file, or of a pipe."""
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except FileNotFoundError:
        raise NoSuchSheet(name) from None
