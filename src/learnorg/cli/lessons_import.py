"""`learnorg lessons import`: other people's lessons come in, to be triaged."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from learnorg.cli.answer import saving
from learnorg.cli.console import put, say
from learnorg.cli.options import DryRun, Format, NoCommit, Wishes, given
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.kinds.review import REVIEW
from learnorg.page import counted
from learnorg.register.changes import Change, apply
from learnorg.register.records import Revision, created
from learnorg.register.writer import Written
from learnorg.render.formats import envelope
from learnorg.render.safe import on_one_line

if TYPE_CHECKING:  # the reader of Markdown
    from learnorg.exchange.outside import Taken

SHOWN = 3


class NoLicence(LearnorgError):
    """Other people's words, and no word on what may be done with them."""

    hint = (
        'Look where the list comes from, and say it: --licence "CC BY 4.0", or --licence unknown.'
    )

    def __init__(self) -> None:
        super().__init__("under which licence are these lessons told?")


def import_(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="A list in Markdown.", metavar="FILE")],
    licence: Annotated[
        str, typer.Option("--licence", help="Under which licence it comes: CC BY 4.0, unknown.")
    ] = "",
    theme: Annotated[
        list[str] | None,
        typer.Option("--theme", help="Only what stands under such a heading.", metavar="HEADING"),
    ] = None,
    select: Annotated[
        str, typer.Option("--select", help="Only what says all these words.", metavar="WORDS")
    ] = "",
    limit: Annotated[
        int, typer.Option("--limit", "-L", help="At most so many new ones; 0 is all.", min=0)
    ] = 0,
    dry_run: DryRun = False,
    no_commit: NoCommit = False,
    form: Format = "auto",
) -> None:
    """
    Take lessons from a list in Markdown in, such as the public collections of post-mortems.

    Each becomes a draft of type outside-lesson, with its organisation, address and licence; what
    is there already, by its address, is left. One commit; a dry run lists what would come.

    [dim]$[/] learnorg lessons import post-mortems.md --licence "CC BY 4.0" --theme config --dry-run
    [dim]$[/] learnorg lessons import post-mortems.md --licence "CC BY 4.0" --limit 10
    """
    session: Session = ctx.obj
    if not licence.strip():
        raise NoLicence
    from learnorg.exchange.outside import Wanted, drafts, taken  # the reader of Markdown

    register = session.register
    wanted = Wanted(tuple(given(theme)), tuple(select.split()), limit)
    found = taken(register, file, wanted, session.today)
    by = "" if session.who.known_as == "unknown" else session.who.known_as
    made = drafts(register, found.new, licence.strip(), by, session.today, found.source)
    revisions = tuple(created(REVIEW, data) for data in made)
    subject = f"Import {counted(len(revisions), 'lesson')} from {found.source}"
    written = Written()
    if revisions and not dry_run:
        how = saving(session, Wishes(no_commit=no_commit))
        change = Change("import", revisions, subject=subject)
        written = apply(register, change, how, settings=session.settings)
    if form == "json":
        put([envelope("lesson-import", _data(found, revisions, written, dry_run))])
    else:
        put(map(on_one_line, _lines(found, revisions, dry_run)))
        _tell(found, revisions, written, dry_run)


def _lines(found: "Taken", revisions: tuple[Revision, ...], dry_run: bool) -> Iterator[str]:
    """Each lesson that comes, and how many of what did not."""
    for lesson, one in zip(found.new, revisions, strict=True):
        name = f"line {lesson.line}" if dry_run else one.identity
        theme = f"  [{lesson.theme}]" if lesson.theme else ""
        yield f"{name}  {lesson.organisation}: {lesson.title}{theme}"
    come = "to take in" if dry_run else "taken in"
    told = [f"{counted(len(found.new), 'lesson')} {come}"]
    told += [f"{len(found.there)} there already"] if found.there else []
    told += [f"{found.beyond} beyond the limit"] if found.beyond else []
    told += [f"{found.unwanted} not asked for"] if found.unwanted else []
    if faults := len(found.collection.faults):
        told.append(f"{faults} left out")
    yield ", ".join(told)


def _tell(found: "Taken", revisions: tuple[Revision, ...], written: Written, dry_run: bool) -> None:
    """What was left out and why, and how to go on."""
    for fault in found.collection.faults[:SHOWN]:
        say(f"left out: {fault}", "warn")
    if len(found.collection.faults) > SHOWN:
        say(f"and {len(found.collection.faults) - SHOWN} more: --format json lists all", "quiet")
    if dry_run:
        say("Nothing was written (--dry-run).", "quiet")
    elif written.commit:
        say(f"Committed {written.commit[:10]}. Take it back: {written.undo}", "quiet")
    elif revisions:
        say("Written, not committed.", "quiet")
    if written.unshared:
        say(written.unshared, "quiet")
    if revisions and not dry_run:
        say(f"Next: learnorg lessons triage {revisions[0].identity} --applies, or "
            '--does-not-apply --because "WHY"')  # fmt: skip


def _data(
    found: "Taken", revisions: tuple[Revision, ...], written: Written, dry_run: bool
) -> dict[str, Any]:
    return {
        "source": found.source,
        "dry_run": dry_run,
        "create": [
            {"id": None if dry_run else one.identity, "line": lesson.line, "title": lesson.title,
             "organisation": lesson.organisation, "source": lesson.source,
             "theme": lesson.theme or None}
            for lesson, one in zip(found.new, revisions, strict=True)
        ],
        "there": [{"line": lesson.line, "source": lesson.source, "id": identity}
                  for lesson, identity in found.there],
        "beyond_limit": found.beyond,
        "not_asked_for": found.unwanted,
        "refused": [{"where": f.where, "reason": f.reason} for f in found.collection.faults],
        "left_out": [{"reason": one.reason, "count": one.count}
                     for one in found.collection.left_out],
        "commit": written.commit,
        "undo": written.undo or None,
    }  # fmt: skip
