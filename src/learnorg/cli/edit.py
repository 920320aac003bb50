"""`learnorg edit`: a record in your editor."""

import typer

from learnorg.cli.answer import by_hand, finish
from learnorg.cli.editor import edited_file
from learnorg.cli.options import Because, Id, Wishes, with_bundles
from learnorg.cli.session import Session
from learnorg.files.loader import load
from learnorg.register.changes import Change
from learnorg.register.lookup import Entry
from learnorg.register.records import Revision, Stored, form
from learnorg.render.safe import visible


@with_bundles
def edit(
    ctx: typer.Context,
    typed: Id,
    because: Because = "",
    *,
    wishes: Wishes,
) -> None:
    """
    Open a record in your editor; it is checked before it is written.

    A file that cannot be read as it is can be mended this way, too.

    [dim]$[/] learnorg edit 7k3
    """
    session: Session = ctx.obj
    entry = session.register.entry(typed, as_text=True)
    before = (session.register.root / entry.path).read_bytes()
    with edited_file(session, entry, before) as written:
        after = _governed(session, entry, before, written, because)
        title = visible(str(load(after, form(entry.kind)).plain().get("title", "")))
        revision = Revision(entry.kind, entry.identity, title, entry.path, before, after)
        finish(session, Change("edit", (revision,), because), wishes)


def _governed(session: Session, entry: Entry, before: bytes, after: bytes, because: str) -> bytes:
    """What was written, if the record may change like this; what was broken may be mended."""
    if entry.broken:
        return after
    old, new = (
        Stored(entry.kind, entry.identity, entry.path, data, load(data, form(entry.kind)))
        for data in (before, after)
    )
    return by_hand(session, old, new, because).data
