"""Parts of a review, said one by one: `finding`, `factor`, `say`, `participant`."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from learnorg.cli import seen_before
from learnorg.cli.answer import finish, short
from learnorg.cli.console import say as tell
from learnorg.cli.options import Wishes, with_bundles
from learnorg.cli.review_options import Category, ReviewId, Severity, factor, severity
from learnorg.cli.saying import tell_of_new_headings
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.files.splice import Edit
from learnorg.kinds.review import CATEGORIES
from learnorg.register.changes import Change
from learnorg.register.lifecycle import Along, added
from learnorg.register.records import Stored, revised, revision
from learnorg.register.reviewing import review, sound
from learnorg.spelling import did_you_mean

What = Annotated[str, typer.Argument(help="In a sentence or two.", metavar="TEXT")]


class Closed(LearnorgError):
    """Something found by a review that is over, and would have no home there."""

    exit_code = 7

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is closed; a finding would have no home there")
        self.hint = f'Take it up again: learnorg review reopen {name} --because "WHY"'


@with_bundles
def finding(
    ctx: typer.Context, typed: ReviewId, what: What, severity_: Severity = None, *, wishes: Wishes
) -> None:
    """
    Add a finding: what was learned.

    [dim]$[/] learnorg review finding 7k3 "Disk alarms are set by hand for each host"
    """
    session: Session = ctx.obj
    stored = review(session.register, typed)
    if sound(stored).state == "closed":
        raise Closed(stored.identity)
    grade = {"severity": severity(severity_)} if severity_ else {}
    after, part = _with_part(stored, "findings", {"what": what, **grade})
    told = f"Finding {stored.identity}#{part}."
    _finish(session, stored, after, "finding", what, wishes, told)
    if not wishes.dry_run and not wishes.quiet and wishes.form == "auto":
        name = f"{short(session, stored.identity)}#{part}"
        tell(f'Next: learnorg review place {name} --improvement "TITLE" --done-when '
             '"HOW ONE WILL TELL", or --to, --article, --no-action')  # fmt: skip


@with_bundles
def factor_(
    ctx: typer.Context, typed: ReviewId, what: What, category: Category = "", *, wishes: Wishes
) -> None:
    """
    Add a contributing factor: something that made it possible, and never a person.

    [dim]$[/] learnorg review factor 7k3 "The alarm was set for one host" --category detection
    """
    session: Session = ctx.obj
    stored = review(session.register, typed)
    if category not in ("", *CATEGORIES) and (near := did_you_mean(category, CATEGORIES)):
        tell(f"'{category}' is a category of its own. {near}", "warn")
    said = factor(what, category)
    after, part = _with_part(stored, "factors", said)
    _finish(session, stored, after, "factor", what, wishes, f"Factor {stored.identity}#{part}.")
    seen_before.tell(session, after.plain, wishes, [said["what"]])


@with_bundles
def say(
    ctx: typer.Context,
    typed: ReviewId,
    heading: Annotated[str, typer.Argument(help="Impact, What went well, …", metavar="HEADING")],
    words: Annotated[str, typer.Argument(help="What to say there.", metavar="WORDS")],
    *,
    wishes: Wishes,
) -> None:
    """
    Put words under a heading, above what stands there.

    [dim]$[/] learnorg review say 7k3 Impact "Sign-in failed for 38 minutes."
    """
    session: Session = ctx.obj
    stored = review(session.register, typed)
    tell_of_new_headings(stored.plain.get("body"), [heading])
    after = revised(stored, list(added(stored, Along(words={heading: words}))))
    _finish(session, stored, after, "say", f"{heading}: {words}", wishes)


@with_bundles
def participant(
    ctx: typer.Context,
    typed: ReviewId,
    who: Annotated[str, typer.Argument(help="Who took part.", metavar="NAME")],
    role: Annotated[str, typer.Argument(help="As what: responder, witness, …", metavar="ROLE")],
    *,
    wishes: Wishes,
) -> None:
    """
    Add somebody who took part, and in which role.

    [dim]$[/] learnorg review participant 7k3 network-lead responder
    """
    session: Session = ctx.obj
    stored = review(session.register, typed)
    there = stored.plain.get("participants") or []
    one = {"who": who, "role": role}
    edits = [] if one in there else [Edit(("participants", len(there)), one)]
    after = revised(stored, edits) if edits else stored
    _finish(session, stored, after, "participant", f"{who} took part as {role}", wishes)


def _with_part(stored: Stored, key: str, part: Mapping[str, Any]) -> tuple[Stored, str]:
    """The review with one more part, and the short id that the part got."""
    after = revised(stored, list(added(stored, Along(parts=[(key, part)]))))
    return after, str(after.plain[key][-1]["id"])


def _finish(
    session: Session,
    before: Stored,
    after: Stored,
    action: str,
    reason: str,
    wishes: Wishes,
    told: str = "",
) -> None:
    """Write what became of a review."""
    change = Change(action, (revision(before, after),), reason, told=told)
    finish(session, change, wishes)
