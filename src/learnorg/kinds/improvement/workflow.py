"""
The improvement's life cycle: which moves there are, and what each asks for.

Two work flows. *Light*: proposed, accepted, in-progress, closed. *Full* adds assessed,
approved and measuring. Its states are a superset, so a register changes from one to the
other without touching a record. Both know on-hold and declined, and the way back.
"""

import shlex
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from learnorg.errors import LearnorgError
from learnorg.files.splice import GONE, Edit
from learnorg.kinds.fields import extremes
from learnorg.kinds.guards import Lacking, Move, OutOfOrder
from learnorg.kinds.improvement import FLOWS, ORDER, RESULTS, VERBS
from learnorg.kinds.improvement.model import Improvement, Measure
from learnorg.methods.value import Quantity, quantity
from learnorg.settings import Policy

VERB_TO = {state: verb for verb, state in VERBS.items()} | {"proposed": "reopen"}

UNSTARTED = ("proposed", "accepted", "assessed", "approved")


class IllegalMove(LearnorgError):
    """A move that the life cycle does not have."""

    exit_code = 7

    def __init__(self, name: str, state: str, to: str, legal: tuple[str, ...], flow: str) -> None:
        super().__init__(
            f"{name} is {state} already"
            if state == to
            else f"{name} is {state} and cannot become {to} in the {flow} work flow"
        )
        self.hint = f"From {state} it can become: {', '.join(legal)}."
        if to == "declined" and "closed" in legal:
            self.hint += " Work that was begun is given up by `learnorg close --outcome withdrawn`."


def standing(improvement: Improvement) -> str:
    """The state on the main line: where it is, or where its hold began."""
    if improvement.state != "on-hold":
        return improvement.state
    if improvement.hold and improvement.hold.state:
        return improvement.hold.state
    reached = [s for s in ORDER if s in improvement.dates and s != "closed"]
    return reached[-1] if reached else "proposed"


def legal(improvement: Improvement, flow: str) -> tuple[str, ...]:
    """The states it may be moved to, in the order of the life cycle."""
    state, line = improvement.state, FLOWS[flow]
    if state == "closed":
        return tuple(s for s in line if s != "closed" and ORDER.index(s) >= 1)
    if state == "declined":
        return ("proposed",)
    here = standing(improvement)
    targets = [s for s in line if s != here or state == "on-hold"]
    if state == "on-hold" and here not in targets:
        targets.insert(0, here)
    if state != "on-hold":
        targets.append("on-hold")
    if here in UNSTARTED:
        targets.append("declined")
    return tuple(targets)


def backward(improvement: Improvement, to: str) -> bool:
    """Whether a move leads back: a reopening, or to an earlier state."""
    if improvement.state in ("closed", "declined"):
        return True
    here = standing(improvement)
    return to in ORDER and here in ORDER and ORDER.index(to) < ORDER.index(here)


def route(improvement: Improvement, to: str, flow: str, withdrawn: bool = False) -> tuple[str, ...]:
    """The states that a move enters, the wanted one last."""
    here = standing(improvement)
    if to not in ORDER or backward(improvement, to) or to == here:
        return (to,)
    if withdrawn and to == "closed":  # which takes no more steps
        return (to,)
    between = slice(ORDER.index(here) + 1, ORDER.index(to) + 1)
    return tuple(s for s in ORDER[between] if s in FLOWS[flow] or s == to)


def verbs_back(improvement: Improvement, to: str, flow: str) -> tuple[str, ...]:
    """The verbs whose rights a way back takes: to states that it passes and never reached, too."""
    passed = ORDER[1 : ORDER.index(to) + 1] if to in ORDER else ()
    new = (s for s in passed if s not in improvement.dates and (s in FLOWS[flow] or s == to))
    return ("reopen", *(VERB_TO[state] for state in new))


