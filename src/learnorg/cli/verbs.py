"""The verbs of the work flow: `accept`, `start`, `close` and the others, and `move`."""

from typing import Annotated, Any

import typer

from learnorg.cli import completion
from learnorg.cli.answer import finish
from learnorg.cli.console import say
from learnorg.cli.options import Because, Ids, On, Wishes, changing, given
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.kinds.improvement import IMPROVEMENT, workflow
from learnorg.kinds.improvement.model import Improvement
from learnorg.kinds.improvement.workflow import Move
from learnorg.periods import NotADate, day, happened
from learnorg.register.authority import open_to_all
from learnorg.register.changes import Change
from learnorg.register.moves import Given, moved
from learnorg.register.records import read
from learnorg.register.values import typed_value
from learnorg.spelling import did_you_mean

Text = str | None
Owner = Annotated[
    Text, typer.Option("--owner", help="Who takes it up.", autocompletion=completion.owners)
]
Objective = Annotated[list[str] | None, typer.Option("--objective", help="An objective it serves.")]
Measure = Annotated[Text, typer.Option("--measure", help="What will show that it worked.")]
Unit = Annotated[Text, typer.Option("--unit", help="The measure's unit.")]
Baseline = Annotated[Text, typer.Option("--baseline", help="The measure's value before.")]
Target = Annotated[Text, typer.Option("--target", help="The value it is to reach.")]
Step = Annotated[list[str] | None, typer.Option("--step", help="A step of the plan.")]
Due = Annotated[Text, typer.Option("--due", help="By when it is required.")]
Until = Annotated[Text, typer.Option("--until", help="How long it waits.", metavar="DAY")]
Outcome = Annotated[
    Text,
    typer.Option("--outcome", help=", ".join(workflow.RESULTS) + ".",
                 autocompletion=completion.results),
]  # fmt: skip
Evidence = Annotated[Text, typer.Option("--evidence", help="What shows the outcome.")]
Actual = Annotated[Text, typer.Option("--actual", help="The first measure's value now.")]
Learned = Annotated[Text, typer.Option("--learned", help="What was learned.")]
NothingLearned = Annotated[
    Text, typer.Option("--nothing-learned", help="Why there is nothing to learn.", metavar="WHY")
]


class NoSuchState(LearnorgError):
    """A state that improvements do not have."""

    def __init__(self, name: str) -> None:
        super().__init__(f"'{name}' is no state of an improvement")
        states = IMPROVEMENT.states
        self.hint = did_you_mean(name, states) or f"States: {', '.join(states)}."


@changing
def accept(
    ctx: typer.Context,
    ids: Ids,
    owner: Owner = None,
    objective: Objective = None,
    due: Due = None,
    because: Because = "",
    on: On = "",
    *,
    wishes: Wishes,
) -> None:
    """
    Accept proposed improvements: somebody takes them up.

    [dim]$[/] learnorg accept 7k3 --owner service-desk-lead
    [dim]$[/] learnorg accept 7k3 x2w --owner platform --on monday
    """
    fields = {"owner": owner, "objectives": given(objective), "due": due}
    _go(ctx.obj, "accept", "accepted", ids, fields, because, on, wishes)


@changing
def assess(
    ctx: typer.Context,
    ids: Ids,
    measure: Measure = None,
    unit: Unit = None,
    baseline: Baseline = None,
    owner: Owner = None,
    objective: Objective = None,
    because: Because = "",
    on: On = "",
    *,
    wishes: Wishes,
) -> None:
    """
    Say where things stand today: a measure with its baseline (full work flow).

    [dim]$[/] learnorg assess 7k3 --measure "Reset calls" --unit "per week" --baseline 420
    [dim]$[/] learnorg assess 7k3 --because "cannot be measured before the new tool"
    """
    fields = {"owner": owner, "objectives": given(objective)}
    parts = {"name": measure, "unit": unit, "baseline": baseline}
    _go(ctx.obj, "assess", "assessed", ids, fields, because, on, wishes, parts)


@changing
def approve(
    ctx: typer.Context,
    ids: Ids,
    target: Target = None,
    step: Step = None,
    measure: Measure = None,
    unit: Unit = None,
    baseline: Baseline = None,
    owner: Owner = None,
    objective: Objective = None,
    because: Because = "",
    on: On = "",
    *,
    wishes: Wishes,
) -> None:
    """
    Approve improvements: target and plan stand, and the measures are frozen (full work flow).

    [dim]$[/] learnorg approve 7k3 --target 210 --step "Roll out self-service to HR first"
    """
    fields = {"owner": owner, "objectives": given(objective)}
    parts = {"name": measure, "unit": unit, "baseline": baseline, "target": target}
    _go(ctx.obj, "approve", "approved", ids, fields, because, on, wishes, parts, given(step))


