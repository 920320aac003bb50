"""`learnorg role`: what people in a role do, and what they need to know for it."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from learnorg.cli import completion, slugs
from learnorg.cli.answer import finish
from learnorg.cli.console import Output, say
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
from learnorg.errors import LearnorgError
from learnorg.kinds.role import ROLE, WAYS
from learnorg.periods import happened
from learnorg.register import catalogue, drafts, roles
from learnorg.register import query as queries
from learnorg.register.assignments import with_part_ids
from learnorg.register.changes import Change
from learnorg.register.linkage import pointed
from learnorg.register.moves import note
from learnorg.register.people import Known
from learnorg.register.records import Stored, created, read, revised, revision
from learnorg.register.roles import Part, WhichPart

app = typer.Typer(
    cls=OfAKind,
    help="Keep roles: what is done in each, and what one needs to know for it.",
    no_args_is_help=True,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class NothingSaid(LearnorgError):
    """A need of which nothing is said."""

    hint = 'Say what one needs to know: learnorg role need SLUG "TOPIC".'

    def __init__(self) -> None:
        super().__init__("nothing was said of a need")


def _ways(incomplete: str) -> list[str]:
    return [way for way in WAYS if way.startswith(incomplete)]


RoleSlug = Annotated[
    str, typer.Argument(help="A role.", metavar="SLUG", autocompletion=completion.named(ROLE))
]
Several = list[str] | None


@app.command("new")
@with_bundles
def new(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="Its identity: desk-agent.", metavar="SLUG")],
    title: Annotated[str, typer.Option("--title", help="How it is written out.")] = "",
    team: Annotated[str, typer.Option("--team", help="The team it is in.")] = "",
    owner: Annotated[
        str,
        typer.Option("--owner", help="Who keeps it right.", autocompletion=completion.owners),
    ] = "",
    purpose: Annotated[str, typer.Option("--purpose", help="What it is there for.")] = "",
    activity: Annotated[
        Several,
        typer.Option("--activity", help="Something done in it; may be repeated.", metavar="TEXT"),
    ] = None,
    *,
    wishes: Wishes,
) -> None:
    """
    Add a role.

    [dim]$[/] learnorg role new desk-agent --team "Service desk" --activity "Reset passwords"
    """
    session: Session = ctx.obj
    slugs.required(name, "desk-agent")
    said = {
        "title": title or slugs.written_out(name),
        "team": team,
        "owner": owner,
        "purpose": purpose,
        "activities": with_part_ids([{"do": do} for do in given(activity) if do]),
        "dates": {"live": session.today.isoformat()},
    }
    data = drafts.named(session.register, ROLE, name, said)
    finish(session, Change("add", (created(ROLE, data),)), wishes)


@app.command("list")
def list_roles(
    ctx: typer.Context,
    words: Words = None,
    everything: Annotated[bool, typer.Option("--all", "-a", help="Also what is retired.")] = False,
    quiet: Quiet = False,
    form: Format = "auto",
    output: OutputFile = "",
) -> None:
    """
    List roles.

    [dim]$[/] learnorg role list
    """
    query = queries.parse(given(words), ROLE.name)
    show(ctx.obj, query, Output(form, output), everything=everything, quiet=quiet)


@app.command("activity")
@with_bundles
def activity(
    ctx: typer.Context,
    name: RoleSlug,
    do: Annotated[str, typer.Argument(help="What is done.", metavar="TEXT")],
    *,
    wishes: Wishes,
) -> None:
    """
    Say something more that is done in a role.

    [dim]$[/] learnorg role activity desk-agent "Reset passwords"
    """
    session: Session = ctx.obj
    stored = read(session.register.root, catalogue.entry(session.register, ROLE, name))
    after = revised(stored, [roles.new_activity(stored, do)])
    told = f"Activity {roles.activities(after)[-1]}."
    finish(
        session, Change("role", (revision(stored, after),), f"Activity: {do}", told=told), wishes
    )


@app.command("need")
@with_bundles
def need(
    ctx: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            help="A role, with the activity if there are several, by its id or its words: "
            "desk-agent#b7k. With a need's id, more is said of that need.",
            metavar="SLUG[#ACTIVITY]",
            autocompletion=completion.named(ROLE),
        ),
    ],
    topic: Annotated[
        str, typer.Argument(help="What one needs to know.", metavar="[TOPIC]", show_default=False)
    ] = "",
    critical: Annotated[
        bool | None,
        typer.Option("--critical/--not-critical", help="Whether the work stands still without."),
    ] = None,
    way: Annotated[
        Several,
        typer.Option(
            "--way", help=f"How it is passed on: {', '.join(WAYS)}.", autocompletion=_ways
        ),
    ] = None,
    source: Annotated[
        Several,
        typer.Option(
            "--source",
            help="Where it can be learned: an article, resource:SLUG, an address.",
            metavar="TARGET",
            autocompletion=completion.records,
        ),
    ] = None,
    holder: Annotated[
        Several,
        typer.Option("--holder", help="Somebody who knows it.", autocompletion=completion.owners),
    ] = None,
    *,
    wishes: Wishes,
) -> None:
    """
    Say what one needs to know for an activity, where it can be learned, and who knows it.

    [dim]$[/] learnorg role need desk-agent#b7k "Unlock an account" --critical --way article
    [dim]$[/] learnorg role need desk-agent#x2w --source KB-2611-7k3mqx --holder lea
    """  # fmt: skip
    session: Session = ctx.obj
    slug, _, typed = name.partition("#")
    stored = read(session.register.root, catalogue.entry(session.register, ROLE, slug))
    at = _at(session, stored, typed)
    said: dict[str, Any] = {
        "topic": topic or None,
        "critical": critical,
        "ways": given(way),
        "sources": [pointed(session.register, one) for one in given(source)],
        "holders": given(holder),
    }
    if not topic and not (at.is_need and any(value not in (None, []) for value in said.values())):
        raise NothingSaid
    say_of = roles.more_of if at.is_need else roles.new_need
    after = revised(stored, list(say_of(stored, at, said)))
    if not wishes.quiet:
        _greet(session, given(holder))
    own = at.id if at.is_need and at.id else _new_id(stored, after)
    told = f"Need {roles.part(after, own)}."
    change = Change("role", (revision(stored, after),), f"Need: {topic or at.text}", told=told)
    finish(session, change, wishes)


@app.command("retire")
@with_bundles
def retire(
    ctx: typer.Context, name: RoleSlug, because: Because = "", on: On = "", *, wishes: Wishes
) -> None:
    """
    Say that a role is no more; its knowledge is asked after no longer.

    [dim]$[/] learnorg role retire desk-agent --because "the desk is one team now"
    """
    session: Session = ctx.obj
    stored = read(session.register.root, catalogue.entry(session.register, ROLE, name))
    when = happened(on, session.today) if on else session.today
    edits = list(catalogue.moved(stored, "retired", when))
    if edits and because:
        edits.append(note(stored, session.who.known_as, when, f"Retired: {because}"))
    after = revised(stored, edits)
    finish(session, Change("retire", (revision(stored, after),), because), wishes)


def _at(session: Session, stored: Stored, typed: str) -> Part:
    """The activity or need that is meant; somebody at a terminal is asked which of several."""
    try:
        return roles.part(stored, typed)
    except WhichPart as several:
        if not session.may_ask:
            raise
        return _chosen(several.known)


def _chosen(known: Sequence[Part]) -> Part:
    for n, one in enumerate(known, 1):
        say(f"  {n}  {one.text}")
    while True:
        said = str(typer.prompt("Which one", err=True)).strip()
        if said.isdecimal() and 1 <= int(said) <= len(known):
            return known[int(said) - 1]
        say(f"Give a number from 1 to {len(known)}.", "warn")


def _new_id(before: Stored, after: Stored) -> str:
    """The short id of the need that a change brings; empty where it brings none."""
    there = {one.id for one in roles.needs(before)}
    return next((one.id for one in roles.needs(after) if one.id not in there), "")


def _greet(session: Session, names: Sequence[str]) -> None:
    """Tell of holders whom nobody knows."""
    known = Known(session.register) if names else None
    for name in names:
        if known and (hint := known.stranger(name)):
            say(f"'{name}' is no listed person or team. {hint}", "warn")
