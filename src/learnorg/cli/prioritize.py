"""`learnorg prioritize`: the ranking, and what can be argued about it."""

from typing import Annotated, NamedTuple

import typer

from learnorg.cli import completion
from learnorg.cli.console import Output, answer, is_terminal, put, say, tell_unreadable
from learnorg.cli.estimates import Estimates
from learnorg.cli.nothing import tell_of_identities
from learnorg.cli.options import Because, NoPictures, OutputFile, Wishes, given, with_bundles
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.page import Page
from learnorg.register import query as queries
from learnorg.register.query import Query
from learnorg.reports import ranking
from learnorg.settings import MODELS
from learnorg.spelling import did_you_mean

AT_ONCE = 30
"""So many places a terminal shows."""


class NoSuchModel(LearnorgError):
    """A model of ranking that nobody has described."""

    def __init__(self, name: str) -> None:
        super().__init__(f"there is no model '{name}'")
        self.hint = did_you_mean(name, MODELS) or f"There are: {', '.join(MODELS)}."


class NoCriteria(LearnorgError):
    """The weighted model, where policy weighs nothing."""

    hint = (
        "Name them with their weights in learnorg.yaml, for example `scoring: criteria: risk: 3`."
    )

    def __init__(self) -> None:
        super().__init__("policy names no criteria to weigh")


class NoCapacity(LearnorgError):
    """Words that are no amount of work."""

    hint = "Write person-days, person-weeks or person-months: 40d, 8w, 2m."

    def __init__(self, text: str) -> None:
        super().__init__(f"'{text}' is no capacity")


class View(NamedTuple):
    """Which way of looking at the ranking is asked for."""

    model: Annotated[
        str,
        typer.Option(
            "--model",
            help=f"Rank by another model than policy's: {', '.join(MODELS)}.",
            autocompletion=completion.models,
        ),
    ] = ""
    explain: Annotated[
        str,
        typer.Option(
            "--explain", help="Why this one stands where it stands.", metavar="ID",
            autocompletion=completion.records,
        ),
    ] = ""  # fmt: skip
    stability: Annotated[
        bool, typer.Option("--stability", help="How firm each place is: 2,000 draws.")
    ] = False
    capacity: Annotated[
        str,
        typer.Option("--capacity", help="The best set within 40d, 8w or 2m.", metavar="EFFORT"),
    ] = ""
    quadrants: Annotated[
        bool, typer.Option("--quadrants", help="Effort and value as a picture, with its corners.")
    ] = False
    diff: Annotated[
        str,
        typer.Option(
            "--diff", help="How it moved since a day, commit, branch or tag.", metavar="REF|DAY"
        ),
    ] = ""
    top: Annotated[
        int, typer.Option("--top", help="With --stability: how many are the top.", min=1)
    ] = 5
    draws: Annotated[
        int,
        typer.Option("--draws", help="With --stability: how many draws.", min=100, max=100_000),
    ] = 2000
    seed: Annotated[
        int, typer.Option("--seed", help="With --stability: where the draws begin.", min=0)
    ] = 1

    @property
    def ways(self) -> list[str]:
        """The ways of looking that were asked for; they exclude each other."""
        asked = {
            "--explain": self.explain,
            "--stability": self.stability,
            "--capacity": self.capacity,
            "--quadrants": self.quadrants,
            "--diff": self.diff,
        }
        return [name for name, value in asked.items() if value]