def lacking(improvement: Improvement, move: Move, policy: Policy) -> Iterator[Lacking]:
    """Everything that the guards on the way ask for and that is not there."""
    withdrawn = move.to == "closed" and _result(improvement) == "withdrawn"
    if backward(improvement, move.to):
        if not move.because:
            yield Lacking("a reason for going back", '--because "WHY"')
        return
    for state in route(improvement, move.to, policy.workflow, withdrawn):
        yield from _guard(improvement, state, move, policy)


def _guard(improvement: Improvement, state: str, move: Move, policy: Policy) -> Iterator[Lacking]:
    match state:
        case "accepted":
            if not improvement.owner:
                yield Lacking("an owner: who takes it up", "--owner NAME", "set {id} owner=NAME")
            if policy.objectives and not improvement.objectives:
                yield Lacking(
                    f"an objective it serves ({', '.join(policy.objectives)})",
                    f"--objective {_only(policy.objectives)}",
                    f"set {{id}} objectives+={_only(policy.objectives)}",
                )
        case "assessed":
            measured = any(m.baseline is not None for m in improvement.measures)
            if not measured and not move.because:
                name = "" if improvement.measures else '--measure "NAME" '
                yield Lacking(
                    "a measure with its baseline (or --because, why there is none)",
                    f"{name}--baseline VALUE",
                    'set {id} measures.1.name="NAME" measures.1.baseline=VALUE',
                )
        case "approved":
            if not any(m.target is not None for m in improvement.measures):
                unasked = move.because or standing(improvement) == "assessed"
                name = '--measure "NAME" ' if unasked and not improvement.measures else ""
                yield Lacking(
                    "a target for its measure",
                    f"{name}--target VALUE",
                    "set {id} measures.1.target=VALUE",
                )
            if not improvement.plan:
                yield Lacking(
                    "a plan of at least one step",
                    '--step "WHAT TO DO"',
                    'plan add {id} "WHAT TO DO"',
                )
        case "on-hold":
            if not move.because:
                yield Lacking("what it waits for", '--because "WHAT IT WAITS FOR"')
        case "declined":
            if not move.because:
                yield Lacking("a reason for whoever raised it", '--because "WHY"')
        case "closed":
            yield from closing(improvement)


def _only(names: tuple[str, ...]) -> str:
    """The one name there is to choose, as a shell takes it, or a word for the choice."""
    return shlex.quote(names[0]) if len(names) == 1 else "NAME"


def closing(improvement: Improvement) -> Iterator[Lacking]:
    """What is missing for an improvement to be closed as its outcome says."""
    result = _result(improvement)
    if not result:
        yield Lacking(f"an outcome ({', '.join(RESULTS)})", "--outcome RESULT")
    if result == "achieved":
        yield from proof(improvement)
    if not improvement.learned:
        yield Lacking(
            "what was learned (or --nothing-learned, and why)", '--learned "WHAT WAS LEARNED"'
        )


def proof(improvement: Improvement) -> Iterator[Lacking]:
    """What is missing for *achieved*: a measure that met its target, or words that show it."""
    evidence = improvement.outcome and improvement.outcome.evidence
    decisive = improvement.measures[0] if improvement.measures else None
    if decisive is None or decisive.target is None:
        if not evidence:
            yield Lacking("evidence of what was achieved", '--evidence "WHAT SHOWS IT"')
    elif decisive.actual is None:
        yield Lacking(f"the value that '{decisive.called}' has now", "--actual VALUE")
    elif met(decisive) is False and not evidence:
        yield Lacking(
            f"a met target: '{decisive.called}' is {decisive.actual}, the target "
            f"{decisive.target} (or another outcome, or --evidence)",
            "--outcome partly-achieved",
        )


def _result(improvement: Improvement) -> str:
    return (improvement.outcome and improvement.outcome.result) or ""


