"""`learnorg erase`: a record's content gone, its identity and the reason kept."""

import typer

from learnorg.cli.answer import finish
from learnorg.cli.console import say
from learnorg.cli.options import Because, Id, Propose, Wishes, with_bundles
from learnorg.cli.proposing import Leave
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.register.erasing import erasure
from learnorg.register.records import read


class NoReason(LearnorgError):
    """A record to be erased for no reason."""

    exit_code = 7
    hint = 'Say why: --because "asked for by the person it named".'

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is not erased without a reason")


@with_bundles
def erase(
    ctx: typer.Context,
    typed: Id,
    because: Because = "",
    propose: Propose = False,
    *,
    wishes: Wishes,
) -> None:
    """
    Take out a record's content, for example personal data; identity and reason stay.

    What somebody wrote about it in the activity log goes, too; the events stay.

    Git keeps what stood there before: a history without it has to be written anew, by
    `git filter-repo`, and everybody has to clone again. Erasing takes the right to decline.

    [dim]$[/] learnorg erase 7k3 --because "asked for by the person it named"
    """
    session: Session = ctx.obj
    stored = read(session.register.root, session.register.entry(typed))
    leave = Leave(session, propose)
    leave(session.policy, "decline", session.who)
    if not because:
        raise NoReason(stored.identity)
    change = erasure(session.register, stored, session.who.known_as, session.today, because)
    finish(session, change, wishes)
    if not wishes.quiet and not wishes.dry_run and session.register.repository:
        say("What stood there before is still in git's history.", "warn")
    leave.tell(change, wishes)
