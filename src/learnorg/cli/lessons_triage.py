"""`learnorg lessons triage`: does a lesson from outside apply here?"""

from typing import Annotated, NamedTuple

import typer

from learnorg.cli import completion
from learnorg.cli.answer import finish, short
from learnorg.cli.console import say
from learnorg.cli.options import Because, Wishes, given, with_bundles
from learnorg.cli.review_options import ReviewId
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.kinds.review import VERDICTS
from learnorg.register import triage as triaging
from learnorg.register.changes import Change
from learnorg.register.services import service
from learnorg.register.triage import Verdict


class OneVerdict(LearnorgError):
    """No verdict on a lesson, or several."""

    def __init__(self, count: int) -> None:
        super().__init__("does it apply? One answer at a time" if count else "does it apply?")
        ways = ", ".join(f"--{verdict}" for verdict in VERDICTS)
        self.hint = f"Give one of {ways}; the last two with --because."


class Answers(NamedTuple):
    """Whether it applies here: one of these."""

    applies: Annotated[bool, typer.Option("--applies", help="It could happen here.")] = False
    does_not_apply: Annotated[
        bool, typer.Option("--does-not-apply", help="It could not, because …; closes it.")
    ] = False
    ask: Annotated[
        bool, typer.Option("--ask", help="Nobody knows yet: what is to be found out.")
    ] = False

    @property
    def given(self) -> str:
        """The answer that was given; raises `OneVerdict` unless it is one alone."""
        said = [verdict for verdict, given in zip(VERDICTS, self, strict=True) if given]
        if len(said) != 1:
            raise OneVerdict(len(said))
        return said[0]


@with_bundles
def triage(
    ctx: typer.Context,
    typed: ReviewId,
    *,
    answers: Answers,
    because: Because = "",
    services: Annotated[
        list[str] | None,
        typer.Option(
            "--service", help="A service it applies to.", autocompletion=completion.terms("service")
        ),
    ] = None,
    wishes: Wishes,
) -> None:
    """
    Say whether a lesson from outside applies here: it does, it does not, or somebody is asked.

    What does not apply is closed with its reason. What applies waits for a finding with a home.

    [dim]$[/] learnorg lessons triage 7k3 --applies --service payments
    [dim]$[/] learnorg lessons triage 7k3 --does-not-apply --because "we have one site alone"
    [dim]$[/] learnorg lessons triage 7k3 --ask --because "who holds the second key?"
    """
    session: Session = ctx.obj
    answer = answers.given
    named = tuple(service(session.register, one) for one in given(services))
    verdict = Verdict(answer, because, named)
    revision = triaging.triaged(
        session.register, typed, verdict, session.who, session.today, session.command
    )
    change = Change("triage", (revision,), because, told=f"{revision.identity}: {answer}.")
    finish(session, change, wishes)
    if answer == "applies" and not (wishes.dry_run or wishes.quiet or wishes.form != "auto"):
        name = short(session, revision.identity)
        say(
            f'Next, what it means here: learnorg review finding {name} "WHAT WE LEARN FROM IT"\n'
            f'then its home: learnorg review place {name} --improvement "TITLE" --done-when '
            f'"HOW ONE WILL TELL"\nand in the end: learnorg review close {name}'
        )
