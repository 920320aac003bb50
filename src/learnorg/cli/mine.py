"""`learnorg mine`: what is yours."""

from typing import Annotated

import typer

from learnorg.cli.console import Output, say
from learnorg.cli.list import show
from learnorg.cli.options import Format, OutputFile, Quiet, Words, given
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.register import query as queries


class Nameless(LearnorgError):
    """Somebody whom git knows by no name."""

    hint = "Tell git: git config --global user.email ADDRESS."

    def __init__(self) -> None:
        super().__init__("git does not know who you are")


def mine(
    ctx: typer.Context,
    words: Words = None,
    everything: Annotated[bool, typer.Option("--all", "-a", help="Also what is closed.")] = False,
    quiet: Quiet = False,
    form: Format = "auto",
    output: OutputFile = "",
) -> None:
    """
    List what you own, going by git's e-mail address and the people listed.

    [dim]$[/] learnorg mine
    [dim]$[/] learnorg mine is:overdue
    """
    session: Session = ctx.obj
    if not session.who.names:
        raise Nameless
    query = queries.parse(given(words), "improvement").also("owned-by", sorted(session.who.names))
    found = show(session, query, Output(form, output), everything=everything, quiet=quiet)
    if not session.who.person and (session.register.people_kept() or not found):
        say(_strange(session), "quiet")


def _strange(session: Session) -> str:
    """Why owners are compared with git's own names for somebody, and how to be known."""
    who = session.who
    if session.register.people_kept():
        why = f"{who.email or who.name} belongs to nobody listed"
    else:
        why = "Nobody is listed"
    known = " and ".join(dict.fromkeys(name for name in (who.name, who.email) if name))
    return (
        f"{why}.\nOwners were compared with {known}.\nTo be known by another name:\n"
        f"  learnorg person new SLUG --email {who.email or 'ADDRESS'}"
    )
