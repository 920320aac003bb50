"""`learnorg review place`: a home for what a review found."""

from typing import Annotated, NamedTuple

import typer

from learnorg.cli import completion
from learnorg.cli.answer import finish, short
from learnorg.cli.console import say
from learnorg.cli.options import Because, Wishes, with_bundles
from learnorg.cli.review_options import Text
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.kinds.article import ARTICLE, TYPES
from learnorg.kinds.improvement import IMPROVEMENT
from learnorg.kinds.kind import Kind
from learnorg.page import counted
from learnorg.register import placing
from learnorg.register.changes import Change
from learnorg.register.placing import Action, Spot
from learnorg.register.records import Revision, Stored, revision
from learnorg.register.similar import similar
from learnorg.spelling import did_you_mean

HOMES = ("--improvement", "--to", "--article", "--no-action")
FOR = {
    "--owner": ("--improvement", "--article"),
    "--measure": ("--improvement",),
    "--done-when": ("--improvement",),
    "--because": ("--improvement",),
    "--type": ("--article",),
}
"""The homes that each option says something of."""


class OneHome(LearnorgError):
    """A finding to be placed nowhere, or in several ways at once."""

    def __init__(self, given: int) -> None:
        super().__init__("a finding is placed in one way at a time" if given else
                         "it is not said where the finding goes")  # fmt: skip
        self.hint = (
            'Give one of --improvement "TITLE", --to TARGET, --article "TITLE" and '
            '--no-action "BECAUSE".'
        )


class NotOfThisHome(LearnorgError):
    """An option that says nothing of the home that was chosen."""

    def __init__(self, option: str, home: str) -> None:
        super().__init__(f"{option} says nothing of {home}")
        self.hint = f"It goes with {' and '.join(FOR[option])}."


class MeasuredTwice(LearnorgError):
    """Two ways to tell that something is done, where a measure has one name."""

    hint = "Give --measure or --done-when; `learnorg set ID measures.2.name=…` adds another one."

    def __init__(self) -> None:
        super().__init__("--measure and --done-when name the same measure")


class NoSuchArticleType(LearnorgError):
    """A type that no article has."""

    def __init__(self, typed: str) -> None:
        super().__init__(f"'{typed}' is no type of article")
        self.hint = did_you_mean(typed, TYPES) or f"There are: {', '.join(TYPES)}."


class Home(NamedTuple):
    """Where the finding goes: one of these."""

    improvement: Annotated[
        Text, typer.Option("--improvement", help="A new improvement: its title.", metavar="TITLE")
    ] = None
    to: Annotated[
        Text,
        typer.Option(
            "--to",
            help="What is there already: a record, another system's key, an address.",
            metavar="TARGET",
            autocompletion=completion.records,
        ),
    ] = None
    article: Annotated[
        Text, typer.Option("--article", help="A new article: its title.", metavar="TITLE")
    ] = None
    no_action: Annotated[
        Text, typer.Option("--no-action", help="Why nothing is done.", metavar="BECAUSE")
    ] = None

    @property
    def way(self) -> str:
        """The option that was given; raises `OneHome` unless it is one alone."""
        given = [option for option, text in zip(HOMES, self, strict=True) if (text or "").strip()]
        if len(given) != 1:
            raise OneHome(len(given))
        return given[0]


class Said(NamedTuple):
    """What is said of a new improvement or article."""

    owner: Annotated[
        Text, typer.Option("--owner", help="Who takes it up.", autocompletion=completion.owners)
    ] = None
    measure: Annotated[
        Text, typer.Option("--measure", help="What will show that it is done, by its name.")
    ] = None
    done_when: Annotated[
        Text, typer.Option("--done-when", help="How one will tell that it is done.", metavar="TEXT")
    ] = None
    because: Because = ""
    type_: Annotated[
        Text,
        typer.Option(
            "--type",
            help=f"Of an article: {', '.join(TYPES)}; lesson if nothing is said.",
            autocompletion=completion.article_types,
        ),
    ] = None

    def require_fit(self, way: str) -> None:
        """Nothing, if all that is said is said of such a home."""
        for option, text in zip(FOR, self, strict=True):
            if text and way not in FOR[option]:
                raise NotOfThisHome(option, way)
        if self.measure and self.done_when:
            raise MeasuredTwice
        if self.type_ and self.type_ not in TYPES:
            raise NoSuchArticleType(self.type_)


