"""`learnorg link`: a named relation to something else."""

from typing import Annotated

import typer

from learnorg.cli import completion
from learnorg.cli.answer import finish
from learnorg.cli.console import say
from learnorg.cli.options import Id, Wishes, with_bundles
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.files.splice import GONE, Edit
from learnorg.kinds import BY_NAME
from learnorg.refs import RELATIONS, target
from learnorg.register.changes import Change
from learnorg.register.dependencies import require_no_ring
from learnorg.register.linkage import named, new_links, whole
from learnorg.register.links import ToItself, parts
from learnorg.register.records import Stored, read, revised, revision
from learnorg.spelling import did_you_mean


class NoSuchRelation(LearnorgError):
    """A relation that is not on the list."""

    def __init__(self, name: str) -> None:
        super().__init__(f"'{name}' is no relation")
        self.hint = did_you_mean(name, tuple(RELATIONS)) or f"There are: {', '.join(RELATIONS)}."


class NoSuchLink(LearnorgError):
    """A link to take away that is not there."""

    exit_code = 3
    hint = "Its links are listed by `learnorg show`."

    def __init__(self, identity: str, rel: str, to: str) -> None:
        super().__init__(f"{identity} has no link '{rel} {to}'")


@with_bundles
def link(
    ctx: typer.Context,
    typed: Id,
    rel: Annotated[
        str,
        typer.Argument(
            help="The relation: depends-on, part-of, …", autocompletion=completion.relations
        ),
    ],
    to: Annotated[
        str,
        typer.Argument(
            help="What it points to.", metavar="TARGET", autocompletion=completion.records
        ),
    ],
    why: Annotated[str, typer.Option("--why", help="Why they belong together.")] = "",
    remove: Annotated[bool, typer.Option("--remove", help="Take the link away.")] = False,
    *,
    wishes: Wishes,
) -> None:
    """
    Link a record to another one, another system's key or an address.

    [dim]$[/] learnorg link 7k3 depends-on x2w
    [dim]$[/] learnorg link 7k3 raised-from servicenow:INC0012345 --why "the third time"
    """  # fmt: skip
    session: Session = ctx.obj
    if rel not in RELATIONS:
        raise NoSuchRelation(rel)
    stored = read(session.register.root, session.register.entry(typed))
    there = whole(session.register, to)
    if there.partition("#")[0] == named(stored.kind, stored.identity):
        raise ToItself(stored.identity)
    _tell_of_missing_part(session, there)
    after = revised(stored, _edits(stored, rel, there, why, remove))
    for new in new_links(stored, after):
        require_no_ring(session.register, *new)
    action = "unlink" if remove else "link"
    change = Change(action, (revision(stored, after),), f"{rel} {there}")
    finish(session, change, wishes)


def _edits(stored: Stored, rel: str, to: str, why: str, remove: bool) -> list[Edit]:
    links = [one for one in stored.plain.get("links") or [] if isinstance(one, dict)]
    there = [n for n, one in enumerate(links) if (one.get("rel"), one.get("to")) == (rel, to)]
    if remove:
        if not there:
            raise NoSuchLink(stored.identity, rel, to)
        return [Edit(("links", there[0]) if len(links) > 1 else ("links",), GONE)]
    if there:
        return [Edit(("links", there[0], "why"), why)] if why else []
    one = {"rel": rel, "to": to} | ({"why": why} if why else {})
    return [Edit(("links", len(links)), one)]


def _tell_of_missing_part(session: Session, to: str) -> None:
    """Say that a record has no such part, which it may get."""
    at = target(to, tuple(BY_NAME))
    if at is None or not at.part:
        return
    head = to.partition("#")[0]
    if at.part not in parts(session.register.plain(session.register.entry(head))):
        say(f"{head} has no part '#{at.part}'.", "warn")
