"""`learnorg review`: what happened, looked at together and without blame, and what came of it."""

from shlex import quote
from typing import Annotated, Any

import typer

from learnorg.cli.console import Output
from learnorg.cli.groups import OfAKind
from learnorg.cli.list import show
from learnorg.cli.options import Format, OutputFile, Quiet, Words, given
from learnorg.cli.review_lint import lint
from learnorg.cli.review_moves import agree, close, reopen, submit
from learnorg.cli.review_new import new
from learnorg.cli.review_parts import factor_, finding, participant, say
from learnorg.cli.review_place import place
from learnorg.cli.review_timeline import app as timeline
from learnorg.cli.review_times import onthisday, times
from learnorg.register import query as queries


class Reviews(OfAKind):
    """The commands about reviews, which know what is meant by those that others have."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command of a name, as typer asks for it."""
        word, *others = args
        if word in ("show", "edit", "set", "note", "link", "log"):
            meant = " ".join(["learnorg", word, *map(quote, others)])
            ctx.fail(f"No such command '{word}'. Did you mean `{meant}`?")
        return super().resolve_command(ctx, args)


app = typer.Typer(
    cls=Reviews,
    help="Review what happened, without blame; every finding gets a home.",
    no_args_is_help=True,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command("new")(new)


@app.command("list")
def list_reviews(
    ctx: typer.Context,
    words: Words = None,
    everything: Annotated[bool, typer.Option("--all", "-a", help="Also what is closed.")] = False,
    quiet: Quiet = False,
    form: Format = "auto",
    output: OutputFile = "",
) -> None:
    """
    List reviews; those that are closed only when asked for.

    [dim]$[/] learnorg review list
    [dim]$[/] learnorg review list service:identity type:post-mortem --all
    """
    query = queries.parse(given(words), "review")
    show(ctx.obj, query, Output(form, output), everything=everything, quiet=quiet)


app.add_typer(timeline, name="timeline")
app.command("lint")(lint)
app.command("finding")(finding)
app.command("factor")(factor_)
app.command("say")(say)
app.command("participant")(participant)
app.command("submit")(submit)
app.command("agree")(agree)
app.command("place")(place)
app.command("close")(close)
app.command("reopen")(reopen)
app.command("times")(times)
app.command("onthisday")(onthisday)
