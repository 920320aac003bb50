"""`learnorg estimate`: what is not scored yet, one question at a time."""

from typing import Annotated

import typer

from learnorg.cli import completion
from learnorg.cli.console import say
from learnorg.cli.estimates import Estimates, estimate
from learnorg.cli.options import Wishes, given, with_bundles
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.findings import Level
from learnorg.page import counted
from learnorg.register import query as queries
from learnorg.register.assignments import Assignment, edits
from learnorg.register.candidates import Candidate, candidates
from learnorg.register.lookup import Ambiguous, Entry, NoSuchRecord, look_up
from learnorg.register.query import Query
from learnorg.register.records import Stored, read, revised
from learnorg.register.skips import skip, skipped
from learnorg.render.safe import cut, on_one_line

ASKED = {
    "value": "What is it worth, 1 to {highest}",
    "confidence": "How sure are you of that, 0 to 1",
    "effort": "How many person-days",
    "reach": "How many people or cases does it reach a month",
    "impact": "How much does it change for each: 3 massive, 2, 1, 0.5, 0.25 minimal",
    "ease": "How easy is it, 1 to {highest}",
    "time_criticality": "How much does waiting cost, 1 to {highest}",
    "risk_reduction": "How much risk does it take away or chance open, 1 to {highest}",
    "cost_of_delay": "How much money is lost with every week without it",
    "moscow": "must, should, could or wont",
}
"""The question about each number."""

ENOUGH = ("q", "quit")
SHOWN = 240
"""So much of a problem is shown beside the questions."""


class NobodyToAsk(LearnorgError):
    """A walk through what is not scored, with nobody there to answer."""

    hint = "Give the numbers: learnorg estimate ID --value 8 --effort 3-5-9 --confidence 0.8"

    def __init__(self, number: int) -> None:
        super().__init__(
            f"{counted(number, 'improvement is', 'improvements are')} not scored, and nobody is "
            "there to ask"
        )


@with_bundles
def estimate_records(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            help="A query to walk through, or with numbers the improvements they are for.",
            metavar="[QUERY | ID]...",
            autocompletion=completion.records,
        ),
    ] = None,
    *,
    numbers: Estimates,
    model: Annotated[
        str,
        typer.Option(
            "--model", help="Ask what this model reads.", autocompletion=completion.models
        ),
    ] = "",
    skip_: Annotated[
        bool, typer.Option("--skip", help="Leave these unscored; they are not asked for again.")
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Ask for what was skipped before, too.")
    ] = False,
    wishes: Wishes,
) -> None:
    """
    Estimate what is not scored yet, one question at a time; with numbers, record them.

    A number may be a range, low-likely-high. Whatever you skip stays *not scored*, is
    remembered in this clone, and is asked for again when the record has changed.

    [dim]$[/] learnorg estimate
    [dim]$[/] learnorg estimate service:webshop --model rice
    [dim]$[/] learnorg estimate 7k3 --value 8 --effort 3-5-9 --confidence 0.8
    [dim]$[/] learnorg estimate 7k3 --skip
    """
    session: Session = ctx.obj
    if stated := numbers.stated:
        estimate(session, given(words), stated, "", wishes)
        return
    if skip_:
        found = [session.register.entry(typed) for typed in given(words)]
        _skip(session, found)
        return
    _walk(session, given(words), model, again, wishes)


def _skip(session: Session, found: list[Entry]) -> None:
    if not found:
        raise LearnorgError("name what is to be skipped")
    skip(session.register, [entry.identity for entry in found])
    say(f"{counted(len(found), 'improvement')} will not be asked for, unless with --again.")


def _walk(session: Session, words: list[str], name: str, again: bool, wishes: Wishes) -> None:
    """Ask for what the model misses, improvement by improvement, until there is no more."""
    query = _asked_about(session, words)
    model, every = candidates(session.register, query, session.today, name)
    if words and not every:
        say(f"Nothing open matches '{' '.join(words)}'.")
        return
    left = [one for one in every if one.score.value is None]
    passed = set() if again else skipped(session.register)
    asked = [one for one in left if one.identity not in passed]
    if not asked:
        rest = f" {len(left)} were skipped: --again asks for them." if left else ""
        what = "Everything open that was asked about" if words else "Everything open"
        say(f"{what} is scored by {model.name}." if not left
            else f"Nothing is left to ask for.{rest}")  # fmt: skip
        return
    if not session.may_ask:
        raise NobodyToAsk(len(asked))
    say(f"{counted(len(asked), 'improvement')} to estimate by {model.name}: {model.about}.")
    say("A number, a range like 3-5-9; Enter skips, q ends.", "quiet")
    for n, one in enumerate(asked, start=1):
        if not _ask(session, one, name, f"{n} of {len(asked)}", wishes):
            return


def _asked_about(session: Session, words: list[str]) -> Query:
    """The query of what is to be estimated; words that mean records are these records."""
    named, rest = [], []
    for word in words:
        try:
            named.append(look_up(session.register.index, word).identity)
        except (NoSuchRecord, Ambiguous):
            rest.append(word)
    return queries.parse(rest, "improvement").also("id", named)


def _ask(session: Session, one: Candidate, name: str, where: str, wishes: Wishes) -> bool:
    """Ask for one improvement's numbers and record them; False once somebody has enough."""
    say("")
    say(f"{where}  {one.identity}  {one.title}", "strong")
    stored = read(session.register.root, session.register.entry(one.identity))
    problem = stored.plain.get("problem")
    if isinstance(problem, str):
        say(f"  {cut(on_one_line(problem.strip()), SHOWN)}", "quiet")
    stated: dict[str, str] = {}
    enough = False
    for missing in one.score.missing:
        answer = _answer(session, stored, missing)
        if answer in ENOUGH or not answer:
            enough = answer in ENOUGH
            break
        stated[f"estimates.{missing}"] = answer
    if stated:
        estimate(session, [one.identity], stated, "", wishes, name)
    elif not enough:
        skip(session.register, [one.identity])
        say("  Left as it is: not scored.", "quiet")
    return not enough


def _answer(session: Session, stored: Stored, name: str) -> str:
    """What somebody answers to the question about a number, once it can be one."""
    asked = f"  {question(name, session.policy.scoring.highest)}"
    while True:
        said = str(typer.prompt(asked, default="", show_default=False, err=True)).strip()
        if not said or said in ENOUGH:
            return said
        if not (doubt := _doubt(session, stored, f"estimates.{name}", said)):
            return said
        say(f"  {doubt} (Enter skips, q ends)", "warn")


def question(name: str, highest: float) -> str:
    """The question about a number; an organisation's own criterion stands as it is written."""
    if asked := ASKED.get(name):
        return asked.format(highest=f"{highest:g}")
    return f"{name.removeprefix('criteria.')}, 1 to {highest:g}"


def _doubt(session: Session, stored: Stored, field: str, text: str) -> str:
    """Why a number cannot be what somebody answered; nothing if it can."""
    from learnorg.checks.run import added  # every rule, as when the number is recorded

    asked = Assignment(tuple(field.split(".")), "=", text)
    try:
        after = revised(stored, edits(stored, [asked], session.today))
    except LearnorgError as wrong:
        return str(wrong).removeprefix(f"{stored.identity}: ").removeprefix(f"'{field}': ")
    found = added(stored.kind, stored.path, stored.data, after.data, session.policy)
    return next((f"{f.message}. {f.hint}" for f in found if f.level is Level.ERROR), "")
