"""What may be said of a review on a command line: options, and what their words mean."""

from datetime import date
from typing import Annotated, Any, NamedTuple

import typer

from learnorg.cli import completion
from learnorg.cli.console import say
from learnorg.cli.options import given
from learnorg.cli.saying import Say, said
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.kinds.guards import Lacking, completed
from learnorg.kinds.review import CATEGORIES, VERDICTS
from learnorg.register.lifecycle import Along
from learnorg.register.reviewing import day_of, moment_said
from learnorg.spelling import did_you_mean

LABEL = 2
"""So many words before a colon may be meant as a category."""
Text = str | None
Several = list[str] | None
ReviewId = Annotated[
    str,
    typer.Argument(
        help="A review: its id or the beginning of it.",
        metavar="ID",
        autocompletion=completion.reviews,
    ),
]
ReviewIds = Annotated[
    list[str],
    typer.Argument(
        help="Reviews: their ids or beginnings of them.",
        metavar="ID...",
        autocompletion=completion.reviews,
    ),
]
Facilitator = Annotated[
    Text,
    typer.Option(
        "--facilitator",
        help="Who leads the review; nobody who responded.",
        autocompletion=completion.owners,
    ),
]
Severity = Annotated[Text, typer.Option("--severity", help="1 (the worst) to 5.", metavar="N")]
Category = Annotated[
    str,
    typer.Option(
        "--category",
        help=f"What it is about: {', '.join(CATEGORIES)}.",
        autocompletion=completion.categories,
    ),
]


def _time(name: str, told: str) -> Any:
    """The option of a moment."""
    return typer.Option(f"--{name}", help=told, metavar="WHEN")


class NotSaid(LearnorgError):
    """Words that were to say two things, and say one."""

    def __init__(self, typed: str, form: str, example: str) -> None:
        super().__init__(f"'{typed}' is not {form}")
        self.hint = f'Write "{example}".'


class NoSuchVerdict(LearnorgError):
    """A verdict that nobody can give."""

    def __init__(self, typed: str) -> None:
        super().__init__(f"'{typed}' is no verdict")
        self.hint = did_you_mean(typed, VERDICTS) or f"There are: {', '.join(VERDICTS)}."


class VerdictWithoutReason(LearnorgError):
    """A lesson that is said not to apply, without a word why."""

    exit_code = 7

    def __init__(self, command: str) -> None:
        super().__init__("that a lesson does not apply here takes a reason")
        self.hint = completed(command, (Lacking("", '--because "WHY"'),))


class Moments(NamedTuple):
    """When it began, was noticed, was brought under control, and was over."""

    started: Annotated[
        Text, _time("started", "When it began: 2026-11-20 09:12, yesterday 14:00, 09:12.")
    ] = None
    detected: Annotated[Text, _time("detected", "When it was noticed.")] = None
    mitigated: Annotated[Text, _time("mitigated", "When it was brought under control.")] = None
    resolved: Annotated[Text, _time("resolved", "When it was over.")] = None

    def said(self, today: date, known: str | None = None) -> dict[str, str]:
        """
        The moments as records have them.

        A time alone is on the day of `--started`, else of the start that is `known`, else today.
        """
        found: dict[str, str] = {}
        for name, text in self._asdict().items():
            if text:
                day = day_of(found.get("started") or known) or today
                found[name] = str(moment_said(text, today, day))
        return found


class Examined(NamedTuple):
    """What a review is to tell before it counts as one."""

    facilitator: Facilitator = None
    severity: Severity = None
    words: Say = None
    factor: Annotated[
        Several,
        typer.Option("--factor", help="What made it possible.", metavar="[CATEGORY: ]TEXT"),
    ] = None
    verdict: Annotated[
        Text,
        typer.Option(
            "--verdict",
            help=f"Whether a lesson from outside applies: {', '.join(VERDICTS)}.",
            autocompletion=completion.verdicts,
        ),
    ] = None


class Found(NamedTuple):
    """What was learned."""

    finding: Annotated[
        Several, typer.Option("--finding", help="What was learned.", metavar="TEXT")
    ] = None


def along(
    session: Session,
    examined: Examined,
    times: dict[str, str],
    found: Found,
    because: str,
    on: date,
) -> Along:
    """What comes along with a move, of the options that bring it."""
    fields: dict[tuple[str | int, ...], Any] = {}
    if examined.facilitator:
        fields["facilitator",] = examined.facilitator
    if examined.severity:
        fields["severity",] = severity(examined.severity)
    fields |= {("times", name): text for name, text in times.items()}
    if examined.verdict:
        fields["verdict",] = _verdict(session, examined.verdict, because, on)
    parts: list[tuple[str, dict[str, Any]]] = []
    parts += [("factors", factor(text)) for text in given(examined.factor)]
    parts += [("findings", {"what": text}) for text in given(found.finding)]
    return Along(fields, said(examined.words), parts)


def factor(text: str, category: str = "") -> dict[str, str]:
    """A contributing factor; a category that we know may stand before its text."""
    first, colon, rest = text.partition(":")
    if not category and colon and first.strip().casefold() in CATEGORIES and rest.strip():
        category, text = first.strip().casefold(), rest.strip()
    return {"what": text, **({"category": category} if category else {})}


def tell_of_category(text: str) -> None:
    """Say that what stands before a colon is no category that is known, where it may be meant."""
    first, colon, rest = (part.strip() for part in text.partition(":"))
    if not colon or not rest or not first or len(first.split()) > LABEL:
        return
    if first.casefold() not in CATEGORIES:
        near = did_you_mean(first.casefold(), CATEGORIES)
        known = near or f"Known: {', '.join(CATEGORIES)}."
        say(f"'{first}' is no known category, and stays in the text. {known}", "warn")


def participant(text: str) -> dict[str, str]:
    """Somebody who took part, and the role that is told behind a `=`."""
    who, _, role = (one.strip() for one in text.partition("="))
    if not who:
        raise NotSaid(text, "a name, with a role", "network-lead=responder")
    return {"who": who, **({"role": role} if role else {})}


def severity(text: str) -> int:
    """How severe something is, from 1 to 5."""
    if text not in ("1", "2", "3", "4", "5"):
        message = f"'{text}' is no severity; it goes from 1, the worst, to 5"
        raise typer.BadParameter(message, param_hint="--severity")
    return int(text)


def _verdict(session: Session, answer: str, because: str, on: date) -> dict[str, Any]:
    if answer not in VERDICTS:
        raise NoSuchVerdict(answer)
    if answer == "does-not-apply" and not because:
        raise VerdictWithoutReason(session.command)
    told = {"answer": answer, "because": because, "by": session.who.known_as, "on": on}
    return {key: value for key, value in told.items() if value}
