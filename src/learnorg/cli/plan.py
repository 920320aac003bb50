"""`learnorg plan`: the steps of an improvement, and who answers for them."""

from collections.abc import Sequence
from shlex import quote
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from learnorg.cli.answer import finish
from learnorg.cli.console import say
from learnorg.cli.options import Id, On, Wishes, with_bundles
from learnorg.cli.plan_list import list_steps
from learnorg.cli.plan_roles import roles
from learnorg.cli.plan_step import Saying, StepName, at, called, found, named
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.files.splice import GONE, Edit
from learnorg.page import counted
from learnorg.periods import happened
from learnorg.refs import mint_part
from learnorg.register.changes import Change
from learnorg.register.planning import Step, percent, steps
from learnorg.register.records import Stored, read, revised, revision
from learnorg.reports.steps import told as in_words
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
    help="Keep the steps of an improvement: what, who, by when; and who answers for what.",
    no_args_is_help=True,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class NothingSaid(LearnorgError):
    """A step to be set, and nothing to set of it."""

    hint = "Give --do, --owner, --due, --type or --weight; an empty one takes it away."

    def __init__(self, called: str) -> None:
        super().__init__(f"nothing was said of step {called}")


@app.command("add")
@with_bundles
def add(
    ctx: typer.Context,
    typed: Id,
    do: Annotated[str, typer.Argument(help="What to do.", metavar="TEXT")],
    *,
    saying: Saying,
    wishes: Wishes,
) -> None:
    """
    Add a step.

    [dim]$[/] learnorg plan add 7k3 "Roll out self-service to HR" --owner desk --due +2w
    """
    session: Session = ctx.obj
    stored = read(session.register.root, session.register.entry(typed))
    there = stored.plain.get("plan") or []
    said = saying.fields(session.today, do)
    step = {"id": mint_part({s.id for s in steps(there)})}
    step |= {key: value for key, value in said.items() if value or key == "do"}
    after = revised(stored, [Edit(("plan", len(there)), step)])
    change = Change("plan", (revision(stored, after),), f"Step: {do}")
    finish(session, change, wishes)
    if not wishes.dry_run and not wishes.quiet and wishes.form == "auto":
        say(f"Step #{step['id']}: learnorg plan done {typed} {step['id']}")


@app.command("done")
@with_bundles
def done(ctx: typer.Context, typed: Id, name: StepName, on: On = "", *, wishes: Wishes) -> None:
    """
    Say that a step is done.

    [dim]$[/] learnorg plan done 7k3 1 --on yesterday
    """
    session: Session = ctx.obj
    stored, step = found(session, typed, name)
    if step.done and not on:
        say(f"Step {called(step)} is done already, since {step.done}.")
        finish(session, Change("plan", ()), wishes)
        return
    when = happened(on, session.today) if on else session.today
    edit = Edit(at(step, "done"), when)
    _finish(session, stored, [edit], f"Done: {step.do}", f"Done: {named(step)}.", wishes)


@app.command("reopen")
@with_bundles
def reopen(ctx: typer.Context, typed: Id, name: StepName, wishes: Wishes) -> None:
    """
    Say that a step is not done after all.

    [dim]$[/] learnorg plan reopen 7k3 1
    """
    session: Session = ctx.obj
    stored, step = found(session, typed, name)
    edits = [Edit(at(step, "done"), GONE)] if step.done else []
    told = f"Open again: {named(step)}."
    _finish(session, stored, edits, f"Not done after all: {step.do}", told, wishes)


@app.command("set")
@with_bundles
def set_step(
    ctx: typer.Context,
    typed: Id,
    name: StepName,
    do: Annotated[str | None, typer.Option("--do", help="What to do.", metavar="TEXT")] = None,
    *,
    saying: Saying,
    wishes: Wishes,
) -> None:
    """
    Change what is said of a step; an empty value takes it away.

    [dim]$[/] learnorg plan set 7k3 2 --owner network --due friday --weight 3
    [dim]$[/] learnorg plan set 7k3 b7k --due ""
    """
    session: Session = ctx.obj
    stored, step = found(session, typed, name)
    said = saying.fields(session.today, do)
    if not said:
        raise NothingSaid(called(step))
    item = stored.plain["plan"][step.place - 1]
    edits = [
        Edit(at(step, key), GONE if value is None else value)
        for key, value in said.items()
        if value is not None or key in item
    ]
    told = f"Changed: {named(step if do is None else step._replace(do=do))}."
    _finish(session, stored, edits, f"Step: {step.do}", told, wishes)


@app.command("remove")
@with_bundles
def remove(ctx: typer.Context, typed: Id, name: StepName, wishes: Wishes) -> None:
    """
    Take a step out of the plan.

    [dim]$[/] learnorg plan remove 7k3 2
    """
    session: Session = ctx.obj
    stored, step = found(session, typed, name)
    alone = len(stored.plain["plan"]) == 1
    edit = Edit(("plan",) if alone else ("plan", step.place - 1), GONE)
    if step.id and not wishes.quiet:
        _tell_of_links(session, f"{stored.identity}#{step.id}")
    told = f"Removed: {named(step)}."
    _finish(session, stored, [edit], f"No step any more: {step.do}", told, wishes)


app.command("list")(list_steps)
app.command("roles")(roles)


def _finish(
    session: Session, stored: Stored, edits: Sequence[Edit], reason: str, told: str, wishes: Wishes
) -> None:
    """Write what becomes of one step, and tell how far the plan is then."""
    after = revised(stored, edits)
    told = f"{told} {_progress(steps(after.plain.get('plan')))}"
    finish(session, Change("plan", (revision(stored, after),), reason, told=told), wishes)


def _progress(plan: list[Step]) -> str:
    """How far a plan is, in a sentence."""
    if not plan:
        return "No step is left."
    done = sum(1 for step in plan if step.done)
    by_weight = " by weight" if any(step.weight is not None for step in plan) else ""
    share = in_words(percent(plan))
    return f"{done} of {counted(len(plan), 'step')}{f', {share}{by_weight}' if share else ''}."


def _tell_of_links(session: Session, part: str) -> None:
    """Say which records are linked to a step that goes."""
    rows = session.register.index.rows(
        "SELECT DISTINCT r.id FROM links l JOIN records r USING (n) WHERE l.raw = ? ORDER BY 1",
        (part,),
    )
    if rows:
        named = ", ".join(identity for (identity,) in rows)
        say(f"{named} {'is' if len(rows) == 1 else 'are'} linked to {part}.", "warn")
