"""`learnorg note`: a dated remark."""

from typing import Annotated

import typer

from learnorg.cli.answer import finish
from learnorg.cli.options import Id, On, Wishes, with_bundles
from learnorg.cli.session import Session
from learnorg.periods import happened
from learnorg.register.changes import Change
from learnorg.register.moves import note as noted
from learnorg.register.records import read, revised, revision


@with_bundles
def note(
    ctx: typer.Context,
    typed: Id,
    text: Annotated[str, typer.Argument(help="What to remember.")],
    on: On = "",
    *,
    wishes: Wishes,
) -> None:
    """
    Leave a dated note in a record.

    [dim]$[/] learnorg note 7k3 "waiting for the vendor"
    """
    session: Session = ctx.obj
    stored = read(session.register.root, session.register.entry(typed))
    when = happened(on, session.today) if on else session.today
    after = revised(stored, [noted(stored, session.who.known_as, when, text)])
    finish(session, Change("note", (revision(stored, after),), text), wishes)
