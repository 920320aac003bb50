"""`learnorg set`: one field or several, of one record or all that a query finds."""

from typing import Annotated, get_origin

import typer

from learnorg.cli import completion
from learnorg.cli.answer import by_hand, finish
from learnorg.cli.console import say, tell_unreadable
from learnorg.cli.options import Because, Wishes, given, with_bundles
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.kinds.kind import Kind
from learnorg.kinds.problems import known_keys
from learnorg.register import assignments
from learnorg.register import query as queries
from learnorg.register.assignments import Assignment, BadAssignment
from learnorg.register.changes import Change
from learnorg.register.lookup import Entry, look_up
from learnorg.register.records import Revision, read, revised, revision
from learnorg.reports import listing


class NothingToSet(LearnorgError):
    """No record, or no field, to set."""

    hint = "learnorg set 7k3 owner=platform, or learnorg set --where state:proposed tags+=triage."

    def __init__(self, what: str) -> None:
        super().__init__(f"no {what} was given")


@with_bundles
def set_fields(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            help="Records, then field=value, field= to clear, tags+=word, tags-=word.",
            metavar="ID... FIELD=VALUE...",
            autocompletion=completion.records,
        ),
    ],
    where: Annotated[
        list[str] | None,
        typer.Option(
            "--where", help="Every record that a query finds; may be repeated.", metavar="QUERY"
        ),
    ] = None,
    because: Because = "",
    *,
    wishes: Wishes,
) -> None:
    """
    Set fields of records; only the lines they stand on change.

    [dim]$[/] learnorg set 7k3 owner=platform due=+6w
    [dim]$[/] learnorg set 7k3 problem= tags+=later measures.1.target=210
    [dim]$[/] learnorg set --where state:proposed --where service:mail tags+=triage --dry-run
    """  # fmt: skip
    session: Session = ctx.obj
    asked = [assignments.parse(word) for word in words if "=" in word]
    typed = [word for word in words if "=" not in word]
    if not asked:
        raise NothingToSet("field")
    entries = [session.register.entry(word) for word in typed]
    if where:
        entries += _found(session, [piece for one in given(where) for piece in one.split()])
        if unreadable := session.register.unreadable():
            tell_unreadable(unreadable)  # they might have answered the query, too
    if not entries and not where:
        raise NothingToSet("record")
    if not entries:
        say("No record answers that query.", "warn")
    revisions = [_revised(session, e, asked, because) for e in dict.fromkeys(entries)]
    finish(session, Change("set", tuple(revisions), because), wishes)


def _found(session: Session, words: list[str]) -> list[Entry]:
    register = session.register
    query = queries.parse(words, "improvement")
    found = listing.derive(register, query, session.today, columns=("id",), brief=False)
    return [look_up(register.index, row["id"]) for row in found.rows]


def _known(kind: Kind, one: Assignment) -> None:
    """Refuse the bare name of what is a field of some part of a record."""
    model, name = kind.model(), one.path[0]
    keys = known_keys(model, ())
    if name in keys:
        return
    parts = [
        f"{key}.1.{name}"
        if get_origin(model.model_fields[key].annotation) is tuple
        else f"{key}.{name}"
        for key in keys
        if key not in assignments.UNSETTABLE and name in known_keys(model, (key,))
    ]
    if parts:
        named = " or ".join(f"'{part}'" for part in parts)
        raise BadAssignment(f"'{one.name}' is no field", f"Did you mean {named}?")


def _revised(session: Session, entry: Entry, asked: list[Assignment], because: str) -> Revision:
    stored = read(session.register.root, entry)
    for one in asked:
        _known(entry.kind, one)
    changed = revised(stored, assignments.edits(stored, asked, session.today))
    after = by_hand(session, stored, changed, because)
    return revision(stored, after)