@changing
def start(
    ctx: typer.Context,
    ids: Ids,
    owner: Owner = None,
    objective: Objective = None,
    measure: Measure = None,
    unit: Unit = None,
    baseline: Baseline = None,
    target: Target = None,
    step: Step = None,
    due: Due = None,
    because: Because = "",
    on: On = "",
    *,
    wishes: Wishes,
) -> None:
    """
    Start work; in the light work flow this freezes the measures.

    [dim]$[/] learnorg start 7k3
    [dim]$[/] learnorg start 7k3 --owner platform --on 2026-11-02
    """
    fields = {"owner": owner, "objectives": given(objective), "due": due}
    parts = {"name": measure, "unit": unit, "baseline": baseline, "target": target}
    _go(ctx.obj, "start", "in-progress", ids, fields, because, on, wishes, parts, given(step))


@changing
def measure(
    ctx: typer.Context,
    ids: Ids,
    actual: Actual = None,
    owner: Owner = None,
    objective: Objective = None,
    measure: Measure = None,
    unit: Unit = None,
    baseline: Baseline = None,
    target: Target = None,
    step: Step = None,
    because: Because = "",
    on: On = "",
    *,
    wishes: Wishes,
) -> None:
    """
    Say that the work is done and its effect is being measured (full work flow).

    [dim]$[/] learnorg measure 7k3
    [dim]$[/] learnorg measure 7k3 --actual 260
    """
    fields = {"owner": owner, "objectives": given(objective)}
    parts = {
        "name": measure, "unit": unit, "baseline": baseline, "target": target, "actual": actual,
    }  # fmt: skip
    _go(ctx.obj, "measure", "measuring", ids, fields, because, on, wishes, parts, given(step))


@changing
def close(
    ctx: typer.Context,
    ids: Ids,
    outcome: Outcome = None,
    evidence: Evidence = None,
    actual: Actual = None,
    learned: Learned = None,
    nothing_learned: NothingLearned = None,
    owner: Owner = None,
    objective: Objective = None,
    measure: Measure = None,
    unit: Unit = None,
    baseline: Baseline = None,
    target: Target = None,
    step: Step = None,
    because: Because = "",
    on: On = "",
    *,
    wishes: Wishes,
) -> None:
    """
    Close improvements with what came of them, and what was learned.

    *Achieved* needs evidence; *delivered* is done without a measured benefit.

    [dim]$[/] learnorg close 7k3 --outcome achieved --actual 188 --learned "Ask HR first"
    [dim]$[/] learnorg close x2w --outcome delivered --nothing-learned "routine work"
    """
    fields = {
        "owner": owner,
        "objectives": given(objective),
        "outcome.result": outcome,
        "outcome.evidence": evidence,
        "outcome.because": because or None,
        "learned": learned
        or (f"Nothing new, because {nothing_learned}" if nothing_learned else None),
    }
    parts = {
        "name": measure, "unit": unit, "baseline": baseline, "target": target, "actual": actual,
    }  # fmt: skip
    _go(ctx.obj, "close", "closed", ids, fields, because, on, wishes, parts, given(step))


@changing
def hold(
    ctx: typer.Context,
    ids: Ids,
    because: Because = "",
    until: Until = None,
    on: On = "",
    *,
    wishes: Wishes,
) -> None:
    """
    Put improvements on hold, with what they wait for.

    [dim]$[/] learnorg hold 7k3 --because "waits for the new telephone system" --until 2027-02
    """
    _go(ctx.obj, "hold", "on-hold", ids, {}, because, on, wishes, until=until)


@changing
def resume(
    ctx: typer.Context,
    ids: Ids,
    because: Because = "",
    on: On = "",
    *,
    wishes: Wishes,
) -> None:
    """
    Go on with what was on hold, where the hold began.

    [dim]$[/] learnorg resume 7k3
    """
    _go(ctx.obj, "resume", "", ids, {}, because, on, wishes)


@changing
def decline(
    ctx: typer.Context,
    ids: Ids,
    because: Because = "",
    duplicate_of: Annotated[
        Text,
        typer.Option(
            "--duplicate-of",
            help="The record that says it already.",
            metavar="ID",
            autocompletion=completion.records,
        ),
    ] = None,
    on: On = "",
    *,
    wishes: Wishes,
) -> None:
    """
    Decline improvements, with a reason for whoever raised them.

    [dim]$[/] learnorg decline 7k3 --because "the service ends in March"
    [dim]$[/] learnorg decline 7k3 --duplicate-of x2w
    """  # fmt: skip
    session: Session = ctx.obj
    links = []
    if duplicate_of:
        original = session.register.entry(duplicate_of)
        links = [{"rel": "duplicates", "to": original.identity}]
        because = because or f"duplicates {original.identity} {original.title}"
    _go(session, "decline", "declined", ids, {}, because, on, wishes, links=links)


