"""`learnorg list`: which improvements there are."""

from typing import Annotated

import typer

from learnorg.cli import completion
from learnorg.cli.console import Output, answer, is_terminal, put, say, tell_unreadable
from learnorg.cli.options import Format, OutputFile, Quiet, Words, given
from learnorg.cli.session import Session
from learnorg.register import query as queries
from learnorg.reports import listing

Several = list[str] | None


def list_records(
    ctx: typer.Context,
    words: Words = None,
    state: Annotated[
        Several, typer.Option("--state", help="In this state.", autocompletion=completion.states)
    ] = None,
    owner: Annotated[
        Several, typer.Option("--owner", help="Of this owner.", autocompletion=completion.owners)
    ] = None,
    tag: Annotated[
        Several,
        typer.Option("--tag", help="With this tag.", autocompletion=completion.terms("tag")),
    ] = None,
    service: Annotated[
        Several,
        typer.Option(
            "--service", help="About this service.", autocompletion=completion.terms("service")
        ),
    ] = None,
    team: Annotated[Several, typer.Option("--team", help="Of this team.")] = None,
    source: Annotated[
        Several,
        typer.Option("--source", help="From this source.", autocompletion=completion.sources),
    ] = None,
    text: Annotated[Several, typer.Option("--text", help="Holding these words.")] = None,
    columns: Annotated[
        str, typer.Option("--columns", help="Which columns: id,title,service,measures.1.target.")
    ] = "",
    sort: Annotated[str, typer.Option("--sort", help="By which field: score, due, state, ….")] = "",
    reverse: Annotated[bool, typer.Option("--reverse", help="The other way round.")] = False,
    limit: Annotated[
        int,
        typer.Option(
            "--limit",
            "-L",
            help="At most so many; 0 is all. A terminal shows 50.",
            show_default=False,
        ),
    ] = -1,
    everything: Annotated[
        bool, typer.Option("--all", "-a", help="Also what is closed or declined.")
    ] = False,
    quiet: Quiet = False,
    form: Format = "auto",
    output: OutputFile = "",
) -> None:
    """
    List improvements; what is closed or declined only when asked for.

    [dim]$[/] learnorg list
    [dim]$[/] learnorg list state:in-progress owner:platform due:..2027-02 not:tag:later sort:score
    [dim]$[/] learnorg list --all --columns id,state,title,outcome.result --format csv
    """
    session: Session = ctx.obj
    query = queries.parse(given(words), "improvement")
    for name, values in (
        ("state", state), ("owner", owner), ("tag", tag), ("service", service),
        ("team", team), ("source", source),
    ):  # fmt: skip
        query = query.also(name, given(values))
    for words_wanted in given(text):
        query = query.also("text", [words_wanted])
    if sort:
        query = queries.Query(
            query.filters, query.words, queries.parse([f"sort:{sort}"]).sort, query.kind
        )
    show(session, query, columns, reverse, limit, everything, quiet, Output(form, output))


def show(
    session: Session,
    query: queries.Query,
    columns: str,
    reverse: bool,
    limit: int,
    everything: bool,
    quiet: bool,
    output: Output,
) -> None:
    """Answer with a listing, as `list`, `mine` and the other kinds' lists do."""
    to_person = is_terminal() and output.form in ("auto", "table") and not output.file
    most = limit if limit >= 0 else (50 if to_person else 0)
    found = listing.derive(
        session.register,
        query,
        session.today,
        columns=tuple(c.strip().replace("-", "_") for c in columns.split(",") if c.strip()),
        limit=most,
        reverse=reverse,
        everything=everything,
        brief=to_person,
    )
    if quiet:
        put([row["id"] for row in found.rows], output)
        return
    unreadable = session.register.unreadable()
    if not found.rows and to_person:
        empty = 'Nothing is in the register yet: learnorg add "What could be better"'
        asked = bool(query.filters or query.words)
        finished = session.register.index.one(
            "SELECT count(*) FROM records WHERE kind = ? AND NOT open", (query.kind,)
        )
        if finished and not everything and not asked:
            empty = f"Nothing is open; {finished} are finished: --all lists them."
        say("Nothing found." if asked else empty, "quiet")
        if unreadable:
            tell_unreadable(unreadable)
        return
    answer(listing.lay_out(found), output, unreadable)
    if len(found.rows) < found.total:
        say(f"{len(found.rows)} of {found.total} shown; --limit 0 shows all.", "quiet")
