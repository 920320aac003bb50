"""`learnorg fix`, `validate` and `archive`, and the way back: how articles are kept right."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from learnorg.cli.answer import by_hand, finish
from learnorg.cli.article_options import ArticleId, ArticleIds, articles, day_of, doer
from learnorg.cli.console import say
from learnorg.cli.options import Because, On, Wishes, with_bundles
from learnorg.cli.saying import Say, said, tell_of_new_headings
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.files.loader import load
from learnorg.kinds.article import ARTICLE, NEEDED
from learnorg.kinds.guards import Move
from learnorg.kinds.sections import with_words
from learnorg.page import counted
from learnorg.register import deeds, lifecycle, upkeep
from learnorg.register.activity import open_flags
from learnorg.register.changes import Change
from learnorg.register.lifecycle import Along
from learnorg.register.lookup import Entry
from learnorg.register.records import Edit, Stored, form, read, revised, revision
from learnorg.register.relevance import successors
from learnorg.spelling import did_you_mean

Text = str | None


class NothingToFix(LearnorgError):
    """An article to be mended, without a word on how."""

    def __init__(self, name: str, heading: str) -> None:
        super().__init__(f"nothing was said of what is to change in {name}")
        self.hint = (
            f'Put words under a heading: learnorg fix {name} --say "{heading}=WORDS"; '
            "open it: --edit; or say why nothing is to change: --no-change WHY."
        )


class NothingFlagged(LearnorgError):
    """An article of which it is said that nothing is to change, where nobody asked."""

    exit_code = 7

    def __init__(self, name: str) -> None:
        super().__init__(f"no flag is open on {name}, so there is nothing to answer")
        self.hint = f"To say that it is right: learnorg validate {name}"


class ChangedAndNot(LearnorgError):
    """An article that is to change and to stay as it is."""

    hint = "Give --no-change alone, or leave it out."

    def __init__(self) -> None:
        super().__init__("--no-change does not go with --say or --edit")


class NoSuchState(LearnorgError):
    """A state that articles do not have."""

    def __init__(self, typed: str) -> None:
        super().__init__(f"'{typed}' is no state of an article")
        self.hint = did_you_mean(typed, ARTICLE.states) or f"States: {', '.join(ARTICLE.states)}."


def _states(incomplete: str) -> list[str]:
    return [state for state in ARTICLE.states if state.startswith(incomplete)]


@with_bundles
def fix(
    ctx: typer.Context,
    typed: ArticleId,
    words: Say = None,
    edit: Annotated[
        bool,
        typer.Option("--edit", "-e", help="Open it in your editor; so it is without --say."),
    ] = False,
    no_change: Annotated[
        str,
        typer.Option(
            "--no-change", help="Answer its flags, and say why it is right.", metavar="WHY"
        ),
    ] = "",
    because: Because = "",
    *,
    wishes: Wishes,
) -> None:
    """
    Mend an article, which answers its open flags.

    Under compliance a validated article is to be verified again afterwards.

    [dim]$[/] learnorg fix 7k3
    [dim]$[/] learnorg fix 7k3 --say "Resolution=On version 12, leave out step 3."
    [dim]$[/] learnorg fix 7k3 --no-change "version 12 is not in use here"
    """
    session: Session = ctx.obj
    entry = deeds.article(session.register, typed)
    upkeep.require_open(session.register, entry)
    before = read(session.register.root, entry)
    if no_change:
        if words or edit:
            raise ChangedAndNot
        if not open_flags(session.register, entry.identity):
            raise NothingFlagged(entry.identity)
        _fix(session, entry, before, before, no_change, wishes)
        return
    under = said(words)
    if under and not wishes.quiet:
        tell_of_new_headings(before.plain.get("body"), [*under])
    told = with_words(before.plain.get("body"), under)
    after = revised(before, [Edit(("body",), told)]) if under else before
    if under and not edit:
        _fix(session, entry, before, by_hand(session, before, after, because), because, wishes)
        return
    if not (edit or session.may_ask):
        raise NothingToFix(entry.identity, NEEDED[upkeep.sound(before).type][-1])
    for one in open_flags(session.register, entry.identity):
        say(f"Flagged: {one.result.get('text')}", "warn")
    from learnorg.cli.editor import edited_file  # tempfile and shlex, seldom wanted

    with edited_file(session, entry, after.data) as data:
        after = Stored(*before[:3], data, load(data, form(entry.kind)))
        _fix(session, entry, before, by_hand(session, before, after, because), because, wishes)


def _fix(
    session: Session, entry: Entry, before: Stored, after: Stored, why: str, wishes: Wishes
) -> None:
    """Write an article that was mended, and answer its flags."""
    register, who = session.register, session.who
    kept = upkeep.kept(before, after, register.policy, who, session.today, why)
    done = deeds.answers(register, doer(session, session.today), entry, why)
    answered = sum(len(one.event.context.get("answers", ())) for one in done)
    told = [f"{counted(answered, 'flag')} answered."] if answered and before != kept else []
    if kept.plain.get("state") != before.plain.get("state"):
        told.append(f"It is to be verified again: learnorg validate {entry.identity}")
    revisions = [revision(before, kept)]
    change = deeds.change(register, "fix", done, revisions, because=why, told="\n".join(told))
    finish(session, change, wishes)


@with_bundles
def validate(
    ctx: typer.Context,
    ids: ArticleIds,
    because: Because = "",
    on: On = "",
    *,
    wishes: Wishes,
) -> None:
    """
    Say that articles are right: you followed them, or verified what they say.

    Whoever uses an article may do so; under compliance, not its author or owner. Done again, it
    renews what was said before.

    [dim]$[/] learnorg validate 7k3 --because "followed it on version 12"
    [dim]$[/] learnorg validate 7k3 x2w --on yesterday
    """
    session: Session = ctx.obj
    entries = articles(session, ids)
    _move(session, entries, "validated", day_of(session, on), because, wishes, "validate")


@with_bundles
def archive(
    ctx: typer.Context,
    ids: ArticleIds,
    superseded_by: Annotated[
        Text,
        typer.Option(
            "--superseded-by",
            help="The article that stands in its place.",
            metavar="KB",
        ),
    ] = None,
    because: Because = "",
    on: On = "",
    *,
    wishes: Wishes,
) -> None:
    """
    Archive articles that are of no more use, with the reason.

    [dim]$[/] learnorg archive 7k3 --because "the old portal is switched off"
    [dim]$[/] learnorg archive 7k3 --superseded-by x2w
    """
    session: Session = ctx.obj
    entries = articles(session, ids)
    successor = deeds.article(session.register, superseded_by) if superseded_by else None
    if successor and not because:
        because = f"superseded by {successor.identity} {successor.title}"
    when = day_of(session, on)
    _move(session, entries, "archived", when, because, wishes, "archive", successor)


@with_bundles
def reopen(
    ctx: typer.Context,
    ids: ArticleIds,
    to: Annotated[
        str,
        typer.Option(
            "--to", help="The state to go back to.", metavar="STATE", autocompletion=_states
        ),
    ] = "",
    because: Because = "",
    on: On = "",
    *,
    wishes: Wishes,
) -> None:
    """
    Bring archived articles back, as not validated, with a reason.

    [dim]$[/] learnorg article reopen 7k3 --because "the old portal is needed until March"
    """
    session: Session = ctx.obj
    entries = articles(session, ids)
    if to and to not in ARTICLE.states:
        raise NoSuchState(to)
    for entry in entries:
        upkeep.require_archived(entry)
    moves = [(entry, to or upkeep.standing(session.register.plain(entry))) for entry in entries]
    _moved(session, moves, day_of(session, on), because, wishes, "reopen")


@with_bundles
def move(
    ctx: typer.Context,
    state: Annotated[
        str, typer.Argument(help="The state to bring them to.", autocompletion=_states)
    ],
    ids: ArticleIds,
    because: Because = "",
    on: On = "",
    *,
    wishes: Wishes,
) -> None:
    """
    Bring articles to a state, on or back; a way back takes a reason.

    [dim]$[/] learnorg article move not-validated 7k3
    [dim]$[/] learnorg article move wip 7k3 --because "half of it is missing"
    """
    session: Session = ctx.obj
    if state not in ARTICLE.states:
        raise NoSuchState(state)
    _move(session, articles(session, ids), state, day_of(session, on), because, wishes, "move")


def _move(
    session: Session,
    entries: Sequence[Entry],
    to: str,
    when: date,
    because: str,
    wishes: Wishes,
    action: str,
    successor: Entry | None = None,
) -> None:
    """Move some articles to a state; what is archived is brought back before anything else."""
    for entry in entries:
        if to != "archived":
            upkeep.require_open(session.register, entry)
        if to == "validated":
            upkeep.require_verifier(session.register, entry, session.who)
            upkeep.require_later(session.register, entry, when)
    _moved(session, [(entry, to) for entry in entries], when, because, wishes, action, successor)


def _moved(
    session: Session,
    moves: Sequence[tuple[Entry, str]],
    when: date,
    because: str,
    wishes: Wishes,
    action: str,
    successor: Entry | None = None,
) -> None:
    """Move articles, tell the log who found them right, and link what stands in their place."""
    register, by = session.register, session.who.known_as
    wanted = [(entry, Move(to, when, by, because)) for entry, to in moves]
    revisions = lifecycle.moved(register, wanted, Along(), session.who, session.command)
    right = [
        deeds.deed(register, doer(session, when), "validated", entry, text=because)
        for (entry, to), one in zip(moves, revisions, strict=True)
        if to == "validated" and one.before != one.after
    ]
    if successor:
        revisions += upkeep.superseding(register, successor, [entry for entry, _ in moves])
    told = "" if action == "archive" else _superseded(session, [entry for entry, _ in moves])
    change: Change = deeds.change(register, action, right, revisions, because=because, told=told)
    finish(session, change, wishes)


def _superseded(session: Session, entries: Sequence[Entry]) -> str:
    """Which articles others still say they supersede, and how that is taken back."""
    return "\n".join(
        f"{entry.identity}: superseded by {other.identity} {other.title}. Where that is no longer "
        f"so: learnorg link {other.identity} supersedes {entry.identity} --remove"
        for entry in entries
        for other in successors(session.register, entry.identity)
    )
