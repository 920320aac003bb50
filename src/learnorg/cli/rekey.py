"""`learnorg rekey`: another identity for a record."""

import typer

from learnorg.cli.answer import finish
from learnorg.cli.console import say
from learnorg.cli.options import Because, Id, Wishes, with_bundles
from learnorg.cli.session import Session
from learnorg.history import commits, objects, stages
from learnorg.history.git import writing
from learnorg.history.repository import Repository
from learnorg.history.stages import BothAdded
from learnorg.register.changes import Change
from learnorg.register.lookup import Entry, look_up, readable
from learnorg.register.rekeying import rekeyed, taken_out


@with_bundles
def rekey(ctx: typer.Context, typed: Id, because: Because = "", *, wishes: Wishes) -> None:
    """
    Give a record a new identity of the same month, and let what points to it follow.

    The old identity stays as an alias. In the middle of a merge in which both sides made a
    record of the same identity, theirs gets the new one, ours stays as it was, and both are
    staged. (In a rebase, git calls your own commits theirs.)

    [dim]$[/] learnorg rekey 7k3
    """
    session: Session = ctx.obj
    register = session.register
    entry = look_up(register.index, typed)
    repository = register.repository
    clash = stages.both_added(repository, _path(session, entry.path)) if repository else None
    if repository and clash:
        _settle(session, repository, entry, clash, because, wishes)
        return
    old, new, *others = rekeyed(register, readable(entry))
    subject = f"{new.identity}: rekey - {new.title}"
    why = f"It was {old.identity}. {because}".strip()
    finish(session, Change("rekey", (old, new, *others), why, subject), wishes)


def _settle(
    session: Session,
    repository: Repository,
    entry: Entry,
    clash: BothAdded,
    because: str,
    wishes: Wishes,
) -> None:
    """Take theirs out of a merge under an identity of its own."""
    git = writing(repository)

    def before(path: str) -> bytes:
        return objects.content(git, "HEAD", _path(session, path)) or b""

    revisions = taken_out(session.register, entry, clash.ours, clash.theirs, before)
    change = Change("rekey", tuple(revisions), because)
    finish(session, change, wishes._replace(no_commit=True))
    if wishes.dry_run:
        return
    commits.stage(repository, [_path(session, revision.path) for revision in revisions])
    if not wishes.quiet:
        say(f"Staged. When all else is settled: {stages.going_on(repository)}")


def _path(session: Session, path: str) -> str:
    """A path of the register as git knows it."""
    register = session.register
    assert register.repository is not None
    inside = register.root.relative_to(register.repository.work_tree)
    return (inside / path).as_posix()