@changing
def reopen(
    ctx: typer.Context,
    ids: Ids,
    because: Because = "",
    to: Annotated[
        Text,
        typer.Option(
            "--to",
            help="The state to go back to.",
            metavar="STATE",
            autocompletion=completion.states,
        ),
    ] = None,
    on: On = "",
    *,
    wishes: Wishes,
) -> None:
    """
    Open again what was closed or declined, with a reason.

    [dim]$[/] learnorg reopen 7k3 --because "the calls came back in November"
    """  # fmt: skip
    _go(ctx.obj, "reopen", to or "", ids, {}, because, on, wishes)


@changing
def move(
    ctx: typer.Context,
    state: Annotated[
        str, typer.Argument(help="The state to bring them to.", autocompletion=completion.states)
    ],
    ids: Ids,
    owner: Owner = None,
    objective: Objective = None,
    measure: Measure = None,
    unit: Unit = None,
    baseline: Baseline = None,
    target: Target = None,
    step: Step = None,
    due: Due = None,
    until: Until = None,
    outcome: Outcome = None,
    evidence: Evidence = None,
    actual: Actual = None,
    learned: Learned = None,
    nothing_learned: NothingLearned = None,
    because: Because = "",
    on: On = "",
    *,
    wishes: Wishes,
) -> None:
    """
    Bring several improvements to a state in one commit, through all states between.

    [dim]$[/] learnorg move in-progress 7k3 x2w 90b
    [dim]$[/] learnorg move accepted 7k3 --because "started too early"
    """
    if state not in IMPROVEMENT.states:
        raise NoSuchState(state)
    fields = {
        "owner": owner,
        "objectives": given(objective),
        "due": due,
        "outcome.result": outcome,
        "outcome.evidence": evidence,
        "outcome.because": because if state == "closed" and because else None,
        "learned": learned
        or (f"Nothing new, because {nothing_learned}" if nothing_learned else None),
    }
    parts = {
        "name": measure, "unit": unit, "baseline": baseline, "target": target, "actual": actual,
    }  # fmt: skip
    _go(ctx.obj, "move " + state, state, ids, fields, because, on, wishes, parts, given(step),
        until=until)  # fmt: skip


def _go(
    session: Session,
    verb: str,
    to: str,
    ids: list[str],
    fields: dict[str, Any],
    because: str,
    on: str,
    wishes: Wishes,
    measure: dict[str, Any] | None = None,
    steps: list[str] | None = None,
    until: str | None = None,
    links: list[dict[str, str]] | None = None,
) -> None:
    """Move some improvements; what is asked for is worked out and written as one change."""
    register = session.register
    entries = list(dict.fromkeys(register.entry(typed) for typed in ids))
    when = happened(on, session.today) if on else session.today
    ends = day(until, session.today) if until else None
    if ends and ends < when:
        raise NotADate(until or "", f"it lies before {when}, when the waiting begins")
    if fields.get("due"):
        fields["due"] = day(fields["due"], session.today)
    said = {name: typed_value(name, value) for name, value in fields.items() if value}
    parts = {k: typed_value(f"measures.1.{k}", v) for k, v in (measure or {}).items() if v}
    offered = Given(said, parts, steps or (), links or ())
    by = session.who.known_as
    moves = [
        (entry, Move(to or _goal(session, verb, entry), when, by, because, ends))
        for entry in entries
    ]
    revisions = moved(register, moves, offered, session.who, session.command)
    if open_to_all(session.policy) and verb in session.policy.rights and not wishes.quiet:
        say("learnorg.yaml names no authority, so anybody may decide this.", "quiet")
    action = verb.partition(" ")[0] if " " not in verb else "move"
    finish(session, Change(action, tuple(revisions), because), wishes)


def _goal(session: Session, verb: str, entry: Any) -> str:
    """Where `resume` and `reopen` lead: where a hold began, or back into work."""
    record = read(session.register.root, entry).record()
    if not isinstance(record, Improvement):
        return "proposed"
    if verb == "resume":
        if record.state != "on-hold":
            raise NotOnHold(entry.identity, record.state)
        return workflow.standing(record)
    if record.state == "closed":
        return "in-progress"
    if record.state == "declined":
        return "proposed"
    raise NotFinished(entry.identity, record.state)


class NotOnHold(LearnorgError):
    """Something to resume that does not wait."""

    exit_code = 7
    hint = "Only what is on hold can be resumed."

    def __init__(self, name: str, state: str) -> None:
        super().__init__(f"{name} is {state}, not on hold")


class NotFinished(LearnorgError):
    """Something to reopen that is open."""

    exit_code = 7

    def __init__(self, name: str, state: str) -> None:
        super().__init__(f"{name} is {state}, which is open already")
        self.hint = f'To go back a step: learnorg move STATE {name} --because "WHY".'
