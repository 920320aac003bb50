"""`learnorg edit`: a record in your editor."""

import typer

from learnorg.cli.answer import by_hand, finish
from learnorg.cli.editor import edited_text
from learnorg.cli.options import Because, Id, Wishes, with_bundles
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.files.loader import load
from learnorg.kinds.problems import problems
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
    text = before.decode("utf-8", "surrogateescape")

    def wrong(written: str) -> str:
        try:
            document = load(written.encode("utf-8", "surrogateescape"), form(entry.kind))
        except LearnorgError as refused:
            place = f"{getattr(refused, 'line', 1)}:{getattr(refused, 'col', 1)}"
            return f"{entry.path}:{place}: {refused}. {refused.hint}"
        _, found = problems(entry.kind.model(), document.plain())
        lines = []
        for problem in found:
            line, col = document.locate(problem.path)
            lines.append(f"{entry.path}:{line}:{col}: {problem.message}. {problem.hint}".rstrip())
        if not found and document.plain().get("id") != entry.identity:
            lines.append(f"{entry.path}: the id is to stay {entry.identity}")
        return "\n".join(lines)

    name = entry.path.rpartition("/")[2]
    with edited_text(session, text, name, wrong) as written:
        after = _governed(session, entry, before, written, because)
        title = visible(str(load(after, form(entry.kind)).plain().get("title", "")))
        revision = Revision(entry.kind, entry.identity, title, entry.path, before, after)
        finish(session, Change("edit", (revision,), because), wishes)


def _governed(session: Session, entry: Entry, before: bytes, written: str, because: str) -> bytes:
    """What was written, if the record may change like this; what was broken may be mended."""
    after = written.encode("utf-8", "surrogateescape")
    if entry.broken:
        return after
    old, new = (
        Stored(entry.kind, entry.identity, entry.path, data, load(data, form(entry.kind)))
        for data in (before, after)
    )
    return by_hand(session, old, new, because).data
