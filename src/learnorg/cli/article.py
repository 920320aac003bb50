"""`learnorg article`: what somebody knows, so that others can act on it."""

from typing import Annotated

import typer

from learnorg.cli.article_care import archive, fix, move, reopen, validate
from learnorg.cli.article_new import new
from learnorg.cli.article_use import flag, thank, used
from learnorg.cli.console import Output
from learnorg.cli.groups import OfAKind
from learnorg.cli.list import show
from learnorg.cli.options import Format, OutputFile, Quiet, Words, given
from learnorg.register import query as queries

EXAMPLE = "[dim]$[/] learnorg "
VERBS = (used, flag, thank, fix, validate, archive)
"""The commands that stand at the top, too, under the same names."""


app = typer.Typer(
    cls=OfAKind,
    help="Keep what people know: write it, use it, flag it, mend it.",
    no_args_is_help=True,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("new")(new)


@app.command("list")
def list_articles(
    ctx: typer.Context,
    words: Words = None,
    everything: Annotated[bool, typer.Option("--all", "-a", help="Also archived ones.")] = False,
    quiet: Quiet = False,
    form: Format = "auto",
    output: OutputFile = "",
) -> None:
    """
    List articles; archived ones only when asked for.

    [dim]$[/] learnorg article list
    [dim]$[/] learnorg article list service:identity state:validated "token"
    """
    query = queries.parse(given(words), "article")
    show(ctx.obj, query, Output(form, output), everything=everything, quiet=quiet)


for verb in VERBS:
    told = (verb.__doc__ or "").replace(EXAMPLE, f"{EXAMPLE}article ")
    app.command(verb.__name__, help=told)(verb)
app.command("reopen")(reopen)
app.command("move")(move)
