"""`learnorg undo`: what learnorg did last, taken back."""

import typer

from learnorg.cli.answer import finish, saving
from learnorg.cli.console import say
from learnorg.cli.options import Because, DryRun, Format, NoCommit, Quiet, Wishes
from learnorg.cli.session import Session
from learnorg.history import state
from learnorg.register.undoing import undone
from learnorg.register.writer import Saving


def undo(
    ctx: typer.Context,
    because: Because = "",
    dry_run: DryRun = False,
    no_commit: NoCommit = False,
    quiet: Quiet = False,
    form: Format = "auto",
) -> None:
    """
    Take back the last commit that learnorg made, with a commit of its own.

    It is refused where a record was changed since; of the activity log exactly the lines go that
    the commit brought. A second undo takes back the first, and so
    does the thing again; an earlier one is taken back by git: `learnorg log` names the commits,
    and `git revert COMMIT` takes one back.

    [dim]$[/] learnorg undo --dry-run
    [dim]$[/] learnorg undo --because "it was the other record"
    """
    session: Session = ctx.obj
    wishes = Wishes(dry_run=dry_run, no_commit=no_commit, quiet=quiet, form=form)
    repository = session.register.repository
    if repository and not dry_run and saving(session, wishes) is Saving.EACH:
        state.at_rest(repository)  # what is under way may have taken HEAD to another history
    change = undone(session.register, because)
    finish(session, change, wishes)
    if dry_run and form != "json":
        say(f"It would be: {change.subject}", "quiet")