@with_bundles
def prioritize(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            help="A query to rank by, or with estimates the improvements they are for.",
            metavar="[QUERY | ID]...",
            autocompletion=completion.records,
        ),
    ] = None,
    *,
    view: View,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit", "-L", help="At most so many; 0 is all. A terminal shows 30.", min=0
        ),
    ] = None,
    numbers: Estimates,
    level: Annotated[
        str | None, typer.Option("--priority", help="A priority set by hand; `` clears it.")
    ] = None,
    because: Because = "",
    wishes: Wishes,
    output: OutputFile = "",
    no_pictures: NoPictures = False,
) -> None:
    """
    Rank the open improvements, argue about it, or record what an improvement is worth.

    Policy sets the model (`scoring: model:`); --model compares with another one. A priority
    set by hand stands beside the score, never instead of it.

    [dim]$[/] learnorg prioritize
    [dim]$[/] learnorg prioritize service:webshop --model wsjf
    [dim]$[/] learnorg prioritize --explain 7k3
    [dim]$[/] learnorg prioritize --stability --top 5
    [dim]$[/] learnorg prioritize --capacity 40d
    [dim]$[/] learnorg prioritize --quadrants
    [dim]$[/] learnorg prioritize --diff 2026-10-01
    [dim]$[/] learnorg prioritize 7k3 --value 8 --effort 3-5-9 --confidence 0.8
    [dim]$[/] learnorg prioritize 7k3 --priority high --because "the auditor asks for it"
    """
    session: Session = ctx.obj
    if stated := numbers.stated | ({"priority.level": level} if level is not None else {}):
        from learnorg.cli.estimates import estimate

        estimate(session, given(words), stated, because, wishes)
        return
    if len(view.ways) > 1:
        raise typer.BadParameter(f"{' and '.join(view.ways)} are two questions; ask one")
    _known(session, view.model)
    query = queries.parse(given(words), "improvement")
    to_person = is_terminal() and wishes.form == "auto" and not output and not wishes.quiet
    most = limit if limit is not None else (AT_ONCE if to_person else 0)
    wished = Output(wishes.form, output, not no_pictures)
    if view.ways:
        answer(_page(session, view, query, most), wished, session.register.unreadable())
        return
    found = ranking.derive(session.register, query, session.today, view.model)
    unreadable = session.register.unreadable()
    if wishes.quiet:
        put([r.identity for r in found.ranked[: most or None]], wished)
        if unreadable:
            tell_unreadable(unreadable)
    else:
        answer(ranking.lay_out(found, most), wished, unreadable)
    if not found.ranked and not found.unscored:
        tell_of_identities(session.register.index, query.words)


def _known(session: Session, name: str) -> None:
    if name and name not in MODELS:
        raise NoSuchModel(name)
    if (name or session.policy.scoring.model) == "weighted" and not session.policy.scoring.criteria:
        raise NoCriteria


def _page(session: Session, view: View, query: Query, most: int) -> Page:
    """The ranking looked at in another way; each is loaded when it is asked for."""
    register, today = session.register, session.today
    if view.stability:
        from learnorg.reports import stability

        draws = stability.Draws(view.top, view.draws, view.seed)
        return stability.lay_out(stability.derive(register, query, today, view.model, draws), most)
    if view.capacity:
        from learnorg.reports import capacity

        days = _days(session, view.capacity)
        return capacity.lay_out(capacity.derive(register, query, today, days, view.model), most)
    if view.explain:
        return _explained(session, view, query)
    if view.quadrants:
        from learnorg.reports import quadrants

        return quadrants.lay_out(quadrants.derive(register, query, today, view.model))
    return _moved(session, view, query, most)


def _days(session: Session, text: str) -> float:
    """The person-days that an amount of work comes to."""
    scoring = session.policy.scoring
    number, unit = (text[:-1], text[-1:]) if text[-1:].isalpha() else (text, "d")
    days = {"d": 1.0, "w": scoring.days_a_week, "m": scoring.days_a_month}.get(unit)
    from learnorg.register.facts import number as as_number

    count = as_number(number)
    if days is None or count is None or count <= 0:
        raise NoCapacity(text)
    return count * days


def _explained(session: Session, view: View, query: Query) -> Page:
    from learnorg.register.steps import meant
    from learnorg.register.trail import NoHistory, Trail
    from learnorg.reports import blame, explanation

    entry = session.register.entry(view.explain)
    try:
        trail = Trail.of(session.register)
        lines = blame.derive(session.register, trail, meant(session.register, view.explain))
    except NoHistory:
        lines = []
    found = explanation.derive(session.register, entry, query, session.today, view.model, lines)
    return explanation.lay_out(found)


def _moved(session: Session, view: View, query: Query, most: int) -> Page:
    from learnorg.register.past import moment, register_at
    from learnorg.reports import reranking

    then = moment(session.register, view.diff, session.today)
    past = register_at(session.register, then.commit)
    say(f"Compared with {then.commit.id[:10]} of {then.day}: {then.commit.subject}", "quiet")
    found = reranking.derive(
        session.register, past, then.day, then.commit.id, query, session.today, view.model
    )
    return reranking.lay_out(found, most)
