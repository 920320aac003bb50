"""`learnorg plan roles`: who is responsible, accountable, consulted and informed."""

from collections.abc import Sequence
from typing import Annotated

import typer

from learnorg.cli import completion
from learnorg.cli.answer import by_hand, finish
from learnorg.cli.console import Output, answer
from learnorg.cli.options import Because, Id, Wishes, with_bundles
from learnorg.cli.session import Session
from learnorg.files.splice import GONE, Edit
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.register.changes import Change
from learnorg.register.moves import NotAnImprovement
from learnorg.register.records import Stored, read, revised, revision
from learnorg.reports import roles as report


@with_bundles
def roles(
    ctx: typer.Context,
    typed: Id,
    accountable: Annotated[
        str | None,
        typer.Option(
            "--accountable",
            help="The one who answers for it: its owner.",
            metavar="NAME",
            autocompletion=completion.owners,
        ),
    ] = None,
    consult: Annotated[
        list[str] | None,
        typer.Option(
            "--consult",
            help="Who is asked before, in place of those there; may be repeated.",
            metavar="NAME",
            autocompletion=completion.owners,
        ),
    ] = None,
    inform: Annotated[
        list[str] | None,
        typer.Option(
            "--inform",
            help="Who is told after, in place of those there; may be repeated.",
            metavar="NAME",
            autocompletion=completion.owners,
        ),
    ] = None,
    because: Because = "",
    *,
    wishes: Wishes,
) -> None:
    """
    Show or set who is responsible (R), accountable (A), consulted (C) and informed (I).

    Whoever owns a step is responsible for it: `learnorg plan set ID STEP --owner NAME`.
    An empty name takes all away.

    [dim]$[/] learnorg plan roles 7k3
    [dim]$[/] learnorg plan roles 7k3 --accountable desk-lead --consult hr --consult works-council
    [dim]$[/] learnorg plan roles 7k3 --inform ""
    """  # fmt: skip
    session: Session = ctx.obj
    entry = session.register.entry(typed)
    if entry.kind is not IMPROVEMENT:
        raise NotAnImprovement(entry)
    if accountable is None and not consult and not inform:
        answer(report.lay_out(report.derive(session.register, entry)), Output(wishes.form))
        return
    stored = read(session.register.root, entry)
    changed = revised(stored, list(_edits(stored, accountable, consult or (), inform or ())))
    after = by_hand(session, stored, changed, because)
    finish(session, Change("plan", (revision(stored, after),), because), wishes)


def _edits(
    stored: Stored, accountable: str | None, consult: Sequence[str], inform: Sequence[str]
) -> list[Edit]:
    """The fields that hold the roles, as they are to be."""
    wanted: dict[str, str | list[str]] = {}
    if accountable is not None:
        wanted["owner"] = accountable
    for key, names in (("consulted", consult), ("informed", inform)):
        if names:
            wanted[key] = [*dict.fromkeys(name for name in names if name)]
    return [
        Edit((key,), value or GONE)
        for key, value in wanted.items()
        if value or stored.plain.get(key) is not None
    ]
