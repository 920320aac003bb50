"""`learnorg review new`: a review begun from the template of its type."""

from collections.abc import Sequence
from typing import Annotated, Any, NamedTuple

import typer

from learnorg.cli import completion, seen_before
from learnorg.cli.answer import finish, short
from learnorg.cli.console import say
from learnorg.cli.options import On, Wishes, given, with_bundles
from learnorg.cli.review_options import (
    Facilitator,
    Moments,
    NotSaid,
    Several,
    Severity,
    Text,
    participant,
)
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.kinds.review import REVIEW, TYPES
from learnorg.periods import happened
from learnorg.register import blanks, drafts
from learnorg.register.changes import Change
from learnorg.register.governing import born
from learnorg.register.linkage import pointed
from learnorg.register.records import created
from learnorg.register.register import Register
from learnorg.spelling import did_you_mean


class NoTitle(LearnorgError):
    """A review without a title."""

    hint = 'Say what is reviewed: learnorg review new "Sign-in failed" --type post-mortem.'

    def __init__(self) -> None:
        super().__init__("a review needs a title")


class NoType(LearnorgError):
    """A review of which nobody said what it is, or of a type that there is not."""

    def __init__(self, typed: str = "") -> None:
        super().__init__(f"'{typed}' is no type of review" if typed else "a review needs a --type")
        there = f"There are: {', '.join(TYPES)}."
        self.hint = (did_you_mean(typed, TYPES) if typed else "") or there


class Outside(NamedTuple):
    """Whose lesson it is, where it is told, and under which licence."""

    organisation: Annotated[
        Text, typer.Option("--outside-organisation", help="Of a lesson from outside: whose.")
    ] = None
    outside_source: Annotated[Text, typer.Option("--outside-source", help="Where it is told.")] = (
        None
    )
    licence: Annotated[Text, typer.Option("--outside-licence", help="Under which licence.")] = None

    @property
    def said(self) -> dict[str, Any]:
        """The part of a record that these options fill."""
        organisation, source, licence = self
        return {"organisation": organisation, "source": source, "licence": licence}


class Whose(NamedTuple):
    """Who takes care of it, and who took part."""

    owner: Annotated[
        Text,
        typer.Option("--owner", help="Who sees to the review.", autocompletion=completion.owners),
    ] = None
    team: Annotated[Text, typer.Option("--team", help="Which team.")] = None
    facilitator: Facilitator = None
    participants: Annotated[
        Several,
        typer.Option("--participant", help="Who took part, as what.", metavar="NAME=ROLE"),
    ] = None

    @property
    def said(self) -> dict[str, Any]:
        """The fields of a record that these options fill."""
        there = [participant(one) for one in given(self.participants)]
        return self._asdict() | {"participants": there}


class About(NamedTuple):
    """What it is about, and where it comes from."""

    service: Annotated[
        Several,
        typer.Option(
            "--service", help="A service it is about.", autocompletion=completion.terms("service")
        ),
    ] = None
    environment: Annotated[Several, typer.Option("--environment", help="Where.")] = None
    practice: Annotated[Several, typer.Option("--practice", help="A practice.")] = None
    tag: Annotated[
        Several,
        typer.Option("--tag", "-t", help="A tag.", autocompletion=completion.terms("tag")),
    ] = None
    source: Annotated[Text, typer.Option("--source", "-s", help="Where it comes from.")] = None
    ref: Annotated[Text, typer.Option("--ref", help="What it refers to there: INC0012345.")] = None
    link: Annotated[
        Several,
        typer.Option(
            "--link", help="What it hangs together with: relates-to=7k3.", metavar="REL=TARGET"
        ),
    ] = None

    def said(self, register: Register) -> dict[str, Any]:
        """The fields of a record that these options fill."""
        return {
            "services": given(self.service),
            "environments": given(self.environment),
            "practices": given(self.practice),
            "tags": given(self.tag),
            "source": {"type": self.source, "ref": self.ref},
            "links": _links(register, given(self.link)),
        }


@with_bundles
def new(
    ctx: typer.Context,
    title: Annotated[str | None, typer.Argument(help="What is reviewed, in a few words.")] = None,
    type_: Annotated[
        Text,
        typer.Option("--type", help=", ".join(TYPES) + ".", autocompletion=completion.review_types),
    ] = None,
    severity: Severity = None,
    *,
    moments: Moments,
    whose: Whose,
    about: About,
    outside: Outside,
    on: On = "",
    edit: Annotated[bool, typer.Option("--edit", "-e", help="Write it in your editor.")] = False,
    wishes: Wishes,
) -> None:
    """
    Begin a review, from the template of its type.

    [dim]$[/] learnorg review new "Sign-in failed" --type post-mortem --severity 2
    [dim]$[/] learnorg review new --type change --edit
    [dim]$[/] learnorg review new "Queue stopped" --type problem --started "yesterday 09:12"
    [dim]$[/] learnorg review new "Leeds moved" --type project --participant ben=planner
    """
    session: Session = ctx.obj
    type_, title = _asked(session, type_, title, edit)
    said = blanks.given(
        {
            "title": title,
            "type": type_,
            "severity": severity,
            "raised": (happened(on, session.today) if on else session.today).isoformat(),
            "raised_by": "" if session.who.known_as == "unknown" else session.who.known_as,
            "times": moments.said(session.today),
            "outside": outside.said,
            **whose.said,
            **about.said(session.register),
        }
    )
    if not edit:
        _begin(session, blanks.filled(session.register, REVIEW, said), wishes)
        return
    from learnorg.cli.editor import edited_record  # tempfile and subprocess, seldom wanted

    with edited_record(session, REVIEW, said, type_) as written:
        _begin(session, blanks.given(written), wishes)


def _begin(session: Session, said: dict[str, Any], wishes: Wishes) -> None:
    """Write a review, and say how to go on."""
    if not str(said.get("title") or "").strip():
        raise NoTitle
    born(said, REVIEW)
    data = drafts.minted(session.register, REVIEW, said, session.today)
    revision = created(REVIEW, data)
    finish(session, Change("add", (revision,)), wishes)
    seen_before.tell_of(session, revision, wishes)
    if not wishes.dry_run and not wishes.quiet and wishes.form == "auto":
        name = short(session, revision.identity)
        say(f"Next: learnorg edit {name}, and when it can be discussed: "
            f"learnorg review submit {name}")  # fmt: skip


def _asked(
    session: Session, type_: str | None, title: str | None, edit: bool
) -> tuple[str, str | None]:
    """Type and title, asked for where somebody is there to answer."""
    if not type_ and session.may_ask:
        type_ = typer.prompt(f"Type ({', '.join(TYPES)})", default=TYPES[0], err=True)
    if not type_:
        raise NoType
    if type_ not in TYPES:
        raise NoType(type_)
    if not title and not edit and session.may_ask:
        title = typer.prompt("Title", err=True)
    if not title and not edit:
        raise NoTitle
    return type_, title


def _links(register: Register, words: Sequence[str]) -> list[dict[str, str]]:
    """The links that some `REL=TARGET` ask for, to what is there."""
    found = []
    for word in words:
        rel, _, to = word.partition("=")
        if not rel or not to:
            raise NotSaid(word, "a relation with a target", "relates-to=7k3")
        found.append({"rel": rel, "to": pointed(register, to)})
    return found
