"""`learnorg fmt`: the usual layout."""

from typing import Annotated

import typer

from learnorg.checks.run import within_folder
from learnorg.cli.check import from_root
from learnorg.cli.console import put, say
from learnorg.cli.options import given
from learnorg.cli.session import Session
from learnorg.files.canonical import canonical
from learnorg.files.loader import load
from learnorg.kinds import KINDS
from learnorg.page import counted
from learnorg.register.changes import Change, apply
from learnorg.register.records import Revision, form
from learnorg.register.writer import Saving
from learnorg.render.safe import no_command, on_one_line, visible


def fmt(
    ctx: typer.Context,
    paths: Annotated[
        list[str] | None, typer.Argument(help="Only these files or folders.", metavar="[PATH]...")
    ] = None,
    check: Annotated[
        bool,
        typer.Option("--check", help="Write nothing; exit with 1 where something would change."),
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", "-n", help="Write nothing; show a diff.")] = False,
) -> None:
    """
    Lay records out in the usual way; words, quotes and comments stay as they are.

    Files are written, not committed: like other formatters it belongs before a commit.

    [dim]$[/] learnorg fmt
    [dim]$[/] learnorg fmt --check
    """
    session: Session = ctx.obj
    register = session.register
    within = [from_root(str(register.root), str(session.start), p) for p in given(paths)]
    revisions = [r for r in _revisions(session, within) if r.before != r.after]
    change = Change("fmt", tuple(revisions))
    if diff:
        put(visible(change.diff()).splitlines())
    elif check or not revisions:
        put(no_command(on_one_line(r.path)) for r in revisions)
    else:
        apply(register, change, Saving.NEVER)
        put(no_command(on_one_line(r.path)) for r in revisions)
    count = counted(len(revisions), "file")
    done = f"{count} to lay out anew." if diff or check else f"{count} laid out anew."
    say(done if revisions else "Nothing to lay out anew.")
    for one in register.unreadable():
        place = f"{on_one_line(one.path)}:{one.line}:{one.col}"
        say(f"{place}: left alone, it cannot be read: {on_one_line(one.message)}", "warn")
    if revisions and check:
        raise typer.Exit(1)


def _revisions(session: Session, within: list[str]) -> list[Revision]:
    register = session.register
    found = []
    for kind in KINDS:
        for identity, title, path in register.index.rows(
            "SELECT id, title, path FROM records WHERE kind = ? AND broken IS NULL ORDER BY path",
            (kind.name,),
        ):
            if within and not any(within_folder(path, folder) for folder in within):
                continue
            before = (register.root / path).read_bytes()
            after = canonical(load(before, form(kind)), kind.groups).encode()
            found.append(Revision(kind, identity, title, path, before, after))
    return found
