"""`learnorg review timeline`: what happened when, said, read from elsewhere, and shown."""

from typing import Annotated, Any

import typer

from learnorg.cli.answer import finish
from learnorg.cli.console import Output, answer, say
from learnorg.cli.options import OutputFile, TableFormat, Wishes, with_bundles
from learnorg.cli.review_options import ReviewId
from learnorg.cli.review_timeline_import import import_
from learnorg.cli.session import Session
from learnorg.files.splice import Edit
from learnorg.methods.moments import Moment, comparable, moment
from learnorg.register import chronology
from learnorg.register.changes import Change
from learnorg.register.chronology import TooManyEntries
from learnorg.register.links import parts
from learnorg.register.records import revised, revision
from learnorg.register.reviewing import review, sound
from learnorg.reports import timeline as timelines

app = typer.Typer(
    help="Keep what happened when, and where that is known from.",
    no_args_is_help=True,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command("import")(import_)


@app.command("add")
@with_bundles
def add(
    ctx: typer.Context,
    typed: ReviewId,
    when: Annotated[
        str,
        typer.Argument(
            help="2026-11-20 09:12, yesterday 14:00, or 09:12 on the day on which it started.",
            metavar="WHEN",
        ),
    ],
    what: Annotated[str, typer.Argument(help="What happened, in a sentence.", metavar="TEXT")],
    source: Annotated[
        str, typer.Option("--source", help="Where that is known from: alert, Slack #ops, …")
    ] = "",
    *,
    wishes: Wishes,
) -> None:
    """
    Add one thing that happened, in its place among the others.

    [dim]$[/] learnorg review timeline add 7k3 09:12 "The replica's disk is full" --source alert
    """
    # What only another form of timelines needs is not loaded for the other commands.
    from learnorg.exchange.timelines.entries import Entry, Timeline
    from learnorg.exchange.timelines.merging import fresh, merged

    session: Session = ctx.obj
    stored = review(session.register, typed)
    sound(stored)
    at = chronology.said(when, stored.plain, session.today)
    there = chronology.entries(stored.plain)
    timeline = Timeline((Entry(str(at), what, source),))
    if not fresh(there, timeline):
        finish(session, Change("timeline", ()), wishes)
        return
    if len(there) >= chronology.MOST:
        raise TooManyEntries(stored.identity, len(there) + 1)
    every = [_filled(one, there) for one in merged(there, timeline, parts(stored.plain))]
    (own,) = [one["id"] for one in every if one not in there]
    after = revised(stored, [Edit(("timeline",), every)])
    told = f"Entry {stored.identity}#{own}, at {at}."
    change = Change("timeline", (revision(stored, after),), f"{at}: {what}", told=told)
    finish(session, change, wishes)
    _tell_of_clocks(at, there)


def _filled(entry: dict[str, Any], there: list[dict[str, Any]]) -> dict[str, Any]:
    """An entry without what nobody said of it, unless it is one that was there."""
    return entry if entry in there else {key: text for key, text in entry.items() if text}


def _tell_of_clocks(at: Moment, there: list[dict[str, Any]]) -> None:
    """Say that nobody can tell the order of entries some of which have an offset."""
    others = [known for one in there if (known := moment(str(one.get("at") or "")))]
    other = next((known for known in others if not comparable(known, at)), None)
    if other:
        zoned, bare = (at, other) if at.zoned else (other, at)
        far = "how far its clock was from UTC"
        say(f"{zoned} says {far}, {bare} does not: their order is in doubt.", "warn")


@app.command("show")
def show(
    ctx: typer.Context, typed: ReviewId, form: TableFormat = "auto", output: OutputFile = ""
) -> None:
    """
    Show what happened when, with the time that went by in between.

    [dim]$[/] learnorg review timeline show 7k3
    """
    session: Session = ctx.obj
    stored = review(session.register, typed)
    found = timelines.derive(stored.identity, stored.plain)
    answer(timelines.lay_out(found), Output(form, output))
    if not found.happenings:
        say(f'Nothing yet. Add what is known: learnorg review timeline add {typed} WHEN "WHAT"')
