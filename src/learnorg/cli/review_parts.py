"""Parts of a review, said one by one: `finding`, `factor`, `say`, `participant`."""

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

from learnorg.cli import seen_before
from learnorg.cli.answer import finish, short
from learnorg.cli.console import say as tell
from learnorg.cli.options import Wishes, given, with_bundles
from learnorg.cli.review_options import (
    Category,
    ReviewId,
    Severity,
    factor,
    severity,
    tell_of_category,
)
from learnorg.cli.saying import tell_of_new_headings
from learnorg.cli.session import Session
from learnorg.cli.worded import tell_of_wording
from learnorg.errors import LearnorgError
from learnorg.files.splice import Edit
from learnorg.kinds.review import CATEGORIES, SECTIONS
from learnorg.kinds.sections import sections
from learnorg.register.changes import Change
from learnorg.register.lifecycle import Along, added
from learnorg.register.records import Stored, revised, revision
from learnorg.register.reviewing import review, sound
from learnorg.spelling import did_you_mean

ALIKE = 0.8
"""How alike a mistyped heading is to the one that is meant, from 0 to 1."""
What = Annotated[str, typer.Argument(help="In a sentence or two.", metavar="TEXT")]


class Closed(LearnorgError):
    """Something found by a review that is over, and would have no home there."""

    exit_code = 7

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is closed; a finding would have no home there")
        self.hint = f'Take it up again: learnorg review reopen {name} --because "WHY"'


class NoSuchFactor(LearnorgError):
    """A factor that a review does not have."""

    exit_code = 3

    def __init__(self, name: str, typed: str, known: Sequence[str]) -> None:
        super().__init__(f"{name} has no factor '{typed}'")
        self.hint = f'Add one: learnorg review factor {name} "WHAT MADE IT POSSIBLE"'
        if known:
            self.hint = f"It has: {', '.join(known)} (learnorg show {name})."


Answered = Annotated[
    list[str] | None,
    typer.Option("--factor", help="A factor that it answers, by its id.", metavar="ID"),
]


class AnotherHeading(LearnorgError):
    """A heading that is not there, and looks like one that is."""

    def __init__(self, typed: str, near: str) -> None:
        super().__init__(f"there is no heading '{typed}'")
        self.hint = f"Did you mean '{near}'? A section of its own is added with --new."


@with_bundles
def finding(
    ctx: typer.Context,
    typed: ReviewId,
    what: What,
    severity_: Severity = None,
    factors: Answered = None,
    *,
    wishes: Wishes,
) -> None:
    """
    Add a finding: what was learned.

    [dim]$[/] learnorg review finding 7k3 "Disk alarms are set by hand for each host"
    [dim]$[/] learnorg review finding 7k3 "Alarms come from the host list" --factor f1x
    """
    session: Session = ctx.obj
    stored = review(session.register, typed)
    if sound(stored).state == "closed":
        raise Closed(stored.identity)
    grade = {"severity": severity(severity_)} if severity_ else {}
    named = answered(stored, given(factors))
    answers = {"factors": named} if named else {}
    after, part = _with_part(stored, "findings", {"what": what, **grade, **answers})
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
    if not category:
        tell_of_category(what)
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
    new: Annotated[
        bool, typer.Option("--new", help="A section of its own, though another is called alike.")
    ] = False,
    *,
    wishes: Wishes,
) -> None:
    """
    Put words under a heading, above what stands there.

    A heading that there is not yet becomes a section at the end. One that looks like another
    that was mistyped is refused, unless with --new.

    [dim]$[/] learnorg review say 7k3 Impact "Sign-in failed for 38 minutes."
    """
    session: Session = ctx.obj
    stored = review(session.register, typed)
    if not new and (near := _nearest(heading, stored)):
        raise AnotherHeading(heading, near)
    tell_of_new_headings(stored.plain.get("body"), [heading])
    after = revised(stored, list(added(stored, Along(words={heading: words}))))
    _finish(session, stored, after, "say", f"{heading}: {words}", wishes)
    tell_of_wording(session, [stored.identity], wishes)


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


def answered(stored: Stored, typed: Sequence[str]) -> list[str]:
    """The ids of a review's factors that somebody names; raises `NoSuchFactor`."""
    there = stored.plain.get("factors") or []
    known = [str(one["id"]) for one in there if isinstance(one, dict) and one.get("id")]
    named = list(dict.fromkeys(one.rpartition("#")[2].lower() for one in typed))
    for one in named:
        if one not in known:
            raise NoSuchFactor(stored.identity, one, known)
    return named


def _nearest(heading: str, stored: Stored) -> str:
    """The heading of a review, or of its type, that is probably meant; none where it has this."""
    from difflib import get_close_matches  # bad news only

    there = [one.heading for one in sections(stored.plain.get("body") or "")]
    there += SECTIONS.get(str(stored.plain.get("type")), ())
    known = {one.casefold(): one for one in there}
    if heading.casefold() in known:
        return ""
    words = _words(heading)
    holding = [name for name in known if words and words <= _words(name)]
    near = holding or get_close_matches(heading.casefold(), known, 1, ALIKE)
    return known[near[0]] if near else ""


def _words(heading: str) -> set[str]:
    return {*re.findall(r"\w+", heading.casefold())}


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
