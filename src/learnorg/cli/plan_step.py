"""A step of a plan: how a command line names it, and what may be said of it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, NamedTuple

import typer

from learnorg.cli import completion
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.periods import day
from learnorg.register.planning import Step, steps
from learnorg.register.records import Stored, read

TYPES = ("mitigate", "prevent", "process")


def types(incomplete: str) -> list[str]:
    """The types of steps."""
    return [type_ for type_ in TYPES if type_.startswith(incomplete)]


StepName = Annotated[
    str, typer.Argument(help="A step: its short id, or its place from 1.", metavar="STEP")
]
Owner = Annotated[
    str | None,
    typer.Option("--owner", help="Who does it.", autocompletion=completion.owners),
]
Due = Annotated[str | None, typer.Option("--due", help="By when.", metavar="DAY")]
Type = Annotated[
    str | None,
    typer.Option("--type", help="mitigate, prevent or process.", autocompletion=types),
]
Weight = Annotated[
    str | None,
    typer.Option("--weight", help="How much of the work it is; 1 where nothing is said."),
]


class NoSuchStep(LearnorgError):
    """A step that the plan does not have."""

    exit_code = 3

    def __init__(self, typed: str, identity: str, plan: Sequence[Step]) -> None:
        super().__init__(f"the plan of {identity} has no step '{typed}'")
        listed = "; ".join(f"{s.place}. #{s.id or '–'} {s.do}" for s in plan)
        self.hint = f"It has: {listed}." if plan else "Add one: learnorg plan add ID TEXT."


class Saying(NamedTuple):
    """What may be said of a step beside what is to be done."""

    owner: Owner = None
    due: Due = None
    type_: Type = None
    weight: Weight = None

    def fields(self, today: date, do: str | None) -> dict[str, Any]:
        """The fields that were given, each of its type; what was given empty is None."""
        owner, due, type_, weight = self
        given = {"do": do, "owner": owner, "due": due, "type": type_, "weight": weight}
        typed: dict[str, Any] = {key: value for key, value in given.items() if value is not None}
        if due:
            typed["due"] = day(due, today)
        if weight:
            typed["weight"] = _number(weight)
        return {k: None if value == "" and k != "do" else value for k, value in typed.items()}


def _number(weight: str) -> Decimal:
    try:
        return Decimal(weight)
    except InvalidOperation:
        raise typer.BadParameter(f"'{weight}' is no number", param_hint="--weight") from None


def found(session: Session, typed: str, name: str) -> tuple[Stored, Step]:
    """The record and the step of it that somebody means."""
    stored = read(session.register.root, session.register.entry(typed))
    plan = steps(stored.plain.get("plan"))
    word = name.removeprefix("#")
    for step in plan:
        if step.id == word:
            return stored, step
    for step in plan:
        if word.isdecimal() and step.place == int(word):
            return stored, step
    raise NoSuchStep(name, stored.identity, plan)


def at(step: Step, key: str) -> tuple[str | int, ...]:
    """Where a field of a step stands in its record."""
    return "plan", step.place - 1, key


def called(step: Step) -> str:
    """What a step is called by: `#b7k`, or its place where it has no short id."""
    return f"#{step.id}" if step.id else str(step.place)


def named(step: Step) -> str:
    """A step by what it is called and what is to be done: `#b7k Order a disk`."""
    return f"{called(step)} {step.do}".rstrip(" .")
