"""Estimates, as `learnorg estimate` and `learnorg prioritize` record them."""

from typing import Annotated, NamedTuple

import typer

from learnorg.cli.answer import finish
from learnorg.cli.console import say
from learnorg.cli.options import Wishes, given
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.methods.scoring import figure
from learnorg.register.assignments import Assignment, edits
from learnorg.register.candidates import candidates
from learnorg.register.changes import Change
from learnorg.register.query import parse
from learnorg.register.records import Stored, read, revised, revision
from learnorg.register.register import Register
from learnorg.reports.ranking import named

Number = str | None
RANGE = "or low-likely-high, like 3-5-9"


class Estimates(NamedTuple):
    """Every number of the block that all models read, as options."""

    value: Annotated[
        Number, typer.Option("--value", help=f"What it is worth, 1 to 10, {RANGE}.")
    ] = None
    effort: Annotated[Number, typer.Option("--effort", help=f"Person-days, {RANGE}.")] = None
    confidence: Annotated[
        Number, typer.Option("--confidence", help="How sure of that, 0 to 1.")
    ] = None
    reach: Annotated[
        Number, typer.Option("--reach", help="RICE: people or cases it reaches a month.")
    ] = None
    impact: Annotated[
        Number, typer.Option("--impact", help="RICE: 3 massive, 2, 1, 0.5, 0.25 minimal.")
    ] = None
    ease: Annotated[Number, typer.Option("--ease", help="ICE: how easy, 1 to 10.")] = None
    time_criticality: Annotated[
        Number, typer.Option("--time-criticality", help="WSJF: what waiting costs, 1 to 10.")
    ] = None
    risk_reduction: Annotated[
        Number,
        typer.Option("--risk-reduction", help="WSJF: risk it takes away or chance it opens, 1-10."),
    ] = None
    cost_of_delay: Annotated[
        Number, typer.Option("--cost-of-delay", help="CD3: money lost for every week without it.")
    ] = None
    moscow: Annotated[Number, typer.Option("--moscow", help="must, should, could or wont.")] = None
    criterion: Annotated[
        list[str] | None,
        typer.Option(
            "--criterion", help="One of policy's own criteria, 1 to 10.", metavar="NAME=NUMBER"
        ),
    ] = None

    @property
    def stated(self) -> dict[str, str]:
        """What was given, by the path of its field."""
        found = {
            f"estimates.{name}": text
            for name, text in self._asdict().items()
            if name != "criterion" and text is not None
        }
        for word in given(self.criterion):
            name, sign, number = word.partition("=")
            if not sign or not name:
                raise typer.BadParameter(f"'{word}' is no NAME=NUMBER", param_hint="--criterion")
            found[f"estimates.criteria.{name}"] = number
        return found


class NothingToEstimate(LearnorgError):
    """Estimates without an improvement, or an improvement without estimates."""

    hint = "learnorg estimate ID --value 8 --effort 3-5-9 --confidence 0.8"

    def __init__(self) -> None:
        super().__init__("estimates belong to improvements: name at least one")


class NoSuchCriterion(LearnorgError):
    """A criterion that policy does not weigh."""

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(f"policy weighs no criterion '{name}'")
        there = f"There are: {', '.join(known)}. " if known else ""
        self.hint = f"{there}Name it with its weight under `scoring: criteria:` in learnorg.yaml."


def estimate(
    session: Session,
    ids: list[str],
    stated: dict[str, str],
    because: str,
    wishes: Wishes,
    model: str = "",
) -> None:
    """
    Record what improvements are worth, or the priority that somebody sets by hand.

    The place that they have then is told by a model of ranking, or by policy's own.
    """
    if not ids:
        raise NothingToEstimate
    known = [*session.policy.scoring.criteria]
    for name in stated:
        criterion = name.removeprefix("estimates.criteria.")
        if criterion != name and criterion not in known:
            raise NoSuchCriterion(criterion, known)
    revisions, changed = [], []
    for entry in dict.fromkeys(session.register.entry(typed) for typed in ids):
        stored = read(session.register.root, entry)
        after = revised(stored, edits(stored, _asked(session, stated, because), session.today))
        revisions.append(revision(stored, after))
        changed.append(after)
    action = "estimate" if any(name.startswith("estimates") for name in stated) else "prioritize"
    finish(session, Change(action, tuple(revisions), because), wishes)
    if wishes.form == "auto" and not wishes.quiet and not wishes.dry_run:
        for after in changed:
            _tell_place(session, after, model)


def _asked(session: Session, stated: dict[str, str], because: str) -> list[Assignment]:
    asked = [Assignment(tuple(n.split(".")), "=", text) for n, text in stated.items()]
    if any(name.startswith("estimates") for name in stated):
        asked.append(Assignment(("estimates", "by"), "=", session.who.known_as))
        asked.append(Assignment(("estimates", "on"), "=", session.today.isoformat()))
    if stated.get("priority.level") == "":
        asked = [a for a in asked if a.path[0] != "priority"]
        asked.append(Assignment(("priority",), "=", ""))
    elif because and "priority.level" in stated:
        asked.append(Assignment(("priority", "because"), "=", because))
    return asked


def _tell_place(session: Session, after: Stored, name: str) -> None:
    """Say where the new numbers put an improvement, or what is still missing."""
    if not isinstance(after.plain.get("estimates"), dict):
        return
    fresh = Register.open(session.start)
    try:
        model, found = candidates(fresh, parse((), "improvement"), session.today, name)
    finally:
        fresh.index.close()
    one = next((each for each in found if each.identity == after.identity), None)
    if one is None:  # it is closed, and has no place
        return
    if one.score.value is None:
        missing = ", ".join(named(name) for name in one.score.missing)
        say(f"{after.identity}: not scored yet by {model.name}: no {missing}")
        return
    scores = [each.score.value for each in found if each.score.value is not None]
    place = 1 + sum(score > one.score.value for score in scores)
    say(
        f"{after.identity}: {figure(one.score.value)} = {one.score.why} by {model.name}, "
        f"place {place} of {len(scores)}"
    )
