"""The verbs of the work flow: `accept`, `start`, `close` and the others, and `move`."""

import shlex
from collections.abc import Sequence
from typing import Annotated, Any, NamedTuple

import typer

from learnorg.cli import completion
from learnorg.cli.answer import finish
from learnorg.cli.console import say
from learnorg.cli.options import Because, Ids, On, Propose, Wishes, given, with_bundles
from learnorg.cli.proposing import Leave
from learnorg.cli.session import Session
from learnorg.errors import LearnorgError
from learnorg.kinds import KINDS
from learnorg.kinds.guards import Move
from learnorg.kinds.improvement import IMPROVEMENT, workflow
from learnorg.kinds.improvement.model import Improvement
from learnorg.kinds.kind import Kind
from learnorg.periods import NotADate, day, happened
from learnorg.register import lifecycle
from learnorg.register.authority import open_to_all
from learnorg.register.changes import Change
from learnorg.register.links import ToItself
from learnorg.register.lookup import Entry
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
    """A state that no record has whose states come about by verbs."""

    def __init__(self, name: str, states: Sequence[str], kind: str = "") -> None:
        of = f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}" if kind else "a record"
        super().__init__(f"'{name}' is no state of {of}")
        self.hint = did_you_mean(name, states) or f"States: {', '.join(states)}."


class ApartPlease(LearnorgError):
    """Improvements that would be moved together with records of another kind."""

    def __init__(self, others: Sequence[str]) -> None:
        super().__init__("improvements and other records are moved apart")
        self.hint = f"Leave out {', '.join(others)}, and move what you left out for itself."


class Whose(NamedTuple):
    """Who takes it up, and what it serves."""

    owner: Owner = None
    objective: Objective = None

    @property
    def fields(self) -> dict[str, Any]:
        """The fields of a record that these options fill."""
        return {"owner": self.owner, "objectives": given(self.objective)}


class Measured(NamedTuple):
    """The first measure, and its values."""

    measure: Measure = None
    unit: Unit = None
    baseline: Baseline = None
    target: Target = None
    actual: Actual = None

    @property
    def parts(self) -> dict[str, Any]:
        """The parts of a measure that these options fill."""
        return {"name": self.measure, **{k: v for k, v in self._asdict().items() if k != "measure"}}


class Closing(NamedTuple):
    """What came of it, and what was learned."""

    outcome: Outcome = None
    evidence: Evidence = None
    learned: Learned = None
    nothing_learned: NothingLearned = None

    @property
    def fields(self) -> dict[str, Any]:
        """The fields of a record that these options fill."""
        nothing = f"Nothing new, because {self.nothing_learned}" if self.nothing_learned else None
        return {
            "outcome.result": self.outcome,
            "outcome.evidence": self.evidence,
            "learned": self.learned or nothing,
        }


class Circumstances(NamedTuple):
    """Why and when it happened, and whether it is still to be approved."""

    because: Because = ""
    on: On = ""
    propose: Propose = False


@with_bundles
def accept(
    ctx: typer.Context,
    ids: Ids,
    whose: Whose,
    due: Due = None,
    *,
    circumstances: Circumstances,
    wishes: Wishes,
) -> None:
    """
    Accept proposed improvements: somebody takes them up.

    [dim]$[/] learnorg accept 7k3 --owner service-desk-lead
    [dim]$[/] learnorg accept 7k3 x2w --owner platform --on monday
    """
    fields = {**whose.fields, "due": due}
    _go(ctx.obj, "accept", "accepted", ids, circumstances, wishes, fields)


@with_bundles
def assess(
    ctx: typer.Context,
    ids: Ids,
    measured: Measured,
    whose: Whose,
    circumstances: Circumstances,
    wishes: Wishes,
) -> None:
    """
    Say where things stand today: a measure with its baseline (full work flow).

    [dim]$[/] learnorg assess 7k3 --measure "Reset calls" --unit "per week" --baseline 420
    [dim]$[/] learnorg assess 7k3 --because "cannot be measured before the new tool"
    """
    _go(ctx.obj, "assess", "assessed", ids, circumstances, wishes, whose.fields, measured)


@with_bundles
def approve(
    ctx: typer.Context,
    ids: Ids,
    measured: Measured,
    whose: Whose,
    step: Step = None,
    *,
    circumstances: Circumstances,
    wishes: Wishes,
) -> None:
    """
    Approve improvements: target and plan stand, and the measures are frozen (full work flow).

    [dim]$[/] learnorg approve 7k3 --target 210 --step "Roll out self-service to HR first"
    """
    _go(
        ctx.obj, "approve", "approved", ids, circumstances, wishes, whose.fields, measured,
        steps=given(step),
    )  # fmt: skip


