"""`learnorg rekey`: another identity for a record."""

import typer

from learnorg.cli.answer import finish
from learnorg.cli.console import say
from learnorg.cli.options import Because, Id, Wishes, with_bundles
from learnorg.cli.session import Session
from learnorg.history import objects, stages
from learnorg.history.git import writing
from learnorg.history.repository import Repository
from learnorg.history.stages import BothAdded
from learnorg.register.changes import Change
from learnorg.register.lookup import Entry, readable
from learnorg.register.rekeying import rekeyed, taken_out
from learnorg.register.writer import Saving


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
    entry = register.found(typed)
    repository = register.repository
    path = f"{repository.prefix(register.root)}{entry.path}" if repository else ""
    clash = stages.both_added(repository, path) if repository else None
    if repository and clash:
        _settle(session, repository, entry, clash, because, wishes)
        return
    old, new, *others = rekeyed(register, readable(entry))
    subject = f"{new.identity}: rekey - {new.title}"
    why = f"It was {old.identity}. {because}".strip()
    formerly = {new.identity: old.identity}
    finish(session, Change("rekey", (old, new, *others), why, subject, formerly), wishes)


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
    above = repository.prefix(session.register.root)

    def before(path: str) -> bytes:
        return objects.content(git, "HEAD", above + path) or b""

    revisions = taken_out(session.register, entry, clash.ours, clash.theirs, before)
    formerly = {revisions[1].identity: entry.identity}
    change = Change("rekey", tuple(revisions), because, formerly=formerly)
    # In one go: killed between the two, it would be done again, with one more identity.
    finish(session, change, wishes, Saving.STAGE)
    if wishes.dry_run:
        return
    if not wishes.quiet:
        say(f"When all else is settled: {stages.going_on(repository)}")
