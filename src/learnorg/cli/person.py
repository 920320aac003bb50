"""`learnorg person`: the people whom owners and approvers refer to."""

from typing import Annotated

import typer

from learnorg.cli import slugs
from learnorg.cli.answer import finish
from learnorg.cli.console import Output
from learnorg.cli.groups import OfAKind
from learnorg.cli.list import show
from learnorg.cli.options import Format, OutputFile, Quiet, Wishes, Words, given, with_bundles
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.kinds.person import PERSON
from learnorg.register import drafts
from learnorg.register import query as queries
from learnorg.register.authority import owner_of
from learnorg.register.changes import Change
from learnorg.register.records import created

app = typer.Typer(
    cls=OfAKind,
    help="Keep the people, by role, whom records refer to.",
    no_args_is_help=True,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class AddressTaken(LearnorgError):
    """An e-mail address by which somebody else is known already."""

    exit_code = 3

    def __init__(self, address: str, owner: str) -> None:
        super().__init__(f"{address} is an address of {owner} already")
        self.hint = (
            f"Git knows people by their address: take it from {owner} first, or use another."
        )


@app.command("new")
@with_bundles
def new(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="Its identity: service-desk-lead.", metavar="SLUG")],
    title: Annotated[str, typer.Option("--title", help="How it is written out.")] = "",
    email: Annotated[
        list[str] | None, typer.Option("--email", help="Known to git by this.")
    ] = None,
    team: Annotated[list[str] | None, typer.Option("--team", help="A team it belongs to.")] = None,
    role: Annotated[str, typer.Option("--role", help="What it does.")] = "",
    *,
    wishes: Wishes,
) -> None:
    """
    Add a person, named by role.

    [dim]$[/] learnorg person new service-desk-lead --email desk@example.org --team "Service desk"
    """
    session: Session = ctx.obj
    slugs.required(name, "service-desk-lead")
    for address in given(email):
        if owner := owner_of(session.register, address):
            raise AddressTaken(address, owner)
    said = {
        "title": title or slugs.written_out(name),
        "emails": given(email),
        "teams": given(team),
        "role": role,
    }
    data = drafts.named(session.register, PERSON, name, said)
    change = Change("add", (created(PERSON, data),))
    finish(session, change, wishes)


@app.command("list")
def list_people(
    ctx: typer.Context,
    words: Words = None,
    everything: Annotated[bool, typer.Option("--all", "-a", help="Also who left.")] = False,
    quiet: Quiet = False,
    form: Format = "auto",
    output: OutputFile = "",
) -> None:
    """
    List people.

    [dim]$[/] learnorg person list
    """
    query = queries.parse(given(words), "person")
    show(ctx.obj, query, Output(form, output), everything=everything, quiet=quiet)
