"""`learnorg set`: one field or several, of one record or all that a query finds."""

from typing import Annotated

import typer

from learnorg.cli import completion
from learnorg.cli.answer import finish
from learnorg.cli.console import say
from learnorg.cli.options import Because, Wishes, given, with_bundles
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.files.splice import Edit
from learnorg.kinds.improvement import IMPROVEMENT, workflow
from learnorg.kinds.improvement.model import Improvement
from learnorg.register import assignments
from learnorg.register import query as queries
from learnorg.register.assignments import Assignment, value_at
from learnorg.register.changes import Change
from learnorg.register.lookup import Entry, look_up
from learnorg.register.moves import note
from learnorg.register.records import Revision, Stored, read, revised, revision
from learnorg.reports import listing


class NothingToSet(LearnorgError):
    """No record, or no field, to set."""

    hint = "learnorg set 7k3 owner=platform, or learnorg set --where state:proposed tags+=triage."

    def __init__(self, what: str) -> None:
        super().__init__(f"no {what} was given")


class MeasuresFrozen(LearnorgError):
    """A measure that may no longer change without a reason."""

    exit_code = 7

    def __init__(self, name: str, since: str) -> None:
        super().__init__(f"the measures of {name} are frozen since it became {since}")
        self.hint = (
            'Give --because "WHY": what changed, and the reason, is noted in the record. '
            "`measures.N.actual` stays open."
        )


class SaidByClosing(LearnorgError):
    """A result for an improvement that is not closed."""

    exit_code = 7

    def __init__(self, name: str, state: str) -> None:
        super().__init__(f"{name} is {state}; its result is said when it is closed")
        self.hint = f"learnorg close {name} --outcome RESULT"


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


def _revised(session: Session, entry: Entry, asked: list[Assignment], because: str) -> Revision:
    stored = read(session.register.root, entry)
    edits = assignments.edits(stored, asked, session.today)
    after = revised(stored, edits)
    if entry.kind is IMPROVEMENT and after.data != stored.data:
        after = _governed(session, stored, after, edits, because)
    return revision(stored, after)


def _governed(
    session: Session, stored: Stored, after: Stored, edits: list[Edit], because: str
) -> Stored:
    """The change to an improvement, if its goal and its result may change like this."""
    paths = [edit.path for edit in edits]
    if any(path == ("outcome", "result")[: len(path)] for path in paths):
        _closing(after)
    goals = [p for p in paths if p[0] == "measures" and p[-1] not in ("actual", "id")]
    if not goals:
        return after
    record = stored.record()
    assert isinstance(record, Improvement)
    since = workflow.frozen(record, session.policy.workflow)
    if since and not because:
        raise MeasuresFrozen(stored.identity, since)
    if not since:
        return after
    moved = "; ".join(dict.fromkeys(_moved(path, stored, after) for path in goals))
    told = f"Measures changed after they were frozen ({moved}): {because}"
    say(f"{stored.identity}: {told}", "warn")
    return revised(after, [note(after, session.who.known_as, session.today, told)])


def _closing(after: Stored) -> None:
    """Refuse a result that closing would refuse."""
    record = after.record()
    assert isinstance(record, Improvement)
    if record.state != "closed":
        raise SaidByClosing(after.identity, record.state)
    if record.outcome and record.outcome.result == "achieved":
        shown = 'outcome.evidence="WHAT SHOWS IT"'
        gaps = tuple(workflow.Lacking(gap.what, shown) for gap in workflow.proof(record))
        if gaps:
            typed = f"learnorg set {record.id} outcome.result=achieved"
            raise workflow.NotReady(after.identity, "achieved", gaps, typed)


def _moved(path: tuple[str | int, ...], stored: Stored, after: Stored) -> str:
    """What became of a part of a measure, in a few words."""
    name = ".".join(str(step + 1) if isinstance(step, int) else step for step in path)
    before, now = value_at(stored.plain, path), value_at(after.plain, path)
    if isinstance(before, (dict, list)) or isinstance(now, (dict, list)):
        return f"{name} {'changed' if before and now else 'added' if now else 'taken away'}"
    return f"{name} {before or 'none'} -> {now or 'none'}"