@with_bundles
def start(
    ctx: typer.Context,
    ids: Ids,
    whose: Whose,
    measured: Measured,
    step: Step = None,
    due: Due = None,
    *,
    circumstances: Circumstances,
    wishes: Wishes,
) -> None:
    """
    Start work; in the light work flow this freezes the measures.

    [dim]$[/] learnorg start 7k3
    [dim]$[/] learnorg start 7k3 --owner platform --on 2026-11-02
    """
    fields = {**whose.fields, "due": due}
    _go(
        ctx.obj, "start", "in-progress", ids, circumstances, wishes, fields, measured,
        steps=given(step),
    )  # fmt: skip


@with_bundles
def measure(
    ctx: typer.Context,
    ids: Ids,
    measured: Measured,
    whose: Whose,
    step: Step = None,
    *,
    circumstances: Circumstances,
    wishes: Wishes,
) -> None:
    """
    Say that the work is done and its effect is being measured (full work flow).

    [dim]$[/] learnorg measure 7k3
    [dim]$[/] learnorg measure 7k3 --actual 260
    """
    _go(
        ctx.obj, "measure", "measuring", ids, circumstances, wishes, whose.fields, measured,
        steps=given(step),
    )  # fmt: skip


@with_bundles
def close(
    ctx: typer.Context,
    ids: Ids,
    closing: Closing,
    measured: Measured,
    whose: Whose,
    step: Step = None,
    *,
    circumstances: Circumstances,
    wishes: Wishes,
) -> None:
    """
    Close improvements with what came of them, and what was learned.

    'achieved' needs evidence; 'delivered' is done without a measured benefit.

    [dim]$[/] learnorg close 7k3 --outcome achieved --actual 188 --learned "Ask HR first"
    [dim]$[/] learnorg close x2w --outcome delivered --nothing-learned "routine work"
    """
    fields = {**whose.fields, **closing.fields, "outcome.because": circumstances.because}
    _go(
        ctx.obj, "close", "closed", ids, circumstances, wishes, fields, measured,
        steps=given(step),
    )  # fmt: skip


@with_bundles
def hold(
    ctx: typer.Context,
    ids: Ids,
    until: Until = None,
    *,
    circumstances: Circumstances,
    wishes: Wishes,
) -> None:
    """
    Put improvements on hold, with what they wait for.

    [dim]$[/] learnorg hold 7k3 --because "waits for the new telephone system" --until 2027-02
    """
    _go(ctx.obj, "hold", "on-hold", ids, circumstances, wishes, until=until)


@with_bundles
def resume(ctx: typer.Context, ids: Ids, circumstances: Circumstances, wishes: Wishes) -> None:
    """
    Go on with what was on hold, where the hold began.

    [dim]$[/] learnorg resume 7k3
    """
    _go(ctx.obj, "resume", "", ids, circumstances, wishes)


@with_bundles
def decline(
    ctx: typer.Context,
    ids: Ids,
    duplicate_of: Annotated[
        Text,
        typer.Option(
            "--duplicate-of",
            help="The record that says it already.",
            metavar="ID",
            autocompletion=completion.records,
        ),
    ] = None,
    *,
    circumstances: Circumstances,
    wishes: Wishes,
) -> None:
    """
    Decline improvements, with a reason for whoever raised them.

    [dim]$[/] learnorg decline 7k3 --because "the service ends in March"
    [dim]$[/] learnorg decline 7k3 --duplicate-of x2w
    """
    session: Session = ctx.obj
    links = []
    if duplicate_of:
        original = session.register.entry(duplicate_of)
        if original in [session.register.entry(typed) for typed in ids]:
            raise ToItself(original.identity)
        links = [{"rel": "duplicates", "to": original.identity}]
        why = circumstances.because or f"duplicates {original.identity} {original.title}"
        circumstances = circumstances._replace(because=why)
    _go(session, "decline", "declined", ids, circumstances, wishes, links=links)


@with_bundles
def reopen(
    ctx: typer.Context,
    ids: Ids,
    to: Annotated[
        Text,
        typer.Option(
            "--to",
            help="The state to go back to.",
            metavar="STATE",
            autocompletion=completion.states,
        ),
    ] = None,
    *,
    circumstances: Circumstances,
    wishes: Wishes,
) -> None:
    """
    Open again what was closed or declined, with a reason.

    [dim]$[/] learnorg reopen 7k3 --because "the calls came back in November"
    """
    _go(ctx.obj, "reopen", to or "", ids, circumstances, wishes)


