"""`learnorg list`: which improvements there are."""

from typing import Annotated

import typer

from learnorg.cli import completion
from learnorg.cli.console import Output, answer, is_terminal, put, say, tell_unreadable
from learnorg.cli.nothing import tell_of_identities
from learnorg.cli.options import AsOf, Format, OutputFile, Quiet, Words, given
from learnorg.cli.session import Session
from learnorg.register import query as queries
from learnorg.register.register import Register
from learnorg.reports import listing

Several = list[str] | None
BEGIN = {
    "improvement": 'Nothing is in the register yet: learnorg add "What could be better"',
    "person": "Nobody is listed yet: learnorg person new SLUG",
    "review": 'Nothing is under review: learnorg review new "TITLE" --type post-mortem',
    "article": 'Nothing is written down yet: learnorg article new "What others should know"',
    "role": "No role is described yet: learnorg role new SLUG",
    "resource": "Nothing to learn from is listed yet: learnorg resource new SLUG --type course",
}
"""How each kind's first record is made."""


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
        int | None,
        typer.Option(
            "--limit", "-L", help="At most so many; 0 is all. A terminal shows 50.", min=0
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", "-a", help="Also what is closed or declined.")
    ] = False,
    as_of: AsOf = "",
    quiet: Quiet = False,
    form: Format = "auto",
    output: OutputFile = "",
) -> None:
    """
    List improvements, or `kind:review` and the like; what is closed only when asked for.

    FILTERS

    [dim]$[/] learnorg list
    [dim]$[/] learnorg list state:in-progress owner:platform due:..2027-02 not:tag:later sort:score
    [dim]$[/] learnorg list --all --columns id,state,title,outcome.result --format csv
    [dim]$[/] learnorg list --as-of 2026-09-30 is:overdue
    [dim]$[/] learnorg list kind:review service:web-shop
    """
    session: Session = ctx.obj
    if as_of:
        from learnorg.cli.past import register_as_of  # with git, which no other reading starts

        session = register_as_of(session, as_of)
    query = queries.of_kind(queries.parse(given(words), "improvement"))
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
    show(
        session, query, Output(form, output), columns=columns, reverse=reverse, limit=limit,
        everything=everything, quiet=quiet,
    )  # fmt: skip


# Help tells what the query language knows, from its own tables.
list_records.__doc__ = (list_records.__doc__ or "").replace("FILTERS", queries.guide())


def show(
    session: Session,
    query: queries.Query,
    output: Output,
    *,
    columns: str = "",
    reverse: bool = False,
    limit: int | None = None,
    everything: bool = False,
    quiet: bool = False,
) -> int:
    """Answer with a listing, as `list`, `mine` and other kinds' lists do; how many there are."""
    register = session.register
    to_person = is_terminal() and output.form in ("auto", "table") and not output.file and not quiet
    most = limit if limit is not None else (50 if to_person else 0)
    found = listing.derive(
        register,
        query,
        session.today,
        columns=tuple(c.strip().replace("-", "_") for c in columns.split(",") if c.strip()),
        limit=most,
        reverse=reverse,
        everything=everything,
        brief=to_person,
    )
    unreadable = register.unreadable()
    nothing = to_person and not found.rows
    if quiet:
        put([row["id"] for row in found.rows], output)
    elif nothing:
        say(_nothing(register, query, everything), "quiet")
    else:
        answer(listing.lay_out(found), output, unreadable)
    if unreadable and (quiet or nothing):
        tell_unreadable(unreadable)
    if not found.rows:
        tell_of_identities(register.index, query.words)
    if len(found.rows) < found.total and not quiet:
        say(f"{len(found.rows)} of {found.total} shown; --limit 0 shows all.", "quiet")
    return found.total


def _nothing(register: Register, query: queries.Query, everything: bool) -> str:
    """What to say to a person where a list is empty."""
    if query.filters or query.words:
        return "Nothing found."
    finished = register.index.one(
        "SELECT count(*) FROM records WHERE kind = ? AND NOT open", (query.kind,)
    )
    if finished and not everything:
        return f"Nothing is open; {finished} are finished: --all lists them."
    return BEGIN[query.kind]
