"""`learnorg mine`: what is yours."""

from typing import Annotated

import typer

from learnorg.cli.console import Output, say
from learnorg.cli.list import show
from learnorg.cli.options import Format, OutputFile, Quiet, Words, given
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.kinds.article import ARTICLE
from learnorg.kinds.resource import RESOURCE
from learnorg.kinds.review import REVIEW
from learnorg.kinds.role import ROLE
from learnorg.page import counted
from learnorg.register import query as queries
from learnorg.register.query import Query

OTHERS = (REVIEW, ARTICLE, ROLE, RESOURCE)
"""The kinds besides improvements of which records are somebody's."""


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

    Of reviews, also those that you lead or took part in.

    [dim]$[/] learnorg mine
    [dim]$[/] learnorg mine is:overdue
    [dim]$[/] learnorg mine kind:article
    """
    session: Session = ctx.obj
    if not session.who.names:
        raise Nameless
    asked = queries.of_kind(queries.parse(given(words), "improvement"))
    query = _own(session, asked)
    found = show(session, query, Output(form, output), everything=everything, quiet=quiet)
    if not given(words) and not quiet:
        _tell_of_others(session)
    if not session.who.person and (session.register.people_kept() or not found):
        say(_strange(session), "quiet")


def _own(session: Session, query: Query) -> Query:
    """A query for what is somebody's own, or what they took part in."""
    field = "who" if query.kind == REVIEW.name else "owned-by"
    return query.also(field, sorted(session.who.names))


def _tell_of_others(session: Session) -> None:
    """Say what else is somebody's own, besides improvements."""
    told: dict[str, str] = {}
    for kind in OTHERS:
        query = _own(session, Query(kind=kind.name)).open_only()
        clause = queries.where(query, session.today)
        count = session.register.index.one(
            f"SELECT count(*) FROM records WHERE {clause.sql}", clause.parameters
        )
        if count:
            told[kind.name] = counted(count, kind.name)
    if told:
        listed = ", ".join(told.values())
        say(f"Also yours: {listed} (learnorg mine kind:{next(iter(told))}).", "quiet")


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