def met(measure: Measure) -> bool | None:
    """Whether a measure's target is reached; None where values cannot be compared."""
    if measure.target is None or measure.actual is None:
        return None
    target, actual = _quantity(measure.target), _quantity(measure.actual)
    if target is None or actual is None or target.sort != actual.sort:
        return None
    direction = measure.direction
    if direction is None and measure.baseline is not None:
        baseline = _quantity(measure.baseline)
        if baseline and baseline.sort == target.sort:
            direction = "down" if target.size < baseline.size else "up"
    if direction is None:
        return None
    return actual.size <= target.size if direction == "down" else actual.size >= target.size


def _quantity(value: Decimal | str) -> Quantity | None:
    return quantity(f"{value:f}" if isinstance(value, Decimal) else value)


def latest(improvement: Improvement) -> tuple[str, date]:
    """The last thing that happened to it, and when."""
    reached = [("raised", improvement.raised), *improvement.dates.items()]
    return max(reached, key=lambda one: one[1])


def frozen(improvement: Improvement, flow: str) -> str:
    """Since which state the measures are frozen, or nothing while they are not."""
    since = "in-progress" if flow == "light" else "approved"
    here = standing(improvement)
    if here == "closed":
        return since
    if here not in ORDER or ORDER.index(here) < ORDER.index(since):
        return ""
    return since


def moved(improvement: Improvement, move: Move, policy: Policy) -> list[Edit]:
    """The edits that a move makes; its guards are taken to hold."""
    if move.to not in legal(improvement, policy.workflow):
        raise IllegalMove(
            improvement.id,
            improvement.state,
            move.to,
            legal(improvement, policy.workflow),
            policy.workflow,
        )
    before, when = latest(improvement)
    if move.on < when:
        raise OutOfOrder(improvement.id, move.to, move.on, before, when)
    withdrawn = move.to == "closed" and _result(improvement) == "withdrawn"
    edits = [Edit(("state",), move.to)]
    way = route(improvement, move.to, policy.workflow, withdrawn)
    edits += [Edit(("dates", state), move.on) for state in way if _first(improvement, state)]
    edits += _ending(improvement, move)
    if "approved" in way and (move.to == "approved" or not small(improvement, policy)):
        edits.append(Edit(("approval",), _approval(move)))
    return edits


def small(improvement: Improvement, policy: Policy) -> bool:
    """Whether policy has approved work of this size beforehand."""
    effort = improvement.estimates.effort
    return effort is not None and float(extremes(effort)[1]) <= policy.small.effort


def _first(improvement: Improvement, state: str) -> bool:
    """
    Whether a state is entered for the first time, in the order of the flow.

    What is reached only on a way back, after a later state, gets no date: lead and cycle
    times are measured on the first way.
    """
    if state not in ORDER:
        return state not in improvement.dates
    later = ORDER[ORDER.index(state) :]
    return not any(one in improvement.dates for one in later if one != "closed" or state == one)


def _ending(improvement: Improvement, move: Move) -> Iterator[Edit]:
    """What a move leaves behind or takes away besides state and date."""
    if improvement.state in ("closed", "declined"):
        if improvement.state in improvement.dates:
            yield Edit(("dates", improvement.state), GONE)
        if improvement.outcome is not None:
            yield Edit(("outcome",), GONE)
        if improvement.state == "closed" and improvement.learned:
            yield Edit(("learned",), GONE)
    if improvement.state == "on-hold" and improvement.hold is not None:
        yield Edit(("hold",), GONE)
    match move.to:
        case "on-hold":
            hold: dict[str, object] = {"from": move.on}
            if move.until:
                hold["until"] = move.until
            hold |= {"because": move.because, "state": improvement.state}
            yield Edit(("hold",), hold)
        case "declined":
            yield Edit(("outcome",), {"on": move.on, "because": move.because})
        case "closed":
            yield Edit(("outcome", "on"), move.on)


def _approval(move: Move) -> dict[str, object]:
    approval: dict[str, object] = {"by": move.by or "unknown", "on": move.on}
    if move.because:
        approval["because"] = move.because
    return approval