@with_bundles
def place(
    ctx: typer.Context,
    typed: Annotated[
        str,
        typer.Argument(
            help="A finding: 7k3#b7k. The review alone, where one finding has no home.",
            metavar="ID#FINDING",
            autocompletion=completion.findings,
        ),
    ],
    *,
    home: Home,
    said: Said,
    wishes: Wishes,
) -> None:
    """
    Give a finding a home: an improvement, an article, what is there, or a reason for none.

    An improvement made here is due as policy has it for the severity, and says what it came from.

    [dim]$[/] learnorg review place 7k3#b7k --improvement "Alarm every disk" --measure "Bare hosts"
    [dim]$[/] learnorg review place 7k3#b2x --to IMP-2611-x2wbcd
    [dim]$[/] learnorg review place 7k3 --no-action "the old cluster goes in January"
    """
    session: Session = ctx.obj
    way = home.way
    said.require_fit(way)
    at = placing.spot(session.register, typed)
    after, made, where = _housed(session, at, way, home, said)
    revisions = (revision(at.stored, after), *made)
    change = Change("place", revisions, at.finding.what, _subject(at, where), told=_told(at, where))
    finish(session, change, wishes)
    if at.others or wishes.dry_run or wishes.quiet or wishes.form != "auto":
        return
    if at.review.state == "reviewed":
        say(f"Next: learnorg review close {short(session, at.stored.identity)}")


def _housed(
    session: Session, at: Spot, way: str, home: Home, said: Said
) -> tuple[Stored, tuple[Revision, ...], str]:
    """The review after placing, the record that is made for it, and where the finding is then."""
    register = session.register
    if way == "--no-action":
        return placing.left(at, str(home.no_action)), (), "no action"
    if way == "--to":
        to = placing.elsewhere(register, at, str(home.to))
        return placing.placed(at, to), (), to
    who = session.who.known_as
    by = "" if who == "unknown" else who
    title = str(home.improvement or home.article).strip()
    action = Action(title, said.owner or "", said.measure or said.done_when or "",
                    said.because, by)  # fmt: skip
    if way == "--article":
        made = placing.article(register, at, action, said.type_ or "lesson", session.today)
        _tell_of_alike(session, title, ARTICLE)
    else:
        made = placing.improvement(register, at, action, session.today, session.command)
        _tell_of_alike(session, title, IMPROVEMENT)
        _tell_of_wording(session, title, at.review.lang)
    return placing.placed(at, made.identity), (made,), made.identity


def _tell_of_alike(session: Session, title: str, kind: Kind) -> None:
    """Say which records are much like a new one, and may be the finding's home already."""
    for alike in similar(session.register, title, kind=kind):
        told = f"{alike.identity} {alike.title} ({alike.state})"
        say(f"Alike ({alike.likeness:.0%}): {told}. If it is the same: --to.", "warn")


def _tell_of_wording(session: Session, title: str, lang: str | None) -> None:
    """Say what in an action is worded so that nobody can tell when it is done."""
    from learnorg.methods.wording import findings  # with its patterns, which few commands need
    from learnorg.register import lexicon

    rules = lexicon.at(session.register.root).usable(lang)
    for hit in findings(title, rules, action=True):
        say(f"{hit.message}. {' '.join(hit.instead.split())}".strip(), "warn")


def _subject(at: Spot, where: str) -> str:
    return f"{at.name}: place - {where}"


def _told(at: Spot, where: str) -> str:
    """What became of the finding, and of the others."""
    done = f"{at.name} needs no home." if where == "no action" else f"{at.name}: {where}."
    if not at.others:
        return f"{done} Every finding has a home."
    return f"{done} {counted(at.others, 'finding')} of the review without one."
