"""`learnorg lessons`: what to know before a change, and what others learned."""

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from learnorg.cli import completion
from learnorg.cli.console import Output, answer, is_terminal, say
from learnorg.cli.lessons_import import import_
from learnorg.cli.lessons_triage import triage
from learnorg.cli.limits import Limit, most, tell_of_more
from learnorg.cli.options import Format, OutputFile, Words, given, span_option
from learnorg.cli.session import Session
from learnorg.kinds.review import REVIEW
from learnorg.periods import period
from learnorg.register import query as queries
from learnorg.register.services import service

FEW = 5
"""So many of each sort a person is shown who asks what is known of a service."""


FIRST = """No lesson from outside was taken in yet. Take one in: learnorg lessons import FILE, or
learnorg review new "TITLE" --type outside-lesson"""


class Lessons(TyperGroup):
    """The commands about lessons, for which any other word is a service."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command of a name, as typer asks for it; of a service, the one that tells of it."""
        if args[0] in self.commands or args[0].startswith("-"):
            return super().resolve_command(ctx, args)
        return "about", self.commands["about"], args

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """What Tab offers: the commands, and the services."""
        from typer._click.shell_completion import CompletionItem  # for Tab only; see `shells`

        offered = super().shell_complete(ctx, incomplete)
        names = completion.terms("service")(ctx, incomplete)
        return [*offered, *(CompletionItem(name) for name in names)]


app = typer.Typer(
    cls=Lessons,
    help="Know before a change what a service taught: learnorg lessons SERVICE. And take in what "
    "others learned.",
    no_args_is_help=True,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.command("about")
def about(
    ctx: typer.Context,
    typed: Annotated[
        str,
        typer.Argument(
            help="A service.", metavar="SERVICE", autocompletion=completion.terms("service")
        ),
    ],
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            "-L",
            help=f"At most so many of a sort; 0 is all. A terminal shows {FEW}.",
            min=0,
        ),
    ] = None,
    form: Format = "auto",
    output: OutputFile = "",
) -> None:
    """
    Tell what to know of a service before something is changed there.

    Known errors, what came again, what was found and is open, articles, what is under way, what
    others learned, and what became of earlier findings. `about` may be left out.

    [dim]$[/] learnorg lessons web-shop
    [dim]$[/] learnorg lessons about web-shop --limit 0 --format md -o before-the-change.md
    """  # fmt: skip
    from learnorg.reports import lessons as report  # each report only when it is asked for

    session: Session = ctx.obj
    found = report.derive(session.register, service(session.register, typed), session.today)
    wish = Output(form, output)
    to_person = is_terminal() and form in ("auto", "table") and not output
    shown = limit if limit is not None else FEW if to_person else 0
    answer(report.lay_out(found, shown), wish, session.register.unreadable())


app.command("import")(import_)
app.command("triage")(triage)


@app.command("list")
def list_lessons(
    ctx: typer.Context,
    words: Words = None,
    everything: Annotated[bool, typer.Option("--all", "-a", help="Also what is closed.")] = False,
    limit: Limit = None,
    form: Format = "auto",
    output: OutputFile = "",
) -> None:
    """
    List lessons from outside with what was said of them; what waits for an answer comes first.

    [dim]$[/] learnorg lessons list
    [dim]$[/] learnorg lessons list certificate --all
    """
    from learnorg.reports import outside_lessons as report

    session: Session = ctx.obj
    query = queries.parse(given(words), REVIEW.name)
    query = query if everything else query.open_only()
    found = report.derive(session.register, query, session.today)
    wish = Output(form, output)
    shown = most(limit, wish)
    answer(report.lay_out(found, shown), wish, session.register.unreadable())
    tell_of_more(shown, len(found.lessons))
    if not found.lessons:
        any_ = report.lessons(session.register, queries.Query(), session.today)
        say("Others are closed, or of other words: learnorg lessons list --all" if any_ else FIRST)


@app.command("rate")
def rate(
    ctx: typer.Context,
    span: Annotated[
        str, span_option("Lessons taken in on which days: last-365d, 2026-Q4.")
    ] = "last-365d",
    limit: Limit = None,
    form: Format = "auto",
    output: OutputFile = "",
) -> None:
    """
    Show how many lessons from outside were triaged, apply, and were applied; and what waits.

    [dim]$[/] learnorg lessons rate
    [dim]$[/] learnorg lessons rate --period 2026
    """
    from learnorg.reports import lesson_rate as report

    session: Session = ctx.obj
    found = report.derive(session.register, period(span, session.today), session.today)
    wish = Output(form, output)
    answer(report.lay_out(found, most(limit, wish)), wish, session.register.unreadable())
