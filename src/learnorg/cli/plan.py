"""`learnorg plan`: the steps of an improvement."""

from shlex import quote
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from learnorg.cli import completion
from learnorg.cli.answer import finish
from learnorg.cli.console import Output, answer, say
from learnorg.cli.options import Format, Id, On, Wishes, with_bundles
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.files.splice import Edit
from learnorg.page import Cell, Column, Page, Say, Table
from learnorg.periods import day, happened
from learnorg.refs import mint_part
from learnorg.register.changes import Change
from learnorg.register.records import Stored, read, revised, revision
from learnorg.reports import entry as report
from learnorg.spelling import did_you_mean


class Plan(TyperGroup):
    """The commands about plans, which know what is meant by a record alone."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command of a name, as typer asks for it."""
        word = args[0]
        if word[:1] not in ("", "-") and not did_you_mean(word, [*self.commands]):
            meant = f"learnorg plan list {quote(word)}"
            ctx.fail(f"No such command '{word}'. Did you mean `{meant}`?")
        return super().resolve_command(ctx, args)


app = typer.Typer(
    cls=Plan,
    help="Keep the steps of an improvement: what, who, by when.",
    no_args_is_help=True,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class NoSuchStep(LearnorgError):
    """A step that the plan does not have."""

    exit_code = 3

    def __init__(self, typed: str, identity: str, steps: list[dict[str, Any]]) -> None:
        super().__init__(f"the plan of {identity} has no step '{typed}'")
        listed = "; ".join(
            f"{n}. #{s.get('id', '–')} {s.get('do')}" for n, s in enumerate(steps, 1)
        )
        self.hint = f"It has: {listed}." if steps else "Add one: learnorg plan add ID TEXT."


@app.command("add")
@with_bundles
def add(
    ctx: typer.Context,
    typed: Id,
    do: Annotated[str, typer.Argument(help="What to do.", metavar="TEXT")],
    owner: Annotated[
        str, typer.Option("--owner", help="Who does it.", autocompletion=completion.owners)
    ] = "",
    due: Annotated[str, typer.Option("--due", help="By when.", metavar="DAY")] = "",
    type_: Annotated[str, typer.Option("--type", help="mitigate, prevent or process.")] = "",
    weight: Annotated[str, typer.Option("--weight", help="How much of the work it is.")] = "",
    *,
    wishes: Wishes,
) -> None:
    """
    Add a step.

    [dim]$[/] learnorg plan add 7k3 "Roll out self-service to HR" --owner desk --due +2w
    """
    session: Session = ctx.obj
    stored = read(session.register.root, session.register.entry(typed))
    steps = _steps(stored)
    from decimal import Decimal, InvalidOperation

    try:
        heavy = Decimal(weight) if weight else None
    except InvalidOperation:
        raise typer.BadParameter(f"'{weight}' is no number", param_hint="--weight") from None
    step = {
        "id": mint_part({str(s.get("id")) for s in steps}),
        "do": do,
        "owner": owner,
        "due": day(due, session.today) if due else None,
        "type": type_,
        "weight": heavy,
    }
    step = {key: value for key, value in step.items() if value or key == "do"}
    after = revised(stored, [Edit(("plan", len(steps)), step)])
    change = Change("plan", (revision(stored, after),), f"Step: {do}")
    finish(session, change, wishes)
    if not wishes.dry_run and not wishes.quiet and wishes.form == "auto":
        say(f"Step #{step['id']}: learnorg plan done {typed} {step['id']}")


@app.command("done")
@with_bundles
def done(
    ctx: typer.Context,
    typed: Id,
    step: Annotated[str, typer.Argument(help="A step: its short id, or its place from 1.")],
    on: On = "",
    *,
    wishes: Wishes,
) -> None:
    """
    Say that a step is done.

    [dim]$[/] learnorg plan done 7k3 1 --on yesterday
    """
    session: Session = ctx.obj
    stored = read(session.register.root, session.register.entry(typed))
    place = _place(stored, step)
    known = _steps(stored)[place]
    if known.get("done") and not on:
        say(f"Step {_called(known, place)} is done already, since {known['done']}.")
        finish(session, Change("plan", ()), wishes)
        return
    when = happened(on, session.today) if on else session.today
    after = revised(stored, [Edit(("plan", place, "done"), when)])
    finish(session, Change("plan", (revision(stored, after),), f"Done: {known.get('do')}"), wishes)


@app.command("list")
def list_steps(ctx: typer.Context, typed: Id, form: Format = "auto") -> None:
    """
    List the steps.

    [dim]$[/] learnorg plan list 7k3
    """
    session: Session = ctx.obj
    known = report.derive(session.register, session.register.entry(typed), session.today)
    whole: Any = report.lay_out(known).data  # its numbers are numbers, as `show` has them
    steps = [step for step in whole["record"].get("plan") or [] if isinstance(step, dict)]
    columns = [Column("step"), Column("do", flexible=True), Column("owner", flexible=True),
               Column("due"), Column("done")]  # fmt: skip
    rows: list[list[Cell]] = [
        [Say(str(s.get("id") or n), "id"), str(s.get("do") or ""), str(s.get("owner") or ""),
         _due(s, session), str(s.get("done") or "")]
        for n, s in enumerate(steps, start=1)
    ]  # fmt: skip
    answer(Page("", (Table(columns, rows),), "plan", steps), Output(form))


def _due(step: dict[str, Any], session: Session) -> Say:
    due = str(step.get("due") or "")
    late = bool(due) and not step.get("done") and due < session.today.isoformat()
    return Say(due, "bad" if late else "")


def _steps(stored: Stored) -> list[dict[str, Any]]:
    return [step for step in stored.plain.get("plan") or [] if isinstance(step, dict)]


def _called(step: dict[str, Any], place: int) -> str:
    return f"#{step['id']}" if step.get("id") else str(place + 1)


def _place(stored: Stored, typed: str) -> int:
    steps = _steps(stored)
    word = typed.removeprefix("#")
    for n, step in enumerate(steps):
        if step.get("id") == word:
            return n
    if word.isdigit() and 1 <= int(word) <= len(steps):
        return int(word) - 1
    raise NoSuchStep(typed, stored.identity, steps)
