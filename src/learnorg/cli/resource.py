"""`learnorg resource`: where knowledge can be had besides our own articles."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from learnorg.cli import completion, slugs
from learnorg.cli.answer import finish
from learnorg.cli.console import Output
from learnorg.cli.groups import OfAKind
from learnorg.cli.list import show
from learnorg.cli.options import (
    Because,
    Format,
    On,
    OutputFile,
    Quiet,
    Wishes,
    Words,
    given,
    with_bundles,
)
from learnorg.cli.session import Session
from learnorg.files.splice import Edit
from learnorg.kinds.resource import RESOURCE, TYPES
from learnorg.periods import day, happened
from learnorg.register import catalogue, drafts
from learnorg.register import query as queries
from learnorg.register.changes import Change
from learnorg.register.moves import note
from learnorg.register.records import Revision, created, read, revised, revision

app = typer.Typer(
    cls=OfAKind,
    help="Keep courses, communities, publications and what else people learn from.",
    no_args_is_help=True,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _types(incomplete: str) -> list[str]:
    return [type_ for type_ in TYPES if type_.startswith(incomplete)]


Several = list[str] | None
Slugs = Annotated[
    list[str],
    typer.Argument(help="Resources.", metavar="SLUG...", autocompletion=completion.named(RESOURCE)),
]
ReviewBy = Annotated[
    str,
    typer.Option("--review-by", help="By when to see if it is still good.", metavar="DAY"),
]


@app.command("new")
@with_bundles
def new(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="Its identity: sql-course.", metavar="SLUG")],
    type_: Annotated[
        str,
        typer.Option("--type", help=f"{', '.join(TYPES)}.", autocompletion=_types),
    ],
    title: Annotated[str, typer.Option("--title", help="How it is written out.")] = "",
    provider: Annotated[str, typer.Option("--provider", help="Who offers it.")] = "",
    address: Annotated[str, typer.Option("--address", help="Where it is: https://….")] = "",
    about: Annotated[str, typer.Option("--about", help="What one learns there.")] = "",
    topic: Annotated[Several, typer.Option("--topic", help="A topic of it.")] = None,
    service: Annotated[
        Several,
        typer.Option(
            "--service", help="A service it is about.", autocompletion=completion.terms("service")
        ),
    ] = None,
    hours: Annotated[str, typer.Option("--hours", help="How many hours it takes.")] = "",
    cost: Annotated[str, typer.Option("--cost", help="What it costs: 450 EUR a head.")] = "",
    owner: Annotated[
        str,
        typer.Option("--owner", help="Who keeps it right.", autocompletion=completion.owners),
    ] = "",
    team: Annotated[str, typer.Option("--team", help="Whose it is.")] = "",
    review_by: ReviewBy = "",
    *,
    wishes: Wishes,
) -> None:
    """
    Add something to learn from; it is a candidate until somebody approves it.

    [dim]$[/] learnorg resource new sql-course --type course --provider "Data School" --topic SQL
    """
    session: Session = ctx.obj
    slugs.required(name, "sql-course")
    said = {
        "title": title or slugs.written_out(name),
        "type": type_,
        "provider": provider,
        "address": address,
        "about": about,
        "topics": given(topic),
        "services": given(service),
        "hours": hours,
        "cost": cost,
        "owner": owner,
        "team": team,
        "review_by": day(review_by, session.today).isoformat() if review_by else "",
        "dates": {"candidate": session.today.isoformat()},
    }
    data = drafts.named(session.register, RESOURCE, name, said)
    finish(session, Change("add", (created(RESOURCE, data),)), wishes)


@app.command("list")
def list_resources(
    ctx: typer.Context,
    words: Words = None,
    everything: Annotated[bool, typer.Option("--all", "-a", help="Also what is retired.")] = False,
    quiet: Quiet = False,
    form: Format = "auto",
    output: OutputFile = "",
) -> None:
    """
    List resources.

    [dim]$[/] learnorg resource list type:course topic:SQL
    """
    query = queries.parse(given(words), RESOURCE.name)
    show(ctx.obj, query, Output(form, output), everything=everything, quiet=quiet)


@app.command("approve")
@with_bundles
def approve(
    ctx: typer.Context,
    names: Slugs,
    review_by: ReviewBy = "",
    because: Because = "",
    on: On = "",
    *,
    wishes: Wishes,
) -> None:
    """
    Say that a resource is good to learn from.

    [dim]$[/] learnorg resource approve sql-course --review-by +1y
    """
    session: Session = ctx.obj
    due = [Edit(("review_by",), day(review_by, session.today))] if review_by else []
    when = happened(on, session.today) if on else session.today
    moved = tuple(_moved(session, name, "approved", when, because, due) for name in names)
    finish(session, Change("approve", moved, because), wishes)


@app.command("retire")
@with_bundles
def retire(
    ctx: typer.Context, names: Slugs, because: Because = "", on: On = "", *, wishes: Wishes
) -> None:
    """
    Say that a resource is no longer to be learned from.

    [dim]$[/] learnorg resource retire sql-course --because "the provider is gone"
    """
    session: Session = ctx.obj
    when = happened(on, session.today) if on else session.today
    moved = tuple(_moved(session, name, "retired", when, because) for name in names)
    finish(session, Change("retire", moved, because), wishes)


def _moved(
    session: Session, name: str, to: str, on: date, because: str, more: Sequence[Edit] = ()
) -> Revision:
    """A resource brought into a state, with the reason in a note."""
    stored = read(session.register.root, catalogue.entry(session.register, RESOURCE, name))
    edits = list(catalogue.moved(stored, to, on))
    if edits and because:
        edits.append(note(stored, session.who.known_as, on, f"Became {to}: {because}"))
    return revision(stored, revised(stored, [*edits, *more]))
