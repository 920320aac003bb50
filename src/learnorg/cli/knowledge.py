"""`learnorg knowledge`: what people need to know, and how what was written down holds up."""

from collections.abc import Sequence
from typing import Annotated

import typer

from learnorg.cli import completion
from learnorg.cli.console import Output, answer, say
from learnorg.cli.knowledge_sample import sample
from learnorg.cli.limits import Limit, most, tell_of_more
from learnorg.cli.nothing import tell_of_identities
from learnorg.cli.options import Format, OutputFile, Words, given, span_option
from learnorg.cli.session import Session
from learnorg.kinds.article import ARTICLE
from learnorg.kinds.role import ROLE
from learnorg.page import Page
from learnorg.periods import period
from learnorg.register import catalogue
from learnorg.register import query as queries
from learnorg.register.activity import faults
from learnorg.register.register import Unreadable

app = typer.Typer(
    help="See what people need to know, and how what was written down holds up.",
    no_args_is_help=True,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

OfRole = Annotated[
    str,
    typer.Argument(
        help="One role alone.",
        metavar="[ROLE]",
        show_default=False,
        autocompletion=completion.named(ROLE),
    ),
]
Span = Annotated[str, span_option("Which days: last-365d, 2026-Q4, 2026-01..today.")]


@app.command("map")
def map_(
    ctx: typer.Context, role: OfRole = "", form: Format = "auto", output: OutputFile = ""
) -> None:
    """
    Show what each role needs to know, where it can be learned, and who knows it.

    [dim]$[/] learnorg knowledge map
    [dim]$[/] learnorg knowledge map desk-agent --format html -o map.html
    """
    from learnorg.reports import knowledge_map as report  # each report only when it is asked for

    session: Session = ctx.obj
    found = report.derive(session.register, session.today, _slug(session, role))
    _tell(session, report.lay_out(found), Output(form, output))


@app.command("gaps")
def gaps(
    ctx: typer.Context, role: OfRole = "", form: Format = "auto", output: OutputFile = ""
) -> None:
    """
    Show what can be learned from no source that was found right, critical needs first.

    [dim]$[/] learnorg knowledge gaps
    """
    from learnorg.reports import knowledge_gaps as report

    session: Session = ctx.obj
    found = report.derive(session.register, session.today, _slug(session, role))
    _tell(session, report.lay_out(found), Output(form, output))


@app.command("risk")
def risk(
    ctx: typer.Context, role: OfRole = "", form: Format = "auto", output: OutputFile = ""
) -> None:
    """
    Show what hangs on one source or on one person, critical needs first.

    [dim]$[/] learnorg knowledge risk desk-agent
    """
    from learnorg.reports import knowledge_risk as report

    session: Session = ctx.obj
    found = report.derive(session.register, session.today, _slug(session, role))
    _tell(session, report.lay_out(found), Output(form, output))


@app.command("health")
def health(
    ctx: typer.Context,
    words: Words = None,
    limit: Limit = None,
    form: Format = "auto",
    output: OutputFile = "",
) -> None:
    """
    Show whether articles are fresh, doubted, found and used; what wants something comes first.

    [dim]$[/] learnorg knowledge health
    [dim]$[/] learnorg knowledge health team:platform service:mail
    """
    from learnorg.reports import knowledge_health as report

    session: Session = ctx.obj
    query = queries.parse(given(words), ARTICLE.name)
    found = report.derive(session.register, query, session.today)
    wish = Output(form, output)
    shown = most(limit, wish)
    _tell(session, report.lay_out(found, shown), wish, used=True)
    tell_of_more(shown, len(found.articles))
    if not found.articles:
        tell_of_identities(session.register.index, query.words)


@app.command("queue")
def queue(
    ctx: typer.Context,
    words: Words = None,
    limit: Limit = None,
    form: Format = "auto",
    output: OutputFile = "",
) -> None:
    """
    Show which articles to look at next: much used, long not looked at, or doubted.

    [dim]$[/] learnorg knowledge queue owner:platform --limit 10
    """
    from learnorg.reports import knowledge_queue as report

    session: Session = ctx.obj
    query = queries.parse(given(words), ARTICLE.name)
    found = report.derive(session.register, query, session.today)
    wish = Output(form, output)
    shown = most(limit, wish)
    _tell(session, report.lay_out(found, shown), wish, used=True)
    tell_of_more(shown, len(found.articles))
    if not found.articles:
        tell_of_identities(session.register.index, query.words)


app.command("sample")(sample)


@app.command("linkrate")
def linkrate(
    ctx: typer.Context, span: Span = "last-365d", form: Format = "auto", output: OutputFile = ""
) -> None:
    """
    Show how much of what was closed left an article behind.

    [dim]$[/] learnorg knowledge linkrate --period 2026
    """
    from learnorg.reports import link_rate as report

    session: Session = ctx.obj
    found = report.derive(session.register, period(span, session.today), session.today)
    _tell(session, report.lay_out(found), Output(form, output))


@app.command("reuse")
def reuse(
    ctx: typer.Context, span: Span = "last-365d", form: Format = "auto", output: OutputFile = ""
) -> None:
    """
    Show whether what was written down is used by others, and how soon flags are answered.

    [dim]$[/] learnorg knowledge reuse --period last-90d
    """
    from learnorg.reports import reuse as report

    session: Session = ctx.obj
    found = report.derive(session.register, period(span, session.today), session.today)
    _tell(session, report.lay_out(found), Output(form, output), used=True)


@app.command("search-misses")
def search_misses(
    ctx: typer.Context,
    forget: Annotated[
        bool, typer.Option("--forget", help="Take away all that was kept, and show nothing.")
    ] = False,
    limit: Limit = None,
    form: Format = "auto",
    output: OutputFile = "",
) -> None:
    """
    Show what was looked for in vain, if you wish that kept: on this machine, and nowhere else.

    [dim]$[/] learnorg config set search_misses true
    [dim]$[/] learnorg knowledge search-misses
    """
    from learnorg.register import misses
    from learnorg.reports import search_misses as report

    session: Session = ctx.obj
    if forget:
        there = misses.forget(session.register)
        say("Forgotten." if there else "Nothing was kept.", "quiet")
        return
    kept = session.preferences.search_misses
    found = report.derive(session.register, kept, session.today)
    wish = Output(form, output)
    shown = most(limit, wish)
    _tell(session, report.lay_out(found, shown), wish)
    tell_of_more(shown, len(found.misses))


def _slug(session: Session, typed: str) -> str:
    """The slug of the role that is meant; empty for all."""
    return catalogue.entry(session.register, ROLE, typed).identity if typed else ""


def _tell(session: Session, page: Page, output: Output, *, used: bool = False) -> None:
    """Show a page, and what could not be read for it."""
    unreadable: Sequence[Unreadable] = session.register.unreadable()
    if used:
        unreadable = [*unreadable, *faults(session.register)]
    answer(page, output, unreadable)