@with_bundles
def move(
    ctx: typer.Context,
    state: Annotated[
        str, typer.Argument(help="The state to bring them to.", autocompletion=completion.states)
    ],
    ids: Ids,
    whose: Whose,
    measured: Measured,
    closing: Closing,
    step: Step = None,
    due: Due = None,
    until: Until = None,
    *,
    circumstances: Circumstances,
    wishes: Wishes,
) -> None:
    """
    Bring several improvements to a state in one commit, through all states between.

    [dim]$[/] learnorg move in-progress 7k3 x2w 90b
    [dim]$[/] learnorg move accepted 7k3 --because "started too early"
    [dim]$[/] learnorg move in-review REV-2611-b7k
    """
    moved_by_verbs = dict.fromkeys(s for kind in KINDS if kind.by_verbs for s in kind.states)
    if state not in moved_by_verbs:
        raise NoSuchState(state, tuple(moved_by_verbs))
    entries = [ctx.obj.register.entry(typed) for typed in ids]
    if any(entry.kind in lifecycle.MOVED for entry in entries):
        _along_their_line(ctx.obj, state, entries, circumstances, wishes)
        return
    if state not in IMPROVEMENT.states:
        raise NoSuchState(state, IMPROVEMENT.states, IMPROVEMENT.name)
    fields = {**whose.fields, **closing.fields, "due": due}
    if state == "closed":
        fields["outcome.because"] = circumstances.because
    _go(
        ctx.obj, "move", state, ids, circumstances, wishes, fields, measured,
        steps=given(step), until=until,
    )  # fmt: skip


def _go(
    session: Session,
    verb: str,
    to: str,
    ids: list[str],
    circumstances: Circumstances,
    wishes: Wishes,
    fields: dict[str, Any] | None = None,
    measured: Measured | None = None,
    *,
    steps: Sequence[str] = (),
    until: str | None = None,
    links: Sequence[dict[str, str]] = (),
) -> None:
    """Move some improvements; what is asked for is worked out and written as one change."""
    register = session.register
    entries = list(dict.fromkeys(register.entry(typed) for typed in ids))
    because, on, propose = circumstances
    when = happened(on, session.today) if on else session.today
    ends = day(until, session.today) if until else None
    if ends and ends < when:
        raise NotADate(until or "", f"it lies before {when}, when the waiting begins")
    fields = fields or {}
    if fields.get("due"):
        fields["due"] = day(fields["due"], session.today)
    said = {name: typed_value(name, value) for name, value in fields.items() if value}
    parts = (measured or Measured()).parts
    parts = {k: typed_value(f"measures.1.{k}", v) for k, v in parts.items() if v}
    offered = Given(said, parts, steps, links)
    by = session.who.known_as
    moves = [
        (entry, Move(to or _goal(session, verb, entry), when, by, because, ends))
        for entry in entries
    ]
    leave = Leave(session, propose)
    revisions = moved(register, moves, offered, session.who, session.command, leave)
    if open_to_all(session.policy) and verb in session.policy.rights and not wishes.quiet:
        say("learnorg.yaml names no authority, so anybody may decide this.", "quiet")
    change = Change(verb, tuple(revisions), because)
    if to == "in-progress" and not wishes.quiet:
        _tell_of_waiting(session, [entry.identity for entry in change.real])
    finish(session, change, wishes)
    leave.tell(change, wishes)


def _along_their_line(
    session: Session,
    state: str,
    entries: Sequence[Entry],
    circumstances: Circumstances,
    wishes: Wishes,
) -> None:
    """Move reviews or articles, whose states follow one another in one line."""
    because, on, _ = circumstances
    for kind in dict.fromkeys(entry.kind for entry in entries):
        if state not in kind.states:
            raise NoSuchState(state, kind.states, kind.name)
        if kind not in lifecycle.MOVED:
            raise ApartPlease([entry.identity for entry in entries if entry.kind is not kind])
    when = happened(on, session.today) if on else session.today
    move_ = Move(state, when, session.who.known_as, because)
    revisions = lifecycle.moved(
        session.register,
        [(entry, move_) for entry in dict.fromkeys(entries)],
        lifecycle.Along(),
        session.who,
        _with_flags(session.command, state, entries[0].kind),
    )
    finish(session, Change("move", tuple(revisions), because), wishes)


def _with_flags(command: str, state: str, kind: Kind) -> str:
    """A `move` as typed, by the verb that takes what its guards ask for."""
    if state not in kind.verbs:  # nothing is asked for on a way back
        return command
    words = shlex.split(command)
    words.remove(state)
    at = words.index("move")
    return shlex.join([*words[:at], *kind.verbs[state].split(), *words[at + 1 :]])


def _tell_of_waiting(session: Session, identities: Sequence[str]) -> None:
    """Say which of what is about to begin depends on what is not closed."""
    from learnorg.register.dependencies import waits  # of no use to the other verbs

    for identity, open_ in waits(session.register, identities).items():
        listed = ", ".join(f"{one.named} ({one.state})" for one in open_)
        say(f"{identity} waits for {listed}.", "warn")


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
